import fc from 'fast-check';
import type { Area, TaskKind, TaskState } from '../../src/domain/task.ts';
import type { TaskQuery } from '../../src/domain/query.ts';
import { DAY, SECOND } from '../../src/domain/time.ts';
import type {
  EmulatedAccount,
  Fault,
  Outcome,
  Submission,
  SubmissionKind,
  Target,
} from '../../src/emulator/emulator.ts';

/** When every scenario begins. */
export const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);

/** What happens between two pages of a walk. */
export interface Interlude {
  /** Seconds that pass. */
  readonly passes: number;
  /** Tasks that arrive, by account. */
  readonly arrivals: readonly { readonly account: string; readonly submission: Submission }[];
}

/** What goes wrong with the calls of an account while a page is read. */
export interface Outage {
  readonly account: string;
  readonly fault: Fault;
  /** The share of its calls that are struck, 0..1. Default 1. */
  readonly probability?: number;
  /** Seeds the choice of these calls. Default 1. */
  readonly seed?: number;
}

/** A history, a question about it, and what happens while it is answered. */
export interface Scenario {
  readonly accounts: readonly EmulatedAccount[];
  readonly maxPageSize: number;
  readonly query: TaskQuery;
  readonly count: number;
  readonly direction: 'forward' | 'backward';
  readonly keeps: boolean;
  readonly interludes: readonly Interlude[];
  /** For each page, what goes wrong while it is read. */
  readonly outages: readonly (readonly Outage[])[];
}

/** What vendors other than Tencent say of a wrong signature. */
const refusals: Readonly<Record<string, string>> = {
  ALIBABA_CDN: 'SignatureDoesNotMatch',
  ALIBABA_DCDN: 'SignatureDoesNotMatch',
  ALIBABA_ESA: 'SignatureDoesNotMatch',
  AWS_CLOUDFRONT: 'SignatureDoesNotMatch',
  VOLCENGINE_CDN: 'SignatureDoesNotMatch',
  BYTEPLUS_CDN: 'SignatureDoesNotMatch',
  HUAWEI_CDN: 'APIGW.0301',
};

/** An account, named by its vendor, whose key is refused: it fails at once, and nothing is tried again. */
export const refusedKey = (account: string): Outage => ({
  account,
  fault: { kind: 'error', code: refusals[account] ?? 'AuthFailure.SignatureFailure' },
});

const DOMAINS = ['www.example.com', 'img.example.com', 'www.example.org'];

const KINDS: Readonly<Record<string, readonly SubmissionKind[]>> = {
  TENCENT_CDN: ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY'],
  TENCENT_EDGEONE: ['PREFETCH', 'PURGE_URL', 'PURGE_HOST'],
  ALIBABA_CDN: ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY'],
  ALIBABA_DCDN: ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY'],
  ALIBABA_ESA: ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY', 'PURGE_HOST'],
  VOLCENGINE_CDN: ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY'],
  BYTEPLUS_CDN: ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY'],
};

const OUTCOMES: Readonly<Record<string, readonly Outcome[]>> = {
  TENCENT_CDN: ['succeeded', 'failed'],
  TENCENT_EDGEONE: ['succeeded', 'failed', 'timedOut', 'canceled'],
  ALIBABA_CDN: ['succeeded', 'failed', 'timedOut'],
  ALIBABA_DCDN: ['succeeded', 'failed'],
  ALIBABA_ESA: ['succeeded', 'failed'],
  VOLCENGINE_CDN: ['succeeded', 'failed'],
  BYTEPLUS_CDN: ['succeeded', 'failed'],
};

/** Their tasks share one second. */
const TASKS_OF_ONE_SECOND: ReadonlySet<string> = new Set(['ALIBABA_CDN', 'ALIBABA_DCDN', 'ALIBABA_ESA']);

/** The zones or sites of those that have some. A job of EdgeOne can have URLs in several; a task of ESA is one of a site. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  TENCENT_EDGEONE: ['zone-1', 'zone-2'],
  ALIBABA_ESA: ['1001'],
};

/** Seconds ago: many in the same few seconds, some at the borders of the vendors' windows, some anywhere. */
const ages = (spread: number) =>
  fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 6 }) },
    { weight: 3, arbitrary: fc.integer({ min: 0, max: 120 }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: -2, max: 2 }))
        .map(([weeks, seconds]) => Math.max(0, Math.min(spread, weeks * 7 * 86_400 + seconds))),
    },
    { weight: 2, arbitrary: fc.integer({ min: 0, max: spread }) },
  );

function targets(vendor: string, at: number, hasSpan: boolean): fc.Arbitrary<Target[]> {
  const target = fc.record({
    url: fc
      .tuple(fc.constantFrom(...DOMAINS), fc.integer({ min: 0, max: 30 }))
      .map(([domain, page]) => `https://${domain}/${page}`),
    later: fc.integer({ min: 0, max: hasSpan ? 3 : 0 }),
    lasts: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(100_000)),
    outcome: fc.constantFrom(...(OUTCOMES[vendor] ?? [])),
    area: fc.constantFrom('mainland' as const, 'overseas' as const, 'global' as const),
    zone: fc.constantFrom(...(ZONES[vendor] ?? [''])),
  });
  return fc.uniqueArray(target, { minLength: 1, maxLength: 9, selector: ({ url }) => url }).map((list) =>
    list.map(({ later, lasts, zone, ...rest }) => ({
      ...rest,
      createdAt: at + later * SECOND,
      finishesAt: at + (later + lasts) * SECOND,
      ...(zone === '' ? {} : { zone }),
    })),
  );
}

function submissions(vendor: string, spread: number, most: number): fc.Arbitrary<Submission[]> {
  const hasSpan = !TASKS_OF_ONE_SECOND.has(vendor);
  return fc
    .array(
      fc.tuple(ages(spread), fc.constantFrom(...(KINDS[vendor] ?? []))).chain(([age, kind]) =>
        fc.record({
          kind: fc.constant(kind),
          at: fc.constant(NOW - age * SECOND),
          targets: targets(vendor, NOW - age * SECOND, hasSpan),
        }),
      ),
      { maxLength: most },
    )
    .map((list) => list.map((each, index) => ({ ...each, taskId: taskId(vendor, index) })));
}

/** Ids that do not sort as their times do. */
const taskId = (vendor: string, index: number): string =>
  vendor === 'TENCENT_EDGEONE'
    ? `job${((index * 7919) % 1000).toString(36)}x${index}`
    : `${(index * 7919) % 1000}${String(index).padStart(6, '0')}`;

export const account = (vendor: EmulatedAccount['vendor'], spread: number): fc.Arbitrary<EmulatedAccount> =>
  fc
    .record({
      history: submissions(vendor, spread, 14),
      startIsInclusive: fc.boolean(),
      endIsInclusive: fc.boolean(),
      order: fc.oneof(
        { weight: 8, arbitrary: fc.constant('newest-first' as const) },
        { weight: 1, arbitrary: fc.constant('oldest-first' as const) },
      ),
    })
    .map(({ history, ...behaviour }) => ({
      vendor,
      name: vendor,
      id: `id-${vendor}`,
      secret: 'secret',
      zones: ZONES[vendor] ?? [],
      history,
      behaviour,
    }));

const states: readonly TaskState[] = [
  'PROCESSING',
  'SUCCEEDED',
  'FAILED',
  'TIMED_OUT',
  'PARTIALLY_SUCCEEDED',
];
const kinds: readonly TaskKind[] = ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY', 'PURGE_HOST'];
const areas: readonly Area[] = ['MAINLAND', 'OVERSEAS', 'GLOBAL'];

export const optional = <Value>(value: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value });

export const query: fc.Arbitrary<TaskQuery> = fc.record({
  states: optional(fc.subarray([...states], { minLength: 1 })),
  kinds: optional(fc.subarray([...kinds], { minLength: 1 })),
  domains: optional(fc.subarray([...DOMAINS], { minLength: 1, maxLength: 2 })),
  urls: optional(
    fc.subarray([`https://${DOMAINS[0]}/1`, `https://${DOMAINS[1]}/2`, `${DOMAINS[2]}/3`], { minLength: 1 }),
  ),
  area: optional(fc.constantFrom(...areas)),
  from: optional(ages(29 * 86_400).map((age) => NOW - DAY - age * SECOND)),
  to: optional(ages(10).map((age) => NOW - age * SECOND + SECOND)),
});

export const scenarios: fc.Arbitrary<Scenario> = fc
  .record({
    tencent: optional(account('TENCENT_CDN', 29 * 86_400)),
    edgeOne: account('TENCENT_EDGEONE', 29 * 86_400),
    alibaba: optional(account('ALIBABA_CDN', 2 * 86_400)),
    another: optional(
      fc.oneof(
        account('ALIBABA_DCDN', 2 * 86_400),
        account('ALIBABA_ESA', 29 * 86_400),
        account('VOLCENGINE_CDN', 6 * 86_400),
        account('BYTEPLUS_CDN', 6 * 86_400),
      ),
    ),
    maxPageSize: fc.integer({ min: 2, max: 12 }),
    query,
    count: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constant(1_000)),
    direction: fc.constantFrom('forward' as const, 'backward' as const),
    keeps: fc.boolean(),
    pauses: fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.boolean()), { maxLength: 12 }),
    arrivals: submissions('TENCENT_EDGEONE', 0, 12),
    outages: fc.constant([]),
  })
  .map(({ tencent, edgeOne, alibaba, another, pauses, arrivals, ...rest }) => {
    let now = NOW;
    const interludes = pauses.map(([passes, brings], index) => {
      now += passes * SECOND;
      const arrival = brings ? arrivals[index] : undefined;
      return {
        passes,
        arrivals:
          arrival === undefined
            ? []
            : [{ account: 'TENCENT_EDGEONE', submission: arrivingAt(arrival, now, index) }],
      };
    });
    return {
      ...rest,
      accounts: [edgeOne, ...[tencent, alibaba, another].filter((each) => each !== undefined)],
      interludes,
    };
  });

/** For each page, perhaps one of the accounts, whose key is refused. */
export const outagesOf = (...accounts: readonly string[]): fc.Arbitrary<Outage[][]> =>
  fc.array(
    optional(fc.constantFrom(...accounts)).map((name) => (name === undefined ? [] : [refusedKey(name)])),
    { minLength: 1, maxLength: 12 },
  );

/** Scenarios in which accounts fail for a page now and then, and are back for the next. */
export const troubledScenarios: fc.Arbitrary<Scenario> = fc
  .record({
    scenario: scenarios,
    outages: outagesOf('TENCENT_EDGEONE', 'TENCENT_CDN', 'ALIBABA_CDN'),
  })
  .map(({ scenario, outages }) => ({ ...scenario, outages }));

/** The same submission at another time. */
function arrivingAt(submission: Submission, at: number, index: number): Submission {
  const shift = at - submission.at;
  return {
    ...submission,
    taskId: `new${index}`,
    at,
    targets: submission.targets.map((target) => ({
      ...target,
      createdAt: at,
      finishesAt: target.finishesAt + shift,
    })),
  };
}

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { Lookup, TaskSource } from '../../src/domain/source.ts';
import type { UrlDetail } from '../../src/domain/task.ts';
import { findTask, type Chain } from '../../src/engine/lookup/find-task.ts';

/** What a zone answers: so many URLs of the task, or a failure. */
type ZoneAnswer = 0 | 1 | 3 | 'UNAVAILABLE' | 'PERMISSION' | 'NOT_FOUND' | 'RETENTION';

const failureIn = (zone: string, kind: Extract<ZoneAnswer, string>): VendorError =>
  new VendorError({ kind, message: `${kind} in ${zone}`, retryable: kind === 'UNAVAILABLE' });

const rowsIn = (zone: string, count: number): UrlDetail[] =>
  Array.from({ length: count }, (_, place) => ({
    provider: 'edge',
    kind: 'PREFETCH',
    taskId: 'job',
    scope: zone,
    url: `https://${zone}.example.com/${place}`,
    domain: `${zone}.example.com`,
    state: 'SUCCEEDED',
    createdAt: 1_000,
    observedAt: 2_000,
    raw: {},
  }));

const lookupIn = (scope: string, spansScopes: boolean, callsPerSecond: number): Lookup => ({
  action: 'Describe',
  scope,
  spansScopes,
  kinds: ['PREFETCH'],
  idsPerCall: 1,
  maxPageSize: 100,
  callsPerSecond,
  countableStates: [],
  isDetailed: false,
  retention: Infinity,
  encode: () => ({ action: 'Describe', parameters: {}, callsPerSecond }),
  decode: () => ({ rows: [], rowsAnswered: 0 }),
});

const answers = fc.constantFrom<ZoneAnswer[]>(
  0,
  0,
  0,
  1,
  3,
  'UNAVAILABLE',
  'PERMISSION',
  'NOT_FOUND',
  'RETENTION',
);

/** Text that says what was found, or why nothing was. */
const told = (outcome: Awaited<ReturnType<typeof findTask>>): string =>
  outcome instanceof VendorError ? outcome.kind : `${outcome.urlCount} in ${outcome.scope}`;

/** What must be told of a task, from what the zones know. */
function owed(zones: readonly ZoneAnswer[], spansScopes: boolean): string {
  const holders = zones.flatMap((answer, index) =>
    typeof answer === 'number' && answer > 0 ? [{ name: `zone-${index}`, answer }] : [],
  );
  const failures = new Set(zones.filter((answer) => typeof answer === 'string'));
  if (holders.length > 0 && !(spansScopes && failures.has('UNAVAILABLE')))
    return `${holders.reduce((sum, { answer }) => sum + answer, 0)} in ${holders.map(({ name }) => name).join()}`;
  if (failures.has('UNAVAILABLE') || failures.has('PERMISSION')) return 'UNAVAILABLE or PERMISSION';
  return failures.has('RETENTION') ? 'RETENTION' : 'NOT_FOUND';
}

it('a task in several zones, of which some fail, is found whole or an error, and never taken for missing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(answers, { minLength: 1, maxLength: 9 }),
      fc.boolean(),
      fc.constantFrom(2, 20),
      async (drawn, spansScopes, rate) => {
        // Without spanning, a task is in one zone.
        const holder = drawn.findIndex((answer) => typeof answer === 'number' && answer > 0);
        const zones = drawn.map((answer, index) =>
          spansScopes || typeof answer === 'string' || index === holder ? answer : 0,
        );
        const source: TaskSource = {
          provider: { name: 'edge', vendor: 'TENCENT_EDGEONE', account: 'a' },
          feeds: [],
          lookups: zones.map((_, index) => lookupIn(`zone-${index}`, spansScopes, rate)),
          send: () => Promise.reject(new Error('Nothing is sent.')),
          now: () => 5_000,
        };
        const ask = async ([{ scope = '' }]: Chain) => {
          const answer = zones[Number(scope.slice('zone-'.length))] ?? 0;
          if (typeof answer === 'string') throw failureIn(scope, answer);
          return { rows: rowsIn(scope, answer), readAt: 5_000 };
        };
        const outcome = await findTask(source, { provider: 'edge', taskId: 'job' }, 'counts', ask);
        expect(owed(zones, spansScopes).split(' or ')).toContain(told(outcome));
      },
    ),
    { numRuns: 500 },
  );
  expect.hasAssertions();
});

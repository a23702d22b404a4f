import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { aggregateState, isFinal, taskStates, type TaskState } from '../../src/domain/task.ts';
import { SECOND } from '../../src/domain/time.ts';
import { isoText } from '../../src/vendors/times.ts';
import type { EmulatedAccount, EmulatedVendor, SubmissionKind } from '../../src/emulator/emulator.ts';
import { NOW } from '../engine/scenario.ts';
import { openWorld, trueRows, type World } from '../engine/world.ts';
import { watchingApi, type Stream, type WatchingApi } from './watching-api.ts';

/** More with `npm run test:properties`. */
const RUNS = Math.max(9, Math.ceil(Number(process.env['PROPERTY_RUNS'] ?? 0) / 25));

/** What differs between the vendors. */
interface Habits {
  readonly kinds: readonly SubmissionKind[];
  /** The kinds whose rows tell when they ended. */
  readonly endsToldOf: readonly SubmissionKind[];
  readonly zones?: readonly string[];
  /** All URLs of a task end at once, and none fails. */
  readonly endsAsOne?: boolean;
  /** Tasks are found by listing around the time of their creation, which their ids hold. */
  readonly isFoundByTime?: boolean;
}

const both: readonly SubmissionKind[] = ['PREFETCH', 'PURGE_URL'];

const habits: Readonly<Record<EmulatedVendor, Habits>> = {
  TENCENT_CDN: { kinds: both, endsToldOf: ['PREFETCH'] },
  TENCENT_EDGEONE: { kinds: both, endsToldOf: both, zones: ['zone-1', 'zone-2'] },
  ALIBABA_CDN: { kinds: both, endsToldOf: [] },
  ALIBABA_DCDN: { kinds: both, endsToldOf: [] },
  ALIBABA_ESA: { kinds: both, endsToldOf: [], zones: ['123456789'], isFoundByTime: true },
  VOLCENGINE_CDN: { kinds: both, endsToldOf: [] },
  BYTEPLUS_CDN: { kinds: both, endsToldOf: [] },
  AWS_CLOUDFRONT: { kinds: ['PURGE_URL'], endsToldOf: [], zones: ['E1'], endsAsOne: true },
  HUAWEI_CDN: { kinds: both, endsToldOf: [] },
};

const vendors = Object.keys(habits).filter((name): name is EmulatedVendor => name in habits);

/** A task that is polled while its URLs finish. */
interface PolledTask {
  readonly vendor: EmulatedVendor;
  readonly kind: SubmissionKind;
  readonly urls: number;
  /** From the first end to the last. */
  readonly seconds: number;
  /** One URL in so many fails; 0: none. */
  readonly failures: number;
  /** Whether its URLs are in two zones, where the vendor has zones. */
  readonly isSpread: boolean;
  readonly maxPageSize: number;
  readonly ties: 'fixed' | 'by-page-size' | 'per-call';
  /** Seconds between two polls: shorter and longer than what was read stays fresh. */
  readonly pauses: readonly number[];
}

const polledTasks = (vendor: EmulatedVendor): fc.Arbitrary<PolledTask> =>
  fc.record({
    vendor: fc.constant(vendor),
    kind: fc.constantFrom(...habits[vendor].kinds),
    urls: fc.oneof(
      fc.integer({ min: 1, max: 130 }),
      fc.integer({ min: 300, max: 1_100 }),
      fc.integer({ min: 1, max: RUNS > vendors.length ? 5_000 : 1_100 }),
    ),
    seconds: fc.integer({ min: 1, max: 40 }),
    failures: fc.constantFrom(0, 7, 100, 1_000),
    isSpread: fc.boolean(),
    maxPageSize: fc.constantFrom(100, 1_000),
    ties: fc.constantFrom('fixed', 'by-page-size', 'per-call'),
    pauses: fc.array(fc.constantFrom(0, 1, 2, 7, 30), { minLength: 1, maxLength: 4 }),
  });

/** A count of the rows by state was once taken for final because the one row that came with it was. */
const oddPage: PolledTask = {
  vendor: 'TENCENT_CDN',
  kind: 'PREFETCH',
  urls: 402,
  seconds: 30,
  failures: 0,
  isSpread: false,
  maxPageSize: 100,
  ties: 'fixed',
  pauses: [2, 7, 7, 7],
};

function accountOf(polled: PolledTask): EmulatedAccount {
  const { vendor, kind, urls, seconds, failures, isSpread, maxPageSize } = polled;
  // A second of many pages in another order for each call cannot be read whole, and the answers say so.
  const ties = polled.ties === 'per-call' && urls > maxPageSize ? 'by-page-size' : polled.ties;
  const { zones = [], endsAsOne = false } = habits[vendor];
  const site = endsAsOne ? '' : 'https://www.example.com';
  return {
    vendor,
    name: 'provider',
    id: 'id',
    secret: 'secret',
    zones,
    behaviour: { ties, maxPageSize, oversizedPages: 'capped' },
    history: [
      {
        taskId: '1700',
        kind,
        at: NOW - 5 * SECOND,
        targets: Array.from({ length: urls }, (_, place) => ({
          url: `${site}/${place}`,
          finishesAt: NOW + (((endsAsOne ? seconds : place * 7919) % seconds) - 3) * SECOND,
          outcome: !endsAsOne && failures > 0 && place % failures === 0 ? 'failed' : 'succeeded',
          ...(zones.length > 0 && { zone: zones[isSpread ? place % zones.length : 0] ?? '' }),
        })),
      },
    ],
  };
}

/** What is told of a task, beside its key. */
interface Told {
  readonly state: TaskState;
  readonly urlCount: number;
  readonly stateCounts: readonly { readonly state: TaskState; readonly count: number }[];
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly finishedAtIsUpperBound: boolean;
}

/** A task as a client sees it. */
interface ToldTask extends Told {
  readonly id: string;
  readonly progress: number | null;
  readonly status: object;
  readonly error: object | null;
}

function truthOf(world: World, account: EmulatedAccount, { vendor, kind }: PolledTask): Told {
  const rows = trueRows(world, [account]);
  const stateCounts = taskStates.flatMap((state) => {
    const count = rows.filter((row) => row.state === state).length;
    return count === 0 ? [] : [{ state, count }];
  });
  const state = aggregateState(stateCounts);
  const isEndTold = isFinal(state) && habits[vendor].endsToldOf.includes(kind);
  return {
    state,
    urlCount: rows.length,
    stateCounts,
    createdAt: isoText(Math.min(...rows.map(({ row }) => row.createdAt))),
    finishedAt: isEndTold ? isoText(Math.max(...rows.map(({ row }) => row.updatedAt))) : null,
    finishedAtIsUpperBound: false,
  };
}

/** When a task of whose end its vendor tells nothing is first seen final, if it was seen in progress before. */
function boundsOf(world: World): (truth: Told) => Told {
  let wasOpen = false;
  let finishedAt: string | undefined;
  return (truth) => {
    wasOpen ||= !isFinal(truth.state);
    if (!isFinal(truth.state) || truth.finishedAt !== null || !wasOpen) return truth;
    finishedAt ??= isoText(world.clock.now);
    return { ...truth, finishedAt, finishedAtIsUpperBound: true };
  };
}

const fields = `fragment Fields on Task {
  id state urlCount stateCounts { state count } createdAt finishedAt finishedAtIsUpperBound progress
  status { ... on Status { __typename state vendorStatus } ... on Failed { reason message finishedAt } ... on Succeeded { finishedAt } }
  error { message }
}`;

const listed = `query { tasks(first: 5) { nodes { ...Fields } errors { message } } } ${fields}`;

const byId = (isFoundByTime: boolean): string => `
  query ($id: ID!, $representations: [_Any!]! ${isFoundByTime ? '' : ', $kind: TaskKind!'}) {
    node(id: $id) { ...Fields }
    entities: _entities(representations: $representations) { ...Fields }
    ${isFoundByTime ? '' : 'task(provider: "provider", taskId: "1700") { ...Fields }'}
    ${isFoundByTime ? '' : 'ofKind: task(provider: "provider", taskId: "1700", kind: $kind) { ...Fields }'}
    urlDetails(first: 1) { nodes { task { ...Fields } } errors { message } }
  } ${fields}`;

const progress = `subscription ($id: ID!) { taskProgress(id: $id) { ...Fields ... on Error { message } } } ${fields}`;

interface Listed {
  readonly tasks: { readonly nodes: readonly ToldTask[]; readonly errors: readonly object[] };
}

interface Found {
  readonly node: ToldTask;
  readonly entities: readonly ToldTask[];
  readonly task?: ToldTask;
  readonly ofKind?: ToldTask;
  readonly urlDetails: {
    readonly nodes: readonly { readonly task: ToldTask }[];
    readonly errors: readonly object[];
  };
}

/** The task as each way to reach it shows it. */
async function answers(api: WatchingApi, { vendor, kind }: PolledTask): Promise<ToldTask[]> {
  const { tasks } = await api.ask<Listed>(listed);
  expect(tasks.errors).toEqual([]);
  const [first] = tasks.nodes;
  if (first === undefined) throw new Error('The list is empty.');
  const { id } = first;
  const representations = [{ __typename: 'Task', id }];
  const found = await api.ask<Found>(byId(habits[vendor].isFoundByTime === true), {
    id,
    kind,
    representations,
  });
  expect(found.urlDetails.errors).toEqual([]);
  const { node, entities, task, ofKind, urlDetails } = found;
  return [
    ...tasks.nodes,
    node,
    ...entities,
    ...(task === undefined ? [] : [task]),
    ...(ofKind === undefined ? [] : [ofKind]),
    ...urlDetails.nodes.map((detail) => detail.task),
  ];
}

const told = ({ state, urlCount, stateCounts, createdAt, finishedAt, ...task }: ToldTask): Told => ({
  state,
  urlCount,
  stateCounts,
  createdAt: isoText(Date.parse(createdAt)),
  finishedAt: finishedAt === null ? null : isoText(Date.parse(finishedAt)),
  finishedAtIsUpperBound: task.finishedAtIsUpperBound,
});

async function poll(polled: PolledTask): Promise<void> {
  const account = accountOf(polled);
  const world = await openWorld({ accounts: [account], now: NOW });
  try {
    const api = watchingApi(world);
    const bounded = boundsOf(world);
    let stream: Stream | undefined;
    for (const pause of [...polled.pauses, polled.seconds + 5]) {
      // What was read less than 1.5 s ago is answered again.
      world.clock.now += (pause < 2 ? pause + 2 : pause) * SECOND;
      const truth = bounded(truthOf(world, account, polled));
      const tasks = await answers(api, polled);
      expect(tasks.map(told)).toEqual(tasks.map(() => truth));
      expect(tasks).toEqual(tasks.map(() => tasks[0]));
      if (stream === undefined) stream = await api.subscribe(progress, { id: tasks[0]?.id });
      else await api.poll();
      const { events } = stream;
      await vi.waitFor(() => expect(events.at(-1)).toEqual({ taskProgress: tasks[0] }), { interval: 1 });
    }
    expect(isFinal(truthOf(world, account, polled).state)).toBe(true);
    await vi.waitFor(() => expect(stream?.isOver).toBe(true), { interval: 1 });
  } finally {
    await world.close();
  }
}

it.each(vendors)(
  'a task of %s that is polled while its URLs finish agrees with the truth, whichever way it is reached',
  async (vendor) => {
    const numRuns = Math.ceil(RUNS / vendors.length);
    await fc.assert(fc.asyncProperty(polledTasks(vendor), poll), { numRuns, endOnFailure: true });
    expect.hasAssertions();
  },
  Math.max(120_000, RUNS * 5_000),
);

it('a task of 402 URLs on pages of 100 is not frozen by a count that came with one final row', async () => {
  await poll(oddPage);
  expect.hasAssertions();
});

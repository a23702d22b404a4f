import fc from 'fast-check';
import { expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import { aggregateState, isFinal, taskStates, type Task } from '../../src/domain/task.ts';
import { SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount, EmulatedVendor } from '../../src/emulator/emulator.ts';
import { NOW } from './scenario.ts';
import { openWorld, trueRows, type World } from './world.ts';

/** More with `npm run test:properties`. */
const RUNS = Math.max(8, Math.ceil(Number(process.env['PROPERTY_RUNS'] ?? 0) / 50));

const vendors: readonly EmulatedVendor[] = ['TENCENT_CDN', 'TENCENT_EDGEONE', 'ALIBABA_CDN'];

/** A task that is polled while its URLs finish. */
const polledTasks = fc.record({
  vendor: fc.constantFrom(...vendors),
  urls: fc.oneof(fc.integer({ min: 1, max: 130 }), fc.integer({ min: 1, max: 5_000 })),
  seconds: fc.integer({ min: 1, max: 40 }),
  failures: fc.constantFrom(0, 7, 100, 1_000),
  /** Seconds between two polls: shorter and longer than what was read stays fresh. */
  pauses: fc.array(fc.constantFrom(0, 1, 2, 7, 30), { minLength: 1, maxLength: 4 }),
});

type PolledTask = typeof polledTasks extends fc.Arbitrary<infer Value> ? Value : never;

const accountOf = ({ vendor, urls, seconds, failures }: PolledTask): EmulatedAccount => ({
  vendor,
  name: 'provider',
  id: 'id',
  secret: 'secret',
  zones: vendor === 'TENCENT_EDGEONE' ? ['zone-1', 'zone-2'] : [],
  history: [
    {
      taskId: '1700',
      kind: 'PREFETCH',
      at: NOW - 5 * SECOND,
      targets: Array.from({ length: urls }, (_, place) => ({
        url: `https://www.example.com/${place}`,
        finishesAt: NOW + (((place * 7919) % seconds) - 3) * SECOND,
        outcome: failures > 0 && place % failures === 0 ? ('failed' as const) : ('succeeded' as const),
        ...(vendor === 'TENCENT_EDGEONE' ? { zone: 'zone-2' } : {}),
      })),
    },
  ],
});

/** What every answer must say of a task. */
const summaryOf = ({ state, urlCount, stateCounts, createdAt }: Task) => ({
  state,
  urlCount,
  stateCounts: Object.fromEntries(stateCounts.map(({ state: each, count }) => [each, count])),
  createdAt,
});

function truthOf(world: World, accounts: readonly EmulatedAccount[]) {
  const rows = trueRows(world, accounts);
  const stateCounts = taskStates.flatMap((state) => {
    const count = rows.filter((row) => row.state === state).length;
    return count === 0 ? [] : [{ state, count }];
  });
  return {
    state: aggregateState(stateCounts),
    urlCount: rows.length,
    stateCounts: Object.fromEntries(stateCounts.map(({ state, count }) => [state, count])),
    createdAt: Math.min(...rows.map(({ row }) => row.createdAt)),
  };
}

/** The task as each way to reach it shows it. */
async function answers(world: World) {
  const scope = () => world.scope(10_000);
  const references = [
    { provider: 'provider', taskId: '1700' },
    { provider: 'provider', kind: 'PREFETCH' as const, taskId: '1700' },
  ];
  const { edges } = await world.tasks.tasks({}, { first: 5 }, scope());
  const looked = await Promise.all(references.map((each) => world.tasks.lookUp([each], scope())));
  return [edges.map(({ node }) => node), ...looked].map(([task]) => {
    if (task === undefined || task instanceof VendorError) throw task ?? new Error('There is no task.');
    return task;
  });
}

/** What else every way to reach a task must say of it. */
const remarksOf = ({ progress, vendorStatus, reason, message }: Task) => ({
  progress,
  vendorStatus,
  reason,
  message,
});

it(
  'a task that is polled while its URLs finish agrees with the truth, whichever way it is reached',
  async () => {
    await fc.assert(
      fc.asyncProperty(polledTasks, async (polled) => {
        const accounts = [accountOf(polled)];
        const world = await openWorld({ accounts, now: NOW });
        try {
          for (const pause of [...polled.pauses, polled.seconds + 5]) {
            world.clock.now += pause * SECOND;
            // What was read less than 1.5 s ago is answered again.
            if (pause < 2) world.clock.now += 2 * SECOND;
            const truth = truthOf(world, accounts);
            const tasks = await answers(world);
            expect(tasks.map(summaryOf)).toEqual([truth, truth, truth]);
            const [first, ...others] = tasks.map(remarksOf);
            expect(others).toEqual([first, first]);
          }
          expect(isFinal(truthOf(world, accounts).state)).toBe(true);
        } finally {
          await world.close();
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  Math.max(120_000, RUNS * 5_000),
);

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import { walk, type ListName } from '../engine/walking.ts';
import { NOW, scenarios, type Scenario } from '../engine/scenario.ts';
import type { World } from '../engine/world.ts';
import { openHistory } from './opening.ts';

interface Visit {
  readonly age: number;
  readonly days: number;
  readonly restarts: boolean;
  /** Afterwards a task appears that was created so many seconds before. */
  readonly lateness?: number | undefined;
}

/** What others asked before the walk, and whether the process restarts during it. */
interface Past {
  /** Seconds before the walk, in which the newest part of all lists was read. */
  readonly visits: readonly Visit[];
  readonly restartsBetweenPages: boolean;
}

const pasts: fc.Arbitrary<Past> = fc.record({
  visits: fc.array(
    fc.record({
      // What was read 1.5 seconds before a request counts as read for it.
      age: fc.oneof(fc.integer({ min: 2, max: 200 }), fc.integer({ min: 2, max: 20 * 86_400 })),
      days: fc.constantFrom(1, 8, 30),
      restarts: fc.boolean(),
      lateness: fc.option(fc.integer({ min: 0, max: 55 }), { nil: undefined }),
    }),
    { maxLength: 5 },
  ),
  restartsBetweenPages: fc.boolean(),
});

async function visit(world: World, { visits }: Past): Promise<void> {
  for (const { age, days, restarts, lateness } of visits.toSorted((a, b) => b.age - a.age)) {
    world.clock.now = NOW - age * SECOND;
    const query = { from: world.clock.now - days * 1_440 * MINUTE };
    await world.tasks.urlDetails(query, { first: 1_000 }, world.scope());
    if (lateness !== undefined) submitLate(world, world.clock.now - lateness * SECOND);
    if (restarts) world.restart();
  }
}

function submitLate(world: World, createdAt: number): void {
  world.emulator.submit('TENCENT_EDGEONE', {
    kind: 'PREFETCH',
    taskId: `late${createdAt}x${world.emulator.calls.length}`,
    at: createdAt,
    targets: [
      {
        url: 'https://www.example.com/1',
        createdAt,
        finishesAt: createdAt,
        zone: 'zone-1',
        outcome: 'succeeded',
      },
    ],
  });
}

async function brokenPromises(scenario: Scenario, list: ListName, past: Past, url: string | undefined) {
  const history = await openHistory({ clock: () => NOW, ...(url === undefined ? {} : { url }) });
  try {
    const flush = async (world: World): Promise<void> => {
      await history.flush();
      if (past.restartsBetweenPages) world.restart();
    };
    const { given, givenInOrder, owed, allowed, errors } = await walk(scenario, list, {
      history,
      before: async (world) => {
        await visit(world, past);
        await flush(world);
      },
      between: flush,
    });
    const names = new Set(given);
    return {
      unexpectedErrors: errors.filter((message) => !/area|keeps tasks/.test(message)),
      givenTwice: given.filter((name, index) => given.indexOf(name) !== index),
      missing: [...owed].filter((name) => !names.has(name)),
      notMatching: given.filter((name) => !allowed.has(name)),
      outOfOrder: given.filter((name, index) => givenInOrder[index] !== name),
    };
  } finally {
    await history.close();
  }
}

const KEPT = { unexpectedErrors: [], givenTwice: [], missing: [], notMatching: [], outOfOrder: [] };

/** A walk has the rows of a walk without a history, whatever was recorded before and however often the process restarts. */
export function testEquality(runs: number, url: () => Promise<string | undefined>): void {
  it.each(['urlDetails', 'tasks'] as const)(
    'a walk over %s gives the rows of the vendors, whatever was recorded before',
    async (list) => {
      await fc.assert(
        fc.asyncProperty(scenarios, pasts, async (scenario, past) => {
          expect(await brokenPromises(scenario, list, past, await url())).toEqual(KEPT);
        }),
        { numRuns: runs, endOnFailure: true },
      );
      expect.hasAssertions();
    },
    Math.max(60_000, runs * 500),
  );
}

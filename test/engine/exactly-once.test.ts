import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scenarios, type Scenario } from './scenario.ts';
import { walk, type ListName } from './walking.ts';

/** More with `npm run test:properties`. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 60);

async function expectExactlyOnce(scenario: Scenario, list: ListName): Promise<void> {
  const { given, givenInOrder, owed, allowed, errors } = await walk(scenario, list);
  expect(errors.filter((message) => !/area|keeps tasks/.test(message))).toEqual([]);
  expect(new Set(given).size, 'a node was given twice').toBe(given.length);
  expect(
    [...owed].filter((name) => !given.includes(name)),
    'nodes are missing',
  ).toEqual([]);
  expect(
    given.filter((name) => !allowed.has(name)),
    'nodes were given that do not match',
  ).toEqual([]);
  expect(given, 'the order is broken').toEqual(givenInOrder);
}

test.each(['urlDetails', 'tasks'] as const)(
  'a walk over %s gives everything that was there, once and in order',
  async (list) => {
    await fc.assert(
      fc.asyncProperty(scenarios, (scenario) => expectExactlyOnce(scenario, list)),
      { numRuns: RUNS, endOnFailure: false },
    );
  },
  RUNS * 2_000,
);

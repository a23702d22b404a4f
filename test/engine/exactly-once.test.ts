import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scenarios, troubledScenarios, type Scenario } from './scenario.ts';
import { walk, type ListName } from './walking.ts';

/** More with `npm run test:properties`. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 60);

async function expectExactlyOnce(scenario: Scenario, list: ListName): Promise<void> {
  const { given, givenInOrder, owed, allowed, errors, firstTotal } = await walk(scenario, list);
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
  // What an account that was out gives later stands where the walk then is.
  if (scenario.outages.length === 0) expect(given, 'the order is broken').toEqual(givenInOrder);
  if (scenario.interludes.length === 0 && scenario.outages.length === 0) {
    expect([undefined, given.length]).toContain(firstTotal);
  }
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

test.each(['urlDetails', 'tasks'] as const)(
  'a walk over %s gives everything once, also when vendors are out for a while',
  async (list) => {
    await fc.assert(
      fc.asyncProperty(troubledScenarios, (scenario) => expectExactlyOnce(scenario, list)),
      { numRuns: RUNS, endOnFailure: false },
    );
  },
  RUNS * 2_000,
);

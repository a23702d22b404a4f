import fc from 'fast-check';
import { expect, it } from 'vitest';
import { scenarios, troubledScenarios, type Scenario } from './scenario.ts';
import { walk, type ListName } from './walking.ts';

/** More with `npm run test:properties`. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 100);

/** What a walk must not do, by name; all lists are empty when it keeps its promises. */
async function brokenPromises(scenario: Scenario, list: ListName): Promise<Record<string, unknown[]>> {
  const { given, givenInOrder, owed, allowed, errors, firstTotal } = await walk(scenario, list);
  const names = new Set(given);
  const isUndisturbed = scenario.outages.length === 0;
  const isStill = isUndisturbed && scenario.interludes.length === 0;
  return {
    unexpectedErrors: errors.filter((message) => !/area|keeps tasks/.test(message)),
    givenTwice: given.filter((name, index) => given.indexOf(name) !== index),
    missing: [...owed].filter((name) => !names.has(name)),
    notMatching: given.filter((name) => !allowed.has(name)),
    // What an account that was out gives later stands where the walk then is.
    outOfOrder: isUndisturbed ? given.filter((name, index) => givenInOrder[index] !== name) : [],
    wrongTotal: isStill && firstTotal !== undefined && firstTotal !== given.length ? [firstTotal] : [],
  };
}

const KEPT = {
  unexpectedErrors: [],
  givenTwice: [],
  missing: [],
  notMatching: [],
  outOfOrder: [],
  wrongTotal: [],
};

it.each([
  ['urlDetails', 'gives everything that was there, once and in order', scenarios],
  ['tasks', 'gives everything that was there, once and in order', scenarios],
  ['urlDetails', 'gives everything once, also when vendors are out for a while', troubledScenarios],
  ['tasks', 'gives everything once, also when vendors are out for a while', troubledScenarios],
] as const)(
  'a walk over %s %s',
  async (list, _, arbitrary) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (scenario) => {
        expect(await brokenPromises(scenario, list)).toEqual(KEPT);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect.hasAssertions();
  },
  Math.max(60_000, RUNS * 500),
);

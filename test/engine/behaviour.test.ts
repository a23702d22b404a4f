import fc from 'fast-check';
import { expect, it } from 'vitest';
import { drawnScenarios } from './drawn-behaviour.ts';
import { disordered, providerOf } from './promises.ts';
import type { Scenario } from './scenario.ts';
import { walk, type ListName } from './walking.ts';

/** More with `npm run test:properties`. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 40);

let walks = 0;
let partialWalks = 0;

/** What a walk must not do, by name; all lists are empty when nothing was lost in silence. */
async function brokenPromises(scenario: Scenario, list: ListName): Promise<Record<string, unknown[]>> {
  const { given, givenInOrder, owed, allowed, firstTotal, partial } = await walk(scenario, list);
  const names = new Set(given);
  walks += 1;
  if (partial.size > 0) partialWalks += 1;
  const isStill = scenario.interludes.length === 0 && partial.size === 0;
  const repeatsRows = scenario.accounts.some(({ behaviour }) => (behaviour?.identicalRowShare ?? 0) > 0);
  // What a provider gives after it failed stands where the walk then is.
  const isFromWhole = (name: string): boolean => !partial.has(providerOf(name));
  const isWrong = (total: number): boolean =>
    repeatsRows ? total < given.length || total > 2 * given.length : total !== given.length;
  return {
    lostInSilence: [...owed].filter((name) => !names.has(name) && !partial.has(providerOf(name))),
    givenTwice: given.filter((name, index) => given.indexOf(name) !== index),
    notMatching: given.filter((name) => !allowed.has(name)),
    outOfOrder: disordered(given.filter(isFromWhole), givenInOrder.filter(isFromWhole)),
    wrongTotal: isStill && firstTotal !== undefined && isWrong(firstTotal) ? [firstTotal] : [],
  };
}

const KEPT = { lostInSilence: [], givenTwice: [], notMatching: [], outOfOrder: [], wrongTotal: [] };

it.each(['urlDetails', 'tasks'] as const)(
  'a walk over %s loses nothing in silence, whatever the vendors do where their documents are silent',
  async (list) => {
    await fc.assert(
      fc.asyncProperty(drawnScenarios, async (scenario) => {
        expect(await brokenPromises(scenario, list)).toEqual(KEPT);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(walks).toBeGreaterThan(0);
    // What cannot be proved is said, and is rare.
    expect(partialWalks).toBeLessThanOrEqual(Math.max(20, walks / 8));
  },
  Math.max(60_000, RUNS * 5_000),
);

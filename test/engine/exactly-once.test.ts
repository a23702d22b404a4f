import fc from 'fast-check';
import { expect, it } from 'vitest';
import { brokenPromises, KEPT } from './promises.ts';
import { scenarios, troubledScenarios } from './scenario.ts';

/** More with `npm run test:properties`. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 50);

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
  Math.max(60_000, RUNS * 5_000),
);

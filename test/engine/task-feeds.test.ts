import fc from 'fast-check';
import { expect, it } from 'vitest';
import { brokenPromises, KEPT } from './promises.ts';
import { joined, troubledJoined } from './task-accounts.ts';

/** More with `npm run test:properties`. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 6);

it.each([
  ['urlDetails', 'gives everything that was there, once and in order', joined],
  ['tasks', 'gives everything that was there, once and in order', joined],
  ['urlDetails', 'gives everything once, also when vendors are out for a while', troubledJoined],
  ['tasks', 'gives everything once, also when vendors are out for a while', troubledJoined],
] as const)(
  'a walk over %s with vendors that list tasks %s',
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

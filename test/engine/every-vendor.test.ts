import fc from 'fast-check';
import { expect, it } from 'vitest';
import { vendors } from '../../src/vendors/registry.ts';
import { everyVendor, troubledEveryVendor } from './every-vendor.ts';
import { brokenPromises, KEPT } from './promises.ts';

/** More with `npm run test:properties`. */
const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 4);

it.each([
  ['urlDetails', 'gives everything that was there, once and in order', everyVendor],
  ['tasks', 'gives everything that was there, once and in order', everyVendor],
  [
    'urlDetails',
    'gives everything once and names what fails, whatever fails on the way',
    troubledEveryVendor,
  ],
  ['tasks', 'gives everything once and names what fails, whatever fails on the way', troubledEveryVendor],
] as const)(
  'a walk over %s of every vendor %s',
  async (list, _, arbitrary) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async (scenario) => {
        expect(new Set(scenario.accounts.map(({ vendor }) => vendor))).toEqual(
          new Set(vendors.map(({ name }) => name)),
        );
        expect(await brokenPromises(scenario, list)).toEqual(KEPT);
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  Math.max(60_000, RUNS * 5_000),
);

import fc from 'fast-check';
import { DAY, SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount, EmulatedVendor, Fault, Submission } from '../../src/emulator/emulator.ts';
import { account, NOW, optional, query, refusedKey, type Outage, type Scenario } from './scenario.ts';
import { arrivalAt, cloudFront, huawei } from './task-accounts.ts';

/** How long the vendors that list URLs keep them, in days; of the others, how old the tasks of scenarios get. */
const DAYS: readonly (readonly [EmulatedVendor, number])[] = [
  ['TENCENT_CDN', 29],
  ['TENCENT_EDGEONE', 29],
  ['ALIBABA_CDN', 2],
  ['ALIBABA_DCDN', 2],
  ['ALIBABA_ESA', 29],
  ['VOLCENGINE_CDN', 6],
  ['BYTEPLUS_CDN', 6],
];

/** An account of each vendor. */
const accounts: fc.Arbitrary<EmulatedAccount[]> = fc.tuple(
  cloudFront,
  huawei,
  ...DAYS.map(([vendor, days]) => account(vendor, (days * DAY) / SECOND)),
);

/** Ways in which a call fails for a client that reads on as well as for one that tries again. */
const FAULTS: readonly Fault[] = [
  { kind: 'http', status: 503 },
  { kind: 'html' },
  { kind: 'truncated' },
  { kind: 'drop', afterBytes: 0 },
  { kind: 'drop', afterBytes: 40 },
  { kind: 'null-lists' },
];

const outage = (name: string): fc.Arbitrary<Outage> =>
  fc.record({
    account: fc.constant(name),
    fault: fc.oneof(fc.constant(refusedKey(name).fault), fc.constantFrom(...FAULTS)),
    probability: fc.constantFrom(1, 1, 0.3),
    seed: fc.integer({ min: 1, max: 1_000 }),
  });

/** What happens at up to four of the vendors while a page is read. */
const outagesAmong = (names: readonly string[]): fc.Arbitrary<Outage[]> =>
  fc
    .subarray([...names], { maxLength: 4 })
    .chain((struck) => fc.tuple(...struck.map(outage)))
    .map((each) => [...each]);

/** One account of every vendor, to all of which tasks arrive. */
export const everyVendor: fc.Arbitrary<Scenario> = fc
  .record({
    accounts,
    maxPageSize: fc.integer({ min: 2, max: 12 }),
    query: fc.oneof({ weight: 2, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: query }),
    count: fc.oneof(fc.integer({ min: 2, max: 25 }), fc.constant(1_000)),
    direction: fc.constantFrom('forward' as const, 'backward' as const),
    keeps: fc.boolean(),
    pauses: fc.array(
      fc.record({ passes: fc.integer({ min: 0, max: 4 }), place: optional(fc.nat({ max: 8 })) }),
      { maxLength: 12 },
    ),
  })
  .map(({ pauses, ...rest }) => {
    let now = NOW;
    const interludes = pauses.map(({ passes, place = -1 }, index) => {
      now += passes * SECOND;
      const name = rest.accounts[place]?.name;
      const arrivals = name === undefined ? [] : [arrivingAt(name, index, now)];
      return { passes, arrivals };
    });
    return { ...rest, interludes, outages: [] };
  });

const arrivingAt = (
  name: string,
  index: number,
  at: number,
): { account: string; submission: Submission } => ({
  account: name,
  submission: arrivalAt(name, `INEW${index}`, at),
});

/** Some of the vendors fail while a page is read, in every call or in some, and answer again at the next. */
export const troubledEveryVendor: fc.Arbitrary<Scenario> = everyVendor.chain((scenario) =>
  fc
    .array(outagesAmong(scenario.accounts.map(({ name }) => name)), { minLength: 1, maxLength: 12 })
    .map((outages) => ({ ...scenario, outages })),
);

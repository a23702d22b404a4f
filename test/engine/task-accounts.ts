import fc from 'fast-check';
import { SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount, Submission, Target } from '../../src/emulator/emulator.ts';
import { NOW, outagesOf, scenarios, type Scenario } from './scenario.ts';

// Accounts of vendors that list tasks, not URLs, beside those that list URLs.

/** Seconds ago, many of them the same. */
const ages = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 2 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 120 }) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 14 * 86_400 }) },
);

/** Some end soon, some do not end. */
const lasts = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constant(100_000));

const numbers = (least: number) =>
  fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: least, maxLength: 5 });

/** Batches of CloudFront: paths with and without a wildcard in one batch are two tasks of one id. */
const batches: fc.Arbitrary<Submission[]> = fc
  .array(
    fc.record({
      age: ages,
      lasts,
      zone: fc.constantFrom('E1', 'E1', 'E1', 'E2'),
      paths: numbers(1),
      directories: numbers(0),
    }),
    { minLength: 8, maxLength: 30 },
  )
  .map((list) =>
    list.flatMap(({ age, lasts: length, zone, paths, directories }, index): Submission[] => {
      const at = NOW - age * SECOND;
      const target = (url: string): Target => ({
        url,
        finishesAt: at + length * SECOND,
        outcome: 'succeeded',
      });
      const batch = { taskId: `I${(index * 7919) % 1000}X${index}`, at, zone };
      const files = paths.map((number) => target(`/${number}.js`));
      const whole = directories.map((number) => target(`/${number}/*`));
      return [
        { ...batch, kind: 'PURGE_URL', targets: files },
        ...(whole.length === 0 ? [] : [{ ...batch, kind: 'PURGE_DIRECTORY' as const, targets: whole }]),
      ];
    }),
  );

export const cloudFront: fc.Arbitrary<EmulatedAccount> = batches.map((history) => ({
  vendor: 'AWS_CLOUDFRONT',
  name: 'AWS_CLOUDFRONT',
  id: 'id-AWS_CLOUDFRONT',
  secret: 'secret',
  zones: ['E1', 'E2'],
  history,
}));

/** Tasks of Huawei Cloud, on files or on directories. */
export const huawei: fc.Arbitrary<EmulatedAccount> = fc
  .record({
    startIsInclusive: fc.boolean(),
    endIsInclusive: fc.boolean(),
    ties: fc.constantFrom('fixed', 'per-call'),
    serviceErrorsAre200: fc.boolean(),
    tasks: fc.array(
      fc.record({
        age: ages,
        kind: fc.constantFrom('PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY'),
        urls: fc.uniqueArray(
          fc.record({
            page: fc.integer({ min: 0, max: 30 }),
            lasts,
            outcome: fc.constantFrom('succeeded', 'failed'),
          }),
          { minLength: 1, maxLength: 5, selector: ({ page }) => page },
        ),
      }),
      { maxLength: 25 },
    ),
  })
  .map(({ tasks, ...behaviour }) => ({
    vendor: 'HUAWEI_CDN',
    name: 'HUAWEI_CDN',
    id: 'id-HUAWEI_CDN',
    secret: 'secret',
    behaviour,
    history: tasks.map(({ age, kind, urls }, index) => ({
      taskId: `${(index * 7919) % 1000}x${index}`,
      kind,
      at: NOW - age * SECOND,
      targets: urls.map(({ page, lasts: length, outcome }) => ({
        url: `https://www.example.com/${page}${kind === 'PURGE_DIRECTORY' ? '/' : ''}`,
        finishesAt: NOW + (length - age) * SECOND,
        outcome,
      })),
    })),
  }));

export const arrivalAt = (account: string, taskId: string, at: number): Submission => ({
  taskId,
  kind: 'PURGE_URL',
  at,
  targets: [
    {
      url: account === 'AWS_CLOUDFRONT' ? '/new.js' : 'https://www.example.com/new.js',
      finishesAt: at + 5 * SECOND,
      outcome: 'succeeded',
    },
  ],
});

/** The scenarios of vendors that list URLs, joined by accounts that list tasks, to which tasks arrive too. */
export const joined: fc.Arbitrary<Scenario> = fc
  .record({ scenario: scenarios, accounts: fc.tuple(cloudFront, huawei) })
  .map(({ scenario, accounts }) => {
    let now = NOW;
    const interludes = scenario.interludes.map((interlude, index) => {
      now += interlude.passes * SECOND;
      const at = now;
      const { name } = accounts[index % accounts.length] ?? accounts[0];
      return {
        ...interlude,
        arrivals: [...interlude.arrivals, { account: name, submission: arrivalAt(name, `INEW${index}`, at) }],
      };
    });
    return { ...scenario, accounts: [...accounts, ...scenario.accounts], interludes };
  });

/** Accounts fail for a page now and then, and are back for the next. */
export const troubledJoined: fc.Arbitrary<Scenario> = fc
  .record({
    scenario: joined,
    outages: outagesOf('AWS_CLOUDFRONT', 'HUAWEI_CDN', 'TENCENT_EDGEONE'),
  })
  .map(({ scenario, outages }) => ({ ...scenario, outages }));

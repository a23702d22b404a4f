import fc from 'fast-check';
import { DAY } from '../../src/domain/time.ts';
import {
  drawBehaviour,
  type Behaviour,
  type EmulatedAccount,
  type EmulatedVendor,
} from '../../src/emulator/emulator.ts';
import { seededRandom } from '../../src/emulator/seeded-random.ts';
import { scenarios, type Scenario } from './scenario.ts';
import { joined } from './task-accounts.ts';

/** The shortest window that each vendor's documents promise; a vendor that silently answers less contradicts them. */
const DOCUMENTED_WINDOWS: Readonly<Record<EmulatedVendor, number>> = {
  TENCENT_CDN: 7 * DAY,
  TENCENT_EDGEONE: 7 * DAY,
  ALIBABA_CDN: 3 * DAY,
  ALIBABA_DCDN: 3 * DAY,
  ALIBABA_ESA: 3 * DAY,
  VOLCENGINE_CDN: 7 * DAY,
  BYTEPLUS_CDN: 7 * DAY,
  // It has no windows.
  AWS_CLOUDFRONT: Infinity,
  HUAWEI_CDN: 15 * DAY,
};

/** Every vendor's documented default page: a vendor that silently gives less contradicts its documents. */
const DEFAULT_PAGE = 20;

/** The rows of a shorter page may happen to stand in the order of their creation, whatever the order of the list. */
const LONG_PAGE = 30;

/** Whether the list is in another order than that of creation, which answers must show. */
const isByOther = ({ order }: Partial<Behaviour>): boolean =>
  order === 'last-changed-first' || order === 'shuffled';

/** The history of a scenario at vendors that each behave in their own way where their documents are silent. */
export const drawnScenarios: fc.Arbitrary<Scenario> = fc
  .record({
    scenario: fc.oneof({ weight: 3, arbitrary: scenarios }, { weight: 1, arbitrary: joined }),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    deviation: fc.constantFrom(0.1, 0.25, 0.5),
    pageSize: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 2, max: 12 }) }, fc.constant(30)),
    size: fc.constantFrom(1, 1, 1, 5),
  })
  .map(({ scenario, seed, deviation, pageSize, size }) => {
    const random = seededRandom(seed);
    const kept = scenario.accounts.filter(() => random() < 0.6);
    const accounts = (kept.length === 0 ? scenario.accounts.slice(0, 1) : kept).map((account) => {
      const behaviour = consistent(account, drawBehaviour(random, deviation), scenario);
      // A page of few seconds may happen to stand in the order of creation too.
      return { ...enlarged(account, isByOther(behaviour) ? 1 : size), behaviour };
    });
    const names = new Set(accounts.map(({ name }) => name));
    const interludes = scenario.interludes.map(({ passes, arrivals }) => ({
      passes,
      arrivals: arrivals.filter(({ account }) => names.has(account)),
    }));
    const isByCreation = accounts.every(({ behaviour }) => !isByOther(behaviour));
    return {
      ...scenario,
      accounts,
      interludes,
      // A walk of many rows one by one shows no more than one of few.
      count: size > 1 ? Math.max(scenario.count, 20) : scenario.count,
      maxPageSize: isByCreation ? pageSize : LONG_PAGE,
    };
  });

/** The same tasks with so many times the URLs. */
const enlarged = (account: EmulatedAccount, size: number): EmulatedAccount => ({
  ...account,
  history: (account.history ?? []).map((submission) => ({
    ...submission,
    targets: Array.from({ length: size }, (_, copy) =>
      submission.targets.map((target) =>
        copy === 0 ? target : { ...target, url: another(target.url, copy) },
      ),
    ).flat(),
  })),
});

/** A star stays at the end, where it stands for all that follows. */
const another = (url: string, copy: number): string => url.replace(/\*?$/, (star) => `?${copy}${star}`);

/** What was drawn, without what contradicts the vendor's documents and what an oracle cannot judge. */
function consistent(
  { vendor }: EmulatedAccount,
  drawn: Partial<Behaviour>,
  { query }: Scenario,
): Partial<Behaviour> {
  const behaviour = { ...drawn };
  const window = DOCUMENTED_WINDOWS[vendor];
  if (behaviour.maxWindowMs !== undefined && behaviour.maxWindowMs < window) behaviour.maxWindowMs = window;
  if (isByOther(behaviour) && (behaviour.maxPageSize ?? LONG_PAGE) < DEFAULT_PAGE)
    delete behaviour.maxPageSize;
  if (behaviour.oversizedPages === 'capped' && (behaviour.maxPageSize ?? DEFAULT_PAGE) < DEFAULT_PAGE)
    behaviour.maxPageSize = DEFAULT_PAGE;
  // The state that is shown is not the one that the row has.
  if (query.states !== undefined) delete behaviour.staleFirstAnswer;
  // Neither a list nor a count: no answer of a list.
  if (behaviour.emptyLists === 'absent' && behaviour.count === 'absent') delete behaviour.count;
  return behaviour;
}

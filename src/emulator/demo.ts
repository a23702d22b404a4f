import { accountHistory } from './demo/account-history.ts';
import type { DemoAccount } from './demo/account-history.ts';
import { hotfixes, plannedTasks, release, releases } from './demo/planned-tasks.ts';
import type { PlannedTask } from './demo/planned-tasks.ts';
import { zones } from './demo/site-urls.ts';
import type { EmulatedAccount, Emulator } from './emulator.ts';
import { seededRandom } from './seeded-random.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How far back the releases go, how far back the small things, and how far ahead both are known already. */
const releaseDays = 30;
const hotfixHours = 6;
const aheadMs = dayMs;
/** Alibaba shows three days; a little beyond it there are tasks that are asked for in vain. */
const alibabaDays = 4;

const demo: readonly DemoAccount[] = [
  { vendor: 'TENCENT_CDN', name: 'tencent-main', areas: ['mainland', 'mainland', 'global'], salt: 1 },
  {
    vendor: 'TENCENT_CDN',
    name: 'tencent-overseas',
    areas: ['overseas'],
    domains: ['www.example.com', 'static.example.com', 'media.example.net'],
    salt: 2,
  },
  { vendor: 'TENCENT_EDGEONE', name: 'edge', areas: ['global'], salt: 3 },
  { vendor: 'ALIBABA_CDN', name: 'aliyun', areas: ['mainland'], salt: 4 },
];

/**
 * A company with four accounts and the last 30 days of its releases, the same files on all of its CDNs: tasks
 * of one to hundreds of URLs in every state. What is due in the next day is in it already and shows when its time
 * comes.
 *
 * @param now epoch ms
 * @param seed the same seed tells the same story
 */
export function demoAccounts(now: number, seed = 1): EmulatedAccount[] {
  const plans = plansBetween(now - releaseDays * dayMs, now - hotfixHours * hourMs, now + aheadMs, seed);
  // Whoever opens the demo sees a large release under way.
  plans.push(...release(Math.floor(now / 1000) * 1000 - 45_000, 240, seededRandom(seed)));
  return demo.map((account) => ({
    vendor: account.vendor,
    name: account.name,
    id: `demo-${account.name}`,
    secret: `demo-secret-of-${account.name}`,
    ...(account.vendor === 'TENCENT_EDGEONE' ? { zones } : {}),
    history: accountHistory(
      account,
      account.vendor === 'ALIBABA_CDN' ? since(plans, now - alibabaDays * dayMs) : plans,
    ),
  }));
}

/**
 * Keeps a demo going beyond the day that `demoAccounts` knows ahead: once an hour it adds the hour after that.
 *
 * @param now when `demoAccounts` was asked, epoch ms
 * @returns ends it
 */
export function keepDemoLively(emulator: Pick<Emulator, 'submit'>, now: number, seed = 1): () => void {
  let knownUntil = now + aheadMs;
  const timer = setInterval(() => {
    const plans = plansBetween(knownUntil, knownUntil, knownUntil + hourMs, seed);
    for (const account of demo) {
      for (const submission of accountHistory(account, plans)) emulator.submit(account.name, submission);
    }
    knownUntil += hourMs;
  }, hourMs);
  timer.unref();
  return () => clearInterval(timer);
}

function plansBetween(releasesFrom: number, hotfixesFrom: number, to: number, seed: number): PlannedTask[] {
  return [
    ...plannedTasks(releases, releasesFrom, to, seed),
    ...plannedTasks(hotfixes, hotfixesFrom, to, seed),
  ];
}

function since(plans: readonly PlannedTask[], instant: number): PlannedTask[] {
  return plans.filter(({ at }) => at >= instant);
}

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

const demo: readonly DemoAccount[] = [
  { vendor: 'TENCENT_CDN', name: 'tencent-main', areas: ['mainland', 'mainland', 'global'], salt: 1 },
  {
    vendor: 'TENCENT_CDN',
    name: 'tencent-overseas',
    areas: ['overseas'],
    domains: ['www.example.com', 'static.example.com', 'media.example.net'],
    salt: 2,
  },
  { vendor: 'TENCENT_EDGEONE', name: 'edge', areas: ['global'], zones, salt: 3 },
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
    ...(account.zones === undefined ? {} : { zones: account.zones }),
    history: accountHistory(account, plans, now),
  }));
}

/**
 * Keeps a demo going beyond the day that `demoAccounts` knows ahead: once an hour it adds what is due until a
 * day from then.
 *
 * @param now when `demoAccounts` was asked, epoch ms
 * @returns ends it
 */
export function keepDemoLively(emulator: Pick<Emulator, 'submit'>, now: number, seed = 1): () => void {
  let knownUntil = now + aheadMs;
  const timer = setInterval(() => {
    // By the clock and not by counting, since a machine that slept has missed some hours.
    const until = Date.now() + aheadMs;
    const plans = plansBetween(knownUntil, knownUntil, until, seed);
    for (const account of demo) {
      const history = accountHistory(account, plans, Date.now());
      for (const submission of history) emulator.submit(account.name, submission);
    }
    knownUntil = Math.max(knownUntil, until);
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

import { isEmulatedVendor, registry } from './registry.ts';
import type { EmulatedVendor } from './registry.ts';
import type { DemoAccount } from './protocol.ts';
import { hotfixes, plannedTasks, release, releases, smallReleases } from './demo/plans.ts';
import type { PlannedTask } from './demo/plans.ts';
import type { EmulatedAccount, Emulator } from './emulator.ts';
import { seededRandom } from './seeded-random.ts';
import type { Outcome, Submission, Target } from './row.ts';

/** An account of the demo and its vendor. */
export type VendorDemoAccount = DemoAccount & { readonly vendor: EmulatedVendor };

/** All accounts that the demo can have. */
export const demoAccountList: readonly VendorDemoAccount[] = Object.keys(registry)
  .filter(isEmulatedVendor)
  .flatMap((vendor) => registry[vendor].demoAccounts.map((account) => ({ ...account, vendor })));

/** The accounts of these names. Without names: all accounts that are not extra. */
export const chosenAccounts = (names?: readonly string[]): readonly VendorDemoAccount[] =>
  demoAccountList.filter(({ name, isExtra = false }) => names?.includes(name) ?? !isExtra);

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How far back the large releases go, and how far back everything else. */
const pastDays = 30;
const recentHours = 24;
/** How far ahead tasks are submitted; they appear when their time comes. */
const aheadMs = dayMs;

/** Every period of the demo has one time in which one provider answers slowly. The first period has none before 5 minutes. */
const slowPeriodMs = 12 * minuteMs;
const slowFromMs = 5 * minuteMs;

/** The settings of a demo. */
interface DemoSettings {
  /** Accounts from `demoAccountList`. Absent: those that are not extra. */
  readonly names?: readonly string[] | undefined;
  /** The same seed and time give the same demo. */
  readonly seed?: number;
}

/**
 * A company with its accounts and the last 30 days of its releases, the same files on all of its CDNs: tasks of one to
 * hundreds of URLs in every state. The tasks of the next day are already submitted and appear when their time comes.
 * @param now epoch ms
 */
export function demoAccounts(now: number, { names, seed = 1 }: DemoSettings = {}): EmulatedAccount[] {
  const plans = plansBetween(now - pastDays * dayMs, now - recentHours * hourMs, now + aheadMs, seed);
  // A large release is running when somebody opens the demo.
  plans.push(...release(Math.floor(now / 1000) * 1000 - 45_000, 240, seededRandom(seed)));
  return chosenAccounts(names).map((account) => ({
    vendor: account.vendor,
    name: account.name,
    id: `demo-${account.name}`,
    secret: `demo-secret-of-${account.name}`,
    ...zonesOf(account),
    // Some vendors document no retention. Without one, memory would grow.
    behaviour: { retentionMs: registry[account.vendor].defaults.retentionMs ?? pastDays * dayMs },
    history: accountHistory(account, plans, now),
  }));
}

/**
 * Keeps a demo alive: submits what is due until a day from now, drops what the vendors have forgotten, and makes one
 * provider slow for a minute now and then. What happens is determined by the clock, the start and the seed.
 *
 * @param clock epoch ms; its first reading is the `now` of `demoAccounts`
 * @returns ends it
 */
export function keepDemoAlive(
  emulator: Pick<Emulator, 'submit' | 'setBehaviour' | 'forget'>,
  clock: () => number,
  { names, seed = 1 }: DemoSettings = {},
): () => void {
  const demo = chosenAccounts(names);
  const start = clock();
  let knownUntil = start + aheadMs;
  let slow: string | undefined;
  const timer = setInterval(() => {
    const now = clock();
    const slowness = slownessAt(demo, now - start, seed);
    if (slowness?.account !== slow) {
      if (slow !== undefined) emulator.setBehaviour(slow, { latencyMs: 0 });
      if (slowness !== undefined) emulator.setBehaviour(slowness.account, { latencyMs: slowness.latencyMs });
      slow = slowness?.account;
    }
    // Computed from the clock instead of counting ticks, because ticks are lost while a machine sleeps.
    if (now + aheadMs < knownUntil + hourMs) return;
    const plans = plansBetween(knownUntil, knownUntil, now + aheadMs, seed);
    for (const account of demo) {
      for (const submission of accountHistory(account, plans, now)) emulator.submit(account.name, submission);
    }
    knownUntil = now + aheadMs;
    emulator.forget();
  }, tickMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** How often the demo looks at the clock. */
const tickMs = 5000;

/** The provider that answers slowly when the demo is `age` ms old, and how slowly; undefined if none does. */
function slownessAt(
  demo: readonly VendorDemoAccount[],
  age: number,
  seed: number,
): { readonly account: string; readonly latencyMs: number } | undefined {
  const period = Math.floor(age / slowPeriodMs);
  const random = seededRandom((Math.imul(seed, 0x9e3779b1) ^ period) >>> 0);
  const from = slowFromMs + random() * (slowPeriodMs - slowFromMs - 2 * minuteMs);
  const lengthMs = (1 + random() * 0.5) * minuteMs;
  const account = demo[Math.floor(random() * demo.length)];
  const latencyMs = 1500 + Math.floor(random() * 1500);
  const at = age - period * slowPeriodMs;
  return account !== undefined && at >= from && at < from + lengthMs
    ? { account: account.name, latencyMs }
    : undefined;
}

function plansBetween(releasesFrom: number, othersFrom: number, to: number, seed: number): PlannedTask[] {
  return [
    ...plannedTasks(releases, releasesFrom, to, seed),
    ...plannedTasks(smallReleases, othersFrom, to, seed),
    ...plannedTasks(hotfixes, othersFrom, to, seed),
  ];
}

/** How much longer than the vendor's retention the demo keeps tasks, so that lookups of expired tasks can be shown. */
const forgottenMs = 86_400_000;

const failures = [
  { failType: 'originPullFailed', message: 'OriginTimeout' },
  { failType: 'taskFailed', message: 'InternalError' },
  { failType: 'accessDenied', message: 'OriginReturn StatusCode 5XX' },
  { failType: 'quotaExceeded', message: 'OriginReturn StatusCode 5XX' },
] as const;

/**
 * The submissions of one account that follow from the plans, without kinds that its vendor does not offer, domains that
 * it does not serve, and tasks that its vendor has already dropped at `now`, epoch ms.
 */
function accountHistory(
  account: VendorDemoAccount,
  plans: readonly PlannedTask[],
  now: number,
): Submission[] {
  const history: Submission[] = [];
  const oldest = now - (registry[account.vendor].defaults.retentionMs ?? Infinity) - forgottenMs;
  for (const plan of plans) {
    if (plan.at < oldest) continue;
    const random = seededRandom((plan.seed ^ Math.imul(account.salt, 0x9e3779b1)) >>> 0);
    if (random() < plan.reach && canServe(account, plan)) history.push(submissionOf(account, plan, random));
  }
  return history;
}

function canServe({ vendor, domains }: VendorDemoAccount, { kind, site }: PlannedTask): boolean {
  return registry[vendor].vocabulary[kind] !== undefined && domains?.includes(site.domain) !== false;
}

function submissionOf(account: VendorDemoAccount, plan: PlannedTask, random: () => number): Submission {
  const { at, kind, site } = plan;
  return {
    taskId: registry[account.vendor].newTaskId(at, kind, random),
    kind,
    at,
    ...(account.zones === undefined ? {} : { zone: account.zones[site.part].id }),
    targets: targets(account, plan, random),
  };
}

function zonesOf({ zones }: VendorDemoAccount): Pick<EmulatedAccount, 'zones' | 'zoneDetails'> {
  if (zones === undefined) return {};
  const entries = Object.values(zones).map(({ id, ...details }) => [id, details] as const);
  return { zones: entries.map(([id]) => id), zoneDetails: Object.fromEntries(entries) };
}

function targets(account: VendorDemoAccount, plan: PlannedTask, random: () => number): Target[] {
  const drawn = random();
  const { mildMethod, targetOf, vocabulary } = registry[account.vendor];
  const canFail = vocabulary[plan.kind]?.states.failed !== undefined;
  // Most tasks succeed, some have a few failed files, and sometimes an origin is down.
  const failureShare = drawn < 0.8 ? 0 : drawn < 0.96 ? 0.12 : 0.7;
  const isStuck = random() < 0.01;
  const slowestMs = (plan.kind === 'PREFETCH' ? 240_000 : 60_000) * (isStuck ? 15 : 1);
  const method = random() < 0.7 ? mildMethod : 'delete';
  const { domain } = plan.site;
  const area = account.areas[Math.floor(random() * account.areas.length)] ?? 'mainland';
  const shared =
    plan.kind === 'PREFETCH' || method === undefined ? { domain, area } : { domain, area, method };
  return plan.targets.map((target) => {
    const url = targetOf?.(plan.kind, target) ?? target;
    const finishesAt = plan.at + 5000 + Math.floor(random() * slowestMs);
    if (random() >= failureShare || !canFail)
      return Object.assign({ url, finishesAt, outcome: 'succeeded' as const }, shared);
    const outcome = failureOutcome(account.vendor, plan, random);
    const reason = outcome === 'failed' ? failures[Math.floor(random() * failures.length)] : undefined;
    return { ...shared, ...reason, url, finishesAt, outcome, successShare: random() * 0.6 };
  });
}

/** An outcome of failure that the vendor can express. */
function failureOutcome(vendor: EmulatedVendor, plan: PlannedTask, random: () => number): Outcome {
  const drawn = random();
  const wanted: Outcome =
    drawn < 0.55 ? 'failed' : drawn < 0.75 ? 'invalid' : drawn < 0.9 ? 'timedOut' : 'canceled';
  return registry[vendor].vocabulary[plan.kind]?.states[wanted] === undefined ? 'failed' : wanted;
}

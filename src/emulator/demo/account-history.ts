import { registry } from '../registry.ts';
import type { EmulatedVendor } from '../registry.ts';
import { seededRandom } from '../seeded-random.ts';
import type { EmulatedArea, Outcome, Submission, Target } from '../submission.ts';
import type { PlannedTask } from './planned-tasks.ts';

/** What the demo knows of one of the company's accounts. */
export interface DemoAccount {
  readonly vendor: EmulatedVendor;
  readonly name: string;
  readonly areas: readonly EmulatedArea[];
  /** Every domain if absent. */
  readonly domains?: readonly string[];
  /** The zones of the account, if its vendor has such. */
  readonly zones?: readonly string[];
  /** Tells it apart from other accounts of the same seed. */
  readonly salt: number;
}

/** Of what a vendor has forgotten, the demo remembers this much, to be asked for in vain. */
const forgottenMs = 86_400_000;

const failures = [
  { failType: 'originPullFailed', message: 'OriginTimeout' },
  { failType: 'taskFailed', message: 'InternalError' },
  { failType: 'accessDenied', message: 'OriginReturn StatusCode 5XX' },
  { failType: 'quotaExceeded', message: 'OriginReturn StatusCode 5XX' },
] as const;

/**
 * What became of the plans in one account: nothing where its vendor or its domains have no part in them, or where
 * the vendor has long forgotten them at `now`, epoch ms.
 */
export function accountHistory(
  account: DemoAccount,
  plans: readonly PlannedTask[],
  now: number,
): Submission[] {
  const history: Submission[] = [];
  const oldest = now - (registry[account.vendor].defaults.retentionMs ?? Infinity) - forgottenMs;
  for (const plan of plans) {
    if (plan.at < oldest) continue;
    const random = seededRandom((plan.seed ^ Math.imul(account.salt, 0x9e3779b1)) >>> 0);
    if (random() < plan.reach && canServe(account, plan)) history.push(submission(account, plan, random));
  }
  return history;
}

function canServe({ vendor, domains }: DemoAccount, { kind, site }: PlannedTask): boolean {
  return registry[vendor].vocabulary[kind] !== undefined && domains?.includes(site.domain) !== false;
}

function submission(account: DemoAccount, plan: PlannedTask, random: () => number): Submission {
  const { at, kind, site } = plan;
  return {
    taskId: registry[account.vendor].newTaskId(at, kind, random),
    kind,
    at,
    ...(account.zones === undefined ? {} : { zone: site.zone }),
    targets: targets(account, plan, random),
  };
}

function targets(account: DemoAccount, plan: PlannedTask, random: () => number): Target[] {
  const luck = random();
  // Most tasks go well, some have a few bad files, and now and then an origin is down.
  const failureShare = luck < 0.8 ? 0 : luck < 0.96 ? 0.12 : 0.7;
  const isStuck = random() < 0.01;
  const slowestMs = (plan.kind === 'PREFETCH' ? 240_000 : 60_000) * (isStuck ? 15 : 1);
  const method = random() < 0.7 ? registry[account.vendor].mildMethod : 'delete';
  const { domain } = plan.site;
  const area = account.areas[Math.floor(random() * account.areas.length)] ?? 'mainland';
  const shared =
    plan.kind === 'PREFETCH' || method === undefined ? { domain, area } : { domain, area, method };
  return plan.targets.map((url) => {
    const finishesAt = plan.at + 5000 + Math.floor(random() * slowestMs);
    if (random() >= failureShare)
      return Object.assign({ url, finishesAt, outcome: 'succeeded' as const }, shared);
    const outcome = mishap(account.vendor, plan, random);
    const reason = outcome === 'failed' ? failures[Math.floor(random() * failures.length)] : undefined;
    return { ...shared, ...reason, url, finishesAt, outcome, successShare: random() * 0.6 };
  });
}

/** What can go wrong, as far as the vendor has a word for it. */
function mishap(vendor: EmulatedVendor, plan: PlannedTask, random: () => number): Outcome {
  const luck = random();
  const wanted: Outcome =
    luck < 0.55 ? 'failed' : luck < 0.75 ? 'invalid' : luck < 0.9 ? 'timedOut' : 'canceled';
  return registry[vendor].vocabulary[plan.kind]?.states[wanted] === undefined ? 'failed' : wanted;
}

import type { Account } from '../account.ts';
import type { SubmissionKind } from '../row.ts';
import { plainListing } from '../protocol.ts';
import type { Action } from '../protocol.ts';
import { digits, letters } from '../seeded-random.ts';
import { checkNames, tencentProduct } from '../tencent/product.ts';
import { describePurgeTasks, describePushTasks, vocabulary } from './task-history.ts';

/** The documented quotas of each area, in URLs per submission and per day. */
const purgeUrl = { kind: 'PURGE_URL', batch: 1000, daily: 10_000 } as const;
const purgePath = { kind: 'PURGE_DIRECTORY', batch: 500, daily: 100 } as const;
const pushUrl = { kind: 'PREFETCH', batch: 500, daily: 1000 } as const;

/** Tencent Cloud CDN, DescribePurgeQuota: what may still be purged today, by area. */
const describePurgeQuota: Action = {
  callsPerSecond: 20,
  answer: (received, account, now) => {
    checkNames(received, []);
    return plainListing({
      UrlPurge: quotas(purgeUrl, account, now),
      PathPurge: quotas(purgePath, account, now),
    });
  },
};

/** Tencent Cloud CDN, DescribePushQuota: what may still be prefetched today, by area. */
const describePushQuota: Action = {
  callsPerSecond: 20,
  answer: (received, account, now) => {
    checkNames(received, []);
    return plainListing({ UrlPush: quotas(pushUrl, account, now) });
  },
};

/** A global submission takes from both areas. */
function quotas(
  { kind, batch, daily }: { readonly kind: SubmissionKind; readonly batch: number; readonly daily: number },
  account: Account,
  now: number,
): object[] {
  return (['mainland', 'overseas'] as const).map((area) => {
    const quota = account.quota(kind, daily, now, {
      uses: (row) => row.area === area || row.area === 'global',
    });
    return { Batch: batch, Total: quota.daily, Available: quota.left, Area: area };
  });
}

/** Tencent Cloud CDN, API version 2018-06-06. */
export const tencentCdn = tencentProduct({
  service: 'cdn',
  version: '2018-06-06',
  // API v2 kept records for 30 days, and no page says otherwise. The largest Limit is not published.
  defaults: { retentionMs: 30 * 86_400_000, maxPageSize: 1_000 },
  vocabulary,
  demoAccounts: [
    { name: 'tencent-main', areas: ['mainland', 'mainland', 'global'], salt: 1 },
    {
      name: 'tencent-overseas',
      areas: ['overseas'],
      domains: ['www.example.com', 'static.example.com', 'media.example.net'],
      salt: 2,
    },
  ],
  mildMethod: 'flush',
  // Eighteen to twenty-three digits that begin with the second of the submission; purges also with letters.
  newTaskId: (at, kind, random) => {
    const second = String(Math.floor(at / 1000));
    if (kind !== 'PREFETCH' && random() < 0.5) return `${second}-${letters(8, random)}`;
    return second + digits(9 + Math.floor(random() * 5), random);
  },
  actions: {
    DescribePushTasks: describePushTasks,
    DescribePurgeTasks: describePurgeTasks,
    DescribePushQuota: describePushQuota,
    DescribePurgeQuota: describePurgeQuota,
  },
});

import type { Account } from '../account.ts';
import type { SubmissionKind } from '../submission.ts';
import { checkNames } from '../tencent/parameters.ts';
import { plainListing } from '../vendor-side.ts';
import type { Action } from '../vendor-side.ts';

/** The documented quotas for each area: URLs a submission, and a day. */
const purgeUrl = { kind: 'PURGE_URL', batch: 1000, daily: 10_000 } as const;
const purgePath = { kind: 'PURGE_DIRECTORY', batch: 500, daily: 100 } as const;
const pushUrl = { kind: 'PREFETCH', batch: 500, daily: 1000 } as const;

/** Tencent Cloud CDN, DescribePurgeQuota: what may still be purged today, by area. */
export const describePurgeQuota: Action = {
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
export const describePushQuota: Action = {
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

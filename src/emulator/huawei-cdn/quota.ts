import { plainListing } from '../protocol.ts';
import type { Action } from '../protocol.ts';

const quotas = [
  { kind: 'PURGE_URL', type: 'file_refresh', daily: 2000 },
  { kind: 'PURGE_DIRECTORY', type: 'dir_refresh', daily: 2000 },
  { kind: 'PREFETCH', type: 'preheat', daily: 1000 },
] as const;

/** Huawei CDN, ShowQuota: what an account may submit a day, and beside it how many domains it may have. */
export const showQuota: Action = {
  callsPerSecond: 5,
  answer: (_received, account, now) => {
    const entries = quotas.map(({ kind, type, daily }) => {
      const quota = account.quota(kind, daily, now);
      return { type, limit: quota.daily, used: quota.daily - quota.left };
    });
    return plainListing({
      quotas: [...entries, { type: 'domain', limit: 100, used: 4 }].map(({ type, limit, used }) => ({
        quota_limit: limit,
        type,
        used,
        user_domain_id: '0b6720000000000000000000000000e0',
      })),
    });
  },
};

import type { SubmissionKind } from '../submission.ts';
import { plainListing } from '../vendor-side.ts';
import type { Action } from '../vendor-side.ts';
import { checkNames } from './parameters.ts';

/** The documented daily quotas, by the name that their members begin with; without a kind nothing is ever used. */
const quotas: readonly { readonly name: string; readonly kind?: SubmissionKind; readonly daily: number }[] = [
  { name: 'Url', kind: 'PURGE_URL', daily: 10_000 },
  { name: 'Dir', kind: 'PURGE_DIRECTORY', daily: 100 },
  { name: 'Regex', kind: 'PURGE_REGEX', daily: 20 },
  { name: 'Preload', kind: 'PREFETCH', daily: 1000 },
  { name: 'PreloadEdge', daily: 100 },
  { name: 'Block', daily: 300 },
  { name: 'IgnoreParams', daily: 100 },
];

/** Alibaba CDN, DescribeRefreshQuota: today's quotas and what is left of them, as decimal texts. */
export const describeRefreshQuota: Action = {
  // No page names a rate; the other calls by id have this one.
  callsPerSecond: 30,
  answer: (received, account, now) => {
    checkNames(received, ['OwnerId', 'SecurityToken']);
    const members = quotas.flatMap(({ name, kind, daily }) => {
      const quota = kind === undefined ? { daily, left: daily } : account.quota(kind, daily, now);
      return [
        [`${name}Quota`, String(quota.daily)],
        [`${name}Remain`, String(quota.left)],
      ];
    });
    return plainListing(Object.fromEntries(members));
  },
};

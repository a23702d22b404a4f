import type { QuotaCall } from '../../domain/source.ts';
import { memberQuotas, type QuotaMembers } from '../quotas.ts';
import type { ContentSettings } from './settings.ts';
import { DOCUMENTED_RATE } from './content-tasks.ts';

const ACTION = 'DescribeContentQuota';

const named = (kind: QuotaMembers['kind'], name: string, batchLimit = `${name}Limit`): QuotaMembers => ({
  kind,
  name,
  limit: `${name}Quota`,
  remaining: `${name}Remain`,
  batchLimit,
});

/** `Block` and `Unblock` are left out, because blocked URLs are no cache tasks. BytePlus reports no `RefreshRegex`. */
const members: readonly QuotaMembers[] = [
  named('PREFETCH', 'Preload'),
  named('PURGE_URL', 'Refresh', 'RefreshQuotaLimit'),
  named('PURGE_DIRECTORY', 'RefreshDir'),
  named('PURGE_REGEX', 'RefreshRegex'),
];

/** The quotas of the account (Volcengine CDN and BytePlus CDN, DescribeContentQuota). */
export function contentQuota(settings: ContentSettings): QuotaCall {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  return {
    action: ACTION,
    callsPerSecond,
    encode: () => ({ action: ACTION, parameters: {}, callsPerSecond }),
    decode: (answer) => memberQuotas(ACTION, answer, members),
  };
}

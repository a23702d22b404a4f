import type { QuotaCall } from '../../domain/source.ts';
import { memberQuotas, type QuotaMembers } from '../quotas.ts';
import type { RefreshSettings } from './settings.ts';

/** Both products: 20 calls a second. */
const DOCUMENTED_RATE = 20;

const named = (kind: QuotaMembers['kind'], name: string): QuotaMembers => ({
  kind,
  name,
  limit: `${name}Quota`,
  remaining: `${name}Remain`,
});

/** `Block` is left out, because blocked URLs are no cache tasks. */
const members: readonly QuotaMembers[] = [
  named('PREFETCH', 'Preload'),
  // Prefetches to edge nodes. DCDN has no such quota.
  named('PREFETCH', 'PreloadEdge'),
  named('PURGE_URL', 'Url'),
  named('PURGE_URL', 'IgnoreParams'),
  named('PURGE_DIRECTORY', 'Dir'),
  named('PURGE_REGEX', 'Regex'),
];

/**
 * The quotas of the account, as decimal texts.
 *
 * @param action the product's name of the call, such as `DescribeRefreshQuota`
 */
export function refreshQuota(action: string, settings: RefreshSettings): QuotaCall {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  return {
    action,
    callsPerSecond,
    encode: () => ({ action, parameters: {}, callsPerSecond }),
    decode: (answer) => memberQuotas(action, answer, members),
  };
}

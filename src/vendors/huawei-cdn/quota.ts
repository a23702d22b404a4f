import type { QuotaCall } from '../../domain/source.ts';
import type { TaskKind } from '../../domain/task.ts';
import { isFields } from '../fields.ts';
import { quotaPage } from '../quotas.ts';
import { listOf } from '../rows.ts';
import { words } from '../words.ts';
import type { HuaweiCdnSettings } from './settings.ts';

const ACTION = 'ShowQuota';
/** Huawei Cloud CDN, ShowQuota: 5 calls a second. */
const DOCUMENTED_RATE = 5;

/** The types that limit tasks. The others, such as `domain`, limit the configuration of an account. */
const types = words<TaskKind>({
  preheat: 'PREFETCH',
  file_refresh: 'PURGE_URL',
  dir_refresh: 'PURGE_DIRECTORY',
});

/** The quotas of the account (Huawei Cloud CDN, ShowQuota). */
export function quotaCall(settings: HuaweiCdnSettings): QuotaCall {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  return {
    action: ACTION,
    callsPerSecond,
    encode: () => ({
      action: ACTION,
      method: 'GET',
      path: '/v1.0/cdn/quota',
      parameters: {},
      callsPerSecond,
    }),
    decode: (answer) =>
      quotaPage(
        answer,
        listOf(ACTION, answer, 'quotas').flatMap((row) => {
          if (!isFields(row)) return [undefined];
          const kind = types.meaningOf(row['type']);
          if (kind === undefined) return [];
          return [{ kind, name: String(row['type']), limit: row['quota_limit'], used: row['used'] }];
        }),
      ),
  };
}

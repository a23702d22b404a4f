import type { QuotaCall } from '../../domain/source.ts';
import type { TaskKind } from '../../domain/task.ts';
import { isFields } from '../fields.ts';
import { quotaPage, type QuotaEntry } from '../quotas.ts';
import { listOf } from '../rows.ts';
import { DOCUMENTED_RATE } from './history.ts';
import type { TencentCdnSettings } from './settings.ts';
import { areaWords } from './vocabulary.ts';

/** By action, the lists of its answer (Tencent Cloud CDN, DescribePushQuota and DescribePurgeQuota). */
const calls: Readonly<Record<string, Readonly<Record<string, TaskKind>>>> = {
  DescribePushQuota: { UrlPush: 'PREFETCH' },
  DescribePurgeQuota: { UrlPurge: 'PURGE_URL', PathPurge: 'PURGE_DIRECTORY' },
};

/** One quota for each area. A global prefetch takes from both. */
export const quotaCalls = (settings: TencentCdnSettings): readonly QuotaCall[] =>
  Object.entries(calls).map(([action, lists]) => {
    const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
    return {
      action,
      callsPerSecond,
      encode: () => ({ action, parameters: {}, callsPerSecond }),
      decode: (answer) =>
        quotaPage(
          answer,
          Object.entries(lists).flatMap(([name, kind]) =>
            listOf(action, answer, name).map((row) => entryOf(row, name, kind)),
          ),
        ),
    };
  });

const entryOf = (row: unknown, name: string, kind: TaskKind): QuotaEntry | undefined =>
  isFields(row)
    ? {
        kind,
        name,
        area: areaWords.meaningOf(row['Area']),
        limit: row['Total'],
        remaining: row['Available'],
        batchLimit: row['Batch'],
      }
    : undefined;

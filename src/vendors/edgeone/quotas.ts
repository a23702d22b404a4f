import type { QuotaCall } from '../../domain/source.ts';
import { isFields, readText } from '../fields.ts';
import { quotaPage, type QuotaEntry } from '../quotas.ts';
import { listOf } from '../rows.ts';
import type { EdgeOneSettings, EdgeOneZone } from './settings.ts';
import { types } from './vocabulary.ts';

const ACTION = 'DescribeContentQuota';
/** EdgeOne, DescribeContentQuota: 20 requests a second. */
const DOCUMENTED_RATE = 20;

/** The quotas of a zone, one for each type (EdgeOne, DescribeContentQuota). */
export function zoneQuotas({ id }: EdgeOneZone, settings: EdgeOneSettings): QuotaCall {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  return {
    action: ACTION,
    scope: id,
    callsPerSecond,
    encode: () => ({ action: ACTION, parameters: { ZoneId: id }, callsPerSecond }),
    decode: (answer) =>
      quotaPage(
        answer,
        ['PurgeQuota', 'PrefetchQuota']
          .flatMap((list) => listOf(ACTION, answer, list))
          .map((row) => entryOf(row, id)),
      ),
  };
}

function entryOf(row: unknown, scope: string): QuotaEntry | undefined {
  const name = isFields(row) ? readText(row['Type']) : undefined;
  if (!isFields(row) || name === undefined) return undefined;
  return {
    kind: types.meaningOf(name) ?? 'UNKNOWN',
    name,
    scope,
    limit: row['Daily'],
    remaining: row['DailyAvailable'],
    batchLimit: row['Batch'],
  };
}

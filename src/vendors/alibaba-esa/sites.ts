import type { ScopeCall } from '../../domain/source.ts';
import { isFields, readCount, readId, readText } from '../fields.ts';
import { listOf } from '../rows.ts';
import { scopePage, withNamesBelow } from '../scopes.ts';
import type { EsaSettings } from './settings.ts';
import { ASSUMED_RATE } from './site-tasks.ts';

const ACTION = 'ListSites';
/** ESA, ListSites: 500 sites in an answer by default. */
const PAGE_SIZE = 500;

/** The sites of the account (ESA, ListSites). */
export function siteList(settings: EsaSettings): ScopeCall {
  const callsPerSecond = settings.requestsPerSecond ?? ASSUMED_RATE;
  return {
    action: ACTION,
    callsPerSecond,
    encode: (next = '1') => ({
      action: ACTION,
      method: 'GET',
      parameters: { PageNumber: Number(next), PageSize: PAGE_SIZE },
      callsPerSecond,
    }),
    decode: (answer, next = '1') => {
      const rows = listOf(ACTION, answer, 'Sites');
      const total = readCount(answer.body['TotalCount']) ?? Infinity;
      // Pages may be smaller than asked for, which the answer tells: an empty one is the end too.
      const size = readCount(answer.body['PageSize']) || PAGE_SIZE;
      const isEnd = rows.length === 0 || (Number(next) - 1) * size + rows.length >= total;
      return scopePage(
        rows.filter(isOwn).map(siteOf),
        isEnd || (total === Infinity && rows.length < size) ? undefined : String(Number(next) + 1),
      );
    },
  };
}

/** A site that has moved belongs to another account. */
const isOwn = (row: unknown): boolean => !isFields(row) || readText(row['Status'])?.toLowerCase() !== 'moved';

/** A site serves its domain and the names below it. */
function siteOf(row: unknown) {
  const id = isFields(row) ? readId(row['SiteId']) : undefined;
  if (!isFields(row) || id === undefined || !/^\d{1,20}$/.test(id)) return undefined;
  return { id, name: readText(row['SiteName']), domains: withNamesBelow(row['SiteName']) };
}

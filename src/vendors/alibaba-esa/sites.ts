import type { ScopeCall } from '../../domain/source.ts';
import { isFields, readCount, readId, readText } from '../fields.ts';
import { listOf } from '../rows.ts';
import { scopePage, withNamesBelow } from '../scopes.ts';
import type { EsaSettings } from './settings.ts';
import { ASSUMED_RATE } from './site-tasks.ts';

const action = 'ListSites';
/** ESA, ListSites: 500 sites in an answer by default. */
const PAGE_SIZE = 500;

/** The sites of the account (ESA, ListSites). */
export function siteList(settings: EsaSettings): ScopeCall {
  const callsPerSecond = settings.requestsPerSecond ?? ASSUMED_RATE;
  return {
    action,
    callsPerSecond,
    encode: (next = '1') => {
      const page = { PageNumber: Number(next), PageSize: PAGE_SIZE };
      const parameters = { ...page, ResourceGroupId: settings.resourceGroupId };
      return { action, method: 'GET', parameters, callsPerSecond };
    },
    decode: (answer, next = '1') => {
      const rows = listOf(action, answer, 'Sites');
      // Pages may be smaller than requested; the answer contains the actual size. An empty page is the end too.
      const size = readCount(answer.body['PageSize']) || PAGE_SIZE;
      const end = (Number(next) - 1) * size + rows.length;
      const total = readCount(answer.body['TotalCount']) ?? (rows.length < size ? end : Infinity);
      return scopePage(
        rows.filter(isOwn).map(siteOf),
        rows.length > 0 && end < total ? String(Number(next) + 1) : undefined,
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

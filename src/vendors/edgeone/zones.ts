import type { ScopeCall } from '../../domain/source.ts';
import { isFields, readCount, readId, readText } from '../fields.ts';
import { listOf } from '../rows.ts';
import { scopePage, withNamesBelow } from '../scopes.ts';
import type { EdgeOneSettings } from './settings.ts';

const ACTION = 'DescribeZones';
/** EdgeOne, DescribeZones: 20 requests a second, and at most 100 zones in an answer. */
const DOCUMENTED_RATE = 20;
const PAGE_SIZE = 100;

/** The zones that the key may see (EdgeOne, DescribeZones). */
export function zoneList(settings: EdgeOneSettings): ScopeCall {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  return {
    action: ACTION,
    callsPerSecond,
    encode: (next = '0') => ({
      action: ACTION,
      parameters: { Offset: Number(next), Limit: PAGE_SIZE },
      callsPerSecond,
    }),
    decode: (answer, next = '0') => {
      const rows = listOf(ACTION, answer, 'Zones');
      const end = Number(next) + rows.length;
      const total = readCount(answer.body['TotalCount']) ?? (rows.length < PAGE_SIZE ? end : Infinity);
      return scopePage(
        rows.filter(isListed).map(zoneOf),
        rows.length > 0 && end < total ? String(end) : undefined,
      );
    },
  };
}

const isListed = (row: unknown): boolean =>
  !isFields(row) || readText(row['Status'])?.toLowerCase() !== 'deleted';

/** A zone serves its domain and the names below it. A zone without a domain can serve any host. */
function zoneOf(row: unknown) {
  const id = isFields(row) ? readId(row['ZoneId']) : undefined;
  if (!isFields(row) || id === undefined) return undefined;
  const name = readText(row['ZoneName']);
  const hasDomain = !['partialcomposite', 'nodomainaccess'].includes(String(row['Type']).toLowerCase());
  // Several zones can have the same domain; the alias distinguishes them.
  return {
    id,
    name: [name, readText(row['AliasZoneName'])].filter((part) => part !== undefined).join(' ') || undefined,
    domains: hasDomain ? withNamesBelow(name) : undefined,
  };
}

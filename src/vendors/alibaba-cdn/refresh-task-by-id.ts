import type { Lookup, Provider } from '../../domain/source.ts';
import { listOf, rowPage } from '../rows.ts';
import { refreshRow } from './refresh-row.ts';
import type { RefreshSettings } from './settings.ts';
import { KINDS, RETENTION } from './vocabulary.ts';

/** Both products: 30 calls a second. */
const DOCUMENTED_RATE = 30;
const IDS_PER_CALL = 10;

/**
 * All rows of up to ten tasks of any kind, at once.
 *
 * @param action the product's name of the call, such as `DescribeRefreshTaskById`
 */
export function refreshLookup(action: string, settings: RefreshSettings, provider: Provider): Lookup {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  const read = refreshRow(provider);
  return {
    action,
    hosts: settings.domains,
    kinds: KINDS,
    idsPerCall: IDS_PER_CALL,
    maxPageSize: Infinity,
    callsPerSecond,
    countableStates: [],
    isDetailed: false,
    isRefreshedByAsking: true,
    retention: RETENTION,
    encode: ({ taskIds }) => ({ action, parameters: { TaskId: taskIds.join(',') }, callsPerSecond }),
    decode: (answer) => rowPage(answer, listOf(action, answer, 'Tasks'), answer.body['TotalCount'], read),
  };
}

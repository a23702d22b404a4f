import type { Lookup, Provider } from '../../domain/source.ts';
import { listOf, rowPage } from '../rows.ts';
import { refreshRow } from './refresh-row.ts';
import type { AlibabaCdnSettings } from './settings.ts';
import { KINDS, RETENTION } from './vocabulary.ts';

const ACTION = 'DescribeRefreshTaskById';
/** Alibaba Cloud CDN, DescribeRefreshTaskById. */
const DOCUMENTED_RATE = 30;
const IDS_PER_CALL = 10;

/** All rows of up to ten tasks of any kind, at once. */
export function refreshLookup(settings: AlibabaCdnSettings, provider: Provider): Lookup {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  const read = refreshRow(provider);
  return {
    action: ACTION,
    hosts: settings.domains,
    kinds: KINDS,
    idsPerCall: IDS_PER_CALL,
    maxPageSize: Infinity,
    callsPerSecond,
    countableStates: [],
    isDetailed: false,
    isRefreshedByAsking: true,
    retention: RETENTION,
    encode: ({ taskIds }) => ({ action: ACTION, parameters: { TaskId: taskIds.join(',') }, callsPerSecond }),
    decode: (answer) => rowPage(answer, listOf(ACTION, answer, 'Tasks'), answer.body['TotalCount'], read),
  };
}

import type { Feed, Lookup, Provider, RowPage, VendorAnswer } from '../../domain/source.ts';
import { hostOf, readId, readText } from '../fields.ts';
import { listOf, rowPage, sole, without, type ReadRow } from '../rows.ts';
import { DOCUMENTED_RATE, historyCapabilities, historyParameters, taskParameters } from './history.ts';
import type { TencentCdnSettings } from './settings.ts';
import { flushTypes, purgeTypes, statuses } from './vocabulary.ts';
import { zoneNamed, type Zone } from '../zone.ts';

const ACTION = 'DescribePurgeTasks';
const KNOWN_KINDS = ['PURGE_URL', 'PURGE_DIRECTORY'] as const;
/** `UNKNOWN` is a PurgeType that no document knows. */
const KINDS = [...KNOWN_KINDS, 'UNKNOWN'] as const;
const STATES = ['PROCESSING', 'SUCCEEDED', 'FAILED'] as const;

/** Purge history (Tencent Cloud CDN, DescribePurgeTasks). */
export function purgeFeed(settings: TencentCdnSettings, provider: Provider): Feed {
  const zone = zoneNamed(settings.timeZone);
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  return {
    action: ACTION,
    hosts: settings.domains,
    kinds: KINDS,
    callsPerSecond,
    capabilities: {
      ...historyCapabilities(settings, STATES),
      kinds: { values: KNOWN_KINDS, valuesPerCall: 1, isExact: true },
      // A filter, but not a field of rows.
      tellsArea: false,
    },
    encode(query) {
      const kind = sole(query.kinds);
      const parameters = {
        ...historyParameters(query, zone),
        PurgeType: kind && purgeTypes.wordFor(kind),
      };
      return { action: ACTION, parameters, callsPerSecond };
    },
    decode: decodeWith(purgeRow(provider, zone)),
  };
}

/** The rows of one purge task. */
export function purgeLookup(settings: TencentCdnSettings, provider: Provider): Lookup {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  return {
    action: ACTION,
    hosts: settings.domains,
    kinds: KINDS,
    idsPerCall: 1,
    maxPageSize: settings.maxPageSize,
    callsPerSecond,
    countableStates: STATES,
    isDetailed: false,
    retention: Infinity,
    encode: (query) => ({ action: ACTION, parameters: taskParameters(query), callsPerSecond }),
    decode: decodeWith(purgeRow(provider, zoneNamed(settings.timeZone))),
  };
}

const decodeWith =
  (read: ReadRow) =>
  (answer: VendorAnswer): RowPage =>
    rowPage(answer, listOf(ACTION, answer, 'PurgeLogs'), answer.body['TotalCount'], read);

/** Purge rows contain no progress, area or end. */
const purgeRow =
  (provider: Provider, zone: Zone): ReadRow =>
  (raw, { observedAt, requestId }) => {
    const taskId = readId(raw['TaskId']);
    if (taskId === undefined) return without('TaskId');
    const url = readText(raw['Url']);
    if (url === undefined) return without('Url');
    const createdAt = zone.read(raw['CreateTime']);
    if (createdAt === undefined) return without('CreateTime');
    if (readText(raw['PurgeType']) === undefined) return without('PurgeType');
    return {
      provider: provider.name,
      kind: purgeTypes.meaningOf(raw['PurgeType']) ?? 'UNKNOWN',
      taskId,
      url,
      domain: hostOf(url),
      state: statuses.meaningOf(raw['Status']) ?? 'UNKNOWN',
      vendorStatus: readText(raw['Status']),
      progress: undefined,
      finishedAt: undefined,
      reason: undefined,
      message: undefined,
      area: undefined,
      purgeMethod: flushTypes.meaningOf(raw['FlushType']),
      createdAt,
      updatedAt: undefined,
      observedAt,
      requestId,
      raw,
    };
  };

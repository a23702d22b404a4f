import { isFinal } from '../../domain/task.ts';
import type { Feed, Lookup, Provider, RowPage, VendorAnswer } from '../../domain/source.ts';
import { hostOf, readId, readPercent, readText } from '../fields.ts';
import { listOf, rowPage, without, type ReadRow } from '../rows.ts';
import { DOCUMENTED_RATE, historyCapabilities, historyParameters, taskParameters } from './history.ts';
import type { TencentCdnSettings } from './settings.ts';
import { areaWords, statuses } from './vocabulary.ts';
import { zoneNamed, type Zone } from '../zone.ts';

const ACTION = 'DescribePushTasks';
const STATES = ['PROCESSING', 'SUCCEEDED', 'FAILED', 'INVALID'] as const;

/** Prefetch history (Tencent Cloud CDN, DescribePushTasks). */
export function pushFeed(settings: TencentCdnSettings, provider: Provider): Feed {
  const zone = zoneNamed(settings.timeZone);
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  return {
    action: ACTION,
    hosts: settings.domains,
    kinds: ['PREFETCH'],
    callsPerSecond,
    capabilities: { ...historyCapabilities(settings, STATES), tellsArea: true },
    encode: (query) => ({ action: ACTION, parameters: historyParameters(query, zone), callsPerSecond }),
    decode: decodeWith(pushRow(provider, zone)),
  };
}

/** The rows of one prefetch task. */
export function pushLookup(settings: TencentCdnSettings, provider: Provider): Lookup {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  return {
    action: ACTION,
    hosts: settings.domains,
    kinds: ['PREFETCH'],
    idsPerCall: 1,
    maxPageSize: settings.maxPageSize,
    callsPerSecond,
    countableStates: STATES,
    isDetailed: false,
    retention: Infinity,
    encode: (query) => ({ action: ACTION, parameters: taskParameters(query), callsPerSecond }),
    decode: decodeWith(pushRow(provider, zoneNamed(settings.timeZone))),
  };
}

const decodeWith =
  (read: ReadRow) =>
  (answer: VendorAnswer): RowPage =>
    rowPage(answer, listOf(ACTION, answer, 'PushLogs'), answer.body['TotalCount'], read);

const pushRow =
  (provider: Provider, zone: Zone): ReadRow =>
  (raw, { observedAt, requestId }) => {
    const taskId = readId(raw['TaskId']);
    if (taskId === undefined) return without('TaskId');
    const url = readText(raw['Url']);
    if (url === undefined) return without('Url');
    const createdAt = zone.read(raw['CreateTime']);
    if (createdAt === undefined) return without('CreateTime');
    const state = statuses.meaningOf(raw['Status']) ?? 'UNKNOWN';
    const updatedAt = zone.read(raw['UpdateTime']);
    return {
      provider: provider.name,
      kind: 'PREFETCH',
      taskId,
      url,
      domain: hostOf(url),
      state,
      vendorStatus: readText(raw['Status']),
      progress: readPercent(raw['Percent']),
      finishedAt: isFinal(state) ? updatedAt : undefined,
      reason: undefined,
      message: undefined,
      area: areaWords.meaningOf(raw['Area']),
      purgeMethod: undefined,
      createdAt,
      updatedAt,
      observedAt,
      requestId,
      raw,
    };
  };

import type { Feed, Lookup, Provider, RowPage, VendorAnswer, VendorRequest } from '../../domain/source.ts';
import type { TaskKind, TaskState } from '../../domain/task.ts';
import { DAY, SECOND } from '../../domain/time.ts';
import { failureText } from '../alibaba-cdn/failure-text.ts';
import { hostOf, readId, readPercent, readText } from '../fields.ts';
import { listOf, rowPage, sole, without, type ReadRow } from '../rows.ts';
import { isoText, readIsoTime } from '../times.ts';
import { words } from '../words.ts';
import { zoneNamed, type Zone } from '../zone.ts';
import type { EsaSettings, EsaSite } from './settings.ts';

/** No document names a rate, a retention or a longest range. DCDN permits five calls a second. */
export const ASSUMED_RATE = 5;

/** The first tasks in samples of the documents are of November 2022. */
const FIRST_DAY = Date.UTC(2022, 0, 1);

/** URLs that are submitted within one second may share an id, as with DCDN. */
const TASK_SPAN = SECOND;

const statuses = words<TaskState>({ Refreshing: 'PROCESSING', Complete: 'SUCCEEDED', Failed: 'FAILED' });
const STATES = ['PROCESSING', 'SUCCEEDED', 'FAILED'] as const;

/** One list of a site: its prefetches, or its purges of one type. */
export interface SiteList {
  readonly action: string;
  /** The type that a call must name: without it only purges by file are listed. Absent for prefetches. */
  readonly type?: string;
  readonly kind: TaskKind;
}

/** The list of a site as a feed. */
export function siteFeed(list: SiteList, site: EsaSite, settings: EsaSettings, provider: Provider): Feed {
  const { ask, callsPerSecond, decode } = siteCall(list, site, settings, provider);
  return {
    action: list.action,
    scope: site.id,
    list: list.type,
    hosts: site.domains ?? settings.domains,
    kinds: [list.kind],
    callsPerSecond,
    capabilities: {
      paging: 'page-number',
      maxPageSize: settings.maxPageSize,
      maxWindow: 7 * DAY,
      trustedWindow: 3 * DAY,
      retention: Infinity,
      since: FIRST_DAY,
      isNewestFirst: true,
      taskSpan: TASK_SPAN,
      states: { values: STATES, valuesPerCall: 1, isExact: true },
      occurringStates: STATES,
      url: { valuesPerCall: 1, isExact: true },
      tellsArea: false,
    },
    encode: ({ window, offset, limit, states, url }) => {
      const state = sole(states);
      return ask({
        StartTime: isoText(window.from),
        EndTime: isoText(Math.max(window.to, window.from + SECOND)),
        Content: url,
        Status: state && statuses.wordFor(state),
        PageNumber: Math.floor(offset / limit) + 1,
        PageSize: limit,
      });
    },
    decode,
  };
}

/** There is no call by id: what was created around the task's second is listed, and holds its rows. */
export function siteLookup(list: SiteList, site: EsaSite, settings: EsaSettings, provider: Provider): Lookup {
  const { ask, callsPerSecond, decode } = siteCall(list, site, settings, provider);
  return {
    action: list.action,
    scope: site.id,
    list: list.type,
    hosts: site.domains ?? settings.domains,
    kinds: [list.kind],
    idsPerCall: 50,
    paging: 'page-number',
    creationTime: 'needed',
    maxPageSize: settings.maxPageSize,
    callsPerSecond,
    countableStates: [],
    isDetailed: false,
    retention: Infinity,
    encode: ({ createdAt = 0, offset, limit }) =>
      ask({
        StartTime: isoText(createdAt - TASK_SPAN - SECOND),
        EndTime: isoText(createdAt + TASK_SPAN + SECOND),
        PageNumber: Math.floor(offset / limit) + 1,
        PageSize: limit,
      }),
    decode,
  };
}

function siteCall(
  { action, type, kind }: SiteList,
  site: EsaSite,
  settings: EsaSettings,
  provider: Provider,
) {
  const callsPerSecond = settings.requestsPerSecond ?? ASSUMED_RATE;
  const read = siteRow(kind, site.id, zoneNamed(settings.timeZone), provider);
  return {
    callsPerSecond,
    ask: (narrowed: Readonly<Record<string, unknown>>): VendorRequest => ({
      action,
      method: 'GET',
      parameters: { SiteId: site.id, Type: type, ...narrowed },
      callsPerSecond,
    }),
    decode: (answer: VendorAnswer): RowPage =>
      rowPage(answer, listOf(action, answer, 'Tasks'), answer.body['TotalCount'], read),
  };
}

const siteRow =
  (kind: TaskKind, scope: string, zone: Zone, provider: Provider): ReadRow =>
  (raw, { observedAt, requestId }) => {
    const taskId = readId(raw['TaskId']);
    if (taskId === undefined) return without('TaskId');
    const url = readText(raw['Content']) ?? (kind === 'PURGE_ALL' ? '*' : undefined);
    if (url === undefined) return without('Content');
    // Purges have `2023-07-26T01:56:15Z`, prefetches `2023-03-28 14:28:57`.
    const createdAt = readIsoTime(raw['CreateTime']) ?? zone.read(raw['CreateTime']);
    if (createdAt === undefined) return without('CreateTime');
    const state = statuses.meaningOf(raw['Status']) ?? 'UNKNOWN';
    return {
      provider: provider.name,
      kind,
      taskId,
      scope,
      url,
      domain: kind === 'PURGE_CACHE_TAG' ? '' : hostOf(url),
      state,
      vendorStatus: readText(raw['Status']),
      progress: readPercent(raw['Process']),
      finishedAt: undefined,
      ...failureText(state, raw['Description']),
      area: undefined,
      purgeMethod: undefined,
      createdAt,
      updatedAt: undefined,
      observedAt,
      requestId,
      raw,
    };
  };

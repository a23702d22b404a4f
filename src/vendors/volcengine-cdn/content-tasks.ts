import type { Feed, Lookup, Provider, RowPage, VendorAnswer, VendorRequest } from '../../domain/source.ts';
import type { PurgeMethod, TaskKind } from '../../domain/task.ts';
import { DAY, MINUTE, SECOND, type Window } from '../../domain/time.ts';
import { hostOf, readId, readPercent, readText } from '../fields.ts';
import { listOf, misplacedWord, rowPage, sole, without, type ReadRow } from '../rows.ts';
import { readUnixTime } from '../times.ts';
import type { ContentSettings } from './settings.ts';
import { areaWords, STATES, statuses, taskTypes } from './vocabulary.ts';

const ACTION = 'DescribeContentTasks';
/** Volcengine CDN, DescribeContentTasks: 20 calls a second, and the last 7 days. */
export const DOCUMENTED_RATE = 20;
const RETENTION = 7 * DAY;

/** The tasks of one kind, which every call must name (Volcengine CDN and BytePlus CDN, DescribeContentTasks). */
export function contentFeed(kind: TaskKind, settings: ContentSettings, provider: Provider): Feed {
  const { ask, callsPerSecond, decode } = contentCall(kind, settings, provider);
  return {
    action: ACTION,
    list: taskTypes.wordFor(kind),
    hosts: settings.domains,
    kinds: [kind],
    callsPerSecond,
    capabilities: {
      paging: 'page-number',
      maxPageSize: settings.maxPageSize,
      maxWindow: RETENTION,
      retention: RETENTION,
      isNewestFirst: true,
      // One submission gives all its rows at once; the documents do not say that they share a second.
      taskSpan: 5 * SECOND,
      states: { values: STATES, valuesPerCall: 1, isExact: true },
      occurringStates: STATES,
      url: { valuesPerCall: 1, isExact: true },
      // Also lists domains that contain the name.
      domain: { valuesPerCall: 1, isExact: false },
      tellsArea: kind === 'PREFETCH',
    },
    encode: ({ window, offset, limit, states, url, domain }) => {
      const state = sole(states);
      return ask({
        ...seconds(window),
        UrlList: url === undefined ? undefined : [url],
        DomainName: domain?.toLowerCase(),
        Status: state && statuses.wordFor(state),
        PageNum: Math.floor(offset / limit) + 1,
        PageSize: limit,
      });
    },
    decode,
  };
}

/** One task of one kind. The time range may be left out; some editions of the documents demand it. */
export function contentLookup(kind: TaskKind, settings: ContentSettings, provider: Provider): Lookup {
  const { ask, callsPerSecond, decode } = contentCall(kind, settings, provider);
  return {
    action: ACTION,
    list: taskTypes.wordFor(kind),
    hosts: settings.domains,
    kinds: [kind],
    idsPerCall: 1,
    paging: 'page-number',
    maxPageSize: settings.maxPageSize,
    callsPerSecond,
    countableStates: [],
    creationTime: 'helpful',
    isDetailed: false,
    retention: RETENTION,
    encode: ({ taskIds, createdAt, offset, limit }) =>
      ask({
        ...(createdAt !== undefined && seconds({ from: createdAt - MINUTE, to: createdAt + MINUTE })),
        TaskID: taskIds[0],
        PageNum: Math.floor(offset / limit) + 1,
        PageSize: limit,
      }),
    decode,
  };
}

const seconds = ({ from, to }: Window) => ({
  StartTime: Math.floor(from / SECOND),
  EndTime: Math.floor(to / SECOND),
});

function contentCall(kind: TaskKind, settings: ContentSettings, provider: Provider) {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  const read = contentRow(kind, provider);
  return {
    callsPerSecond,
    ask: (narrowed: Readonly<Record<string, unknown>>): VendorRequest => ({
      action: ACTION,
      parameters: { TaskType: taskTypes.wordFor(kind), ...narrowed },
      callsPerSecond,
    }),
    decode: (answer: VendorAnswer): RowPage =>
      rowPage(answer, listOf(ACTION, answer, 'Data', answer.body, 'Total'), answer.body['Total'], read),
  };
}

/** Rows tell neither when they ended nor why they failed. */
const contentRow =
  (kind: TaskKind, provider: Provider): ReadRow =>
  (raw, { observedAt, requestId }) => {
    const taskId = readId(raw['TaskID']);
    if (taskId === undefined) return without('TaskID');
    const url = readText(raw['Url']);
    if (url === undefined) return without('Url');
    const createdAt = readUnixTime(raw['CreateTime']);
    if (createdAt === undefined) return without('CreateTime');
    const type = readText(raw['TaskType']);
    // Rows in the list of one type are of that type, even with an undocumented word; a word of another list is an
    // error.
    if ((taskTypes.meaningOf(type) ?? kind) !== kind) return misplacedWord('TaskType', type ?? '');
    return {
      provider: provider.name,
      kind,
      taskId,
      url,
      domain: hostOf(url),
      state: statuses.meaningOf(raw['Status']) ?? 'UNKNOWN',
      vendorStatus: readText(raw['Status']),
      progress: readPercent(raw['Process']),
      finishedAt: undefined,
      reason: undefined,
      message: undefined,
      area: areaWords.meaningOf(raw['Area']),
      purgeMethod: kind === 'PREFETCH' ? undefined : methodOf(raw['Delete']),
      createdAt,
      updatedAt: undefined,
      observedAt,
      requestId,
      raw,
    };
  };

/** `Delete` says whether the content was deleted or only marked as expired. */
function methodOf(isDeleted: unknown): PurgeMethod | undefined {
  if (typeof isDeleted !== 'boolean') return undefined;
  return isDeleted ? 'DELETE' : 'INVALIDATE';
}

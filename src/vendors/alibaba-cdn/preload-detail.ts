import type { TaskState } from '../../domain/task.ts';
import type { Lookup, Provider } from '../../domain/source.ts';
import { hostOf, isFields, readId, readPercent, readText, type Fields } from '../fields.ts';
import { listOf, rowPage, without, type ReadRow } from '../rows.ts';
import { readIsoTime } from '../times.ts';
import { failureText, isFailing } from './failure-text.ts';
import type { RefreshSettings } from './settings.ts';
import { RETENTION, statuses } from './vocabulary.ts';

const ACTION = 'DescribePreloadDetailById';
/** Alibaba Cloud CDN, DescribePreloadDetailById. */
const DOCUMENTED_RATE = 30;

/** The share of nodes that have each URL of a prefetch task. Only accounts on an allow list may call it. */
export function preloadDetailLookup(settings: RefreshSettings, provider: Provider): Lookup {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  const read = preloadRow(provider);
  return {
    action: ACTION,
    hosts: settings.domains,
    kinds: ['PREFETCH'],
    idsPerCall: 1,
    maxPageSize: Infinity,
    callsPerSecond,
    countableStates: [],
    isDetailed: true,
    isRefreshedByAsking: true,
    retention: RETENTION,
    encode: ({ taskIds }) => ({ action: ACTION, parameters: { TaskId: taskIds[0] }, callsPerSecond }),
    decode(answer) {
      const rows = listOf(ACTION, answer, 'UrlDetails').flatMap(rowsOf);
      // The answer's TotalCount counts tasks; all their URLs are here.
      return rowPage(answer, rows, rows.length, read);
    },
  };
}

/** One row for each URL of an item; an item without URLs is kept, to be reported as unreadable. */
function rowsOf(item: unknown): readonly unknown[] {
  if (!isFields(item)) return [item];
  const { Urls: urls, ...fields } = item;
  if (!Array.isArray(urls) || urls.length === 0) return [fields];
  return urls.map((url: unknown) => (isFields(url) ? { ...fields, ...url } : fields));
}

const preloadRow =
  (provider: Provider): ReadRow =>
  (raw, { observedAt, requestId }) => {
    const taskId = readId(raw['TaskId']);
    if (taskId === undefined) return without('TaskId');
    const url = urlOf(raw);
    if (url === undefined) return without('Url');
    const createdAt = readIsoTime(raw['CreationTime']);
    if (createdAt === undefined) return without('CreationTime');
    const state = stateOf(raw);
    const text = failureText(state, raw['Description']);
    return {
      provider: provider.name,
      kind: 'PREFETCH',
      taskId,
      url,
      isSchemeKnown: url.includes('://'),
      domain: readText(raw['Domain'])?.toLowerCase() ?? hostOf(url),
      state,
      vendorStatus: readText(raw['Status']),
      progress: readPercent(raw['Success']),
      // Not EndTime: no other call about these tasks has an end, and a task looks the same however it is read.
      finishedAt: undefined,
      reason: text.reason ?? (state === 'FAILED' ? failingCode(raw['RetCode']) : undefined),
      message: text.message,
      area: undefined,
      purgeMethod: undefined,
      createdAt,
      updatedAt: undefined,
      observedAt,
      requestId,
      raw,
    };
  };

/** The text is a path, followed by a line feed in the sample, without a scheme. */
function urlOf(raw: Fields): string | undefined {
  const path = readText(raw['Url']);
  const domain = readText(raw['Domain']);
  if (path === undefined || domain === undefined) return path;
  const isWhole = path.includes('://') || path.toLowerCase().startsWith(`${domain.toLowerCase()}/`);
  if (isWhole) return path;
  return path.startsWith('/') ? `${domain}${path}` : `${domain}/${path}`;
}

/**
 * The state of one URL. `Status` and `RetCode` concern the whole task, `Success` and `Description` only the URL:
 * `Success` is the share of nodes that have it, whatever the state of the task, and a failing `Description` means that
 * some node will not get it. Complete means that all nodes have ended, not that all have the URL. The meaning of an
 * undocumented word is unknown.
 */
function stateOf(raw: Fields): TaskState {
  const taskState = statuses.meaningOf(raw['Status']) ?? 'UNKNOWN';
  if (taskState === 'UNKNOWN') return 'UNKNOWN';
  const success = readPercent(raw['Success']);
  if (success === 100) return 'SUCCEEDED';
  const isRefined = taskState === 'PROCESSING' || taskState === 'SUCCEEDED';
  if (isRefined && isFailing(raw['Description'])) return 'FAILED';
  const lacksNodes = success !== undefined || failingCode(raw['RetCode']) !== undefined;
  return taskState === 'SUCCEEDED' && lacksNodes ? 'FAILED' : taskState;
}

/** `0` is success. The other values, and the value of a running task, are not documented. */
function failingCode(retCode: unknown): string | undefined {
  const code = readId(retCode);
  return code === undefined || code === '0' ? undefined : `RetCode ${code}`;
}

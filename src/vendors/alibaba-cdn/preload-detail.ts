import { isFinal, type TaskState } from '../../domain/task.ts';
import type { Lookup, Provider } from '../../domain/source.ts';
import { hostOf, isFields, readId, readPercent, readText, type Fields } from '../fields.ts';
import { listOf, rowPage, without, type ReadRow } from '../rows.ts';
import { readIsoTime } from '../times.ts';
import type { AlibabaCdnSettings } from './settings.ts';
import { RETENTION, statuses } from './vocabulary.ts';

const ACTION = 'DescribePreloadDetailById';
/** Alibaba Cloud CDN, DescribePreloadDetailById. */
const DOCUMENTED_RATE = 30;

/** How each URL of a prefetch task fared on the nodes. Open to listed accounts only. */
export function preloadDetailLookup(settings: AlibabaCdnSettings, provider: Provider): Lookup {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  const read = preloadRow(provider);
  return {
    action: ACTION,
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

/** One row for each URL of an item; an item without any stays, to be named as unreadable. */
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
    const progress = readPercent(raw['Success']);
    const state = stateOf(raw['Status'], progress);
    return {
      provider: provider.name,
      kind: 'PREFETCH',
      taskId,
      url,
      domain: readText(raw['Domain'])?.toLowerCase() ?? hostOf(url),
      state,
      vendorStatus: readText(raw['Status']),
      progress,
      finishedAt: isFinal(state) ? readIsoTime(raw['EndTime']) : undefined,
      reason: state === 'FAILED' ? failingCode(raw['RetCode']) : undefined,
      message: state === 'FAILED' ? readText(raw['Description']) : undefined,
      area: undefined,
      purgeMethod: undefined,
      createdAt,
      updatedAt: undefined,
      observedAt,
      requestId,
      raw,
    };
  };

/** The text is a path, with a line feed behind it in the sample, and no scheme is told. */
function urlOf(raw: Fields): string | undefined {
  const path = readText(raw['Url']);
  const domain = readText(raw['Domain']);
  if (path === undefined || domain === undefined) return path;
  const isWhole = path.includes('://') || path.startsWith(`${domain}/`);
  if (isWhole) return path;
  return path.startsWith('/') ? `${domain}${path}` : `${domain}/${path}`;
}

/** Complete says that all nodes have ended, not that all have the URL: its share of successes does. */
function stateOf(status: unknown, successShare: number | undefined): TaskState {
  const state = statuses.meaningOf(status) ?? 'UNKNOWN';
  return state === 'SUCCEEDED' && successShare !== undefined && successShare < 100 ? 'FAILED' : state;
}

/** `0` is success; what the others mean is not published. */
function failingCode(retCode: unknown): string | undefined {
  const code = readId(retCode);
  return code === undefined || code === '0' ? undefined : `RetCode ${code}`;
}

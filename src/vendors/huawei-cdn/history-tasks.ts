import type { Feed, Provider } from '../../domain/source.ts';
import { aggregateState, type StateCount } from '../../domain/task.ts';
import { SECOND } from '../../domain/time.ts';
import { readCount, readId, type Fields } from '../fields.ts';
import { listOf, misplacedWord, OTHER_ROW, rowPage, sole, without, type ReadRow } from '../rows.ts';
import { readMilliseconds } from '../times.ts';
import type { HuaweiCdnSettings } from './settings.ts';
import {
  DOCUMENTED_RATE,
  fileTypeOf,
  kindOf,
  kindsOf,
  RETENTION,
  taskTypes,
  type FileType,
} from './vocabulary.ts';

const ACTION = 'ShowHistoryTasks';

/** The tasks on files, or those on directories, with the counts of their URLs (Huawei Cloud CDN, ShowHistoryTasks). */
export function historyFeed(list: FileType, settings: HuaweiCdnSettings, provider: Provider): Feed {
  const callsPerSecond = settings.requestsPerSecond ?? DOCUMENTED_RATE;
  const read = taskRow(list, provider);
  return {
    action: ACTION,
    list,
    hosts: settings.domains,
    kinds: kindsOf[list],
    callsPerSecond,
    capabilities: {
      paging: 'page-number',
      rows: 'counted-tasks',
      maxPageSize: settings.maxPageSize,
      maxWindow: RETENTION,
      retention: RETENTION,
      // It can be demanded.
      isNewestFirst: true,
      // All URLs stand where their task does.
      taskSpan: 0,
      ...(list === 'file'
        ? { kinds: { values: ['PREFETCH', 'PURGE_URL'], valuesPerCall: 1, isExact: true } }
        : undefined),
      // A task in progress also has URLs that have ended.
      states: { values: ['PROCESSING'], valuesPerCall: 1, isExact: false },
      occurringStates: ['PROCESSING', 'SUCCEEDED', 'PARTIALLY_SUCCEEDED', 'FAILED'],
      tellsArea: false,
    },
    encode: ({ window, offset, limit, kinds, states }) => {
      const kind = list === 'file' ? sole(kinds) : undefined;
      return {
        action: ACTION,
        method: 'GET',
        path: '/v1.0/cdn/historytasks',
        parameters: {
          enterprise_project_id: settings.enterpriseProjectId,
          page_size: limit,
          page_number: Math.floor(offset / limit) + 1,
          // Times are in milliseconds. Whether the ends of the range are included is not documented, so whole seconds
          // and both ends are requested.
          start_date: window.from - 1,
          end_date: window.to + SECOND,
          order_field: 'create_time',
          order_type: 'desc',
          file_type: list,
          task_type: kind && taskTypes.wordFor(kind),
          status: sole(states) === 'PROCESSING' ? 'task_inprocess' : undefined,
        },
        callsPerSecond,
      };
    },
    decode: (answer) =>
      rowPage(answer, listOf(ACTION, answer, 'tasks', answer.body, 'total'), answer.body['total'], read),
  };
}

/** Reads a TasksObject: a task with counts instead of its URLs. */
const taskRow =
  (list: FileType, provider: Provider): ReadRow =>
  (raw, { observedAt, requestId }) => {
    const taskId = readId(raw['id']);
    if (taskId === undefined) return without('id');
    const createdAt = readMilliseconds(raw['create_time']);
    if (createdAt === undefined) return without('create_time');
    const fileType = fileTypeOf(raw['file_type'], list);
    if (fileType === undefined) return misplacedWord('file_type', String(raw['file_type']));
    // The other list has it.
    if (fileType !== list) return OTHER_ROW;
    const taskCounts = countsOf(raw);
    return {
      provider: provider.name,
      kind: kindOf(raw['task_type'], list),
      taskId,
      url: '',
      domain: '',
      state: aggregateState(taskCounts),
      vendorStatus: taskCounts.length === 1 ? wordOf(raw) : undefined,
      progress: progressOf(raw),
      taskCounts,
      createdAt,
      observedAt,
      requestId,
      raw,
    };
  };

const countFields = ['processing', 'succeed', 'failed'] as const;

const countOf = (raw: Fields, field: string): number => readCount(raw[field]) ?? 0;

/** The counts of the states that occur. URLs that none of the counts includes are in an undocumented state. */
function countsOf(raw: Fields): readonly StateCount[] {
  const [processing = 0, succeeded = 0, failed = 0] = countFields.map((field) => countOf(raw, field));
  const unknown = Math.max(0, countOf(raw, 'total') - processing - succeeded - failed);
  const counts: StateCount[] = [
    { state: 'PROCESSING', count: processing },
    { state: 'SUCCEEDED', count: succeeded },
    { state: 'FAILED', count: failed },
    { state: 'UNKNOWN', count: unknown },
  ];
  return counts.filter(({ count }) => count > 0);
}

/** The status that all URLs share. */
const wordOf = (raw: Fields): string | undefined => countFields.find((field) => countOf(raw, field) > 0);

function progressOf(raw: Fields): number | undefined {
  const total = countOf(raw, 'total');
  const ended = countOf(raw, 'succeed') + countOf(raw, 'failed');
  return total === 0 || ended > total ? undefined : Math.round((ended / total) * 10_000) / 100;
}

import type { Account } from '../account.ts';
import { readIso, utcText } from '../instant.ts';
import { Refusal } from '../protocol.ts';
import type { Action, ReceivedParameters } from '../protocol.ts';
import { stateOf, updatedAt, wholeSecond } from '../row.ts';
import type { Row } from '../row.ts';
import { TencentParameters } from '../tencent/product.ts';
import { statusWord, typeWord } from '../vocabulary.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { parameterError, readFilters } from './filters.ts';
import type { FilterRule } from './filters.ts';

const states = {
  processing: 'processing',
  succeeded: 'success',
  failed: 'failed',
  timedOut: 'timeout',
  canceled: 'canceled',
};

/** EdgeOne's words: Status and Type of a Task. */
export const vocabulary: Vocabulary = {
  PREFETCH: { feed: 'prefetch', type: 'prefetch_url', states: { ...states, invalid: 'invalid' } },
  PURGE_URL: { feed: 'purge', type: 'purge_url', states },
  PURGE_DIRECTORY: { feed: 'purge', type: 'purge_prefix', states },
  PURGE_HOST: { feed: 'purge', type: 'purge_host', states },
  PURGE_ALL: { feed: 'purge', type: 'purge_all', states },
  PURGE_CACHE_TAG: { feed: 'purge', type: 'purge_cache_tag', states },
};

const defaultLimit = 20;
const names = ['ZoneId', 'StartTime', 'EndTime', 'Offset', 'Limit', 'Filters'];

/** The history call of one feed: EdgeOne, DescribePrefetchTasks and DescribePurgeTasks. */
export function taskHistory(feed: string, filterRules: Readonly<Record<string, FilterRule<Row>>>): Action {
  return {
    callsPerSecond: 20,
    answer: (received, account, now) => {
      const { zone, taskId, list } = readQuery(received, filterRules, account, now);
      const { rows, total, scanned } = account.list(account.feed(feed, zone), taskId, list, now);
      return {
        rows: rows.map((row) => task(row, now)),
        total,
        statusField: 'Status',
        scanned,
        body: (tasks, count) => ({ TotalCount: count, Tasks: tasks }),
      };
    },
  };
}

function readQuery(
  received: ReceivedParameters,
  filterRules: Readonly<Record<string, FilterRule<Row>>>,
  account: Account,
  now: number,
) {
  const parameters = new TencentParameters(received, names);
  const zone = parameters.text('ZoneId');
  if (zone === undefined || zone === '')
    throw new Refusal('MissingParameter', 'The parameter ZoneId is missing.');
  const { values, where } = readFilters(parameters, filterRules, now);
  const jobId = values.get('job-id');
  const window = readWindow(parameters, jobId, account, now);
  const { maxPageSize } = account.behaviour;
  const offset = parameters.integer('Offset') ?? 0;
  const requested = parameters.integer('Limit') ?? Math.min(defaultLimit, maxPageSize);
  const limit = account.pageSize(requested);
  if (offset < 0) throw parameterError('Offset must not be negative.');
  if (requested < 1 || limit === undefined) {
    throw parameterError(`Limit must be within 1 and ${maxPageSize}.`);
  }
  if (!account.zones.includes(zone)) throw new Refusal('OperationDenied', 'The zone is not of this account.');
  return { zone, taskId: jobId, list: { ...window, where, offset, limit } };
}

function readWindow(parameters: TencentParameters, jobId: string | undefined, account: Account, now: number) {
  const start = readTime(parameters, 'StartTime');
  const end = readTime(parameters, 'EndTime');
  if ((start === undefined) !== (end === undefined))
    throw parameterError('StartTime and EndTime go together.');
  if (start === undefined || end === undefined) {
    if (jobId === undefined) throw parameterError('Either a time range or the filter job-id is needed.');
    return { start, end };
  }
  if (end < start) throw parameterError('EndTime is before StartTime.');
  if (account.rejectsWindow(start, end, now)) throw parameterError('The time range is too long.');
  return { start: Math.ceil(start / 1000) * 1000, end: wholeSecond(end) };
}

function readTime(parameters: TencentParameters, name: string): number | undefined {
  const text = parameters.text(name);
  if (text === undefined) return undefined;
  const instant = readIso(text);
  if (instant === undefined) throw parameterError(`${name} is not an ISO 8601 time with its zone.`);
  return instant;
}

function task(row: Row, now: number): object {
  const hasFailed = stateOf(row, now) === 'failed';
  return {
    JobId: row.taskId,
    Target: row.url,
    Type: typeWord(vocabulary, row),
    Method: row.kind === 'PREFETCH' ? undefined : (row.method ?? 'invalidate'),
    Status: statusWord(vocabulary, row, now),
    CreateTime: utcText(row.createdAt),
    // Documented as completion time, but present while the task is processing.
    UpdateTime: utcText(updatedAt(row, now)),
    FailType: hasFailed ? (row.failType ?? 'taskFailed') : undefined,
    FailMessage: hasFailed ? (row.message ?? 'The task has failed.') : undefined,
  };
}

const single = { isSingle: true, canBeFuzzy: false };
const several = { isSingle: false, canBeFuzzy: false };

const statuses = ['processing', 'success', 'failed', 'timeout', 'canceled'];
const types = ['purge_url', 'purge_prefix', 'purge_all', 'purge_host', 'purge_cache_tag'];

const jobId = { ...single, valueOf: (row: Row) => row.taskId };
const target = { ...single, valueOf: (row: Row) => row.url };
const domains = { ...several, valueOf: (row: Row) => row.domain };
const status = { ...several, valueOf: (row: Row, now: number) => statusWord(vocabulary, row, now) };

/** EdgeOne, DescribePrefetchTasks, `Filters`. */
export const prefetchFilters: Readonly<Record<string, FilterRule<Row>>> = {
  'job-id': jobId,
  target,
  domains,
  statuses: { ...status, values: [...statuses, 'invalid'] },
};

/** EdgeOne, DescribePurgeTasks, `Filters`. */
export const purgeFilters: Readonly<Record<string, FilterRule<Row>>> = {
  'job-id': jobId,
  target: { ...target, canBeFuzzy: true },
  domains,
  statuses: { ...status, values: statuses },
  type: { ...single, values: types, valueOf: (row) => typeWord(vocabulary, row) },
};

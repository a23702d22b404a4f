import type { Account } from '../account.ts';
import { readUtc, utcText } from '../instant.ts';
import { Refusal, plainListing } from '../protocol.ts';
import type { Action } from '../protocol.ts';
import { percentOf, retainedFrom, stateOf } from '../row.ts';
import type { Row } from '../row.ts';
import type { SubmissionKind } from '../submission.ts';
import { statusWord, typeWord } from '../vocabulary.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { AlibabaParameters, checkHorizon, checkNames, invalid } from './parameters.ts';

const states = {
  processing: 'Refreshing',
  succeeded: 'Complete',
  failed: 'Failed',
  timedOut: 'Timeout',
  canceled: 'Canceled',
  pending: 'Pending',
};

/** Alibaba Cloud CDN's words: Status and ObjectType of a task. */
export const vocabulary: Vocabulary = {
  PREFETCH: { feed: 'tasks', type: 'preload', states },
  PURGE_URL: { feed: 'tasks', type: 'file', states },
  PURGE_DIRECTORY: { feed: 'tasks', type: 'directory', states },
  PURGE_REGEX: { feed: 'tasks', type: 'regex', states },
};

const names = [
  'TaskId',
  'ObjectPath',
  'ObjectType',
  'DomainName',
  'Status',
  'StartTime',
  'EndTime',
  'PageNumber',
  'PageSize',
  'ResourceGroupId',
];
const objectTypes = ['file', 'directory', 'regex', 'preload', 'block', 'unblock'];
const statuses = ['Complete', 'Refreshing', 'Failed', 'Pending', 'Timeout', 'Canceled'];
const defaultPageSize = 20;
const maxPageNumber = 100_000;

/** Alibaba CDN, DescribeRefreshTasks: the only call that lists. */
export const describeRefreshTasks: Action = {
  // The SDK documents 10, the newest page 5. The emulator enforces the lower one.
  callsPerSecond: 5,
  answer: (received, account, now) => {
    const parameters = new AlibabaParameters(received, names);
    const pageNumber = parameters.count('PageNumber', 1, maxPageNumber);
    const { maxPageSize } = account.behaviour;
    const requested = parameters.count('PageSize', Math.min(defaultPageSize, maxPageSize), Infinity);
    const pageSize = account.pageSize(requested);
    if (pageSize === undefined) throw invalid(`PageSize must be within 1 and ${maxPageSize}.`);
    const taskId = parameters.taskIds(1)?.[0];
    const window = readWindow(parameters, account, now);
    const where = readTests(parameters, now);
    const feed = account.feed('tasks');
    if (taskId !== undefined) checkHorizon(feed, taskId, account, now);
    const list = { ...window, where, offset: (pageNumber - 1) * pageSize, limit: pageSize };
    const { rows, total, scanned } = account.list(feed, taskId, list, now);
    return {
      rows: rows.map((row) => cdnTask(row, account, now)),
      total,
      statusField: 'Status',
      scanned,
      // An object around the array, unlike the calls by id.
      body: (tasks, count) => ({
        PageNumber: pageNumber,
        PageSize: pageSize,
        TotalCount: count,
        Tasks: { CDNTask: tasks },
      }),
    };
  },
};

function readWindow(parameters: AlibabaParameters, account: Account, now: number) {
  const [startText, endText] = [parameters.text('StartTime'), parameters.text('EndTime')];
  if ((startText === undefined) !== (endText === undefined)) {
    throw new Refusal('MissingTimeParameter', 'The StartTime and EndTime must be both specified.');
  }
  if (startText === undefined || endText === undefined) return {};
  const [start, end] = [readUtc(startText), readUtc(endText)];
  if (start === undefined)
    throw new Refusal('InvalidStartTime.Malformed', 'The specified StartTime is malformed.');
  if (end === undefined) throw new Refusal('InvalidEndTime.Malformed', 'The specified EndTime is malformed.');
  if (end <= start)
    throw new Refusal('InvalidEndTime.Mismatch', 'The EndTime must be later than the StartTime.');
  if (start > now) throw new Refusal('InvalidStartTime.ValueNotSupported', 'The StartTime is in the future.');
  if (account.rejectsWindow(start, end, now)) throw new Refusal('InvalidTime', 'The time range is too long.');
  if (start < retainedFrom(now, account.behaviour.retentionMs)) {
    throw new Refusal('InvalidTime', 'The StartTime is more than 3 days ago.');
  }
  return { start, end };
}

function readTests(parameters: AlibabaParameters, now: number): ((row: Row) => boolean) | undefined {
  const objectType = parameters.text('ObjectType');
  const domain = parameters.text('DomainName');
  const status = parameters.text('Status');
  if (objectType === undefined && (domain !== undefined || status !== undefined)) {
    throw new Refusal('MissingParameter.ObjectType', 'DomainName and Status need an ObjectType.');
  }
  if (objectType !== undefined && !objectTypes.includes(objectType)) {
    throw new Refusal('InvalidObjectType.ValueNotSupported', 'The specified ObjectType is not supported.');
  }
  if (status !== undefined && !statuses.includes(status)) {
    throw new Refusal('InvalidStatus.ValueNotSupported', 'The specified Status is not supported.');
  }
  if (domain?.includes(',') === true) {
    throw new Refusal('DomainNameOverLimit', 'Only one domain name can be asked for.');
  }
  return allOf([
    equals(parameters.text('ObjectPath'), (row) => row.url),
    equals(objectType, (row) => typeWord(vocabulary, row)),
    equals(domain, (row) => row.domain),
    equals(status, (row) => statusWord(vocabulary, row, now)),
  ]);
}

type RowTest = (row: Row) => boolean;

function equals(value: string | undefined, valueOf: (row: Row) => string): RowTest | undefined {
  return value === undefined ? undefined : (row) => valueOf(row) === value;
}

function allOf(candidates: readonly (RowTest | undefined)[]): RowTest | undefined {
  const tests = candidates.filter((test) => test !== undefined);
  return tests.length === 0 ? undefined : (row) => tests.every((test) => test(row));
}

const maxIds = 10;

/** Alibaba CDN, DescribeRefreshTaskById: one row for each object of up to ten tasks, in one answer. */
export const describeRefreshTaskById: Action = {
  callsPerSecond: 30,
  answer: (received, account, now) => {
    const ids = new AlibabaParameters(received, ['TaskId']).taskIds(maxIds);
    if (ids === undefined) throw new Refusal('MissingParameter', 'The parameter TaskId is missing.');
    const feed = account.feed('tasks');
    for (const id of ids) checkHorizon(feed, id, account, now);
    const tasks = [...new Set(ids)].map((id) => account.list(feed, id, { offset: 0, limit: Infinity }, now));
    const rows = tasks.flatMap((task) => task.rows);
    return {
      rows: rows.map((row) => cdnTask(row, account, now)),
      total: rows.length,
      statusField: 'Status',
      scanned: rows.length,
      body: (written, count) => ({ TotalCount: count, Tasks: written }),
    };
  },
};

/** The documented daily quotas, by the prefix of their members. A quota without a kind is never used. */
const quotas: readonly { readonly name: string; readonly kind?: SubmissionKind; readonly daily: number }[] = [
  { name: 'Url', kind: 'PURGE_URL', daily: 10_000 },
  { name: 'Dir', kind: 'PURGE_DIRECTORY', daily: 100 },
  { name: 'Regex', kind: 'PURGE_REGEX', daily: 20 },
  { name: 'Preload', kind: 'PREFETCH', daily: 1000 },
  { name: 'PreloadEdge', daily: 100 },
  { name: 'Block', daily: 300 },
  { name: 'IgnoreParams', daily: 100 },
];

/** Alibaba CDN, DescribeRefreshQuota: today's quotas and what is left of them, as decimal texts. */
export const describeRefreshQuota: Action = {
  // No document names a rate. The calls by id have this one.
  callsPerSecond: 30,
  answer: (received, account, now) => {
    checkNames(received, ['OwnerId', 'SecurityToken']);
    const members = quotas.flatMap(({ name, kind, daily }) => {
      const quota = kind === undefined ? { daily, left: daily } : account.quota(kind, daily, now);
      return [
        [`${name}Quota`, String(quota.daily)],
        [`${name}Remain`, String(quota.left)],
      ];
    });
    return plainListing(Object.fromEntries(members));
  },
};

/** One object of a task: Alibaba CDN, DescribeRefreshTasks (`CDNTask`) and DescribeRefreshTaskById. */
function cdnTask(row: Row, account: Account, now: number): object {
  const moment = account.stateMoment(row, now);
  return {
    TaskId: row.taskId,
    ObjectPath: row.url,
    ObjectType: typeWord(vocabulary, row),
    Status: statusWord(vocabulary, row, moment),
    Process: `${percentOf(row, moment)}%`,
    CreationTime: utcText(row.createdAt),
    Description: stateOf(row, moment) === 'failed' ? failureText(row) : undefined,
  };
}

/** Why a row failed, in the vendor's words. */
export function failureText(row: Row): string {
  return row.message ?? 'OriginTimeout';
}

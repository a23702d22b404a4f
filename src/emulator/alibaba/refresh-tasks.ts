import type { Account } from '../account.ts';
import type { Row, SubmissionKind } from '../row.ts';
import { utcText } from '../instant.ts';
import { plainListing, Refusal } from '../protocol.ts';
import type { Action } from '../protocol.ts';
import { percentOf, retainedFrom, stateOf } from '../row.ts';
import { statusWord, typeWord } from '../vocabulary.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { AlibabaParameters, checkHorizon, checkNames, invalid } from './product.ts';

/** How CDN and DCDN differ, whose APIs are otherwise the same. */
export interface RefreshProduct {
  readonly vocabulary: Vocabulary;
  /** The member that holds the rows of a list. */
  readonly list: string;
  /** The parameters of the list call in addition to the common ones. */
  readonly parameters: readonly string[];
  /** The values of the parameters ObjectType and Status. */
  readonly objectTypes: readonly string[];
  readonly statuses: readonly string[];
  /** How answers spell an ObjectType, where it differs from the parameter's value. */
  readonly listedTypes?: Readonly<Record<string, string>>;
  /** The error code for ids that are malformed or too many. */
  readonly malformedId: string;
  /** How a call by id spells the Description of a failure. */
  readonly describedById?: (description: string) => string;
}

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
];
const defaultPageSize = 20;
const maxPageNumber = 100_000;

/** Alibaba CDN, DescribeRefreshTasks, and DCDN, DescribeDcdnRefreshTasks: the only call that lists. */
export function refreshTasks(product: RefreshProduct): Action {
  return {
    // The SDKs document 10, the newest pages 5. The emulator enforces the lower one.
    callsPerSecond: 5,
    answer: (received, account, now) => {
      const parameters = new AlibabaParameters(received, [...names, ...product.parameters]);
      const pageNumber = parameters.count('PageNumber', 1, maxPageNumber);
      const { maxPageSize } = account.behaviour;
      const requested = parameters.count('PageSize', Math.min(defaultPageSize, maxPageSize), Infinity);
      const pageSize = account.pageSize(requested);
      if (pageSize === undefined) throw invalid(`PageSize must be within 1 and ${maxPageSize}.`);
      const taskId = parameters.taskIds(1, product.malformedId)?.[0];
      const window = readWindow(parameters, account, now);
      const where = readTests(parameters, product, now);
      const feed = account.feed('tasks');
      if (taskId !== undefined) checkHorizon(feed, taskId, account, now);
      const list = { ...window, where, offset: (pageNumber - 1) * pageSize, limit: pageSize };
      const { rows, total, scanned } = account.list(feed, taskId, list, now);
      return {
        rows: rows.map((row) => listedTask(row, product, account, now)),
        total,
        statusField: 'Status',
        scanned,
        // The list wraps the array in an object; the calls by id do not.
        body: (tasks, count) => ({
          PageNumber: pageNumber,
          PageSize: pageSize,
          TotalCount: count,
          Tasks: { [product.list]: tasks },
        }),
      };
    },
  };
}

function readWindow(parameters: AlibabaParameters, account: Account, now: number) {
  const range = parameters.range();
  if (range === undefined) return {};
  const [start, end] = range;
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

function readTests(
  parameters: AlibabaParameters,
  { vocabulary, objectTypes, statuses }: RefreshProduct,
  now: number,
): RowTest | undefined {
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
    throw new Refusal('DomainNameOverLimit', 'Only one domain name can be requested.');
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

/**
 * Alibaba CDN, DescribeRefreshTaskById, and DCDN's equivalent: one row for each object of up to ten tasks, in one
 * answer.
 */
export function refreshTaskById(product: RefreshProduct): Action {
  const { malformedId, describedById = (text: string) => text } = product;
  return {
    callsPerSecond: 30,
    answer: (received, account, now) => {
      const ids = new AlibabaParameters(received, ['TaskId']).taskIds(maxIds, malformedId);
      if (ids === undefined) throw new Refusal('MissingParameter', 'The parameter TaskId is missing.');
      const feed = account.feed('tasks');
      for (const id of ids) checkHorizon(feed, id, account, now);
      const tasks = [...new Set(ids)].map((id) =>
        account.list(feed, id, { offset: 0, limit: Infinity }, now),
      );
      const rows = tasks.flatMap((task) => task.rows);
      return {
        rows: rows.map((row) => taskRow(row, product, account, now, describedById)),
        total: rows.length,
        statusField: 'Status',
        scanned: rows.length,
        body: (written, count) => ({ TotalCount: count, Tasks: written }),
      };
    },
  };
}

/** A documented daily quota and the prefix of its members in the answer. A quota without a kind is never used up. */
interface NamedQuota {
  readonly name: string;
  readonly kind?: SubmissionKind;
  readonly daily: number;
}

/**
 * Alibaba CDN, DescribeRefreshQuota, and DCDN's equivalent: today's quotas and what is left of them, as decimal text.
 */
export function refreshQuota(quotas: readonly NamedQuota[]): Action {
  return {
    callsPerSecond: 20,
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
}

function listedTask(row: Row, product: RefreshProduct, account: Account, now: number): object {
  const task = taskRow(row, product, account, now, (text) => text);
  return { ...task, ObjectType: product.listedTypes?.[task.ObjectType] ?? task.ObjectType };
}

/** One object of a task. */
function taskRow(
  row: Row,
  { vocabulary }: RefreshProduct,
  account: Account,
  now: number,
  described: (description: string) => string,
) {
  const moment = account.stateMoment(row, now);
  return {
    TaskId: row.taskId,
    ObjectPath: row.url,
    ObjectType: typeWord(vocabulary, row),
    Status: statusWord(vocabulary, row, moment),
    Process: `${percentOf(row, moment)}%`,
    CreationTime: utcText(row.createdAt),
    Description: stateOf(row, moment) === 'failed' ? described(failureText(row)) : undefined,
  };
}

/** Why a row failed, in the vendor's words. */
export function failureText(row: Row): string {
  return row.message ?? 'OriginTimeout';
}

import type { Account } from '../account.ts';
import { readWall, wallText } from '../instant.ts';
import { Refusal } from '../protocol.ts';
import type { Action, Listing } from '../protocol.ts';
import { percentOf, updatedAt } from '../row.ts';
import type { Row } from '../row.ts';
import { TencentParameters } from '../tencent/product.ts';
import type { ListAnswer, ListQuery } from '../time-index.ts';
import { statusWord, typeWord } from '../vocabulary.ts';
import type { Vocabulary } from '../vocabulary.ts';

const states = { processing: 'process', succeeded: 'done', failed: 'fail' };

/** The values of Status and PurgeType in Tencent Cloud CDN's history calls. */
export const vocabulary: Vocabulary = {
  PREFETCH: { feed: 'push', type: 'push', states: { ...states, invalid: 'invalid' } },
  PURGE_URL: { feed: 'purge', type: 'url', states },
  PURGE_DIRECTORY: { feed: 'purge', type: 'path', states },
};

const pushRules = {
  statuses: ['fail', 'done', 'process', 'invalid'],
  badTimeCode: 'InvalidParameter.CdnStatInvalidDate',
  purgeTypes: [],
};

/** Tencent Cloud CDN, DescribePushTasks: the prefetch history. */
export const describePushTasks: Action = {
  callsPerSecond: 20,
  answer: (received, account, now) => {
    const parameters = new TencentParameters(received, historyParameters);
    const { taskId, list } = historyQuery(parameters, pushRules, account, now);
    const answer = account.list(account.feed('push'), taskId, list, now);
    return cdnListing('PushLogs', answer, (row) => pushTask(row, now));
  },
};

function pushTask(row: Row, now: number): object {
  const percent = percentOf(row, now);
  return {
    TaskId: row.taskId,
    Url: row.url,
    Status: statusWord(vocabulary, row, now),
    Percent: percent,
    CreateTime: wallText(row.createdAt, cdnZoneMs),
    // Null until the row has made progress.
    UpdateTime: percent === 0 ? null : wallText(updatedAt(row, now), cdnZoneMs),
    Area: row.area,
  };
}

const purgeRules = {
  statuses: ['fail', 'done', 'process'],
  badTimeCode: 'InvalidParameter.CdnParamError',
  purgeTypes: ['url', 'path'],
};

/** Tencent Cloud CDN, DescribePurgeTasks: the purge history. */
export const describePurgeTasks: Action = {
  callsPerSecond: 20,
  answer: (received, account, now) => {
    const parameters = new TencentParameters(received, [...historyParameters, 'PurgeType']);
    const { taskId, list } = historyQuery(parameters, purgeRules, account, now);
    const answer = account.list(account.feed('purge'), taskId, list, now);
    return cdnListing('PurgeLogs', answer, (row) => purgeTask(row, now));
  },
};

/** Purge rows have no UpdateTime, Percent or Area. */
function purgeTask(row: Row, now: number): object {
  return {
    TaskId: row.taskId,
    Url: row.url,
    Status: statusWord(vocabulary, row, now),
    PurgeType: typeWord(vocabulary, row),
    FlushType: row.method ?? 'flush',
    CreateTime: wallText(row.createdAt, cdnZoneMs),
  };
}

/** Times are in UTC+8, which is not documented. */
const cdnZoneMs = 8 * 3_600_000;

/** The part that both history calls share: Tencent Cloud CDN, DescribePushTasks and DescribePurgeTasks. */
interface HistoryQuery {
  readonly taskId: string | undefined;
  readonly list: ListQuery;
}

/** Where the two calls differ. */
interface HistoryRules {
  readonly statuses: readonly string[];
  /** The code for a malformed time and for a range that is reversed or too long. */
  readonly badTimeCode: string;
  readonly purgeTypes: readonly string[];
}

/** The parameters that both history calls have. */
export const historyParameters = [
  'TaskId',
  'StartTime',
  'EndTime',
  'Keyword',
  'Offset',
  'Limit',
  'Area',
  'Status',
];

const areas = ['mainland', 'overseas', 'global'];
const defaultLimit = 20;

/** @throws {Refusal} when a documented rule is broken. */
function historyQuery(
  parameters: TencentParameters,
  rules: HistoryRules,
  account: Account,
  now: number,
): HistoryQuery {
  const taskId = parameters.text('TaskId');
  const start = readTime(parameters.text('StartTime'), 'StartTime', rules);
  const end = readTime(parameters.text('EndTime'), 'EndTime', rules);
  if (taskId === undefined && start === undefined) throw wrong('TaskId or StartTime must be given.');
  if (taskId === '') throw wrong('TaskId must not be empty.');
  if (start !== undefined && end !== undefined && end < start) {
    throw new Refusal(rules.badTimeCode, 'EndTime is before StartTime.');
  }
  if (start !== undefined && account.rejectsWindow(start, end, now)) {
    throw new Refusal(rules.badTimeCode, 'The time range is too long.');
  }
  const { maxPageSize } = account.behaviour;
  const offset = parameters.integer('Offset') ?? 0;
  const requested = parameters.integer('Limit') ?? Math.min(defaultLimit, maxPageSize);
  const limit = account.pageSize(requested);
  if (offset < 0) throw wrong('Offset must not be negative.');
  if (requested < 1 || limit === undefined) throw wrong(`Limit must be within 1 and ${maxPageSize}.`);
  const tests = [
    keywordTest(parameters.text('Keyword')),
    oneOf('Area', parameters.text('Area'), areas, (row) => row.area),
    oneOf('Status', parameters.text('Status'), rules.statuses, (row) => statusWord(vocabulary, row, now)),
    rules.purgeTypes.length === 0
      ? undefined
      : oneOf(
          'PurgeType',
          parameters.text('PurgeType'),
          rules.purgeTypes,
          (row) => vocabulary[row.kind]?.type,
        ),
  ].filter((test) => test !== undefined);
  const where = tests.length === 0 ? undefined : (row: Row) => tests.every((test) => test(row));
  return { taskId, list: { start, end, where, offset, limit } };
}

type RowTest = (row: Row) => boolean;

/** A bare domain, or a full URL with its scheme. */
function keywordTest(keyword: string | undefined): RowTest | undefined {
  if (keyword === undefined || keyword === '') return undefined;
  return keyword.includes('://') ? (row) => row.url === keyword : (row) => row.domain === keyword;
}

function oneOf(
  name: string,
  value: string | undefined,
  allowed: readonly string[],
  valueOf: (row: Row) => string | undefined,
): RowTest | undefined {
  if (value === undefined) return undefined;
  if (!allowed.includes(value)) throw wrong(`${name} must be one of ${allowed.join(', ')}.`);
  // The filter is "done" although some rows say "Done".
  return (row) => {
    const word = valueOf(row);
    return word === value || (word?.length === value.length && word.toLowerCase() === value);
  };
}

function readTime(text: string | undefined, name: string, rules: HistoryRules): number | undefined {
  if (text === undefined) return undefined;
  const instant = readWall(text, cdnZoneMs);
  if (instant === undefined)
    throw new Refusal(rules.badTimeCode, `${name} is not a time of YYYY-MM-DD hh:mm:ss.`);
  return instant;
}

function wrong(message: string): Refusal {
  return new Refusal('InvalidParameter.CdnParamError', message);
}

/** The response of both calls. */
function cdnListing(
  listName: string,
  { rows, total, scanned }: ListAnswer,
  write: (row: Row) => object,
): Listing {
  return {
    rows: rows.map(write),
    total,
    statusField: 'Status',
    scanned,
    body: (written, count) => ({ [listName]: written, TotalCount: count }),
  };
}

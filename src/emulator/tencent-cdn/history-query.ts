import type { Account } from '../account.ts';
import { readWall } from '../instant.ts';
import { Refusal } from '../refusal.ts';
import type { Row } from '../row.ts';
import type { TencentParameters } from '../tencent/parameters.ts';
import type { ListQuery } from '../time-index.ts';
import { statusWord } from '../vocabulary.ts';
import { vocabulary } from './vocabulary.ts';

/** Tencent Cloud CDN writes and reads times on Beijing's clock, and does not say so. */
export const cdnZoneMs = 8 * 3_600_000;

/** What both history calls ask for: Tencent Cloud CDN, DescribePushTasks and DescribePurgeTasks. */
export interface HistoryQuery {
  readonly taskId: string | undefined;
  readonly list: ListQuery;
}

/** Where the two calls differ. */
export interface HistoryRules {
  readonly statuses: readonly string[];
  /** The code for a time that is malformed or an interval that runs backwards. */
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
export function historyQuery(
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
  // Asked for as "done", sometimes answered as "Done".
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

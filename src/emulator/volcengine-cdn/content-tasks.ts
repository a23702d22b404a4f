import type { Account } from '../account.ts';
import { Refusal, plainListing } from '../protocol.ts';
import type { Action, ReceivedParameters } from '../protocol.ts';
import { percentOf, retainedFrom } from '../row.ts';
import type { Row } from '../row.ts';
import { statusWord, typeWord } from '../vocabulary.ts';
import type { Vocabulary } from '../vocabulary.ts';

const states = { processing: 'running', succeeded: 'complete', failed: 'failed' };

/** The words of Status and TaskType. Every type is a list of its own. */
export const vocabulary: Vocabulary = {
  PREFETCH: { feed: 'preload', type: 'preload', states },
  PURGE_URL: { feed: 'refresh_file', type: 'refresh_file', states },
  PURGE_DIRECTORY: { feed: 'refresh_dir', type: 'refresh_dir', states },
  PURGE_REGEX: { feed: 'refresh_regex', type: 'refresh_regex', states },
};

const areas = { mainland: 'chinese_mainland', overseas: 'outside_chinese_mainland', global: 'global' };
const names = [
  'TaskType',
  'StartTime',
  'EndTime',
  'Url',
  'UrlList',
  'DomainName',
  'TaskID',
  'Status',
  'Remark',
  'PageNum',
  'PageSize',
];
const taskTypes = Object.values(vocabulary).map(({ type }) => type);
const defaultPageSize = 100;

/** Volcengine and BytePlus CDN, DescribeContentTasks. */
export const describeContentTasks: Action = {
  callsPerSecond: 20,
  answer: (received, account, now) => {
    const parameters = new Parameters(received, names);
    const type = parameters.text('TaskType');
    if (type === undefined || !taskTypes.includes(type)) {
      throw wrong('TaskType', `must be one of ${taskTypes.join(', ')}`);
    }
    const pageNumber = parameters.count('PageNum', 1);
    const { maxPageSize } = account.behaviour;
    const pageSize = account.pageSize(parameters.count('PageSize', Math.min(defaultPageSize, maxPageSize)));
    if (pageSize === undefined) throw wrong('PageSize', `must not be larger than ${maxPageSize}`);
    const window = readWindow(parameters, account, now);
    const where = readTests(parameters, now);
    const list = { ...window, where, offset: (pageNumber - 1) * pageSize, limit: pageSize };
    const answer = account.list(account.feed(type), parameters.text('TaskID'), list, now);
    return {
      rows: answer.rows.map((row) => contentTask(row, now)),
      total: answer.total,
      statusField: 'Status',
      scanned: answer.scanned,
      body: (Data, Total) => ({ Total, PageNum: pageNumber, PageSize: pageSize, Data }),
    };
  },
};

/** What an account may submit a day, by the members of the answer. */
const quotas = [
  { kind: 'PURGE_URL', name: 'Refresh', daily: 10_000 },
  { kind: 'PURGE_DIRECTORY', name: 'RefreshDir', daily: 200 },
  { kind: 'PURGE_REGEX', name: 'RefreshRegex', daily: 100 },
  { kind: 'PREFETCH', name: 'Preload', daily: 2000 },
] as const;

/** Volcengine and BytePlus CDN, DescribeContentQuota. */
export const describeContentQuota: Action = {
  callsPerSecond: 20,
  answer: (received, account, now) => {
    checkNames(received, []);
    const members = quotas.flatMap(({ kind, name, daily }) => {
      const quota = account.quota(kind, daily, now);
      return [
        [`${name}Quota`, quota.daily],
        [`${name}Remain`, quota.left],
        [`${name}Limit`, 100],
      ];
    });
    return plainListing({
      ...Object.fromEntries(members),
      BlockQuota: 300,
      BlockRemain: 300,
      BlockLimit: 100,
    });
  },
};

function readWindow(parameters: Parameters, account: Account, now: number) {
  const start = parameters.seconds('StartTime');
  const end = parameters.seconds('EndTime');
  if ((start === undefined) !== (end === undefined)) {
    throw wrong('Time', 'StartTime and EndTime go together');
  }
  if (start === undefined || end === undefined) return {};
  if (end < start) throw wrong('Time', 'EndTime is before StartTime');
  if (account.rejectsWindow(start, end, now)) throw wrong('Time', 'the time range is longer than 7 days');
  return { start: Math.max(start, retainedFrom(now, account.behaviour.retentionMs)), end };
}

function readTests(parameters: Parameters, now: number): ((row: Row) => boolean) | undefined {
  const status = parameters.text('Status');
  if (status !== undefined && !Object.values(states).includes(status)) {
    throw wrong('Status', `must be one of ${Object.values(states).join(', ')}`);
  }
  const domain = parameters.text('DomainName');
  // UrlList takes precedence.
  const urls = parameters.texts('UrlList') ?? parameters.text('Url')?.split('\n');
  return (row) =>
    (status === undefined || statusWord(vocabulary, row, now) === status) &&
    (domain === undefined || row.domain.includes(domain)) &&
    (urls === undefined || urls.includes(row.url));
}

function contentTask(row: Row, now: number): object {
  return {
    TaskID: row.taskId,
    Url: row.url,
    TaskType: typeWord(vocabulary, row),
    Status: statusWord(vocabulary, row, now),
    Process: String(percentOf(row, now)),
    CreateTime: row.createdAt / 1000,
    Remark: '',
    Delete: row.method === 'delete',
    RefreshPrefix: false,
    Area: row.kind === 'PREFETCH' ? areas[row.area] : '',
    SubArea: '',
    Region: '',
    Isp: '',
    Layer: '',
  };
}

/** Reads JSON parameters strictly. */
class Parameters {
  readonly #values: Readonly<Record<string, unknown>>;

  /** @throws {Refusal} when one is not among `known` */
  constructor({ values }: ReceivedParameters, known: readonly string[]) {
    checkNames({ values }, known);
    this.#values = values;
  }

  /** Undefined if absent or empty. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value !== 'string') throw wrong(name, 'must be a string');
    return value;
  }

  texts(name: string): readonly string[] | undefined {
    const value = this.#values[name];
    if (value === undefined || value === null) return undefined;
    const isList = Array.isArray(value) && value.every((each) => typeof each === 'string');
    if (!isList) throw wrong(name, 'must be a list of strings');
    return value;
  }

  /** A whole number from 1. */
  count(name: string, otherwise: number): number {
    const value = this.#values[name] ?? otherwise;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
      throw wrong(name, 'must be a positive integer');
    }
    return value;
  }

  /** Epoch seconds, as epoch ms. */
  seconds(name: string): number | undefined {
    const value = this.#values[name] ?? undefined;
    if (value === undefined) return undefined;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
      throw wrong('Time', `${name} must be a Unix time in seconds`);
    }
    return value * 1000;
  }
}

function checkNames({ values }: Pick<ReceivedParameters, 'values'>, known: readonly string[]): void {
  const unknown = Object.keys(values).find((name) => !known.includes(name));
  if (unknown !== undefined) throw wrong(unknown, 'is not a parameter of this action');
}

function wrong(name: string, message: string): Refusal {
  return new Refusal(`InvalidParameter.${name}`, `The parameter ${name} is invalid: ${message}.`, 400);
}

import type { Account } from '../account.ts';
import { Refusal } from '../protocol.ts';
import type { Action, ReceivedParameters } from '../protocol.ts';
import { retainedFrom, stateOf } from '../row.ts';
import type { Row } from '../row.ts';
import { statusWord, typeWord } from '../vocabulary.ts';
import type { Vocabulary } from '../vocabulary.ts';

const states = { processing: 'processing', succeeded: 'succeed', failed: 'failed' };

/** The values of the status of a URL and of task_type in Huawei Cloud CDN. */
export const vocabulary: Vocabulary = {
  PREFETCH: { feed: 'tasks', type: 'preheating', states },
  PURGE_URL: { feed: 'tasks', type: 'refresh', states },
  PURGE_DIRECTORY: { feed: 'tasks', type: 'refresh', states },
};

const callsPerSecond = 30;
const defaultPageSize = 30;
const orders = ['task_type', 'total', 'processing', 'succeed', 'failed', 'create_time'];
const urlStatuses = ['processing', 'succeed', 'failed', 'waiting', 'refreshing', 'preheating'];
const dayMs = 86_400_000;

function readPage(parameters: HuaweiParameters, account: Account) {
  parameters.together('page_size', 'page_number');
  const requested = parameters.integer('page_size', 1, 10_000) ?? defaultPageSize;
  const pageSize = account.pageSize(requested);
  if (pageSize === undefined) throw invalid('page_size');
  const pageNumber = parameters.integer('page_number', 1, 65_535) ?? 1;
  return { limit: pageSize, offset: (pageNumber - 1) * pageSize };
}

/** Huawei CDN, ShowHistoryTasks: tasks with the counts of their URLs. */
export const showHistoryTasks: Action = {
  callsPerSecond,
  answer: (received, account, now) => {
    const parameters = new HuaweiParameters(received);
    const page = readPage(parameters, account);
    parameters.together('order_field', 'order_type');
    parameters.together('start_date', 'end_date');
    const field = parameters.word('order_field', orders) ?? 'create_time';
    const direction = parameters.word('order_type', ['desc', 'asc']) ?? 'desc';
    if (field !== 'create_time') throw new Refusal('CDN.0001', 'The emulator orders by create_time alone.');
    const status = parameters.word('status', ['task_inprocess', 'task_done']);
    const fileType = parameters.word('file_type', ['file', 'directory']) ?? 'file';
    const taskType = parameters.word('task_type', ['refresh', 'preheating']);
    const start = parameters.integer('start_date', 0, Number.MAX_SAFE_INTEGER);
    const end = parameters.integer('end_date', 0, Number.MAX_SAFE_INTEGER);
    if (start !== undefined && account.rejectsWindow(start, end, now)) throw invalid('start_date');
    const feed = account.feed('tasks');
    const where = (row: Row): boolean => {
      const isDone = statusOf(feed.task(row.taskId), now) === 'task_done';
      return (
        fileTypeOf(row) === fileType &&
        (taskType === undefined || typeWord(vocabulary, row) === taskType) &&
        (status === undefined || (status === 'task_done') === isDone)
      );
    };
    // Parameters choose the order.
    const behaviour = {
      ...account.behaviour,
      order: direction === 'desc' ? ('newest-first' as const) : ('oldest-first' as const),
    };
    const { rows, total, scanned } = account.listTasks(feed, { start, end, where, ...page }, behaviour, now);
    return {
      rows: rows.map((row) => taskMembers(feed.task(row.taskId), now)),
      total,
      statusField: 'status',
      scanned,
      body: (tasks, count) => ({ total: count, tasks }),
    };
  },
};

/** Huawei CDN, ShowHistoryTaskDetails: a task with a page of its URLs. */
export const showHistoryTaskDetails: Action = {
  callsPerSecond,
  answer: (received, account, now) => {
    const parameters = new HuaweiParameters(received);
    const { limit, offset } = readPage(parameters, account);
    const status = parameters.word('status', urlStatuses);
    const url = parameters.text('url');
    const createdAt = parameters.integer('create_time', 0, Number.MAX_SAFE_INTEGER);
    const taskId = parameters.text('id') ?? '';
    const all = account.feed('tasks').task(taskId);
    const [first] = all;
    // The last seven days are searched; fifteen if create_time is given.
    const reachMs = Math.min(account.behaviour.retentionMs, createdAt === undefined ? 7 * dayMs : 15 * dayMs);
    const isKnown =
      first !== undefined &&
      first.visibleFrom <= now - account.behaviour.visibleDelayMs &&
      first.arrivedAt >= retainedFrom(now, reachMs) &&
      (createdAt === undefined || Math.abs(createdAt - first.arrivedAt) < 1000);
    if (!isKnown) throw new Refusal('CDN.0108', 'The task does not exist.');
    const matching = all.filter(
      (row) =>
        (status === undefined || statusWord(vocabulary, row, now) === status) &&
        (url === undefined || row.url === url),
    );
    const page = matching.slice(offset, offset + limit);
    return {
      rows: page.map((row, index) => urlMembers(row, offset + index, now)),
      total: matching.length,
      statusField: 'status',
      scanned: all.length,
      body: (urls) => ({ ...taskMembers(all, now), urls }),
    };
  },
};

function taskMembers(rows: readonly Row[], now: number): object {
  const [first] = rows;
  if (first === undefined) throw new RangeError('A task has at least one URL');
  const count = (word: string): number =>
    rows.filter((row) => statusWord(vocabulary, row, now) === word).length;
  return {
    id: first.taskId,
    task_type: typeWord(vocabulary, first),
    status: statusOf(rows, now),
    processing: count('processing'),
    succeed: count('succeed'),
    failed: count('failed'),
    total: rows.length,
    create_time: first.arrivedAt,
    file_type: fileTypeOf(first),
  };
}

function urlMembers(row: Row, index: number, now: number): object {
  const isFailed = stateOf(row, now) === 'failed';
  return {
    id: `${row.taskId}${String(index).padStart(6, '0')}`,
    url: row.url,
    status: statusWord(vocabulary, row, now),
    create_time: row.arrivedAt,
    task_id: row.taskId,
    task_type: typeWord(vocabulary, row).toUpperCase(),
    fail_classify: isFailed ? (row.failType ?? 'ORIGIN_ERROR') : undefined,
    fail_desc: isFailed ? (row.message ?? 'The origin server did not answer.') : undefined,
  };
}

function statusOf(rows: readonly Row[], now: number): string {
  return rows.some((row) => stateOf(row, now) === 'processing') ? 'task_inprocess' : 'task_done';
}

function fileTypeOf({ kind }: Row): string {
  return kind === 'PURGE_DIRECTORY' ? 'directory' : 'file';
}

/** Reads the parameters of a Huawei call: all are text, and an undocumented one is ignored. */
export class HuaweiParameters {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor({ values }: ReceivedParameters) {
    this.#values = values;
  }

  /** Undefined if absent or empty. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  }

  /** @throws {Refusal} when it is not one of the words */
  word(name: string, words: readonly string[]): string | undefined {
    const text = this.text(name);
    if (text !== undefined && !words.includes(text)) throw invalid(name);
    return text;
  }

  /** @throws {Refusal} when it is no whole number from `least` to `most` */
  integer(name: string, least: number, most: number): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = /^\d{1,15}$/.test(text) ? Number(text) : -1;
    if (value < least || value > most) throw invalid(name);
    return value;
  }

  /** @throws {Refusal} when only one of two parameters is given that must be given together */
  together(one: string, other: string): void {
    if ((this.text(one) === undefined) !== (this.text(other) === undefined)) throw invalid(other);
  }
}

/** The error for a wrong parameter. */
export function invalid(name: string): Refusal {
  return new Refusal('CDN.0001', `The parameter ${name} is invalid.`);
}

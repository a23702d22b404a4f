import type { Task, UrlDetail } from '../../domain/task.ts';
import { SECOND, type Instant } from '../../domain/time.ts';

/** The direction in which a list is read: forward is newest first. */
export type Direction = 'forward' | 'backward';

/**
 * Where something stands in the one order of every list: creation time, newest first, then names, ascending. A key
 * that another begins with stands before it, so `[time]` stands before everything created at that time.
 */
export type Key = readonly [createdAt: Instant, ...names: string[]];

/** Also the identity of a row: a vendor that shows one URL of a task twice, once an area, means two rows. */
export const rowKey = (row: UrlDetail): Key => [
  row.createdAt,
  row.provider,
  row.taskId,
  row.url,
  row.kind,
  row.area ?? '',
];

export const taskKey = (task: Pick<Task, 'createdAt' | 'provider' | 'taskId' | 'kind'>): Key => [
  task.createdAt,
  task.provider,
  task.taskId,
  task.kind,
];

/** Negative if `a` comes before `b`. */
export function compareKeys(a: Key, b: Key): number {
  if (a[0] !== b[0]) return b[0] - a[0];
  for (let index = 1; index < a.length && index < b.length; index++) {
    const order = compareText(String(a[index]), String(b[index]));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** The same order as `compareKeys` of the rows' keys, without making them. */
export const compareRows = (a: UrlDetail, b: UrlDetail): number =>
  b.createdAt - a.createdAt ||
  compareText(a.provider, b.provider) ||
  compareText(a.taskId, b.taskId) ||
  compareText(a.url, b.url) ||
  compareText(a.kind, b.kind) ||
  compareText(a.area ?? '', b.area ?? '');

/** Whether reading in this direction reaches a key after another one. */
export function isBeyond(key: Key, other: Key, direction: Direction): boolean {
  const order = compareKeys(key, other);
  return direction === 'forward' ? order > 0 : order < 0;
}

/** Of two keys, the one that reading reaches last. */
export const furthest = (a: Key, b: Key, direction: Direction): Key => (isBeyond(a, b, direction) ? a : b);

/** `isBeyond` for a row; its key is made only when the times are equal. */
export function isRowBeyond(row: UrlDetail, key: Key, direction: Direction): boolean {
  if (row.createdAt !== key[0]) return row.createdAt < key[0] === (direction === 'forward');
  return isBeyond(rowKey(row), key, direction);
}

/**
 * The key that stands between two seconds, just before a walk comes to the rows of `second`: where it goes on when
 * everything up to there was given.
 */
export const keyBefore = (second: Instant, direction: Direction): Key => [
  direction === 'forward' ? second + SECOND - 1 : second - 1,
];

/** Sorted, each row once. Rows come in order mostly, and then stay what they are. */
export function inOrder(rows: readonly UrlDetail[]): readonly UrlDetail[] {
  if (rows.every((row, index) => isBehind(row, rows[index - 1]))) return rows;
  const sorted = rows.toSorted(compareRows);
  return sorted.filter((row, index) => {
    const previous = sorted[index - 1];
    return previous === undefined || compareRows(previous, row) !== 0;
  });
}

const isBehind = (row: UrlDetail, before: UrlDetail | undefined): boolean =>
  before === undefined || compareRows(before, row) < 0;

/** By code unit, so that the order is the same on every machine. */
const compareText = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);

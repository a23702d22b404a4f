import type { Selectable, Transaction } from 'kysely';
import { secondOf, type Instant, type Milliseconds } from '../domain/time.ts';
import { gapsBetween, type Coverage } from '../engine/store/coverage.ts';
import { keyOf, type StoredRow } from './rows.ts';
import type { StateChangeTable, Tables } from './tables.ts';

/** Identifies a task in the database. */
export const storedKeyOf = (feed: number, kind: string, taskId: string): string =>
  [feed, kind, taskId].join('\n');

/** The stored data of a task. */
export interface StoredTask {
  readonly rows: StoredRow[];
  readonly changes: Selectable<StateChangeTable>[];
}

/** The stored data of the tasks of one feed, by key. */
export async function storedTasks(
  transaction: Transaction<Tables>,
  feed: number,
  taskIds: readonly string[],
): Promise<Map<string, StoredTask>> {
  const stored = new Map<string, StoredTask>();
  const of = ({ kind, task_id: taskId }: Pick<StoredRow, 'kind' | 'task_id'>): StoredTask => {
    const key = storedKeyOf(feed, kind, taskId);
    const task = stored.get(key) ?? { rows: [], changes: [] };
    stored.set(key, task);
    return task;
  };
  const rows = await transaction
    .selectFrom('url_details')
    .selectAll()
    .where('feed', '=', feed)
    .where('task_id', 'in', taskIds)
    .execute();
  const changes = await transaction
    .selectFrom('state_changes')
    .selectAll()
    .where('feed', '=', feed)
    .where('task_id', 'in', taskIds)
    .orderBy('id')
    .execute();
  for (const row of rows) of(row).rows.push(row);
  for (const change of changes) of(change).changes.push(change);
  return stored;
}

/** The last of the changes of each row. */
export const newestOfRows = (changes: StoredTask['changes']) => [
  ...new Map(changes.map((change) => [keyOf(change), change])).values(),
];

/**
 * Whether the seconds of a task and those before it were read completely since its rows were seen, or had settled: otherwise rows of it
 * may be on a page that is still being read.
 */
export function isWhole(
  rows: readonly StoredRow[],
  ranges: readonly Coverage[],
  span: Milliseconds,
): boolean {
  const times = rows.map((row) => row.created_at);
  const part = { from: secondOf(Math.min(...times) - span), to: Math.max(...times) + 1 };
  const seenAt = Math.min(...rows.map((row) => row.last_seen));
  const read = ranges.map((range) => ({ ...range, to: validUntil(range, seenAt) }));
  return (
    gapsBetween(part, read).length === 0 &&
    rows.every(({ created_at: createdAt, last_seen: lastSeen }) =>
      ranges.some((range) => range.from <= createdAt && createdAt < validUntil(range, lastSeen)),
    )
  );
}

const validUntil = ({ to, readAt, settledUntil }: Coverage, seenAt: Instant): Instant =>
  readAt >= seenAt ? to : Math.min(to, settledUntil);

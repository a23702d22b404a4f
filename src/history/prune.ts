import type { Kysely } from 'kysely';
import { DAY, type Instant } from '../domain/time.ts';
import { yieldIfLong } from '../engine/runtime.ts';
import { lockFeed } from './feeds.ts';
import { firstRowQuery } from './figure-queries.ts';
import type { Tables } from './tables.ts';

/** Deletes the rows, changes and ranges of tasks that were created before an instant. Returns the number of rows. */
export async function prune(database: Kysely<Tables>, before: Instant): Promise<number> {
  let rows = 0;
  for (const { id } of await database.selectFrom('feeds').select('id').execute()) {
    // A day at a time: an embedded database blocks other requests during a statement, and writers wait for the end of each part.
    for (let reached = -Infinity; reached < before;) {
      const first = await firstRowQuery(database, id, { from: 0, to: before }).executeTakeFirst();
      reached = first === undefined ? before : Math.min(first.created_at + DAY, before);
      rows += await forget(database, id, reached, reached === before);
      await yieldIfLong();
    }
  }
  return rows;
}

/** Rows are deleted in the same transaction as the ranges that cover them. */
const forget = (
  database: Kysely<Tables>,
  feed: number,
  before: Instant,
  withChanges: boolean,
): Promise<number> =>
  database.transaction().execute(async (transaction) => {
    await lockFeed(transaction, feed);
    const ranges = transaction.deleteFrom('read_ranges').where('feed', '=', feed);
    await ranges.where('to_at', '<=', before).execute();
    await transaction
      .updateTable('read_ranges')
      .set({ from_at: before })
      .where('feed', '=', feed)
      .where('from_at', '<', before)
      .execute();
    for (const table of withChanges ? (['state_changes', 'late_rows'] as const) : [])
      await transaction.deleteFrom(table).where('feed', '=', feed).where('created_at', '<', before).execute();
    const { numDeletedRows } = await transaction
      .deleteFrom('url_details')
      .where('feed', '=', feed)
      .where('created_at', '<', before)
      .executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });

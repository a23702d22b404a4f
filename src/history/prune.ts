import type { Kysely } from 'kysely';
import type { Instant } from '../domain/time.ts';
import type { Tables } from './tables.ts';

/** Forgets rows, changes and ranges of tasks that were created before an instant. Returns how many rows there were. */
export async function prune(database: Kysely<Tables>, before: Instant): Promise<number> {
  let rows = 0;
  for (const table of ['state_changes', 'late_rows', 'url_details'] as const) {
    const { numDeletedRows } = await database
      .deleteFrom(table)
      .where('created_at', '<', before)
      .executeTakeFirstOrThrow();
    rows = Number(numDeletedRows);
  }
  await database.deleteFrom('read_ranges').where('to_at', '<=', before).execute();
  await database.updateTable('read_ranges').set({ from_at: before }).where('from_at', '<', before).execute();
  return rows;
}

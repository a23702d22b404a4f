import { sql, type Kysely } from 'kysely';
import type { Instant, Window } from '../domain/time.ts';
import type { Condition } from './stored-filter.ts';
import type { Tables } from './tables.ts';

/** The rows of a feed that were created in a window and meet conditions, by task and state. */
export function stateRowsQuery(
  database: Kysely<Tables>,
  feed: number,
  { from, to }: Window,
  conditions: readonly Condition[],
  isByDomain: boolean,
) {
  let rows = database
    .selectFrom('url_details')
    .select(({ fn }) => [
      'kind',
      'task_id',
      'state',
      (isByDomain ? sql<string>`domain` : sql<string>`''`).as('domain_of_group'),
      fn.countAll<number>().as('rows'),
      fn.min('created_at').as('created_at'),
      fn.max('finished_at').as('finished_at'),
      fn.max('first_seen_final').as('seen_final_at'),
      sql<number>`sum(case when finished_at is null then 1 else 0 end)`.as('without_end'),
      sql<number>`sum(case when last_seen_open is null then 0 else 1 end)`.as('seen_open'),
    ])
    .where('feed', '=', feed)
    .where('created_at', '>=', from)
    .where('created_at', '<', to)
    .groupBy(['kind', 'task_id', 'state', 'domain_of_group']);
  for (const { column, values } of conditions) rows = rows.where(column, 'in', [...values]);
  return rows;
}

/** The creation time of the oldest row in a range of a feed. */
export const firstRowQuery = (database: Kysely<Tables>, feed: number, { from, to }: Window) =>
  database
    .selectFrom('url_details')
    .select('created_at')
    .where('feed', '=', feed)
    .where('created_at', '>=', from)
    .where('created_at', '<', to)
    .orderBy('created_at')
    .limit(1);

/** How many tasks of a feed that were created since an instant have rows in progress, by kind. */
export const openTasksQuery = (database: Kysely<Tables>, feed: number, since: Instant) =>
  database
    .selectFrom('url_details')
    .select(({ fn }) => ['kind', fn.count<number>('task_id').distinct().as('tasks')])
    .where('feed', '=', feed)
    .where('state', '=', 'PROCESSING')
    .where('created_at', '>=', since)
    .groupBy('kind');

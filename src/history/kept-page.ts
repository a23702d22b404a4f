import type { Kysely } from 'kysely';
import type { HistoryRequest } from '../engine/store/history.ts';
import { SECOND, secondOf, type Instant, type Window } from '../domain/time.ts';
import { chunks } from './chunks.ts';
import type { StoredRow } from './rows.ts';
import { meets, type Condition } from './stored-filter.ts';
import type { Tables } from './tables.ts';

/** Rows of a range of a feed, and the part of it that they are all of. */
export interface StoredPage {
  readonly rows: StoredRow[];
  readonly part: Window;
}

/** The rows of whole seconds from one end of a window, about as many as the limit, and the part that they are all of. */
export const storedPage = (
  database: Kysely<Tables>,
  feed: number,
  request: Omit<HistoryRequest, 'filter'>,
): Promise<StoredPage> =>
  wholeSeconds(request, (window, limit) => {
    const rows = rowsQuery(database, feed, window).orderBy('created_at', orderOf(request));
    return (limit === undefined ? rows : rows.limit(limit)).execute();
  });

/** As `storedPage`, of the rows that meet all of some conditions, at least one. */
export async function filteredPage(
  database: Kysely<Tables>,
  feed: number,
  request: HistoryRequest,
  conditions: readonly [Condition, ...Condition[]],
): Promise<StoredPage> {
  const driver = await rarest(database, feed, request.window, conditions);
  const { rows, part } = await wholeSeconds(request, async (window, limit) => {
    const found: StoredRow[] = [];
    for (const value of driver.values) {
      const own = rowsOfValue(database, feed, window, driver.column, value);
      const ordered = own.orderBy('created_at', orderOf(request));
      for (const row of await (limit === undefined ? ordered : ordered.limit(limit)).execute())
        found.push(row);
    }
    const sorted = found.toSorted(inReadingOrder(request));
    return limit === undefined ? sorted : sorted.slice(0, limit);
  });
  const matching = rows.filter((row) => meets(row, conditions));
  return request.filter?.unit === 'tasks'
    ? withTasks(database, feed, request, { rows: matching, part })
    : { rows: matching, part };
}

/** The rows of a range of a feed. */
export const rowsQuery = (database: Kysely<Tables>, feed: number, { from, to }: Window) =>
  database
    .selectFrom('url_details')
    .selectAll()
    .where('feed', '=', feed)
    .where('created_at', '>=', from)
    .where('created_at', '<', to);

/** Those of them that have a value in a column. Of several values each has a query of its own, because only then none is sorted. */
export const rowsOfValue = (
  database: Kysely<Tables>,
  feed: number,
  window: Window,
  column: Condition['column'],
  value: string,
) => rowsQuery(database, feed, window).where(column, '=', value);

/** More rows than these are not counted to find the rarest values. */
const MAX_COUNTED = 1_000;

/** The condition that the fewest rows meet. */
async function rarest(
  database: Kysely<Tables>,
  feed: number,
  { from, to }: Window,
  [first, ...others]: readonly [Condition, ...Condition[]],
): Promise<Condition> {
  if (others.length === 0) return first;
  let best = { condition: first, count: Infinity };
  for (const condition of [first, ...others]) {
    const rows = database
      .selectFrom('url_details')
      .select('created_at')
      .where('feed', '=', feed)
      .where(condition.column, 'in', [...condition.values])
      .where('created_at', '>=', from)
      .where('created_at', '<', to)
      .limit(MAX_COUNTED);
    const { count } = await database
      .selectFrom(rows.as('counted'))
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    if (count < best.count) best = { condition, count };
  }
  return best.condition;
}

const orderOf = ({ startsAt }: Pick<HistoryRequest, 'startsAt'>): 'asc' | 'desc' =>
  startsAt === 'newer-end' ? 'desc' : 'asc';

const inReadingOrder =
  (request: Pick<HistoryRequest, 'startsAt'>) =>
  (a: StoredRow, b: StoredRow): number =>
    orderOf(request) === 'asc' ? a.created_at - b.created_at : b.created_at - a.created_at;

/** Leaves out the last second unless it is known to be whole; where it is the only one, reads all of it. */
async function wholeSeconds(
  { window, startsAt, limit }: Omit<HistoryRequest, 'filter'>,
  rowsIn: (window: Window, limit?: number) => Promise<StoredRow[]>,
): Promise<StoredPage> {
  const found = await rowsIn(window, limit + 1);
  const last = found.length > limit ? found.at(-1) : undefined;
  if (last === undefined) return { rows: found, part: window };
  const second = secondOf(last.created_at);
  const whole = found.filter(({ created_at }) => secondOf(created_at) !== second);
  if (whole.length > 0) return { rows: whole, part: partBefore(second, window, startsAt) };
  const rows = await rowsIn({ from: second, to: second + SECOND });
  return { rows, part: partUpTo(second, window, startsAt) };
}

/** The part of a window that is read before a second. */
const partBefore = (second: Instant, { from, to }: Window, startsAt: HistoryRequest['startsAt']): Window =>
  startsAt === 'newer-end' ? { from: second + SECOND, to } : { from, to: second };

const partUpTo = (second: Instant, { from, to }: Window, startsAt: HistoryRequest['startsAt']): Window =>
  startsAt === 'newer-end' ? { from: second, to } : { from, to: second + SECOND };

/** Tasks whose rows are read at once. */
const TASKS_PER_QUERY = 20;

/** With so many rows a page of tasks ends: one task may have thousands. */
const MAX_TASK_ROWS = 5_000;

/** Adds the other rows of the tasks. The part ends where they become too many. */
async function withTasks(
  database: Kysely<Tables>,
  feed: number,
  request: HistoryRequest,
  { rows, part }: StoredPage,
): Promise<StoredPage> {
  const places = new Map<string, Instant>();
  for (const { task_id: taskId, created_at: createdAt } of rows.toSorted(inReadingOrder(request)))
    if (!places.has(taskId)) places.set(taskId, secondOf(createdAt));
  const [firstPlace] = places.values();
  const all: StoredRow[] = [];
  for (const tasks of chunks([...places], TASKS_PER_QUERY)) {
    const [[, place] = ['', 0]] = tasks;
    // The first second is whole in any case, so that the next page starts behind it.
    if (all.length > MAX_TASK_ROWS && place !== firstPlace)
      return { rows: all, part: partBefore(place, part, request.startsAt) };
    const found = await database
      .selectFrom('url_details')
      .selectAll()
      .where('feed', '=', feed)
      .where(
        'task_id',
        'in',
        tasks.map(([taskId]) => taskId),
      )
      .execute();
    for (const row of found) all.push(row);
  }
  return { rows: all, part };
}

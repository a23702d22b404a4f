import type { Kysely } from 'kysely';
import { unnarrowed, type Coverage } from '../engine/store/coverage.ts';
import type { HistoryRequest, KeptFacts } from '../engine/store/history.ts';
import type { KeptFilter } from '../engine/store/kept-filter.ts';
import { isFinal, taskStates } from '../domain/task.ts';
import type { Instant, Window } from '../domain/time.ts';
import { filteredPage, storedPage } from './kept-page.ts';
import { decodeRow, type RowOwner, type RowSettings } from './rows.ts';
import { conditionsOf } from './stored-filter.ts';
import type { Tables } from './tables.ts';

/** Loads the rows of whole seconds from one end of a window, and the ranges that were read completely there. */
export async function load(
  database: Kysely<Tables>,
  feed: number,
  owner: RowOwner,
  request: HistoryRequest,
  { urlOf }: Pick<RowSettings, 'urlOf'>,
): Promise<KeptFacts> {
  const { filter, startsAt } = request;
  const [first, ...others] = filter === undefined ? [] : conditionsOf(withOpenStates(filter), owner, urlOf);
  // One snapshot: a range that is recorded or forgotten meanwhile would not fit the rows.
  const { rows, part, ranges } = await database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      const page =
        first === undefined
          ? await storedPage(transaction, feed, request)
          : await filteredPage(transaction, feed, request, [first, ...others]);
      return { ...page, ranges: await rangesOf(transaction, feed, page.part) };
    });
  return {
    rows: rows.map((row) => decodeRow(owner, row)),
    ranges: first === undefined ? ranges : ranges.map((range) => ({ ...range, kept: filter })),
    reached: startsAt === 'newer-end' ? part.from : part.to,
  };
}

const openStates = taskStates.filter((state) => !isFinal(state));

/** Rows in progress may be in any state by now. */
const withOpenStates = ({ states, ...filter }: KeptFilter): KeptFilter =>
  states === undefined ? filter : { ...filter, states: [...new Set([...states, ...openStates])] };

/** The ranges of a feed that were read completely, ascending, clipped to a part. */
export async function rangesOf(database: Kysely<Tables>, feed: number, part: Window): Promise<Coverage[]> {
  const ranges = await database
    .selectFrom('read_ranges')
    .selectAll()
    .where('feed', '=', feed)
    .where('from_at', '<', part.to)
    .where('to_at', '>', part.from)
    .orderBy('from_at')
    .execute();
  return ranges.map((range) => ({
    narrowing: unnarrowed,
    from: Math.max(range.from_at, part.from),
    to: Math.min(range.to_at, part.to),
    readAt: range.read_at,
    settledUntil: range.settled_until,
    isFromHistory: true,
  }));
}

/** The parts of ranges since an instant. */
export const since = (from: Instant, ranges: readonly Coverage[]): readonly Coverage[] =>
  ranges.filter(({ to }) => to > from).map((range) => (range.from < from ? { ...range, from } : range));

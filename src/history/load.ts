import type { Kysely } from 'kysely';
import { unnarrowed, type Coverage } from '../engine/store/coverage.ts';
import type { HistoryRequest, KeptFacts } from '../engine/store/history.ts';
import { SECOND, secondOf, type Instant, type Window } from '../domain/time.ts';
import { decodeRow, type RowOwner, type StoredRow } from './rows.ts';
import type { Tables } from './tables.ts';

/** Loads the rows of whole seconds from one end of a window, and the ranges that were read completely there. */
export async function load(
  database: Kysely<Tables>,
  feed: number,
  owner: RowOwner,
  request: HistoryRequest,
): Promise<KeptFacts> {
  // One snapshot: a range that is recorded or forgotten meanwhile would not fit the rows.
  const { rows, part, ranges } = await database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (transaction) => {
      const page = await storedPage(transaction, feed, request);
      return { ...page, ranges: await rangesOf(transaction, feed, page.part) };
    });
  return {
    rows: rows.map((row) => decodeRow(owner, row)),
    ranges,
    reached: request.startsAt === 'newer-end' ? part.from : part.to,
  };
}

/** The rows of whole seconds from one end of a window, about as many as the limit, and the part that they are all of. */
export async function storedPage(
  database: Kysely<Tables>,
  feed: number,
  { window, startsAt, limit }: HistoryRequest,
): Promise<{ rows: StoredRow[]; part: Window }> {
  const isFromNewer = startsAt === 'newer-end';
  const found = await rowsQuery(database, feed, window)
    .orderBy('created_at', isFromNewer ? 'desc' : 'asc')
    .limit(limit + 1)
    .execute();
  return wholeSeconds(database, feed, window, isFromNewer, limit, found);
}

/** Leaves out the last second unless it is known to be whole; where it is the only one, reads all of it. */
async function wholeSeconds(
  database: Kysely<Tables>,
  feed: number,
  window: Window,
  isFromNewer: boolean,
  limit: number,
  found: StoredRow[],
): Promise<{ rows: StoredRow[]; part: Window }> {
  const last = found.length > limit ? found.at(-1) : undefined;
  if (last === undefined) return { rows: found, part: window };
  const second = secondOf(last.created_at);
  const partTo = (edge: Instant): Window =>
    isFromNewer ? { from: edge, to: window.to } : { from: window.from, to: edge };
  const whole = found.filter(({ created_at }) => secondOf(created_at) !== second);
  if (whole.length > 0) return { rows: whole, part: partTo(isFromNewer ? second + SECOND : second) };
  const rows = await rowsQuery(database, feed, { from: second, to: second + SECOND }).execute();
  return { rows, part: partTo(isFromNewer ? second : second + SECOND) };
}

/** The rows of a range of a feed. */
export const rowsQuery = (database: Kysely<Tables>, feed: number, { from, to }: Window) =>
  database
    .selectFrom('url_details')
    .selectAll()
    .where('feed', '=', feed)
    .where('created_at', '>=', from)
    .where('created_at', '<', to);

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

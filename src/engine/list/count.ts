import type { UrlDetail } from '../../domain/task.ts';
import type { RowPage } from '../../domain/source.ts';
import type { Window } from '../../domain/time.ts';
import type { Ask } from './pages.ts';
import { pageBefore, pageFrom, type PageSlice } from './paging.ts';
import type { Stream } from './plan.ts';
import { windows } from './windows.ts';

/**
 * How many rows a stream holds, by the vendor's own count; undefined where the vendor counts something else than what
 * was asked for (it cannot apply a filter) or does not count. Never a guess.
 */
export async function countRows(stream: Stream, ask: Ask): Promise<number | undefined> {
  const { range, feed, here } = stream;
  if (Object.values(here).some((value) => value !== undefined)) return undefined;
  const counts = await Promise.all(
    windows(range, feed.capabilities.maxWindow).map((window) => countWindow(stream, ask, window)),
  );
  return counts.reduce<number | undefined>(
    (sum, count) => (sum === undefined || count === undefined ? undefined : sum + count),
    0,
  );
}

/** The vendor's count, less the rows beyond the window's ends that it may have counted too. */
async function countWindow(stream: Stream, ask: Ask, window: Window): Promise<number | undefined> {
  const head = await askAt(stream, ask, window, pageFrom(stream.feed.capabilities, 0, 1));
  const { totalCount: total } = head;
  if (total === undefined || total < head.rowsAnswered) return undefined;
  if (total === 0) return 0;
  const { maxPageSize } = stream.feed.capabilities;
  const newer = await overhang(
    head.rows,
    (place) => rowsOf(stream, ask, window, pageFrom(stream.feed.capabilities, place, maxPageSize)),
    ({ createdAt }) => createdAt >= window.to,
  );
  const older = await overhang(
    await rowsOf(stream, ask, window, pageBefore(stream.feed.capabilities, total, 1)),
    (place) => rowsOf(stream, ask, window, pageBefore(stream.feed.capabilities, total - place, maxPageSize)),
    ({ createdAt }) => createdAt < window.from,
  );
  return Math.max(0, total - newer - older);
}

/** How many rows at one end of the vendor's list lie outside: nearly always none, which the row at the edge tells. */
async function overhang(
  edge: readonly UrlDetail[],
  rowsFrom: (place: number) => Promise<readonly UrlDetail[]>,
  isOutside: (row: UrlDetail) => boolean,
): Promise<number> {
  if (!edge.some(isOutside)) return 0;
  for (let outside = 0; ;) {
    const rows = await rowsFrom(outside);
    const found = rows.filter(isOutside).length;
    outside += found;
    if (found === 0 || found < rows.length) return outside;
  }
}

const rowsOf = async (
  stream: Stream,
  ask: Ask,
  window: Window,
  slice: PageSlice,
): Promise<readonly UrlDetail[]> => (await askAt(stream, ask, window, slice)).rows.slice(slice.skip);

const askAt = (
  { narrowing }: Stream,
  ask: Ask,
  window: Window,
  { offset, limit }: PageSlice,
): Promise<RowPage> => ask({ ...narrowing, window, offset, limit });

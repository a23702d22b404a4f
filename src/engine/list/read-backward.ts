import { matches } from '../../domain/query.ts';
import type { UrlDetail } from '../../domain/task.ts';
import type { RowPage } from '../../domain/source.ts';
import { secondOf, type Instant, type Window } from '../../domain/time.ts';
import { listStart, pageAfter, pageBefore, pageFrom, progressed } from './paging.ts';
import type { Stream } from './plan.ts';
import { contains, isExhausted, type Ask } from './pages.ts';
import { Disordered, gatherSeconds, type Reader, type Second } from './seconds.ts';
import { windowAfter } from './windows.ts';

/** Where the reading stands: a window, and how many rows of its list, counted from the oldest, were read. */
interface Place {
  readonly window: Window;
  /** Absent until the vendor has counted the window's rows. */
  readonly tail?: Tail | undefined;
}

interface Tail {
  readonly total: number;
  readonly read: number;
  /** When the oldest row of the list's head was created: what stands behind it cannot be newer. */
  readonly head: Instant;
  /** How often the page had to be placed anew, since one was read. */
  readonly moves: number;
}

/** Rows come now and then. A count that is another in each answer would have the same pages placed anew for ever. */
const MOST_MOVES = 20;

/** A window with up to so many rows is read whole by the call that counts it. */
const WORTH_ONE_CALL = 100;

/**
 * Reads a stream oldest first from the second `start`. Vendors list newest first only, so the first call of a
 * window counts its rows and the next ones read from the far end of the list.
 */
export function readBackward(stream: Stream, ask: Ask, start: Instant): Reader {
  const { range, feed, narrowing, here } = stream;
  const { maxPageSize, maxWindow } = feed.capabilities;
  const gatherer = gatherSeconds(1, start);
  const isExact = Object.values(here).every((value) => value === undefined);
  let isFirstPage = true;

  const placeAfter = (from: Instant): Place | undefined =>
    from >= range.to ? undefined : { window: windowAfter(range, from, maxWindow) };
  let place = placeAfter(Math.max(range.from, start));

  function gather(window: Window, page: RowPage): void {
    const rows = page.rows.filter((row) => contains(window, row)).toReversed();
    gatherer.add(rows, (row) => matches(row, here));
  }

  function finish(window: Window): Place | undefined {
    gatherer.closeBefore(window.to);
    return placeAfter(window.to);
  }

  /** The newest page of the window: all of it, or the count of its rows. */
  async function begin({ window }: Place, count: number): Promise<Place | undefined> {
    const slice = pageFrom(feed.capabilities, 0, Math.max(count, WORTH_ONE_CALL));
    const page = await ask({ ...narrowing, window, ...slice });
    if (isExhausted(page, slice)) {
      gather(window, page);
      return finish(window);
    }
    // Without a sound count the far end can only be found by walking there.
    if (page.totalCount === undefined || page.totalCount < page.rowsAnswered) return walk(window);
    const head = page.rows.reduce((oldest, { createdAt }) => {
      if (createdAt > oldest) throw new Disordered();
      return createdAt;
    }, Infinity);
    return { window, tail: { total: page.totalCount, read: 0, head, moves: 0 } };
  }

  async function goOn({ window }: Place, tail: Tail, count: number) {
    const end = tail.total - tail.read;
    // So many rows have gone that where the others stand cannot be told.
    if (end <= 0) return walk(window);
    const slice = pageBefore(feed.capabilities, end, count);
    const query = { ...narrowing, window, ...slice };
    const seen = await ask(query);
    // A count that fell may be of an answer that is kept, from before rows came.
    const page = (seen.totalCount ?? tail.total) < tail.total ? await ask.anew(query) : seen;
    // Rows have come or gone: what was read is as many rows from the far end as before, so place the page anew.
    if (page.totalCount !== undefined && page.totalCount !== tail.total) {
      if (tail.moves === MOST_MOVES) return walk(window);
      const { totalCount: total } = page;
      return { window, tail: { ...tail, total, read: Math.min(tail.read, total), moves: tail.moves + 1 } };
    }
    if (page.rowsAnswered < Math.min(slice.limit, tail.total - slice.offset)) return walk(window);
    const last = page.rows.at(-1);
    if (last !== undefined && last.createdAt > tail.head) throw new Disordered();
    gather(window, { ...page, rows: page.rows.slice(0, end - slice.offset) });
    return slice.offset === 0
      ? finish(window)
      : { window, tail: { ...tail, read: tail.total - slice.offset, moves: 0 } };
  }

  /** Reads a window whole, for a vendor that does not count well. */
  async function walk(window: Window): Promise<Place | undefined> {
    gatherer.reopen();
    const delivered = gatherer.reached().second;
    const rows: UrlDetail[] = [];
    for (let progress = listStart; ;) {
      const slice = pageAfter(feed.capabilities, progress, maxPageSize);
      const page = await ask({ ...narrowing, window, ...slice });
      rows.push(...page.rows.filter((row) => secondOf(row.createdAt) > delivered));
      progress = progressed(progress, slice, page.rowsAnswered);
      if (isExhausted(page, slice)) break;
    }
    gather(window, { rows, rowsAnswered: rows.length });
    return finish(window);
  }

  async function readOn(from: Place, want: number): Promise<Second> {
    const count = isFirstPage && isExact ? want + 1 : maxPageSize;
    if (from.tail === undefined) {
      place = await begin(from, count);
    } else {
      isFirstPage = false;
      place = await goOn(from, from.tail, count);
    }
    return gatherer.take() ?? gatherer.reached();
  }

  return {
    next(want) {
      const ready = gatherer.take();
      return ready !== undefined || place === undefined ? ready : readOn(place, want);
    },
    ahead: gatherer.ahead,
  };
}

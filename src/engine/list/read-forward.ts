import { matches, type RowFilter } from '../../domain/query.ts';
import type { FeedQuery, RowPage } from '../../domain/source.ts';
import { SECOND, secondOf, type Instant, type Window } from '../../domain/time.ts';
import type { StreamMark, Position } from './cursor.ts';
import { listStart, pageAfter, pageBefore, progressed, type PageSlice, type Progress } from './paging.ts';
import type { Narrowing, Stream } from './plan.ts';
import { contains, isExhausted, type Ask } from './pages.ts';
import { pagesUpTo, readAhead } from './read-ahead.ts';
import { Disordered, gatherSeconds, type MaybePromise, type Reader, type Second } from './seconds.ts';
import { windowBefore } from './windows.ts';

/** A reader that also knows where it read what, so that the next page of a walk finds it again. */
export interface ForwardReader extends Reader {
  /** The vendor's page that holds the first row of a second or will hold it; none where pages do not stand still. */
  positionOf(second: Instant): Position | undefined;
}

/** Whether the feed has been seen to answer newest first, as it declares. */
export interface OrderTrust {
  isConfirmed(): boolean;
  confirm(): void;
}

/** Where a stream is entered, and for whom. */
export interface Entry {
  /** The second that the reading begins with. */
  readonly start: Instant;
  /** The page where an earlier reading stopped; it serves only while that page is kept. */
  readonly at: StreamMark['at'];
  /** Whether the caller takes all the rows that it says it can still use, as far as there are so many. */
  readonly takesAll: boolean;
}

/** Where the reading stands: a window, the progress in its list, and how it is narrowed. */
interface Place extends Progress {
  readonly window: Window;
  readonly narrowing: Narrowing;
  readonly here: RowFilter;
  readonly isVolatile: boolean;
  /** The vendor's count of the list, where the page before was as long as promised and does not refute it. */
  readonly counted?: number | undefined;
}

/** A page that was read, and the times that it spans. */
interface ReadPage {
  readonly oldest: Instant;
  readonly at: Position;
}

/**
 * Reads a stream newest first from the second `start`, page by page, only as far as the caller goes on; the pages that it is
 * certain to come to are asked for side by side. Without the page where an earlier reading stopped, the window begins anew.
 */
export function readForward(
  stream: Stream,
  ask: Ask,
  { start, at: stoppedAt, takesAll }: Entry,
  trust: OrderTrust,
): ForwardReader {
  const { range, feed, narrowing, here, isVolatile } = stream;
  const { maxPageSize, maxWindow } = feed.capabilities;
  const gatherer = gatherSeconds(-1, start);
  const following = readAhead(ask);
  let at = stoppedAt;
  const pages: ReadPage[] = [];
  /** The size of the page that was found kept. */
  let resumed = 0;

  const placeBefore = (to: Instant): Place | undefined =>
    to <= range.from
      ? undefined
      : { window: windowBefore(range, to, maxWindow), ...listStart, narrowing, here, isVolatile };
  let place = placeBefore(Math.min(range.to, start + SECOND));

  /** The smallest page that may suffice; a walk that goes on reads twice as far ahead each time. */
  function nextSlice(current: Place, want: number): PageSlice {
    const isFirst = pages.length === 0 || (pages.length === 1 && resumed > 0);
    const count = isExact(current.here) && isFirst ? Math.max(want + 1, 2 * resumed) : maxPageSize;
    return pageAfter(feed.capabilities, current, count);
  }

  /** How many rows of the list, from here on, the caller is certain to come to. */
  function certainRows(current: Place, want: number): number {
    if (!takesAll || current.isVolatile || !isExact(current.here) || !trust.isConfirmed()) return 0;
    // One row more tells whether there is a next page. It may be all that is missing when one is wanted.
    const wanted = want === 1 ? 1 : want + 1;
    return wanted - gatherer.ahead().length;
  }

  function readPagesAhead(current: Place, slice: PageSlice, want: number): void {
    if (current.counted === undefined) return;
    const end = Math.min(current.counted, current.offset + certainRows(current, want));
    if (end <= current.offset) return;
    following.begin(pagesUpTo(end, slice, current, feed.capabilities).map((each) => queryAt(current, each)));
  }

  async function readPage(current: Place, slice: PageSlice): Promise<Place | undefined> {
    const page = await following.take(queryAt(current, slice), current.counted);
    const rows = page.rows.filter((row) => contains(current.window, row));
    gatherer.add(rows, (row) => matches(row, current.here));
    const oldest = rows.at(-1)?.createdAt;
    if (oldest !== undefined) {
      pages.push({ oldest, at: { to: current.window.to, offset: slice.offset, limit: slice.limit } });
    }
    if (gatherer.hasMoved()) trust.confirm();
    if (!isExhausted(page, slice)) {
      if (!trust.isConfirmed()) await checkOrder(current, page);
      return advance(current, slice, page);
    }
    gatherer.closeBefore(current.window.from - SECOND);
    return placeBefore(current.window.from);
  }

  /** Rows of one second look the same in every order; then the last row of the list tells, if it is of another. */
  async function checkOrder({ window, ...current }: Place, page: RowPage): Promise<void> {
    const { rows, rowsAnswered, totalCount } = page;
    const newest = rows[0]?.createdAt;
    // A count that the page refutes tells of no last row.
    if (newest === undefined || totalCount === undefined || totalCount < rowsAnswered) return;
    const { offset, limit } = pageBefore(feed.capabilities, totalCount, 1);
    const last = (await ask({ ...current.narrowing, window, offset, limit })).rows.at(-1);
    if (last === undefined || secondOf(last.createdAt) === secondOf(newest)) return;
    if (last.createdAt > newest) throw new Disordered();
    trust.confirm();
  }

  function advance(current: Place, slice: PageSlice, page: RowPage): Place {
    const open = gatherer.open();
    if (!current.isVolatile || open === undefined) {
      const counted = page.rowsAnswered === slice.limit ? page.totalCount : undefined;
      return { ...current, ...progressed(current, slice, page.rowsAnswered), counted };
    }
    // Rows leave this answer as tasks finish, so an offset would skip some: go on by time instead.
    gatherer.reopen();
    const to = open + SECOND;
    if (to < current.window.to) return { ...current, window: { ...current.window, to }, ...listStart };
    // One second fills the page: read that second with all its states, which stands still.
    const { states: _, ...wider } = current.narrowing;
    return {
      window: { from: open, to },
      ...listStart,
      narrowing: wider,
      here: { ...current.here, states: current.narrowing.states },
      isVolatile: false,
    };
  }

  /** Goes on from a page that an earlier reading left, when it is still kept. */
  async function resume(current: Place, position: Position): Promise<Place | undefined> {
    const window = windowBefore(range, position.to, maxWindow);
    const slice = { offset: position.offset, limit: position.limit, skip: 0 };
    const isReadAhead = position.limit > 0;
    if (isReadAhead && !(await ask.isKept({ ...current.narrowing, window, ...slice }))) return current;
    const there = { ...current, window, offset: position.offset, isStuck: false };
    if (!isReadAhead) return there;
    resumed = slice.limit;
    return readPage(there, slice);
  }

  function next(want: number): MaybePromise<Second | undefined> {
    const ready = gatherer.take();
    return ready !== undefined || place === undefined ? ready : readOn(place, want);
  }

  async function readOn(from: Place, want: number): Promise<Second> {
    if (at !== undefined && !isVolatile) {
      place = await resume(from, at);
      at = undefined;
    } else {
      const slice = nextSlice(from, want);
      readPagesAhead(from, slice, want);
      place = await readPage(from, slice);
    }
    return gatherer.take() ?? gatherer.reached();
  }

  function positionOf(second: Instant): Position | undefined {
    if (isVolatile) return undefined;
    const page = pages.find(({ oldest }) => oldest < second + SECOND);
    if (page !== undefined) return page.at;
    return place === undefined || place.offset === 0
      ? undefined
      : { to: place.window.to, offset: place.offset, limit: 0 };
  }

  return { next, ahead: gatherer.ahead, positionOf };
}

const isExact = (here: RowFilter): boolean => Object.values(here).every((value) => value === undefined);

const queryAt = ({ narrowing, window }: Place, slice: PageSlice): FeedQuery => ({
  ...narrowing,
  window,
  ...slice,
});

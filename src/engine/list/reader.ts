import { VendorError } from '../../domain/errors.ts';
import type { FeedQuery } from '../../domain/source.ts';
import { isFinal, type UrlDetail } from '../../domain/task.ts';
import { SECOND, secondOf, type Clock, type Instant, type Window } from '../../domain/time.ts';
import { SETTLING, type Coverage } from '../store/coverage.ts';
import { unnarrowed, type Narrowing } from '../store/narrowing.ts';
import { DEEP } from './feed-facts.ts';
import type { FeedState } from './feed-state.ts';
import type { PageCaller, ReadPage } from './page-caller.ts';
import { RowTally } from './second-tally.ts';

/** How often a second is read alone before it is given up as incomplete. */
const MAX_READINGS = 4;

/** One list at the vendor that is read page by page: offsets count in it alone, so its ends and page size are fixed. */
interface Reading {
  readonly window: Window;
  readonly sent: Window;
  readonly limit: number;
  offset: number;
  /** Everything from here to the window's newer end is covered. */
  covered: Instant;
  /** The oldest second of the last page; more rows of it may follow. */
  open: RowTally | undefined;
}

export interface ReaderSettings {
  readonly clock: Clock;
  /** Told when an answer is not newest first although the feed declares it. */
  readonly onDisorder: () => void;
}

/**
 * Extends the coverage of one feed in one narrowing. It reads the newest part that is missing, page by page, in whole seconds,
 * because no vendor defines an order within one. ENGINE rules: README.md, "Reading".
 */
export class Reader {
  readonly #state: FeedState;
  readonly #caller: PageCaller;
  readonly #narrowing: Narrowing;
  readonly #settings: ReaderSettings;
  /** Rows may leave the vendor's answer while it is read, for it is asked for a state that does not last. */
  readonly #isVolatile: boolean;
  #reading: Reading | undefined;
  #hasRead = false;
  /** A page-numbered vendor gives fewer rows a page than asked: read with its size. */
  #cappedLimit: number | undefined;

  constructor(state: FeedState, caller: PageCaller, narrowing: Narrowing, settings: ReaderSettings) {
    this.#state = state;
    this.#caller = caller;
    this.#narrowing = narrowing;
    this.#settings = settings;
    this.#isVolatile = narrowing.states?.every(isFinal) === false;
  }

  /** Reads one page, or what it takes to complete its seconds, from the newer end of a range. `want` is how many rows help. */
  async readNewest(range: Window, want: number): Promise<void> {
    const { facts } = this.#state;
    if (!facts.isOrdered(this.#settings.clock())) return this.#readUnordered(this.#newestPart(range));
    const isGoingOn = this.#reading?.covered === range.to && this.#reading.window.from >= range.from;
    const reading = isGoingOn && this.#reading !== undefined ? this.#reading : this.#begin(range, want);
    this.#reading = reading;
    if (!isGoingOn && (await this.#waitForOther(reading.window))) {
      this.#reading = undefined;
      return;
    }
    await this.#state.track(this.#narrowing, reading.window, () => this.#readPage(reading));
  }

  /** Reads the oldest part of a range whole, about as much as fits a page. */
  async readOldest(range: Window, missing: (part: Window) => Window | undefined): Promise<void> {
    const { facts, store } = this.#state;
    const length = Math.min(
      facts.usableWindow,
      facts.windowGuess ?? Math.max(60 * SECOND, (range.to - range.from) / 16),
    );
    const part = {
      from: range.from,
      to: Math.min(range.to, range.from + Math.ceil(length / SECOND) * SECOND),
    };
    for (let gap = missing(part); gap !== undefined; gap = missing(part)) {
      await this.readNewest({ from: part.from, to: gap.to }, facts.pageSize);
    }
    const rows = store.count(part);
    const fitting = rows === 0 ? Infinity : ((part.to - part.from) * 0.7 * facts.pageSize) / rows;
    facts.windowGuess = Math.max(SECOND, Math.min(fitting, 8 * (part.to - part.from)));
  }

  /** Reads one second alone, all pages with one page size, until its rows add up. Otherwise it is partial. */
  async readSecond(second: Instant, narrowing: Narrowing = this.#narrowing): Promise<void> {
    const window = { from: second, to: second + SECOND };
    const earlier: RowTally[] = [];
    let partial: string | undefined;
    for (let round = 0; round < MAX_READINGS; round++) {
      const { pageSize } = this.#state.facts;
      // Other page borders show rows that the usual ones hide.
      const limit = round < 2 ? pageSize : Math.max(1, Math.ceil(pageSize * (round === 2 ? 0.7 : 0.45)));
      const { tally, shortfall } = await this.#readAll(window, limit, narrowing);
      partial = shortfall;
      const isWhole = tally.addsUp || earlier.some((other) => other.isLike(tally));
      if (isWhole && shortfall === undefined) {
        this.#cover(window, tally.startedAt, narrowing);
        return;
      }
      if (shortfall !== undefined) break;
      earlier.push(tally);
    }
    const reason =
      partial ??
      `the rows created at ${new Date(second).toISOString()} come in another order in each answer, so some may be missing`;
    this.#cover(window, earlier[0]?.startedAt ?? this.#settings.clock(), narrowing, reason);
  }

  #newestPart(range: Window): Window {
    return { from: Math.max(range.from, range.to - this.#state.facts.usableWindow), to: range.to };
  }

  #begin(range: Window, want: number): Reading {
    const { facts } = this.#state;
    const window = this.#newestPart(range);
    const most = Math.min(facts.pageSize, this.#cappedLimit ?? Infinity);
    const limit = this.#hasRead ? most : Math.min(most, want);
    return { window, sent: facts.sent(window), limit, offset: 0, covered: window.to, open: undefined };
  }

  /** Whether another request was reading this part, and has read it now. */
  async #waitForOther(window: Window): Promise<boolean> {
    if (this.#hasRead) return false;
    const other = this.#state.inFlightFor(this.#narrowing, window);
    if (other === undefined) return false;
    this.#hasRead = true;
    const { signal } = this.#caller.scope;
    const left = new AbortController();
    const aborted = new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true, signal: left.signal });
    });
    await Promise.race([other, aborted]);
    left.abort();
    return true;
  }

  async #readPage(reading: Reading): Promise<void> {
    const { facts } = this.#state;
    this.#hasRead = true;
    const answer = await this.#ask(reading);
    if (answer === undefined) {
      this.#reading = undefined;
      return;
    }
    const { rows, rowsAnswered } = answer.page;
    const end = {
      rowsAnswered,
      asked: reading.limit,
      offset: reading.offset,
      total: answer.page.totalCount,
    };
    facts.learnAnswer(end);
    if (!isNewestFirst(rows) || (await this.#hidesNewerRows(reading, rows))) {
      facts.refuteOrder(this.#settings.clock());
      this.#settings.onDisorder();
      this.#reading = undefined;
      return;
    }
    const isEnd = facts.isEnd(end);
    if (rowsAnswered === 0 && !isEnd) return this.#endTooDeep(reading);
    await this.#take(reading, answer, isEnd);
  }

  /** Puts a page into the store with the seconds that it completes, and decides how to go on. */
  async #take(reading: Reading, answer: ReadPage, isEnd: boolean): Promise<void> {
    const { facts, store } = this.#state;
    const { window, sent, limit, offset, open } = reading;
    const { rows, rowsAnswered, unreadable } = answer.page;
    const oldest = oldestSecond(rows);
    const newest = rows[0] === undefined ? undefined : secondOf(rows[0].createdAt);
    if (oldest !== undefined && newest !== undefined) {
      facts.learnEnds(sent, newest, oldest);
      if (newest > oldest) facts.isOrderConfirmed = true;
    }
    const reached = isEnd
      ? window.from
      : oldest === undefined
        ? reading.covered
        : Math.max(window.from, oldest < window.from ? window.from : oldest + SECOND);
    const inside = rows.filter(({ createdAt }) => createdAt >= window.from && createdAt < window.to);
    let alone: Instant | undefined;
    let top = reading.covered;
    if (open !== undefined) {
      open.add(rows);
      const { from: second } = open.range;
      open.isShifted ||= newest !== undefined && newest > second;
      if (reached <= second && !open.addsUp) {
        alone = second;
        top = second;
      }
    }
    const startedAt = open?.startedAt ?? answer.startedAt;
    const covered =
      reached < top
        ? [this.#coverage({ from: reached, to: top }, startedAt, this.#narrowing, partialOf(unreadable))]
        : [];
    store.add(inside, answer.startedAt, covered);
    this.#reading = undefined;
    if (alone !== undefined) await this.readSecond(alone);
    if (isEnd || reached <= window.from) return;
    const { totalCount } = answer.page;
    const promisesMore = totalCount === undefined || totalCount > offset + rowsAnswered;
    if (rowsAnswered < limit && promisesMore) facts.noteShortAnswer(rowsAnswered);

    const count =
      oldest === undefined
        ? rowsAnswered
        : rows.filter(({ createdAt }) => secondOf(createdAt) === oldest).length;
    const hasMoved = reached < reading.covered;
    if (this.#isVolatile) {
      if (!hasMoved && oldest !== undefined) await this.readSecond(oldest, withoutStates(this.#narrowing));
      return;
    }
    // The next page is asked for by time, from the oldest second on, unless that repeats much of this one.
    const repeatsMuch =
      count * 10 > limit && limit >= Math.min(facts.pageSize, this.#cappedLimit ?? Infinity);
    const isFull = rowsAnswered >= limit;
    if (hasMoved && !(isFull && repeatsMuch)) return;
    if (!hasMoved && limit < facts.pageSize && this.#cappedLimit === undefined && isFull) return;
    if (!isFull && this.#state.feed.capabilities.paging === 'page-number') {
      this.#cappedLimit = rowsAnswered;
      return;
    }
    const stillOpen = open !== undefined && reached > open.range.from;
    if (!stillOpen && oldest !== undefined && oldest < window.to) {
      reading.open = RowTally.ofSecond(oldest, answer.startedAt);
      reading.open.add(rows);
    }
    reading.covered = Math.min(reading.covered, Math.max(reached, window.from));
    reading.offset += rowsAnswered;
    this.#reading = reading;
  }

  /** Asks for the reading's next page; undefined where the vendor refused the page size or the window, and less is to be asked. */
  async #ask({
    sent,
    offset,
    limit,
  }: Pick<Reading, 'sent' | 'offset' | 'limit'>): Promise<ReadPage | undefined> {
    const { facts } = this.#state;
    try {
      return await this.#askPage({ window: sent, offset, limit });
    } catch (error) {
      if (!(error instanceof VendorError) || error.rejected === undefined) throw error;
      const shrinksPage = error.rejected !== 'window' && (error.rejected === 'page-size' || limit > 100);
      const canShrink = shrinksPage ? facts.shrinkPage(limit) : facts.shrinkWindow(sent.to - sent.from);
      if (!canShrink) throw error;
      return undefined;
    }
  }

  #askPage(
    page: Pick<FeedQuery, 'window' | 'offset' | 'limit'>,
    narrowing = this.#narrowing,
  ): Promise<ReadPage> {
    return this.#caller.ask({ ...narrowing, ...page });
  }

  /**
   * Whether a first page of one second hides newer ones: until two descending seconds were seen in one answer, the vendor may
   * list the oldest first.
   */
  async #hidesNewerRows({ window, limit, offset }: Reading, rows: readonly UrlDetail[]): Promise<boolean> {
    const { facts } = this.#state;
    const [first] = rows;
    if (facts.isOrderConfirmed || first === undefined || offset > 0 || rows.length < limit) return false;
    const second = secondOf(first.createdAt);
    if (second !== oldestSecond(rows) || second + SECOND >= window.to) return false;
    for (let round = 0; round < 2; round++) {
      const sent = facts.sent({ from: second + SECOND, to: window.to });
      const { page } = await this.#askPage({ window: sent, offset: 0, limit });
      if (page.rows.some(({ createdAt }) => createdAt >= second + SECOND && createdAt < window.to))
        return true;
      const oldest = oldestSecond(page.rows);
      if (oldest === undefined || oldest !== sent.from || facts.isOlderEndInclusive) return false;
      facts.isOlderEndInclusive = true;
    }
    return false;
  }

  /** The vendor gives nothing so deep in a list, whatever its count says. */
  async #endTooDeep(reading: Reading): Promise<void> {
    this.#reading = undefined;
    const { open } = reading;
    // Seconds above the open one are covered, so that the list goes on by time, from offset 0.
    if (open !== undefined && reading.covered === open.range.to) await this.readSecond(open.range.from);
  }

  /** Reads all pages of one list. `shortfall` says why some of its rows cannot be had. */
  async #readAll(
    window: Window,
    askedLimit: number,
    narrowing = this.#narrowing,
  ): Promise<{ tally: RowTally; shortfall?: string | undefined }> {
    const { facts, store, feed } = this.#state;
    const sent = facts.sent(window);
    let limit = askedLimit;
    let tally: RowTally | undefined;
    let shortfall: string | undefined;
    for (let offset = 0; ;) {
      const answer = await this.#askPage({ window: sent, offset, limit }, narrowing);
      const { rows, rowsAnswered, totalCount: total, unreadable } = answer.page;
      const end = { rowsAnswered, asked: limit, offset, total };
      facts.learnAnswer(end);
      tally ??= new RowTally(window, answer.startedAt);
      tally.add(rows);
      shortfall ??= partialOf(unreadable);
      store.add(
        rows.filter(({ createdAt }) => createdAt >= window.from && createdAt < window.to),
        answer.startedAt,
      );
      if (facts.isEnd(end)) return { tally, shortfall };
      if (rowsAnswered === 0) {
        const isBottom = !(await this.#answersAt(offset));
        return {
          tally,
          shortfall: isBottom
            ? `the vendor gives no more than ${offset} rows of one list, and more were created at ${new Date(window.from).toISOString()}`
            : shortfall,
        };
      }
      if (rowsAnswered < limit && feed.capabilities.paging === 'page-number') {
        // The vendor gives fewer rows a page: its pages begin at multiples of what it gives.
        limit = rowsAnswered;
        offset = 0;
        tally = undefined;
        continue;
      }
      offset += rowsAnswered;
    }
  }

  /** Whether the vendor answers rows at a depth at all, asked over the longest window that there is. */
  async #answersAt(offset: number): Promise<boolean> {
    const { facts } = this.#state;
    const to = secondOf(this.#state.source.now()) + SECOND;
    const window = { from: to - Math.min(facts.usableWindow, 30 * 86_400 * SECOND), to };
    const aligned = Math.floor(offset / facts.pageSize) * facts.pageSize;
    const { page } = await this.#askPage(
      { window: facts.sent(window), offset: aligned, limit: facts.pageSize },
      unnarrowed,
    );
    facts.learnAnswer({
      rowsAnswered: page.rowsAnswered,
      asked: facts.pageSize,
      offset: aligned,
      total: page.totalCount,
    });
    return !facts.isBeyondDepth(Math.max(offset, DEEP));
  }

  /** Reads a window to the end where answers are not newest first, and again where its rows do not add up. */
  async #readUnordered(window: Window): Promise<void> {
    const { pageSize } = this.#state.facts;
    const first = await this.#readAll(window, pageSize);
    if (first.tally.addsUp && first.shortfall === undefined) {
      this.#cover(window, first.tally.startedAt, this.#narrowing);
      return;
    }
    const again = await this.#readAll(window, pageSize);
    const isWhole =
      again.tally.addsUp || again.tally.isLike(first.tally) || again.tally.hasSameRows(first.tally);
    const shortfall = first.shortfall ?? again.shortfall;
    const reason = isWhole
      ? shortfall
      : (shortfall ?? 'rows moved while the list was read, so some may be missing');
    this.#cover(window, first.tally.startedAt, this.#narrowing, reason);
  }

  #cover(window: Window, readAt: Instant, narrowing: Narrowing, partial?: string): void {
    this.#state.store.add([], readAt, [this.#coverage(window, readAt, narrowing, partial)]);
  }

  #coverage(window: Window, readAt: Instant, narrowing: Narrowing, partial?: string): Coverage {
    const vendorTime = readAt + this.#state.source.now() - this.#settings.clock();
    return { ...window, narrowing, readAt, settledUntil: vendorTime - SETTLING, partial };
  }
}

const withoutStates = ({ states: _, ...narrowing }: Narrowing): Narrowing => narrowing;

const partialOf = (unreadable: string | undefined): string | undefined =>
  unreadable === undefined ? undefined : `rows that cannot be placed are left out: ${unreadable}`;

const isNewestFirst = (rows: readonly UrlDetail[]): boolean =>
  rows.every((row, index) => {
    const before = rows[index - 1];
    return before === undefined || secondOf(before.createdAt) >= secondOf(row.createdAt);
  });

const oldestSecond = (rows: readonly UrlDetail[]): Instant | undefined => {
  const last = rows.at(-1);
  return last === undefined ? undefined : secondOf(last.createdAt);
};

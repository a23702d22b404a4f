import { isFinal, type UrlDetail } from '../../domain/task.ts';
import { SECOND, secondOf, type Instant, type Window } from '../../domain/time.ts';
import type { Narrowing } from '../store/coverage.ts';
import { FeedPages, partialOf, type PageQuery } from './feed-pages.ts';
import type { FeedReader, ReaderSettings, Want } from './feed-reader.ts';
import { untilDone, type FeedState } from './feed-state.ts';
import { oldestSecond, OrderCheck, countsRows } from './proofs.ts';
import { unavailable, type PageCaller, type ReadPage } from './page-caller.ts';
import { RowTally, WholeReader } from './whole-reader.ts';

/** Fewer tasks are not asked for backwards, nor fewer rows at all. */
const SMALL_PAGE = 20;

/** After so many readings in a row without progress the feed is given up. To learn what a vendor refuses takes a few. */
const MAX_IDLE_READINGS = 30;

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

/**
 * Extends the coverage of one feed in one narrowing. It reads the newest part that is missing, page by page, in whole seconds,
 * because no vendor defines an order within one. ENGINE rules: README.md, "Reading".
 */
export class Reader implements FeedReader {
  readonly #pages: FeedPages;
  readonly #whole: WholeReader;
  readonly #order: OrderCheck;
  readonly #state: FeedState;
  readonly #narrowing: Narrowing;
  readonly #settings: ReaderSettings;
  /** Rows may leave the vendor's answer while it is read, for it is asked for a state that does not last. */
  readonly #isVolatile: boolean;
  #reading: Reading | undefined;
  #hasRead = false;
  /** The newer end of what was missing when it last waited for another list. */
  #waitedAt: Instant | undefined;
  /** The most rows of a page: what the settings say, or what a page-numbered vendor gives although more were asked for. */
  #mostRows: number;
  /** The newer end of what was missing at the last reading, and how many readings have not moved it. */
  #missingTo: Instant | undefined;
  #idleReadings = 0;

  constructor(state: FeedState, caller: PageCaller, narrowing: Narrowing, settings: ReaderSettings) {
    this.#pages = new FeedPages(state, caller, narrowing, settings.clock, settings.expand);
    this.#whole = new WholeReader(this.#pages);
    this.#order = new OrderCheck(this.#pages);
    this.#state = state;
    this.#narrowing = narrowing;
    this.#settings = settings;
    this.#mostRows = settings.maxPageSize ?? Infinity;
    this.#isVolatile = narrowing.states?.every(isFinal) === false;
  }

  /** Reads one page, or what it takes to complete its seconds, from the newer end of a range. `want` is how much helps. */
  async readNewest(range: Window, { rows, tasks }: Want): Promise<void> {
    const { facts, feed } = this.#state;
    this.#noteProgress(range.to);
    const want = feed.capabilities.rows === undefined ? rows : tasks;
    if (!facts.isOrdered(this.#settings.clock())) return this.#whole.readUnordered(range);
    const isGoingOn = this.#reading?.covered === range.to && this.#reading.window.from >= range.from;
    const reading = isGoingOn && this.#reading !== undefined ? this.#reading : this.#begin(range, want);
    this.#reading = reading;
    // Without a pause until the page is tracked, so that of several lists one reads it and the others wait.
    const other = isGoingOn ? undefined : this.#otherReading(reading.window);
    if (other !== undefined) {
      this.#reading = undefined;
      await untilDone(other, this.#pages.caller.scope.signal);
      return;
    }
    const { caller } = this.#pages;
    await this.#state.track(this.#narrowing, reading.window, caller, () => this.#readPage(reading));
  }

  /** Reads the oldest part of a range whole, about as much as fits a page. */
  async readOldest(range: Window, want: Want, missing: (part: Window) => Window | undefined): Promise<void> {
    const { facts, store } = this.#state;
    const guess = facts.windowGuess ?? Math.max(60 * SECOND, (range.to - range.from) / 16);
    const longest = Math.min(facts.usableWindow, guess);
    // An empty list covers no more than a trusted window. A rest of one would cost a call of its own.
    const length = longest - (longest % Math.min(longest, facts.trustedWindow));
    const part = {
      from: range.from,
      to: Math.min(range.to, range.from + Math.ceil(length / SECOND) * SECOND),
    };
    for (let gap = missing(part); gap !== undefined; gap = missing(part)) {
      await this.readNewest(
        { from: part.from, to: gap.to },
        { rows: facts.pageSize, tasks: Math.max(want.tasks, SMALL_PAGE) },
      );
    }
    const rows = store.count(part);
    const fitting = rows === 0 ? Infinity : ((part.to - part.from) * 0.7 * facts.pageSize) / rows;
    facts.windowGuess = Math.max(SECOND, Math.min(fitting, 8 * (part.to - part.from)));
  }

  /** Reads one second alone until its rows add up. */
  readSecond(second: Instant): Promise<void> {
    return this.#whole.readSecond(second);
  }

  /** Enters a second all of whose tasks are known, with all of its rows or without. */
  coverTasks(second: Instant, readAt: Instant, rows: readonly UrlDetail[] | undefined): void {
    const window = { from: second, to: second + SECOND };
    const coverage = this.#pages.coverage(window, readAt);
    const known = rows ?? [];
    const ranges = [{ ...coverage, isOfTasks: rows === undefined }];
    this.#state.add({ rows: known, seenAt: readAt, ranges });
  }

  #noteProgress(missingTo: Instant): void {
    this.#idleReadings = missingTo === this.#missingTo ? this.#idleReadings + 1 : 0;
    this.#missingTo = missingTo;
    const { name } = this.#state.source.provider;
    if (this.#idleReadings > MAX_IDLE_READINGS)
      throw unavailable(
        name,
        `${name} gives answers that contradict each other, so that its list cannot be read on.`,
      );
  }

  get #pageSize(): number {
    return Math.min(this.#state.facts.pageSize, this.#mostRows);
  }

  #newestPart(range: Window): Window {
    return { from: Math.max(range.from, range.to - this.#state.facts.usableWindow), to: range.to };
  }

  #begin(range: Window, want: number): Reading {
    const { facts } = this.#state;
    const window = this.#settings.jumps?.windowBelow(range) ?? this.#newestPart(range);
    // Fewer rows tell nothing of the order: in any, two may happen to descend.
    const limit = this.#hasRead ? this.#pageSize : Math.min(this.#pageSize, Math.max(want, SMALL_PAGE));
    return { window, sent: facts.sent(window), limit, offset: 0, covered: window.to, open: undefined };
  }

  /** A page of this part that another list is reading now. Who has waited in vain reads itself. */
  #otherReading(window: Window): Promise<unknown> | undefined {
    if (this.#waitedAt === window.to) return undefined;
    const other = this.#state.inFlightFor(this.#narrowing, window, this.#pages.caller.scope);
    if (other === undefined) return undefined;
    this.#hasRead = true;
    this.#waitedAt = window.to;
    return other;
  }

  async #readPage(reading: Reading): Promise<void> {
    const { facts } = this.#state;
    this.#hasRead = true;
    const { sent, limit, offset } = reading;
    const answer = await this.#pages.ask({ window: sent, limit, offset });
    if (answer === undefined) {
      this.#reading = undefined;
      return;
    }
    const { rows, rowsAnswered } = answer.page;
    const end = { rowsAnswered, asked: limit, offset, total: answer.page.totalCount };
    facts.learnAnswer(end);
    const isEnd = facts.isEnd(end);
    if (!(await this.#order.holds({ ...reading, isEnd }, rows))) {
      facts.refuteOrder(this.#settings.clock());
      this.#settings.onDisorder();
      this.#reading = undefined;
      return;
    }
    if (rowsAnswered === 0 && !isEnd) return this.#endTooDeep(reading);
    if (!isEnd && this.#mustAskAgain(reading, rows)) return;
    if (reading.offset === 0) this.#settings.jumps?.learn(reading.window, answer.page.totalCount);
    await this.#take(reading, answer, isEnd);
  }

  /** The first page holds nothing but rows beyond its newer end, which is now known to be inclusive. */
  #mustAskAgain({ window, sent, offset }: Reading, rows: readonly UrlDetail[]): boolean {
    const oldest = oldestSecond(rows);
    if (offset > 0 || oldest === undefined || oldest < window.to) return false;
    if (this.#state.facts.isNewerEndInclusive || oldest !== sent.to) return false;
    this.#state.facts.isNewerEndInclusive = true;
    this.#reading = undefined;
    return true;
  }

  /** Passes over the second that fills a whole page of a list of tasks, if the vendor's total counts rows. */
  async #jumpOver(
    second: Instant,
    { window, offset, limit }: Reading,
    { page, startedAt }: ReadPage,
  ): Promise<boolean> {
    const { jumps } = this.#settings;
    const { facts } = this.#state;
    if (jumps === undefined || offset > 0 || limit < facts.pageSize || second >= window.to) return false;
    const ask = (last: PageQuery) => this.#pages.ask(last);
    if (!(await countsRows(this.#state, ask, facts.sent(window), page))) return false;
    jumps.add(second, window, page, startedAt);
    return true;
  }

  /** Puts a page into the store with the seconds that it completes, and decides how to go on. */
  async #take(reading: Reading, answer: ReadPage, isEnd: boolean): Promise<void> {
    const { facts } = this.#state;
    const { window, sent, limit, offset, open } = reading;
    const { rows, rowsAnswered, unreadable } = answer.page;
    const oldest = oldestSecond(rows);
    const newest = rows[0] === undefined ? undefined : secondOf(rows[0].createdAt);
    if (oldest !== undefined && newest !== undefined) {
      facts.learnEnds(sent, newest, oldest);
      if (newest > oldest) facts.isOrderConfirmed = true;
    }
    const reached = isEnd
      ? Math.max(window.from, Math.min(window.to - facts.trustedWindow, oldest ?? Infinity))
      : oldest === undefined
        ? reading.covered
        : Math.max(window.from, oldest < window.from ? window.from : oldest + SECOND);
    const inside = await this.#pages.within(window, rows);
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
    const partial = partialOf(unreadable) ?? inside.partial;
    const coverage = this.#pages.coverage({ from: reached, to: top }, startedAt, this.#narrowing, partial);
    const ranges = reached < top ? [coverage] : [];
    this.#state.add({ rows: inside.rows, seenAt: answer.startedAt, ranges });
    this.#reading = undefined;
    if (alone !== undefined) await this.#whole.readSecond(alone);
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
      if (!hasMoved && oldest !== undefined)
        await this.#whole.readSecond(oldest, withoutStates(this.#narrowing));
      return;
    }
    // The next page is asked for by time, from the oldest second on, unless that repeats much of this one.
    const repeatsMuch = count * 10 > limit && limit >= this.#pageSize;
    const isFull = rowsAnswered >= limit;
    const only = isFull && newest === oldest ? oldest : undefined;
    if (only !== undefined && (await this.#jumpOver(only, reading, answer))) return;
    if (hasMoved && !(isFull && repeatsMuch)) return;
    if (!hasMoved && limit < this.#pageSize && isFull) return;
    if (!isFull && this.#state.feed.capabilities.paging === 'page-number') {
      this.#mostRows = rowsAnswered;
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

  /** The vendor gives nothing so deep in a list, whatever its count says. */
  async #endTooDeep(reading: Reading): Promise<void> {
    this.#reading = undefined;
    const { open } = reading;
    // Seconds above the open one are covered, so that the list goes on by time, from offset 0.
    if (open !== undefined && reading.covered === open.range.to)
      await this.#whole.readSecond(open.range.from);
  }
}

const withoutStates = ({ states: _, ...narrowing }: Narrowing): Narrowing => narrowing;

import { DAY, SECOND, secondOf, type Instant, type Window } from '../../domain/time.ts';
import type { UrlDetail } from '../../domain/task.ts';
import { unnarrowed, type Narrowing } from '../store/coverage.ts';
import { DEEP } from './feed-facts.ts';
import { partialOf, type FeedPages } from './feed-pages.ts';

/** The page sizes of the readings: other page borders show rows that the usual ones hide. */
const PAGE_SHARES = [1, 1, 0.7, 0.45, 1, 0.85, 0.55];

/** What is read until it is whole. */
interface WholeReading {
  readonly window: Window;
  readonly narrowing: Narrowing;
  /** The rows that must be accounted for: all that can change places with those of the window. */
  readonly counted: Window;
  /** Why the window is partial if its rows never add up. */
  readonly reason: string;
}

/** All pages of one list. */
interface WholeList {
  readonly tally: RowTally;
  /** Why some of its rows cannot be read. */
  readonly shortfall?: string | undefined;
}

/** Reads lists of one feed from the first page to the last, where a page alone proves nothing. */
export class WholeReader {
  readonly #pages: FeedPages;

  constructor(pages: FeedPages) {
    this.#pages = pages;
  }

  /** Reads one second alone, all pages with one page size, until its rows add up. Otherwise it is partial. */
  async readSecond(second: Instant, narrowing: Narrowing = this.#pages.narrowing): Promise<void> {
    const reason = `the rows created at ${new Date(second).toISOString()} come in another order in each answer, so some may be missing`;
    const window = { from: second, to: second + SECOND };
    await this.#readUntilWhole({ window, narrowing, counted: window, reason });
  }

  /** Reads a window to the end where answers are not newest first, and again where its rows do not add up. */
  async readUnordered({ from, to }: Window): Promise<void> {
    const { facts } = this.#pages.state;
    const window = { from: Math.max(from, to - facts.trustedWindow), to };
    const reason = 'rows moved while the list was read, so some may be missing';
    const counted = { from: -Infinity, to: Infinity };
    await this.#readUntilWhole({ window, narrowing: this.#pages.narrowing, counted, reason });
  }

  /** Less than the window may be read where the vendor refuses it. */
  async #readUntilWhole(reading: WholeReading): Promise<void> {
    const { window, narrowing } = reading;
    const earlier: RowTally[] = [];
    let partial = reading.reason;
    while (mayReadAgain(earlier)) {
      const share = PAGE_SHARES[earlier.length % PAGE_SHARES.length] ?? 1;
      const list = await this.#readAll(reading, share);
      // A shorter window or a smaller page is read next.
      if (list === undefined) return;
      const { tally, shortfall } = list;
      if (shortfall === undefined && (tally.addsUpWith(earlier) || tally.standsStill(earlier))) {
        this.#pages.cover(window, tally.startedAt, narrowing);
        return;
      }
      earlier.push(tally);
      if (shortfall === undefined) continue;
      partial = shortfall;
      break;
    }
    this.#pages.cover(window, earlier[0]?.startedAt ?? this.#pages.clock(), narrowing, partial);
  }

  /** Reads all pages of one list; undefined where the vendor refused the page size or the window. */
  async #readAll(
    { window, narrowing, counted }: WholeReading,
    share: number,
  ): Promise<WholeList | undefined> {
    const { state } = this.#pages;
    const { facts, feed } = state;
    const sent = facts.sent(window);
    let limit = Math.max(1, Math.ceil(facts.pageSize * share));
    let tally: RowTally | undefined;
    let shortfall: string | undefined;
    for (let offset = 0; ;) {
      const answer = await this.#pages.ask({ window: sent, offset, limit }, narrowing);
      if (answer === undefined) return undefined;
      const { rows, rowsAnswered, totalCount: total, unreadable } = answer.page;
      const end = { rowsAnswered, asked: limit, offset, total };
      facts.learnAnswer(end);
      tally ??= new RowTally(counted, answer.startedAt);
      tally.add(rows);
      facts.repeatsRows ||= tally.hasCopies;
      const inside = await this.#pages.within(window, rows);
      shortfall ??= partialOf(unreadable) ?? inside.partial;
      state.add({ rows: inside.rows, seenAt: answer.startedAt, ranges: [] });
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
        // The vendor returns fewer rows per page, and its pages begin at multiples of that number.
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
    const { facts, source } = this.#pages.state;
    const to = secondOf(source.now()) + SECOND;
    const window = { from: to - Math.min(facts.usableWindow, 30 * DAY), to };
    const limit = facts.pageSize;
    const aligned = Math.floor(offset / limit) * limit;
    const answer = await this.#pages.ask({ window: facts.sent(window), offset: aligned, limit }, unnarrowed);
    if (answer === undefined) return false;
    const { rowsAnswered, totalCount: total } = answer.page;
    facts.learnAnswer({ rowsAnswered, asked: limit, offset: aligned, total });
    return !facts.isBeyondDepth(Math.max(offset, DEEP));
  }
}

/** Identifies a row within its feed. */
export const rowIdentity = ({ kind, taskId, url, area, createdAt }: UrlDetail): string =>
  `${createdAt}\n${kind}\n${taskId}\n${url}\n${area ?? ''}`;

/** How often a list whose rows do not add up is read before it is given up, and the calls that may be spent on more readings. */
const LEAST_READINGS = 4;
const MOST_READINGS = 12;
const MOST_CALLS = 40;

/** Whether a list may be read once more after readings that did not show all of its rows. */
export const mayReadAgain = (earlier: readonly RowTally[]): boolean =>
  earlier.length < LEAST_READINGS ||
  (earlier.length < MOST_READINGS && earlier.reduce((sum, { answers }) => sum + answers, 0) < MOST_CALLS);

/** Bits: what happens by chance once in ten million readings. */
const SURE = 23;

/**
 * Accounts for the rows of a range that came in several answers. Vendors order rows of one second differently from call to
 * call, so a row can come twice and another one never; then the rows do not add up to their positions.
 */
export class RowTally {
  readonly range: Window;
  /** The earliest start of the calls. */
  readonly startedAt: Instant;
  /** By row, the most copies that one answer held: a vendor that shows a row twice in one answer means two. */
  readonly #copies = new Map<string, number>();
  #positions = 0;
  /** Whether the list changed between two answers, so that positions are meaningless. */
  isShifted = false;
  /** The rows of each answer in its order, to compare with another reading. */
  readonly #pages: (readonly string[])[] = [];

  constructor(range: Window, startedAt: Instant) {
    this.range = range;
    this.startedAt = startedAt;
  }

  static ofSecond(second: Instant, startedAt: Instant): RowTally {
    return new RowTally({ from: second, to: second + SECOND }, startedAt);
  }

  add(rows: readonly UrlDetail[]): void {
    const inAnswer = new Map<string, number>();
    const page: string[] = [];
    for (const row of rows) {
      const second = secondOf(row.createdAt);
      if (second < this.range.from || second >= this.range.to) continue;
      const key = rowIdentity(row);
      inAnswer.set(key, (inAnswer.get(key) ?? 0) + 1);
      page.push(key);
      this.#positions += 1;
    }
    for (const [key, count] of inAnswer) this.#copies.set(key, Math.max(this.#copies.get(key) ?? 0, count));
    this.#pages.push(page);
  }

  /** The number of answers. */
  get answers(): number {
    return this.#pages.length;
  }

  /** Whether one answer held a row twice. */
  get hasCopies(): boolean {
    return [...this.#copies.values()].some((count) => count > 1);
  }

  /** Whether the rows fill all positions, so that none is missing. */
  get addsUp(): boolean {
    return this.addsUpWith([]);
  }

  /** Whether the rows fill all positions together with those of earlier readings, which no reading alone need show. */
  addsUpWith(earlier: readonly RowTally[]): boolean {
    if (this.isShifted) return false;
    const copies = new Map(this.#copies);
    for (const other of earlier)
      for (const [key, count] of other.#copies) copies.set(key, Math.max(copies.get(key) ?? 0, count));
    let sum = 0;
    for (const count of copies.values()) sum += count;
    return sum >= this.#positions;
  }

  /**
   * Whether earlier readings gave the same rows at the same positions: then the order stands still, no row can have been passed
   * over, and repeated rows are genuine. Few rows can come so by chance, and then more readings are needed.
   */
  standsStill(earlier: readonly RowTally[]): boolean {
    const alike = earlier.filter((other) => !other.isShifted && this.#isLike(other)).length;
    return !this.isShifted && alike * this.#surprise >= SURE;
  }

  #isLike(other: RowTally): boolean {
    return (
      this.#pages.length === other.#pages.length &&
      this.#pages.every((page, index) => {
        const theirs = other.#pages[index];
        return page.length === theirs?.length && page.every((key, place) => key === theirs[place]);
      })
    );
  }

  /** How unlikely it is, in bits, that rows in random order come at the same positions again. */
  get #surprise(): number {
    let bits = 0;
    for (const { length } of this.#pages)
      for (let place = 0; place < length; place++) bits += Math.log2(Math.max(1, this.#positions - place));
    return bits;
  }
}

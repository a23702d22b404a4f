import type { Capabilities, Provider } from '../../domain/source.ts';
import { MINUTE, SECOND, type Instant, type Milliseconds, type Window } from '../../domain/time.ts';

/** A page of fewer rows than this is the end of a list: every vendor's documented default page is this long. */
const DEFAULT_PAGE = 20;

/** How long a feed is read without relying on its order after an answer was out of order. */
const DISORDER_LIFETIME: Milliseconds = 10 * MINUTE;

/** Vendors whose lists end early at a depth end at a multiple of 1,000 rows. */
export const DEEP = 1_000;

/** The page sizes to try where a vendor refuses larger ones: 100 is accepted by every vendor that documents a limit. */
const USUAL_PAGES = [100, 50, 20, 10, 5, 2, 1];

/** What is known of the end of a list after an answer. */
export interface AnswerEnd {
  readonly rowsAnswered: number;
  readonly asked: number;
  readonly offset: number;
  readonly total: number | undefined;
}

/** The documented limits, or assumptions where the documents state none. */
export type DocumentedLimits = Pick<Capabilities, 'maxPageSize'> &
  Partial<Pick<Capabilities, 'maxWindow' | 'trustedWindow' | 'isNewestFirst'>>;

/** The undocumented behaviour of one action of an account, as its answers have shown it. */
export class FeedFacts {
  /** Rows to ask for in one call; lowered if the vendor returns or accepts fewer. */
  pageSize: number;
  /** The longest window to ask for in one call; shortened if the vendor refuses longer ones. */
  longestWindow: Milliseconds;
  /** Whether rows created in the second of the range's newer end belong to the answer. */
  isNewerEndInclusive = false;
  /** Whether rows created in the second of the range's older end belong to the answer. */
  isOlderEndInclusive = false;
  /** Whether one answer contained two descending seconds. */
  isOrderConfirmed = false;
  /** What `totalCount` counts: rows once that is proved, something else once an answer has refuted it. */
  total: 'unknown' | 'rows' | 'refuted' = 'unknown';
  /** Whether the vendor writes an empty list as a missing one beside a wrong count. */
  writesEmptyAsMissing = false;
  /** Whether an answer without pages had as many rows as it counted. */
  hasMatchedTotal = false;
  /** Whether one answer held a row twice. A total counts both. */
  repeatsRows = false;
  /** The largest total behind which nothing was found. A count that stops at a maximum cannot be told from a true one there. */
  #largestTotal = 0;
  /** Lists this long are known to be whole; the vendor may answer only the newest part of longer ones. */
  #wholeWindow: Milliseconds;
  /** The largest page that was asked for and not refused. */
  #acceptedPage = 100;
  #longestAnswer = 0;
  #deepestRow = 0;
  #lastCap: number | undefined;
  #disorderedUntil: Instant = -Infinity;
  /** How far an unordered or backward window should reach to hold about two thirds of a page. */
  windowGuess: Milliseconds | undefined;

  constructor(limits: DocumentedLimits) {
    const { maxPageSize, maxWindow = Infinity, trustedWindow = maxWindow, isNewestFirst = true } = limits;
    this.pageSize = maxPageSize;
    this.longestWindow = maxWindow;
    this.#wholeWindow = trustedWindow;
    if (!isNewestFirst) this.#disorderedUntil = Infinity;
  }

  /** Rows to ask for where a refusal would cost many calls: no more than 100 unless the vendor has accepted more. */
  get safePage(): number {
    return Math.min(this.pageSize, this.#acceptedPage);
  }

  /** Adds the limits that another description of the same action documents. */
  limitTo({ maxPageSize, maxWindow = Infinity, trustedWindow = maxWindow }: DocumentedLimits): void {
    this.pageSize = Math.min(this.pageSize, maxPageSize);
    this.longestWindow = Math.min(this.longestWindow, maxWindow);
    if (!Number.isFinite(this.#wholeWindow)) this.#wholeWindow = trustedWindow;
  }

  isOrdered(now: Instant): boolean {
    return now >= this.#disorderedUntil;
  }

  refuteOrder(now: Instant): void {
    this.#disorderedUntil = Math.max(this.#disorderedUntil, now + DISORDER_LIFETIME);
    this.isOrderConfirmed = false;
  }

  /** The window to send so that the answer contains every row of `window`, whether or not the vendor includes the ends. */
  sent({ from, to }: Window): Window {
    const newer = this.isNewerEndInclusive ? to - SECOND : to;
    const older = this.isOlderEndInclusive ? from : from - SECOND;
    // Some vendors refuse a range without length.
    return { from: Math.min(older, newer - SECOND), to: newer };
  }

  /** The longest window that may be read in one list, after its end was widened. */
  get usableWindow(): Milliseconds {
    return Math.max(SECOND, this.longestWindow - SECOND);
  }

  /** The longest window whose list is known to end where the window ends. */
  get trustedWindow(): Milliseconds {
    return Math.max(SECOND, Math.min(this.usableWindow, this.#wholeWindow));
  }

  /** Learns the meaning of the ends from the seconds of rows, and how long a list can be. */
  learnEnds(sent: Window, newest: Instant, oldest: Instant): void {
    this.#wholeWindow = Math.max(this.#wholeWindow, sent.to - oldest);
    if (newest === sent.to) this.isNewerEndInclusive = true;
    if (oldest === sent.from) this.isOlderEndInclusive = true;
  }

  /** Learns from one answer; an answer with more rows than its total tells that the total counts something else. */
  learnAnswer({ rowsAnswered, asked, offset, total }: AnswerEnd): void {
    this.#acceptedPage = Math.max(this.#acceptedPage, asked);
    this.#longestAnswer = Math.max(this.#longestAnswer, rowsAnswered);
    if (rowsAnswered > 0) this.#deepestRow = Math.max(this.#deepestRow, offset + rowsAnswered - 1);
    if (total !== undefined && total < offset + rowsAnswered) this.total = 'refuted';
  }

  /** Whether nothing follows the answer in its list. */
  isEnd({ rowsAnswered, asked, offset, total }: AnswerEnd): boolean {
    const reached = offset + rowsAnswered;
    if (this.#isTrusted(total) && reached >= total) return true;
    if (rowsAnswered === 0) {
      // The vendor said that there is more, and gave nothing.
      if (total !== undefined && total > reached && offset > 0 && offset < DEEP) this.total = 'refuted';
      if (total === reached) this.#largestTotal = Math.max(this.#largestTotal, total);
      return !this.isBeyondDepth(offset);
    }
    if (rowsAnswered >= asked || this.isBeyondDepth(reached)) return false;
    if (total !== undefined && this.total !== 'refuted' && total > reached) return false;
    return rowsAnswered < DEFAULT_PAGE || rowsAnswered < this.#longestAnswer;
  }

  /** Whether a total is of rows, and small enough to be no maximum. */
  #isTrusted(total: number | undefined): total is number {
    return this.total === 'rows' && total !== undefined && total < this.#largestTotal;
  }

  /** What a total counts is decided for good: once refuted it stays refuted. */
  decideTotal(countsRows: boolean, total = 0): void {
    if (!countsRows) this.total = 'refuted';
    else if (this.total === 'unknown') this.total = 'rows';
    if (countsRows) this.#largestTotal = Math.max(this.#largestTotal, total);
  }

  /** Whether an empty answer at this offset may mean that the vendor answers nothing so deep in a list. */
  isBeyondDepth(offset: number): boolean {
    return offset >= DEEP && offset % DEEP === 0 && offset > this.#deepestRow;
  }

  /** An answer was shorter than asked without being the end. Two that stop at the same length show the largest page. */
  noteShortAnswer(rowsAnswered: number): void {
    // No vendor's largest page is so short: the count promised too much.
    if (rowsAnswered < DEFAULT_PAGE) return;
    if (this.#lastCap === rowsAnswered) this.pageSize = Math.min(this.pageSize, rowsAnswered);
    this.#lastCap = rowsAnswered;
  }

  /** The vendor refused the page size. Answers whether a smaller one can be tried. */
  shrinkPage(refused: number): boolean {
    const smaller = USUAL_PAGES.find((size) => size < refused);
    if (smaller === undefined) return false;
    this.pageSize = Math.min(this.pageSize, smaller);
    return true;
  }

  /** The vendor refused the window. Answers whether a shorter one can be tried. */
  shrinkWindow(refused: Milliseconds): boolean {
    const half = Math.floor(refused / 2 / SECOND) * SECOND;
    if (half < 2 * SECOND) return false;
    this.longestWindow = Math.min(this.longestWindow, half);
    return true;
  }
}

/** The facts of all feeds. Scopes of one account share them, for they are one API. */
export class FeedFactsMap {
  readonly #facts = new Map<string, FeedFacts>();

  of({ account }: Provider, action: string, limits: DocumentedLimits): FeedFacts {
    const key = `${account}\n${action}`;
    let facts = this.#facts.get(key);
    if (facts === undefined) {
      facts = new FeedFacts(limits);
      this.#facts.set(key, facts);
    } else facts.limitTo(limits);
    return facts;
  }
}

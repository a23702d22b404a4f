import type { Capabilities, Provider } from '../../domain/source.ts';
import { MINUTE, SECOND, type Instant, type Milliseconds, type Window } from '../../domain/time.ts';

/** A page of fewer rows than this is the end of a list: every vendor's documented default page is this long. */
const DEFAULT_PAGE = 20;

/** How long a feed is read without relying on its order after an answer was out of order. */
const DISORDER_LIFETIME: Milliseconds = 10 * MINUTE;

/** Vendors whose lists end early at a depth end at 1,000 rows or beyond. */
export const DEEP = 1_000;

/** What is known of the end of a list after an answer. */
export interface AnswerEnd {
  readonly rowsAnswered: number;
  readonly asked: number;
  readonly offset: number;
  readonly total: number | undefined;
}

/** What the documents say, or what is assumed where they say nothing. */
export type DocumentedLimits = Pick<Capabilities, 'maxPageSize'> &
  Partial<Pick<Capabilities, 'maxWindow' | 'isNewestFirst'>>;

/** What the answers of one action of an account have shown about how it behaves. Nothing of it is documented. */
export class FeedFacts {
  /** Rows to ask for in one call; lowered where the vendor gives or accepts fewer. */
  pageSize: number;
  /** The longest window to ask for in one call; shortened where the vendor refuses longer ones. */
  longestWindow: Milliseconds;
  /** Whether rows created in the second of the range's newer end belong to the answer. */
  isNewerEndInclusive = false;
  /** Whether rows created in the second of the range's older end belong to the answer. */
  isOlderEndInclusive = false;
  /** Whether two descending seconds were seen in one answer. */
  isOrderConfirmed = false;
  /** What `totalCount` counts: rows once that is proved, something else once an answer has refuted it. */
  total: 'unknown' | 'rows' | 'refuted' = 'unknown';
  #longestAnswer = 0;
  #deepestRow = 0;
  #lastCap: number | undefined;
  #disorderedUntil: Instant = -Infinity;
  /** How far an unordered or backward window should reach to hold about two thirds of a page. */
  windowGuess: Milliseconds | undefined;

  constructor({ maxPageSize, maxWindow = Infinity, isNewestFirst = true }: DocumentedLimits) {
    this.pageSize = maxPageSize;
    this.longestWindow = maxWindow;
    if (!isNewestFirst) this.#disorderedUntil = Infinity;
  }

  isOrdered(now: Instant): boolean {
    return now >= this.#disorderedUntil;
  }

  refuteOrder(now: Instant): void {
    this.#disorderedUntil = Math.max(this.#disorderedUntil, now + DISORDER_LIFETIME);
    this.isOrderConfirmed = false;
  }

  /** The window to send so that every row of `window` is in the answer, whatever the ends mean. */
  sent({ from, to }: Window): Window {
    return {
      from: this.isOlderEndInclusive ? from : from - SECOND,
      to: this.isNewerEndInclusive ? to - SECOND : to,
    };
  }

  /** The longest window that may be read in one list, the widening of its end included. */
  get usableWindow(): Milliseconds {
    return Math.max(SECOND, this.longestWindow - SECOND);
  }

  /** Learns the meaning of the ends from the seconds of rows. */
  learnEnds(sent: Window, newest: Instant, oldest: Instant): void {
    if (newest === sent.to) this.isNewerEndInclusive = true;
    if (oldest === sent.from) this.isOlderEndInclusive = true;
  }

  /** Learns from one answer; an answer with more rows than its total tells that the total counts something else. */
  learnAnswer({ rowsAnswered, offset, total }: AnswerEnd): void {
    this.#longestAnswer = Math.max(this.#longestAnswer, rowsAnswered);
    if (rowsAnswered > 0) this.#deepestRow = Math.max(this.#deepestRow, offset + rowsAnswered - 1);
    if (total !== undefined && total < offset + rowsAnswered) this.total = 'refuted';
  }

  /** Whether nothing follows the answer in its list. */
  isEnd({ rowsAnswered, asked, offset, total }: AnswerEnd): boolean {
    const reached = offset + rowsAnswered;
    if (this.total === 'rows' && total !== undefined && reached >= total) return true;
    if (rowsAnswered === 0) {
      // The vendor said that there is more, and gave nothing.
      if (total !== undefined && total > reached && offset > 0 && offset < DEEP) this.total = 'refuted';
      return !this.isBeyondDepth(offset);
    }
    if (rowsAnswered >= asked) return false;
    if (total !== undefined && this.total !== 'refuted' && total > reached) return false;
    return rowsAnswered < DEFAULT_PAGE || rowsAnswered < this.#longestAnswer;
  }

  /** What a total counts is decided for good: once refuted it stays refuted. */
  decideTotal(countsRows: boolean): void {
    if (this.total === 'unknown') this.total = countsRows ? 'rows' : 'refuted';
  }

  /** Whether an empty answer at this offset may mean that the vendor answers nothing so deep in a list. */
  isBeyondDepth(offset: number): boolean {
    return offset >= DEEP && offset > this.#deepestRow + 1;
  }

  /** An answer was shorter than asked without being the end. Two that stop at the same length show the largest page. */
  noteShortAnswer(rowsAnswered: number): void {
    if (this.#lastCap === rowsAnswered) this.pageSize = Math.min(this.pageSize, rowsAnswered);
    this.#lastCap = rowsAnswered;
  }

  /** The vendor refused the page size. Answers whether a smaller one can be tried. */
  shrinkPage(refused: number): boolean {
    if (refused <= 1) return false;
    this.pageSize = Math.min(this.pageSize, Math.floor(refused / 2));
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
    }
    return facts;
  }
}

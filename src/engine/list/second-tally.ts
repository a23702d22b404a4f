import type { UrlDetail } from '../../domain/task.ts';
import { SECOND, secondOf, type Instant, type Window } from '../../domain/time.ts';

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

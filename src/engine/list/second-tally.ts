import type { UrlDetail } from '../../domain/task.ts';
import { SECOND, secondOf, type Instant, type Window } from '../../domain/time.ts';

/** The part of a row's identity that one second of one feed needs. */
export const rowIdentity = ({ kind, taskId, url, area, createdAt }: UrlDetail): string =>
  `${createdAt}\n${kind}\n${taskId}\n${url}\n${area ?? ''}`;

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
  /** Whether the list moved between two answers, so that positions mean nothing. */
  isShifted = false;
  /** The rows of each answer, to compare with another reading. */
  readonly #pages: string[] = [];

  constructor(range: Window, startedAt: Instant) {
    this.range = range;
    this.startedAt = startedAt;
  }

  static ofSecond(second: Instant, startedAt: Instant): RowTally {
    return new RowTally({ from: second, to: second + SECOND }, startedAt);
  }

  add(rows: readonly UrlDetail[]): void {
    const inAnswer = new Map<string, number>();
    for (const row of rows) {
      const second = secondOf(row.createdAt);
      if (second < this.range.from || second >= this.range.to) continue;
      const key = rowIdentity(row);
      inAnswer.set(key, (inAnswer.get(key) ?? 0) + 1);
      this.#positions += 1;
    }
    for (const [key, count] of inAnswer) this.#copies.set(key, Math.max(this.#copies.get(key) ?? 0, count));
    this.#pages.push([...inAnswer.keys()].toSorted().join('\f'));
  }

  get positions(): number {
    return this.#positions;
  }

  get distinct(): number {
    return this.#copies.size;
  }

  /** Whether the rows fill all positions, so that none is missing. */
  get addsUp(): boolean {
    if (this.isShifted) return false;
    let sum = 0;
    for (const copies of this.#copies.values()) sum += copies;
    return sum >= this.#positions;
  }

  /** Whether another reading gave the same rows on the same pages: then the order stands still. */
  isLike(other: RowTally): boolean {
    return (
      this.#pages.length === other.#pages.length &&
      this.#pages.every((page, index) => page === other.#pages[index])
    );
  }

  /** Whether another reading gave the same rows on any pages. */
  hasSameRows(other: RowTally): boolean {
    return (
      this.distinct === other.distinct && [...this.#copies.keys()].every((key) => other.#copies.has(key))
    );
  }
}

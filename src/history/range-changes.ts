import type { Transaction } from 'kysely';
import { gapsBetween, placed, unnarrowed, type Coverage } from '../engine/store/coverage.ts';
import type { NewFacts } from '../engine/store/history.ts';
import type { UrlDetail } from '../domain/task.ts';
import { secondOf, type Instant, type Window } from '../domain/time.ts';
import { chunks } from './chunks.ts';
import type { Tables } from './tables.ts';

const rangesTouching = (transaction: Transaction<Tables>, feed: number, { from, to }: Window) =>
  transaction
    .selectFrom('read_ranges')
    .selectAll()
    .where('feed', '=', feed)
    .where('from_at', '<=', to)
    .where('to_at', '>=', from)
    .orderBy('from_at')
    .execute();

/** The ranges of a feed that a batch touches, and those beside them. */
export class RangeChanges {
  readonly #stored: readonly Coverage[];
  #ranges: readonly Coverage[];

  private constructor(stored: readonly Coverage[]) {
    this.#stored = stored;
    this.#ranges = stored;
  }

  static async load(
    transaction: Transaction<Tables>,
    feed: number,
    facts: readonly NewFacts[],
  ): Promise<RangeChanges> {
    let from = Infinity;
    let to = -Infinity;
    for (const { rows, ranges } of facts) {
      for (const range of ranges) [from, to] = [Math.min(from, range.from), Math.max(to, range.to)];
      for (const { createdAt } of rows) [from, to] = [Math.min(from, createdAt), Math.max(to, createdAt)];
    }
    if (from > to) return new RangeChanges([]);
    const touched = await rangesTouching(transaction, feed, { from, to });
    const [first] = touched;
    const last = touched.at(-1);
    // What settles now can become one with the ranges beside it.
    const stored =
      first === undefined || last === undefined
        ? []
        : await rangesTouching(transaction, feed, { from: first.from_at, to: last.to_at });
    return new RangeChanges(
      stored.map((range) => ({
        narrowing: unnarrowed,
        from: range.from_at,
        to: range.to_at,
        readAt: range.read_at,
        settledUntil: range.settled_until,
      })),
    );
  }

  /** Whether the row's second had been read and had settled before a call. */
  hadSettled({ createdAt }: UrlDetail, seenAt: Instant): boolean {
    const second = secondOf(createdAt);
    return this.#ranges.some(
      ({ from, to, readAt, settledUntil }) =>
        from <= second && second < to && second < settledUntil && readAt < seenAt,
    );
  }

  /** Newer readings keep their part. */
  add({ from, to, readAt, settledUntil }: Coverage): void {
    const newer = this.#ranges.filter((range) => range.readAt > readAt);
    for (const part of gapsBetween({ from, to }, newer)) {
      this.#ranges = placed(this.#ranges, { ...part, narrowing: unnarrowed, readAt, settledUntil });
    }
  }

  async store(transaction: Transaction<Tables>, feed: number): Promise<void> {
    const gone = this.#stored.filter((range) => !this.#ranges.includes(range));
    const added = this.#ranges.filter((range) => !this.#stored.includes(range));
    for (const part of chunks(gone.map(({ from }) => from))) {
      await transaction
        .deleteFrom('read_ranges')
        .where('feed', '=', feed)
        .where('from_at', 'in', part)
        .execute();
    }
    for (const part of chunks(added)) {
      await transaction
        .insertInto('read_ranges')
        .values(
          part.map(({ from, to, readAt, settledUntil }) => ({
            feed,
            from_at: from,
            to_at: to,
            read_at: readAt,
            settled_until: settledUntil,
          })),
        )
        .execute();
    }
  }
}

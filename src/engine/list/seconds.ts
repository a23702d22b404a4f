import type { UrlDetail } from '../../domain/task.ts';
import { SECOND, secondOf, type Instant } from '../../domain/time.ts';
import { compareRows, inOrder } from './order.ts';

/**
 * The rows of one second, all of them, in order: the unit of reading, for vendors' times are whole seconds and no
 * vendor says how it sorts within one. Without rows it says only how far the reading has come.
 */
export interface Second {
  readonly second: Instant;
  readonly rows: readonly UrlDetail[];
}

/** What is there already, or will be. */
export type MaybePromise<Value> = Value | Promise<Value>;

/** A stream of whole seconds in one direction. */
export interface Reader {
  /**
   * The next second, read from the vendor when none is at hand; `want` is how many rows the caller can still use. What is at
   * hand is no promise: a page of a thousand rows has hundreds of seconds.
   */
  next(want: number): MaybePromise<Second | undefined>;
  /** Rows that were read of seconds not given yet, not all of their second perhaps: they tell that there is more. */
  readonly ahead: () => readonly UrlDetail[];
}

/** A vendor's answer broke the order that the feed declares: what was taken for whole is not. */
export class Disordered extends Error {
  override readonly name = 'Disordered';
}

/** Sorts the rows of pages into whole seconds. */
export interface Gatherer {
  /** Takes the rows of one page, in reading order. `isWanted` tells which of them belong to the answer. */
  add(rows: readonly UrlDetail[], isWanted: (row: UrlDetail) => boolean): void;
  /** No more rows on the near side of a second will come. */
  closeBefore(second: Instant): void;
  /** Forgets the second that is being read, to read it again. */
  reopen(): void;
  /** Whether rows of more than one second have come, so that their order could show. */
  hasMoved(): boolean;
  /** The second that is being read; more rows of it may come. */
  open(): Instant | undefined;
  /** The next whole second. */
  take(): Second | undefined;
  /** The wanted rows that came and were not taken yet. */
  readonly ahead: () => readonly UrlDetail[];
  /** How far the gathering has come, as a second without rows. */
  reached(): Second;
}

/**
 * Gathers in one direction: `sign` is -1 newest first, 1 oldest first. A second is whole when a row beyond it has
 * come. Rows on the near side of `start` were given before.
 */
export function gatherSeconds(sign: -1 | 1, start: Instant): Gatherer {
  const whole: Second[] = [];
  let expected = start;
  let open: { second: Instant; rows: UrlDetail[] } | undefined;
  let hasMoved = false;
  let previousPage: readonly UrlDetail[] = [];
  let page: readonly UrlDetail[] = [];

  const isBefore = (a: Instant, b: Instant): boolean => (a - b) * sign < 0;
  const wasRead = (row: UrlDetail): boolean =>
    [previousPage, page].some((rows) => rows.some((other) => other !== row && compareRows(other, row) === 0));

  function close(): void {
    if (open === undefined) return;
    if (open.rows.length > 0) whole.push({ second: open.second, rows: inOrder(open.rows) });
    expected = open.second + sign * SECOND;
    open = undefined;
  }

  return {
    add(rows, isWanted) {
      previousPage = page;
      page = rows;
      for (const row of rows) {
        const second = secondOf(row.createdAt);
        if (isBefore(second, start)) continue;
        if (isBefore(second, open?.second ?? expected)) {
          // Rows that arrive at the head push rows that were read before over the page's border.
          if (wasRead(row)) continue;
          throw new Disordered();
        }
        if (open !== undefined && second !== open.second) {
          hasMoved = true;
          close();
        }
        open ??= { second, rows: [] };
        if (isWanted(row)) open.rows.push(row);
      }
    },
    closeBefore(second) {
      close();
      expected = second;
    },
    reopen() {
      open = undefined;
    },
    hasMoved: () => hasMoved,
    open: () => open?.second,
    take: () => whole.shift(),
    ahead: () => [...whole.flatMap(({ rows }) => rows), ...(open?.rows ?? [])],
    reached: () => ({ second: (open?.second ?? expected) - sign * SECOND, rows: [] }),
  };
}

import type { Behaviour } from './behaviour.ts';
import { retainedFrom, wholeSecond } from './row.ts';
import type { Row } from './row.ts';

/** Which rows to answer. Times are epoch ms in whole seconds; without them the list is open on that side. */
export interface ListQuery {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly where?: ((row: Row) => boolean) | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** A page of rows, how many rows match in all, and how many had to be looked at to tell. */
export interface ListAnswer {
  readonly rows: readonly Row[];
  readonly total: number;
  readonly scanned: number;
}

/** Rows in order of time, of which only the asked page is touched if nothing but time decides. */
export class TimeIndex {
  /** Oldest first; within one second by lot. */
  #rows: Row[] = [];
  #shuffled: Row[] | undefined;

  constructor(rows: readonly Row[] = []) {
    this.add(rows);
  }

  /** Rows may be added in any order; those newer than all others cost least. */
  add(rows: readonly Row[]): void {
    const last = this.#rows.at(-1);
    const added = rows.toSorted(byTime);
    for (const row of added) this.#rows.push(row);
    if (last !== undefined && added[0] !== undefined && byTime(last, added[0]) > 0) this.#rows.sort(byTime);
    this.#shuffled = undefined;
  }

  /** The page that an account of this behaviour is shown at `now`, epoch ms. */
  list(query: ListQuery, behaviour: Behaviour, now: number): ListAnswer {
    const window = this.#window(query, behaviour, now);
    if (behaviour.order !== 'shuffled' && query.where === undefined && window.isWhollyVisible) {
      return this.#slice(window, query, behaviour);
    }
    return this.#scan(window, query, behaviour);
  }

  #slice({ from, to }: Window, { offset, limit }: ListQuery, { order }: Behaviour): ListAnswer {
    const total = to - from;
    const first = Math.min(offset, total);
    const count = Math.min(limit, total - first);
    const rows =
      order === 'oldest-first'
        ? this.#rows.slice(from + first, from + first + count)
        : this.#rows.slice(to - first - count, to - first).toReversed();
    return { rows, total, scanned: rows.length };
  }

  #scan(window: Window, { where, offset, limit }: ListQuery, { order }: Behaviour): ListAnswer {
    const candidates = this.#candidates(window, order);
    const rows: Row[] = [];
    let total = 0;
    for (const row of candidates) {
      if (row.arrivedAt > window.visibleUntil || where?.(row) === false) continue;
      if (total >= offset && rows.length < limit) rows.push(row);
      total++;
    }
    return { rows, total, scanned: candidates.length };
  }

  /** The rows of the window, in order. */
  #candidates({ from, to }: Window, order: Behaviour['order']): readonly Row[] {
    if (order === 'oldest-first') return this.#rows.slice(from, to);
    if (order === 'newest-first') return this.#rows.slice(from, to).toReversed();
    const [oldest, newest] = [this.#rows[from], this.#rows[to - 1]];
    if (oldest === undefined || newest === undefined || from >= to) return [];
    this.#shuffled ??= this.#rows.toSorted((one, other) => one.lot - other.lot || byTime(one, other));
    return this.#shuffled.filter(
      (row) => row.createdAt >= oldest.createdAt && row.createdAt <= newest.createdAt,
    );
  }

  #window(query: ListQuery, behaviour: Behaviour, now: number): Window {
    const visibleUntil = now - behaviour.visibleDelayMs;
    const visibleSecond = wholeSecond(visibleUntil);
    const asked = query.start === undefined ? -Infinity : query.start + (behaviour.startIsInclusive ? 0 : 1);
    const start = Math.max(asked, retainedFrom(now, behaviour.retentionMs));
    const end = query.end === undefined ? Infinity : query.end + (behaviour.endIsInclusive ? 1 : 0);
    const from = this.#firstAt(start);
    const to = Math.max(from, this.#firstAt(Math.min(end, visibleSecond + 1)));
    // Only rows of the present second can be in the window and not yet to be seen.
    let isWhollyVisible = true;
    for (let at = to - 1; at >= from && isWhollyVisible; at--) {
      const row = this.#rows[at];
      if (row === undefined || row.createdAt < visibleSecond) break;
      isWhollyVisible = row.arrivedAt <= visibleUntil;
    }
    return { from, to, visibleUntil, isWhollyVisible };
  }

  /** The place of the first row created at `instant` or later. */
  #firstAt(instant: number): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle]?.createdAt ?? Infinity) < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

interface Window {
  readonly from: number;
  readonly to: number;
  readonly visibleUntil: number;
  readonly isWhollyVisible: boolean;
}

function byTime(one: Row, other: Row): number {
  return one.createdAt - other.createdAt || one.lot - other.lot;
}

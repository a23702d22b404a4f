import type { Behaviour, Count } from './behaviour.ts';
import { hashOf, retainedFrom, updatedAt, wholeSecond } from './row.ts';
import type { Row } from './row.ts';

/** Which rows to list. Times are epoch ms in whole seconds; without them the list is open on that protocol. */
export interface ListQuery {
  readonly start?: number | undefined;
  readonly end?: number | undefined;
  readonly where?: ((row: Row) => boolean) | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** A page of rows. */
export interface ListAnswer {
  readonly rows: readonly Row[];
  /** What the vendor says that the list holds; undefined if it says nothing. */
  readonly total: number | undefined;
  /** How many rows had to be looked at. */
  readonly scanned: number;
}

/** Rows by time. A page touches only its own rows if nothing but time decides. */
export class TimeIndex {
  /** Oldest first; within one second by sort key. */
  #rows: Row[] = [];
  /** The longest time between a row's creation and its appearance. */
  #maxDelayMs = 0;

  constructor(rows: readonly Row[] = []) {
    this.add(rows);
  }

  /** Rows may be added in any order; those newer than all others cost least. */
  add(rows: readonly Row[]): void {
    const last = this.#rows.at(-1);
    const added = rows.toSorted(byTime);
    for (const row of added) {
      this.#rows.push(row);
      this.#maxDelayMs = Math.max(this.#maxDelayMs, row.visibleFrom - row.createdAt);
    }
    if (last !== undefined && added[0] !== undefined && byTime(last, added[0]) > 0) this.#rows.sort(byTime);
  }

  /** Removes the rows created before `instant`, epoch ms, and returns them. */
  removeBefore(instant: number): readonly Row[] {
    return this.#rows.splice(0, this.#firstAt(instant));
  }

  /**
   * The page that an account of this behaviour is shown at `now`, epoch ms by the vendor's clock.
   *
   * @param call the number of the call, on which the order within a second may depend
   */
  list(query: ListQuery, behaviour: Behaviour, now: number, call = 0): ListAnswer {
    const window = this.#window(query, behaviour, now);
    const isByCreation = behaviour.order === 'newest-first' || behaviour.order === 'oldest-first';
    const needsOnlyThePage =
      isByCreation && query.where === undefined && window.isWhollyVisible && behaviour.count !== 'of-tasks';
    return needsOnlyThePage
      ? this.#slice(window, query, behaviour, call)
      : this.#scan(window, query, behaviour, now, call);
  }

  #slice({ from, to }: Window, query: ListQuery, behaviour: Behaviour, call: number): ListAnswer {
    const total = to - from;
    const { first, count } = pageOf(query, behaviour, total);
    const isNewestFirst = behaviour.order === 'newest-first';
    let low = isNewestFirst ? to - first - count : from + first;
    let high = low + count;
    const [pageLow, pageHigh] = [low, high];
    const tieOrder = tieOrderOf(behaviour, query.limit, call);
    if (tieOrder !== undefined && count > 0) {
      while (low > from && this.#rows[low - 1]?.createdAt === this.#rows[low]?.createdAt) low--;
      while (high < to && this.#rows[high]?.createdAt === this.#rows[high - 1]?.createdAt) high++;
    }
    const ordered = this.#rows.slice(low, high);
    if (isNewestFirst) ordered.reverse();
    const skipped = isNewestFirst ? high - pageHigh : pageLow - low;
    const rows = withTieOrder(ordered, tieOrder, createdAt).slice(skipped, skipped + count);
    return { rows, total: counted(behaviour.count, total, rows, []), scanned: rows.length };
  }

  #scan(window: Window, query: ListQuery, behaviour: Behaviour, now: number, call: number): ListAnswer {
    const candidates = this.#rows.slice(window.from, window.to);
    const { where } = query;
    const matching = candidates.filter(
      (row) => row.visibleFrom <= window.visibleUntil && where?.(row) !== false,
    );
    const timeOf = behaviour.order === 'last-changed-first' ? (row: Row) => updatedAt(row, now) : createdAt;
    const ordered = withTieOrder(
      orders[behaviour.order](matching, timeOf),
      behaviour.order === 'shuffled' ? undefined : tieOrderOf(behaviour, query.limit, call),
      timeOf,
    );
    const { first, count } = pageOf(query, behaviour, ordered.length);
    const rows = ordered.slice(first, first + count);
    return {
      rows,
      total: counted(behaviour.count, ordered.length, rows, ordered),
      scanned: candidates.length,
    };
  }

  #window(query: ListQuery, behaviour: Behaviour, now: number): Window {
    const visibleUntil = now - behaviour.visibleDelayMs;
    const visibleSecond = wholeSecond(visibleUntil);
    const requestedStart =
      query.start === undefined ? -Infinity : query.start + (behaviour.startIsInclusive ? 0 : 1);
    const clipped =
      query.start === undefined ? -Infinity : (query.end ?? visibleSecond) - behaviour.maxWindowMs;
    const start = Math.max(requestedStart, retainedFrom(now, behaviour.retentionMs), clipped);
    const end = query.end === undefined ? Infinity : query.end + (behaviour.endIsInclusive ? 1 : 0);
    const from = this.#firstAt(start);
    const to = Math.max(from, this.#firstAt(Math.min(end, visibleSecond + 1)));
    // Only rows younger than the longest delay can be in the window and not visible yet.
    let isWhollyVisible = true;
    for (let at = to - 1; at >= from && isWhollyVisible; at--) {
      const row = this.#rows[at];
      if (row === undefined || row.createdAt + this.#maxDelayMs <= visibleUntil) break;
      isWhollyVisible = row.visibleFrom <= visibleUntil;
    }
    return { from, to, visibleUntil, isWhollyVisible };
  }

  /** The position of the first row created at `instant` or later. */
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

type TimeOf = (row: Row) => number;
type TieOrder = (row: Row) => number;

/** Sorts rows that are given oldest first. */
const orders: Readonly<Record<Behaviour['order'], (rows: readonly Row[], timeOf: TimeOf) => Row[]>> = {
  'oldest-first': (rows) => [...rows],
  'newest-first': (rows) => rows.toReversed(),
  'last-changed-first': (rows, timeOf) => {
    const changes = new Map(rows.map((row) => [row, timeOf(row)]));
    return rows.toSorted((one, other) => (changes.get(other) ?? 0) - (changes.get(one) ?? 0));
  },
  shuffled: (rows) => rows.toSorted((one, other) => one.sortKey - other.sortKey || byTime(one, other)),
};

function pageOf({ offset, limit }: ListQuery, { maxDepth }: Behaviour, rows: number) {
  const first = Math.min(offset, rows);
  // A call without pages has no positions.
  const depth = limit === Infinity ? Infinity : maxDepth;
  return { first, count: Math.max(0, Math.min(limit, rows - first, depth - first)) };
}

/** Undefined if rows of one second keep the order that they have. */
function tieOrderOf({ ties }: Behaviour, limit: number, call: number): TieOrder | undefined {
  if (ties === 'fixed') return undefined;
  const seed = ties === 'by-page-size' ? `size ${limit}` : `call ${call}`;
  return (row) => hashOf(seed, row.sortKey);
}

/** The rows with each run of one time in the order of its ties. */
function withTieOrder(rows: readonly Row[], tieOrder: TieOrder | undefined, timeOf: TimeOf): readonly Row[] {
  if (tieOrder === undefined) return rows;
  const ordered: Row[] = [];
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const time = timeAt(rows, from, timeOf);
    while (to < rows.length && timeAt(rows, to, timeOf) === time) to++;
    const run = rows.slice(from, to).map((row) => ({ row, key: tieOrder(row) }));
    for (const { row } of run.toSorted((one, other) => one.key - other.key)) ordered.push(row);
  }
  return ordered;
}

function timeAt(rows: readonly Row[], index: number, timeOf: TimeOf): number | undefined {
  const row = rows[index];
  return row === undefined ? undefined : timeOf(row);
}

function counted(count: Count, rows: number, page: readonly Row[], list: readonly Row[]): number | undefined {
  if (typeof count === 'object') return Math.min(rows, count.cappedAt);
  return counters[count](rows, page, list);
}

const counters: Readonly<
  Record<
    Extract<Count, string>,
    (rows: number, page: readonly Row[], list: readonly Row[]) => number | undefined
  >
> = {
  exact: (rows) => rows,
  'one-too-high': (rows) => rows + 1,
  doubled: (rows) => rows * 2,
  absent: () => undefined,
  'of-the-page': (_rows, page) => page.length,
  'of-tasks': (_rows, _page, list) => new Set(list.map((row) => row.taskId)).size,
};

function createdAt(row: Row): number {
  return row.createdAt;
}

function byTime(one: Row, other: Row): number {
  return one.createdAt - other.createdAt || one.sortKey - other.sortKey;
}

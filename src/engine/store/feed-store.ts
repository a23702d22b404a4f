import { isFinal, type UrlDetail } from '../../domain/task.ts';
import { secondOf, type Instant, type Window } from '../../domain/time.ts';
import { groupByTask } from '../list/group.ts';
import { compareRows } from '../list/order.ts';
import {
  CoverageMap,
  gapsBetween,
  withoutSeconds,
  isNarrowedTo,
  type Coverage,
  type CoverageQuery,
} from './coverage.ts';
import type { KeptFacts } from './history.ts';

/** A row, and when the call began that returned it. */
interface StoredRow {
  row: UrlDetail;
  seenAt: Instant;
}

/** The rows of one second. */
class Second {
  readonly rows = new Map<string, StoredRow>();
  /** How many of them are not final. */
  open = 0;
  #ordered: readonly UrlDetail[] | undefined;
  #byTask: ReadonlyMap<string, readonly UrlDetail[]> | undefined;

  /** Whether the row is new. A final state is never replaced by an open one, nor a newer sighting by an older one. */
  put(key: string, row: UrlDetail, seenAt: Instant): boolean {
    const known = this.rows.get(key);
    if (known === undefined) {
      this.rows.set(key, { row, seenAt });
      if (!isFinal(row.state)) this.open += 1;
      this.#changed();
      return true;
    }
    const isOpen = !isFinal(row.state);
    const wasOpen = !isFinal(known.row.state);
    if (seenAt < known.seenAt || (isOpen && !wasOpen)) return false;
    if (wasOpen && !isOpen) this.open -= 1;
    known.row = row;
    known.seenAt = seenAt;
    this.#changed();
    return false;
  }

  #changed(): void {
    this.#ordered = undefined;
    this.#byTask = undefined;
  }

  /** In the order of every list. */
  get ordered(): readonly UrlDetail[] {
    return (this.#ordered ??= [...this.rows.values()].map(({ row }) => row).toSorted(compareRows));
  }

  get byTask(): ReadonlyMap<string, readonly UrlDetail[]> {
    return (this.#byTask ??= groupByTask(this.ordered));
  }
}

const none: ReadonlyMap<string, readonly UrlDetail[]> = new Map();

/** Identifies a row within its feed and second: a vendor that shows a URL once an area means one row for each. */
const rowKey = ({ kind, taskId, url, area }: UrlDetail): string =>
  `${kind}\n${taskId}\n${url}\n${area ?? ''}`;

/** What is known of one feed: its rows by second, and which ranges of it were read. */
export class FeedStore {
  readonly #coverage = new CoverageMap();
  readonly #seconds = new Map<Instant, Second>();
  /** The seconds that have rows, ascending. */
  readonly #order: Instant[] = [];
  /** The seconds that have rows which are not final. */
  readonly #openSeconds = new Set<Instant>();
  #size = 0;
  readonly #onResize: (rows: number) => void;
  /** When it was last read from; the store evicts from the feed that was not used for longest. */
  lastUsed: Instant = 0;
  /** Ranges that running requests rely on, by their older end. */
  readonly #pins = new Map<symbol, Instant>();

  /** `onResize` receives the number of rows that were added, or, if negative, dropped. */
  constructor(onResize: (rows: number) => void = () => undefined) {
    this.#onResize = onResize;
  }

  /** Rows kept. */
  get size(): number {
    return this.#size;
  }

  /** Adds rows and the ranges that they justify in one step. `seenAt` is the start of the call that returned the rows. */
  add(rows: readonly UrlDetail[], seenAt: Instant, ranges: readonly Coverage[] = []): void {
    this.#change(() => {
      for (const row of rows) this.#put(row, seenAt);
      for (const range of ranges) this.#coverage.add(range);
    });
  }

  /** Adds what the history contains, in one step. It replaces only older rows and ranges. */
  restore({ rows, ranges }: Pick<KeptFacts, 'rows' | 'ranges'>): void {
    this.#change(() => {
      for (const { row, seenAt } of rows) this.#put(row, seenAt);
      for (const range of ranges) this.#coverage.addOlder(range);
    });
  }

  #change(change: () => void): void {
    const before = this.#size;
    change();
    this.#onResize(this.#size - before);
  }

  #put(row: UrlDetail, seenAt: Instant): void {
    const at = secondOf(row.createdAt);
    let second = this.#seconds.get(at);
    if (second === undefined) {
      second = new Second();
      this.#seconds.set(at, second);
      this.#insert(at);
    }
    if (second.put(rowKey(row), row, seenAt)) this.#size += 1;
    if (second.open > 0) this.#openSeconds.add(at);
    else this.#openSeconds.delete(at);
  }

  /** The ranges within the query's that must be read, ascending; empty where everything is known and fresh. */
  gaps(query: CoverageQuery): Window[] {
    const parts = this.#coverage.validParts(query);
    // An open row that a fresh reading does not contain is not read again: the vendor no longer lists it.
    const isFresh = ({ readAt }: Coverage): boolean => readAt >= query.floor;
    const settled = parts.filter((part) => !isFresh(part));
    const known = [...parts.filter(isFresh), ...withoutSeconds(settled, this.#staleSeconds(query))];
    return gapsBetween(
      query,
      known.toSorted((a, b) => a.from - b.from),
    );
  }

  /** Whether there is a range of which only the tasks are known. */
  get hasTaskCoverage(): boolean {
    return this.#coverage.hasTaskRanges;
  }

  /** The valid coverage of a range. */
  covered(query: CoverageQuery): Coverage[] {
    return this.#coverage.validParts(query);
  }

  /** Whether any narrowing of the second was read at any time. */
  wasRead(second: Instant): boolean {
    return this.#coverage.covers(second);
  }

  /** The seconds of a range that have rows, newest first. */
  *secondsDown({ from, to }: Window): Generator<Instant> {
    for (let index = this.#indexFrom(to) - 1; index >= 0; index--) {
      const second = this.#order[index];
      if (second === undefined || second < from) return;
      yield second;
    }
  }

  /** The seconds of a range that have rows, oldest first. */
  *secondsUp({ from, to }: Window): Generator<Instant> {
    for (let index = this.#indexFrom(from); index < this.#order.length; index++) {
      const second = this.#order[index];
      if (second === undefined || second >= to) return;
      yield second;
    }
  }

  /** The rows of a second, in the order of every list. */
  rowsOf(second: Instant): readonly UrlDetail[] {
    return this.#seconds.get(second)?.ordered ?? [];
  }

  /** The rows of a second by the task that they belong to, as `taskIdentity` names it. */
  tasksOf(second: Instant): ReadonlyMap<string, readonly UrlDetail[]> {
    return this.#seconds.get(second)?.byTask ?? none;
  }

  /** When a row was last seen, by the start of the call; undefined for a row that is not kept. */
  seenAt(row: UrlDetail): Instant | undefined {
    return this.#seconds.get(secondOf(row.createdAt))?.rows.get(rowKey(row))?.seenAt;
  }

  /** How many rows a range has. */
  count({ from, to }: Window): number {
    let count = 0;
    for (const second of this.secondsUp({ from, to })) count += this.#seconds.get(second)?.rows.size ?? 0;
    return count;
  }

  /** Keeps a range from being evicted until the answer is complete. */
  pin(from: Instant): () => void {
    const pin = Symbol('pin');
    this.#pins.set(pin, from);
    return () => void this.#pins.delete(pin);
  }

  /** Drops the oldest half of the rows that no request has pinned, with their coverage. Returns how many were dropped. */
  evict(): number {
    const pinned = Math.min(...this.#pins.values());
    const middle = this.#order[Math.ceil(this.#order.length / 2)] ?? Infinity;
    const cut = Math.min(middle, pinned);
    const before = this.#size;
    const count = cut === Infinity ? this.#order.length : this.#indexFrom(cut);
    for (const second of this.#order.splice(0, count)) {
      this.#size -= this.#seconds.get(second)?.rows.size ?? 0;
      this.#seconds.delete(second);
      this.#openSeconds.delete(second);
    }
    this.#coverage.dropBefore(cut);
    this.#onResize(this.#size - before);
    return before - this.#size;
  }

  /** Seconds with open rows of the narrowing that were not seen since the floor: their rows may have changed. */
  #staleSeconds({ from, to, floor, narrowing }: CoverageQuery): Instant[] {
    // By now they may be in any state.
    const narrowed = { ...narrowing, states: undefined };
    const stale: Instant[] = [];
    for (const second of this.#openSeconds) {
      if (second < from || second >= to) continue;
      const rows = this.#seconds.get(second)?.rows.values() ?? [];
      for (const { row, seenAt } of rows) {
        if (seenAt < floor && !isFinal(row.state) && isNarrowedTo(row, narrowed)) {
          stale.push(second);
          break;
        }
      }
    }
    return stale.toSorted((a, b) => a - b);
  }

  #insert(second: Instant): void {
    const last = this.#order.at(-1);
    if (last === undefined || last < second) this.#order.push(second);
    else this.#order.splice(this.#indexFrom(second), 0, second);
  }

  /** The place of the first second that is not before an instant. */
  #indexFrom(instant: Instant): number {
    let low = 0;
    let high = this.#order.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#order[middle] ?? Infinity) < instant) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

import type { RowPage } from '../../domain/source.ts';
import { secondOf, type Instant, type Window } from '../../domain/time.ts';

/** A second that was skipped because its rows fill pages. */
export interface Jump {
  readonly second: Instant;
  /** How many rows were created in it; undefined until the total of the older list is known. */
  readonly rows: number | undefined;
  /** When the call began that showed its first rows. */
  readonly startedAt: Instant;
}

/** A skipped second whose size follows from the total of the older list. */
interface PendingJump {
  readonly second: Instant;
  readonly startedAt: Instant;
  /** The older end of its list, which is also that of the older list. */
  readonly windowFrom: Instant;
  /** The number of rows of the second and of everything older. */
  readonly rowsFromHere: number;
}

/**
 * The seconds that one list of tasks passes over. All rows of a task share a second or a few, so a list of tasks need not read
 * them: the totals of the lists above and below such a second tell how many rows it has, and lookups tell whose they are.
 */
export class Jumps {
  readonly #jumps = new Map<Instant, Jump>();
  #pending: PendingJump | undefined;

  get seconds(): readonly Instant[] {
    return [...this.#jumps.keys()];
  }

  get(second: Instant): Jump | undefined {
    return this.#jumps.get(second);
  }

  /** Skips the second of a page that contains only this second. */
  add(second: Instant, window: Window, page: RowPage, startedAt: Instant): void {
    if (page.totalCount === undefined) return;
    const above = page.rows.filter(({ createdAt }) => secondOf(createdAt) > second).length;
    this.#jumps.set(second, { second, rows: undefined, startedAt });
    this.#pending = { second, startedAt, windowFrom: window.from, rowsFromHere: page.totalCount - above };
  }

  /** The list to read next, because its total determines the size of the last second. */
  windowBelow(range: Window): Window | undefined {
    if (this.#pending?.second !== range.to || this.#pending.windowFrom < range.from) return undefined;
    return { from: this.#pending.windowFrom, to: range.to };
  }

  /** The list whose total determines the size of the last second, while that is not known. */
  get pendingWindow(): Window | undefined {
    if (this.#pending === undefined || this.#pending.windowFrom >= this.#pending.second) return undefined;
    return { from: this.#pending.windowFrom, to: this.#pending.second };
  }

  /** Computes the size of the last second from the total of the older list. */
  learn(window: Window, total: number | undefined): void {
    const pending = this.#pending;
    if (pending === undefined || window.to !== pending.second || window.from !== pending.windowFrom) return;
    this.#pending = undefined;
    const { second, startedAt, rowsFromHere } = pending;
    const rows = total === undefined ? undefined : rowsFromHere - total;
    this.#jumps.set(second, { second, startedAt, rows });
  }

  /** No longer skips the second, because it was read. */
  remove(second: Instant): void {
    this.#jumps.delete(second);
    if (this.#pending?.second === second) this.#pending = undefined;
  }
}

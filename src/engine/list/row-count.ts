import { VendorError } from '../../domain/errors.ts';
import type { Instant, Window } from '../../domain/time.ts';
import type { UrlDetail } from '../../domain/task.ts';
import { yieldIfLong } from '../runtime.ts';
import type { Coverage } from '../store/coverage.ts';
import type { FeedView } from './feed-view.ts';
import { rowIdentity } from './whole-reader.ts';
import { countsRows, readLastPage } from './proofs.ts';

/** Goes through the rows of one feed that are certain, newest first, each once. */
export class Scan {
  readonly view: FeedView;
  /** What was scanned and may lack rows. */
  readonly partial: Coverage[] = [];
  #done: Instant;

  constructor(view: FeedView) {
    this.view = view;
    this.#done = view.range.to;
  }

  /** Everything from here on was scanned; undefined where the whole feed was. */
  get edge(): Instant | undefined {
    return this.#done > this.view.range.from ? this.#done : undefined;
  }

  /** Whether everything that is known was scanned. */
  get isUpToDate(): boolean {
    return this.#knownFrom >= this.#done;
  }

  get #knownFrom(): Instant {
    return this.view.edge ?? this.view.range.from;
  }

  /** Scans what is known and was not scanned yet. */
  async advance(take: (row: UrlDetail) => void): Promise<void> {
    const part = { from: this.#knownFrom, to: this.#done };
    if (part.from >= part.to) return;
    this.#done = part.from;
    this.partial.push(...this.view.covered(part).filter(({ partial }) => partial !== undefined));
    const seconds: Instant[] = [];
    for (const second of this.view.seconds(part.to)) {
      if (second < part.from) break;
      seconds.push(second);
    }
    for (const second of seconds) {
      for (const row of this.view.rowsOf(second)) {
        await yieldIfLong();
        take(row);
      }
    }
  }
}

/**
 * How many rows a list has over its whole range: counted in the store where everything is known, otherwise by the vendors'
 * totals; undefined where one of them counts something else, or cannot apply a filter, or the budget is spent.
 */
export async function countRows(views: readonly FeedView[]): Promise<number | undefined> {
  try {
    const counts = await Promise.all(views.map((view) => countFeed(view)));
    let sum = 0;
    for (const count of counts) {
      if (count === undefined) return undefined;
      sum += count;
    }
    return sum;
  } catch (error) {
    if (error instanceof VendorError) return undefined;
    throw error;
  }
}

async function countFeed(view: FeedView): Promise<number | undefined> {
  await yieldIfLong();
  const [{ stream }, ...others] = view.parts.streams;
  if (view.edge === undefined) {
    const isPartial = view.covered(view.range).some(({ partial }) => partial !== undefined);
    return isPartial ? undefined : countKnown(view);
  }
  // A total that counts tasks does not determine the number of URLs.
  if (view.parts.state.feed.capabilities.rows !== undefined) return undefined;
  const isFiltered = Object.values(stream.residual).some((value) => value !== undefined);
  if (others.length > 0 || isFiltered || !(await isTotalProved(view))) return undefined;
  const { facts } = view.parts.state;
  // A total counts a row twice if the vendor lists it twice.
  if (facts.repeatsRows || !facts.isOrdered(view.parts.caller.scope.now)) return undefined;
  let sum = 0;
  for (let to = view.range.to; to > view.range.from;) {
    const from = Math.max(view.range.from, to - facts.trustedWindow);
    const count = await countWindow(view, { from, to });
    if (count === undefined) return undefined;
    sum += count;
    to = from;
  }
  return sum;
}

function countKnown(view: FeedView): number {
  let count = 0;
  for (const second of view.seconds()) count += view.rowsOf(second).length;
  return count;
}

/** The vendor's total, less the rows beyond the window's ends that it may have counted too. */
async function countWindow(view: FeedView, window: Window): Promise<number | undefined> {
  const { facts } = view.parts.state;
  const sent = facts.sent(window);
  const head = await view.ask({ window: sent, offset: 0, limit: 1 });
  const { totalCount: total } = head.page;
  if (total === undefined || total < head.page.rowsAnswered) return undefined;
  if (total === 0) return 0;
  const tail = await readLastPage(view.parts.state, (last) => view.ask(last), sent, total);
  if (tail === undefined) return undefined;
  const isOutside = ({ createdAt }: { createdAt: Instant }): boolean =>
    createdAt < window.from || createdAt >= window.to;
  const newest = head.page.rows[0];
  const oldest = tail.rows.at(-1);
  if (newest === undefined || oldest === undefined) return undefined;
  const before = facts.sent(window);
  if (newest.createdAt >= window.to) facts.isNewerEndInclusive = true;
  if (oldest.createdAt < window.from) facts.isOlderEndInclusive = true;
  // Once the meaning of the ends is known, a range can be sent that holds nothing else.
  if (!isOutside(newest) && !isOutside(oldest)) return total;
  const after = facts.sent(window);
  return after.from === before.from && after.to === before.to ? undefined : countWindow(view, window);
}

/**
 * Whether a feed's total counts rows. Proved once a feed: of a list whose first page has more rows than tasks and that goes on, the
 * last row stands exactly at the total. Everything else refutes it.
 */
export async function isTotalProved(view: FeedView): Promise<boolean> {
  const { facts } = view.parts.state;
  if (facts.total !== 'unknown') return facts.total === 'rows';
  const window = { from: Math.max(view.range.from, view.range.to - facts.trustedWindow), to: view.range.to };
  const sent = facts.sent(window);
  const limit = facts.safePage;
  const { page } = await view.ask({ window: sent, offset: 0, limit });
  const { totalCount: total, rows, rowsAnswered } = page;
  facts.learnAnswer({ rowsAnswered, asked: limit, offset: 0, total });
  facts.repeatsRows ||= new Set(rows.map(rowIdentity)).size < rows.length;
  return countsRows(view.parts.state, (last) => view.ask(last), sent, page);
}

import { VendorError } from '../../domain/errors.ts';
import { SECOND, type Instant, type Window } from '../../domain/time.ts';
import type { FeedFacts } from './feed-facts.ts';
import type { FeedView } from './feed-view.ts';
import { taskIdentity } from './group.ts';

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
  const [{ stream }, ...others] = view.parts.streams;
  if (view.edge === undefined) return countKnown(view);
  const isFiltered = Object.values(stream.residual).some((value) => value !== undefined);
  if (others.length > 0 || isFiltered || !(await isTotalProved(view))) return undefined;
  const { facts } = view.parts.state;
  let sum = 0;
  for (let to = view.range.to; to > view.range.from;) {
    const from = Math.max(view.range.from, to - facts.usableWindow);
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
  const { page: tail } = await view.ask({ window: sent, offset: total - 1, limit: 1 });
  if (tail.totalCount !== total || tail.rowsAnswered !== 1) return undefined;
  const isOutside = ({ createdAt }: { createdAt: Instant }): boolean =>
    createdAt < window.from || createdAt >= window.to;
  const newest = head.page.rows[0];
  const oldest = tail.rows[0];
  if (newest === undefined || oldest === undefined) return undefined;
  if (newest.createdAt >= window.to) facts.isNewerEndInclusive = true;
  if (oldest.createdAt < window.from) facts.isOlderEndInclusive = true;
  // Once the meaning of the ends is known, a range can be sent that holds nothing else.
  if (!isOutside(newest) && !isOutside(oldest)) return total;
  const isExact = sent.from === window.from && sent.to === window.to - SECOND;
  return isExact ? undefined : countWindow(view, window);
}

/**
 * Whether a feed's total counts rows. Proved once a feed: of a list whose first page has more rows than tasks and that goes on, the
 * last row stands exactly at the total. Everything else refutes it.
 */
export async function isTotalProved(view: FeedView): Promise<boolean> {
  const { facts } = view.parts.state;
  if (facts.total !== 'unknown') return facts.total === 'rows';
  const window = { from: Math.max(view.range.from, view.range.to - facts.usableWindow), to: view.range.to };
  const sent = facts.sent(window);
  const limit = Math.min(facts.pageSize, 20);
  const { page } = await view.ask({ window: sent, offset: 0, limit });
  const { totalCount: total, rows, rowsAnswered } = page;
  facts.learnAnswer({ rowsAnswered, asked: limit, offset: 0, total });
  const tasks = new Set(rows.map(taskIdentity)).size;
  if (total === undefined || total <= rowsAnswered || rows.length <= tasks) return false;
  const { page: last } = await view.ask({ window: sent, offset: total - 1, limit: 2 });
  facts.decideTotal(last.rowsAnswered === 1 && last.totalCount === total);
  return isRowsTotal(facts);
}

const isRowsTotal = ({ total }: FeedFacts): boolean => total === 'rows';

import type { Capabilities, RowPage } from '../../domain/source.ts';
import type { Window } from '../../domain/time.ts';
import type { PageQuery } from './feed-pages.ts';
import type { FeedState } from './feed-state.ts';
import { taskIdentity } from './group.ts';
import type { ReadPage } from './page-caller.ts';

/** Whether a page can prove that a total counts rows: it has more rows than tasks, and the list goes on. */
const canProveTotal = ({ rows, rowsAnswered, totalCount }: RowPage): boolean =>
  totalCount !== undefined && totalCount > rowsAnswered && new Set(rows.map(taskIdentity)).size < rows.length;

/** A page that ends at the total, and has room for more rows. */
interface LastPage {
  readonly offset: number;
  readonly limit: number;
  /** How many rows it has if the total counts rows. */
  readonly rows: number;
}

/** The page that shows whether a list ends where its total says; undefined where no page size of the vendor can. */
function lastPageOf(paging: Capabilities['paging'], total: number, pageSize: number): LastPage | undefined {
  // Numbered pages begin at multiples of their size: of one that does not divide the total, the last has room.
  let limit = 2;
  if (paging === 'page-number') while (total % limit === 0) limit += 1;
  if (limit > pageSize) return undefined;
  const rows = paging === 'page-number' ? total % limit : 1;
  return { offset: total - rows, limit, rows };
}

/**
 * Reads the page that ends at the total of a list, if the list does, and decides what the total counts. Undefined where the list ends
 * elsewhere, has changed since, or no page size of the vendor can show it.
 */
export async function readLastPage(
  { facts, feed }: Pick<FeedState, 'facts' | 'feed'>,
  ask: (page: PageQuery) => Promise<ReadPage | undefined>,
  window: Window,
  total: number,
): Promise<RowPage | undefined> {
  const last = lastPageOf(feed.capabilities.paging, total, facts.pageSize);
  if (last === undefined) return undefined;
  const answer = await ask({ window, offset: last.offset, limit: last.limit });
  if (answer === undefined || answer.page.totalCount !== total) return undefined;
  const isAtTotal = answer.page.rowsAnswered === last.rows;
  facts.decideTotal(isAtTotal, total);
  return isAtTotal ? answer.page : undefined;
}

/** Whether the total of a list counts rows; where that is not known yet, its first page can prove it. */
export async function countsRows(
  state: Pick<FeedState, 'facts' | 'feed'>,
  ask: (page: PageQuery) => Promise<ReadPage | undefined>,
  window: Window,
  first: RowPage,
): Promise<boolean> {
  if (state.facts.total === 'unknown' && canProveTotal(first))
    await readLastPage(state, ask, window, first.totalCount ?? 0);
  return state.facts.total === 'rows';
}

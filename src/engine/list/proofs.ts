import type { UrlDetail } from '../../domain/task.ts';
import { SECOND, secondOf, type Instant, type Window } from '../../domain/time.ts';
import type { Capabilities, RowPage } from '../../domain/source.ts';
import type { FeedPages, PageQuery } from './feed-pages.ts';
import type { FeedState } from './feed-state.ts';
import { taskIdentity } from './group.ts';
import type { ReadPage } from './page-caller.ts';

/** The list that a page belongs to. */
interface PageOfList {
  readonly window: Window;
  readonly offset: number;
  readonly limit: number;
  /** Whether nothing follows the page in its list. */
  readonly isEnd: boolean;
}

/** Checks that the answers of one feed are newest first, which no vendor documents. */
export class OrderCheck {
  readonly #pages: FeedPages;
  /** The newest second of a first page, and the older end of its list: older rows of that list confirm the order. */
  #head: { readonly from: Instant; readonly second: Instant } | undefined;

  constructor(pages: FeedPages) {
    this.#pages = pages;
  }

  /** Whether a page is newest first, and no newer rows follow it. Throws `VendorError`. */
  async holds(page: PageOfList, rows: readonly UrlDetail[]): Promise<boolean> {
    if (page.offset === 0) this.#confirm(page.window, rows);
    return isNewestFirst(rows) && !(await this.#hidesNewerRows(page, rows));
  }

  /** A list that showed a second first, and also has older ones, is newest first. */
  #confirm({ from }: Window, rows: readonly UrlDetail[]): void {
    const [first] = rows;
    if (first === undefined) return;
    const second = secondOf(first.createdAt);
    if (this.#head?.from === from && second < this.#head.second && second >= from)
      this.#pages.state.facts.isOrderConfirmed = true;
    this.#head = { from, second };
  }

  /**
   * Whether a first page of one second hides newer ones: until two descending seconds were seen in one answer, the vendor may
   * list the oldest first.
   */
  async #hidesNewerRows(
    { window, limit, offset, isEnd }: PageOfList,
    rows: readonly UrlDetail[],
  ): Promise<boolean> {
    const { facts } = this.#pages.state;
    const [first] = rows;
    if (facts.isOrderConfirmed || first === undefined || offset > 0 || isEnd) return false;
    const second = secondOf(first.createdAt);
    if (second !== oldestSecond(rows) || second + SECOND >= window.to) return false;
    for (let round = 0; round < 2; round++) {
      const sent = facts.sent({ from: second + SECOND, to: window.to });
      const answer = await this.#pages.ask({ window: sent, offset: 0, limit });
      if (answer === undefined) return false;
      const { page } = answer;
      if (page.rows.some(({ createdAt }) => createdAt >= second + SECOND && createdAt < window.to))
        return true;
      if (oldestSecond(page.rows) !== second) return false;
      facts.isOlderEndInclusive = true;
    }
    return false;
  }
}

const isNewestFirst = (rows: readonly UrlDetail[]): boolean =>
  rows.every((row, index) => {
    const before = rows[index - 1];
    return before === undefined || secondOf(before.createdAt) >= secondOf(row.createdAt);
  });

/** The second of the last row of a page. */
export const oldestSecond = (rows: readonly UrlDetail[]): Instant | undefined => {
  const last = rows.at(-1);
  return last === undefined ? undefined : secondOf(last.createdAt);
};

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

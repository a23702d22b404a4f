import type { UrlDetail } from '../../domain/task.ts';
import { SECOND, secondOf, type Instant, type Window } from '../../domain/time.ts';
import type { FeedPages } from './feed-pages.ts';

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

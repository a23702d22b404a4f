import { VendorError } from '../../domain/errors.ts';
import type { FeedQuery, RowPage } from '../../domain/source.ts';
import type { UrlDetail } from '../../domain/task.ts';
import { DAY, SECOND, type Clock, type Instant, type Window } from '../../domain/time.ts';
import { SETTLING, type Coverage, type Narrowing } from '../store/coverage.ts';
import type { Expand, Expanded } from './feed-reader.ts';
import type { FeedState } from './feed-state.ts';
import { isListLost, listLost, unavailable, type PageCaller, type ReadPage } from './page-caller.ts';

/** A page of one list at the vendor. */
export type PageQuery = Pick<FeedQuery, 'window' | 'offset' | 'limit' | 'marker'>;

/** Pages of this size are accepted by every vendor that says what it accepts. */
const COMMON_PAGE = 100;

/** How often a list is asked for that its answers count and do not contain. */
const MISSING_LIST_TRIES = 3;

/** How often a page is asked for that is empty although its total promises rows. */
const EMPTY_LIST_TRIES = 2;

/** Asks for the pages of one feed in one narrowing, and keeps what they cover. */
export class FeedPages {
  readonly state: FeedState;
  readonly caller: PageCaller;
  readonly narrowing: Narrowing;
  readonly clock: Clock;
  /** Absent where the rows of the feed are what the list needs. */
  readonly #expand: Expand | undefined;

  constructor(
    state: FeedState,
    caller: PageCaller,
    narrowing: Narrowing,
    clock: Clock,
    expand: Expand | undefined,
  ) {
    this.state = state;
    this.caller = caller;
    this.narrowing = narrowing;
    this.clock = clock;
    this.#expand = expand;
  }

  /** The rows of an answer that were created within a window, in the form that the list needs, to be entered. */
  async within({ from, to }: Window, rows: readonly UrlDetail[]): Promise<Expanded> {
    const inside = rows.filter(({ createdAt }) => createdAt >= from && createdAt < to);
    return this.#expand === undefined ? { rows: inside } : this.#expand(inside);
  }

  /** Undefined where the vendor refused the page size or the window, and less is to be asked for. Throws `VendorError`. */
  async ask(page: PageQuery, narrowing = this.narrowing): Promise<ReadPage | undefined> {
    try {
      return await this.#askForList({ ...narrowing, ...page });
    } catch (error) {
      if (!(error instanceof VendorError) || error.rejected === undefined) throw error;
      if (!this.#learnRefusal(error, page)) throw error;
      return undefined;
    }
  }

  /** Asks again where an answer counts rows and has none of them. Throws `VendorError` where they stay lost. */
  async #askForList(query: FeedQuery): Promise<ReadPage> {
    const { facts, source } = this.state;
    const { name } = source.provider;
    for (let tries = 1; ; tries++) {
      const answer = await this.caller.ask(query);
      const { page } = answer;
      const isMissing = isListLost(page, query.offset);
      if (!isMissing && !this.#isEmptyBelowCount(page, query.offset)) return answer;
      if (tries < (isMissing && !facts.writesEmptyAsMissing ? MISSING_LIST_TRIES : EMPTY_LIST_TRIES))
        continue;
      if (isMissing) {
        if (!facts.writesEmptyAsMissing && !(await this.#givesKnownRows())) throw listLost(name, page);
        facts.writesEmptyAsMissing = true;
      } else if (await this.#givesLastRow(query, page.totalCount ?? 0))
        throw unavailable(
          name,
          `${name} counted ${page.totalCount} rows and gave none from ${query.offset} on.`,
        );
      facts.decideTotal(false);
      return answer;
    }
  }

  /** Whether an answer has no rows although its total promises some, and no reason for that is known. */
  #isEmptyBelowCount({ rowsAnswered, totalCount = 0 }: RowPage, offset: number): boolean {
    const { facts } = this.state;
    return (
      rowsAnswered === 0 && totalCount > offset && facts.total !== 'refuted' && !facts.isBeyondDepth(offset)
    );
  }

  /** Whether the vendor gives the last row that it counts: then others before it were withheld. */
  async #givesLastRow(query: FeedQuery, total: number): Promise<boolean> {
    const { page } = await this.caller.ask({ ...query, offset: total - 1, limit: 1 });
    return page.rowsAnswered > 0;
  }

  /** Whether the vendor gives rows of a second that has some: then a list that stays missing is an empty one, and its count is wrong. */
  async #givesKnownRows(): Promise<boolean> {
    const { facts, store } = this.state;
    const [known] = store.secondsDown({ from: -Infinity, to: Infinity });
    if (known === undefined) return false;
    const window = facts.sent({ from: known, to: known + SECOND });
    const { page } = await this.caller.ask({ window, offset: 0, limit: 1 });
    return page.rowsAnswered > 0;
  }

  /** Whether less can be asked for. */
  #learnRefusal({ rejected }: VendorError, { window, limit }: PageQuery): boolean {
    const { facts } = this.state;
    const length = window.to - window.from;
    const isOfPage =
      rejected === 'page-size' || (rejected !== 'window' && (limit > COMMON_PAGE || length <= DAY));
    return isOfPage ? facts.shrinkPage(limit) : facts.shrinkWindow(length);
  }

  cover(window: Window, readAt: Instant, narrowing = this.narrowing, partial?: string): void {
    const ranges = [this.coverage(window, readAt, narrowing, partial)];
    this.state.add({ rows: [], seenAt: readAt, ranges });
  }

  coverage(window: Window, readAt: Instant, narrowing = this.narrowing, partial?: string): Coverage {
    // The earlier of both clocks: rows of the last minute may still appear.
    const time = readAt + Math.min(0, this.state.source.now() - this.clock());
    return { ...window, narrowing, readAt, settledUntil: time - SETTLING, partial };
  }
}

/** Why an answer is partial whose rows could not all be read. */
export const partialOf = (unreadable: string | undefined): string | undefined =>
  unreadable === undefined ? undefined : `rows that cannot be placed are left out: ${unreadable}`;

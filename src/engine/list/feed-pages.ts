import { VendorError } from '../../domain/errors.ts';
import type { FeedQuery } from '../../domain/source.ts';
import type { UrlDetail } from '../../domain/task.ts';
import { DAY, SECOND, type Clock, type Instant, type Window } from '../../domain/time.ts';
import { SETTLING, type Coverage } from '../store/coverage.ts';
import type { Narrowing } from '../store/narrowing.ts';
import type { Expand, Expanded } from './feed-reader.ts';
import type { FeedState } from './feed-state.ts';
import type { PageCaller, ReadPage } from './page-caller.ts';
import { isListLost, listLost, unavailable } from './shortfall.ts';

/** A page of one list at the vendor. */
export type PageQuery = Pick<FeedQuery, 'window' | 'offset' | 'limit' | 'marker'>;

/** Pages of this size are accepted by every vendor that says what it accepts. */
const COMMON_PAGE = 100;

/** How often a list is asked for that its answers count and do not contain. */
const MISSING_LIST_TRIES = 3;

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

  /** Asks again where an answer counts rows and has no list. Throws `VendorError` where the list stays lost. */
  async #askForList(query: FeedQuery): Promise<ReadPage> {
    const { facts, source } = this.state;
    const tries = facts.writesEmptyAsMissing ? 2 : MISSING_LIST_TRIES;
    for (let left = tries; ; left--) {
      const answer = await this.caller.ask(query);
      if (!isListLost(answer.page, query.offset)) return answer;
      if (left > 1) continue;
      if (!facts.writesEmptyAsMissing && !(await this.#givesKnownRows()))
        throw listLost(source.provider.name, answer.page);
      facts.writesEmptyAsMissing = true;
      facts.decideTotal(false);
      return answer;
    }
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

  /**
   * A list without rows and with a count: the count is wrong, or the rows were withheld. Asked for the last row that it counted, the
   * vendor shows which. Throws `VendorError` for rows withheld.
   */
  async checkEmpty(
    { sent, offset }: { readonly sent: Window; readonly offset: number },
    total = 0,
  ): Promise<void> {
    const { facts, source } = this.state;
    if (total === 0 || offset > 0 || facts.total === 'refuted') return;
    const last = await this.ask({ window: sent, offset: total - 1, limit: 1 });
    if (last?.page.rowsAnswered === 0) return facts.decideTotal(false);
    const { name } = source.provider;
    throw unavailable(name, `${name} counted ${total} rows and gave none of them.`);
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

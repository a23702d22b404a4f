import { DAY, SECOND, secondOf, type Instant, type Window } from '../../domain/time.ts';
import { unnarrowed, type Narrowing } from '../store/narrowing.ts';
import { DEEP } from './feed-facts.ts';
import { partialOf, type FeedPages } from './feed-pages.ts';
import { mayReadAgain, RowTally } from './second-tally.ts';

/** The page sizes of the readings: other page borders show rows that the usual ones hide. */
const PAGE_SHARES = [1, 1, 0.7, 0.45, 1, 0.85, 0.55];

/** All pages of one list. */
interface WholeList {
  readonly tally: RowTally;
  /** Why some of its rows cannot be read. */
  readonly shortfall?: string | undefined;
}

/** Reads lists of one feed from the first page to the last, where a page alone proves nothing. */
export class WholeReader {
  readonly #pages: FeedPages;

  constructor(pages: FeedPages) {
    this.#pages = pages;
  }

  /** Reads one second alone, all pages with one page size, until its rows add up. Otherwise it is partial. */
  async readSecond(second: Instant, narrowing: Narrowing = this.#pages.narrowing): Promise<void> {
    const reason = `the rows created at ${new Date(second).toISOString()} come in another order in each answer, so some may be missing`;
    await this.#readUntilWhole({ from: second, to: second + SECOND }, narrowing, reason);
  }

  /** Reads a window to the end where answers are not newest first, and again where its rows do not add up. */
  async readUnordered({ from, to }: Window): Promise<void> {
    const { facts } = this.#pages.state;
    const window = { from: Math.max(from, to - facts.trustedWindow), to };
    const reason = 'rows moved while the list was read, so some may be missing';
    await this.#readUntilWhole(window, this.#pages.narrowing, reason);
  }

  /** `reason` says why the window is partial if its rows never add up. Less than the window may be read where the vendor refuses it. */
  async #readUntilWhole(window: Window, narrowing: Narrowing, reason: string): Promise<void> {
    const earlier: RowTally[] = [];
    let partial = reason;
    while (mayReadAgain(earlier)) {
      const share = PAGE_SHARES[earlier.length % PAGE_SHARES.length] ?? 1;
      const list = await this.#readAll(window, share, narrowing);
      // A shorter window or a smaller page is read next.
      if (list === undefined) return;
      const { tally, shortfall } = list;
      if (shortfall === undefined && (tally.addsUpWith(earlier) || tally.standsStill(earlier))) {
        this.#pages.cover(window, tally.startedAt, narrowing);
        return;
      }
      earlier.push(tally);
      if (shortfall === undefined) continue;
      partial = shortfall;
      break;
    }
    this.#pages.cover(window, earlier[0]?.startedAt ?? this.#pages.clock(), narrowing, partial);
  }

  /** Reads all pages of one list; undefined where the vendor refused the page size or the window. */
  async #readAll(
    window: Window,
    share: number,
    narrowing = this.#pages.narrowing,
  ): Promise<WholeList | undefined> {
    const { state } = this.#pages;
    const { facts, feed } = state;
    const sent = facts.sent(window);
    let limit = Math.max(1, Math.ceil(facts.pageSize * share));
    let tally: RowTally | undefined;
    let shortfall: string | undefined;
    for (let offset = 0; ;) {
      const answer = await this.#pages.ask({ window: sent, offset, limit }, narrowing);
      if (answer === undefined) return undefined;
      const { rows, rowsAnswered, totalCount: total, unreadable } = answer.page;
      const end = { rowsAnswered, asked: limit, offset, total };
      facts.learnAnswer(end);
      tally ??= new RowTally(window, answer.startedAt);
      tally.add(rows);
      facts.repeatsRows ||= tally.hasCopies;
      const inside = await this.#pages.within(window, rows);
      shortfall ??= partialOf(unreadable) ?? inside.partial;
      state.add({ rows: inside.rows, seenAt: answer.startedAt, ranges: [] });
      if (facts.isEnd(end)) return { tally, shortfall };
      if (rowsAnswered === 0) {
        const isBottom = !(await this.#answersAt(offset));
        return {
          tally,
          shortfall: isBottom
            ? `the vendor gives no more than ${offset} rows of one list, and more were created at ${new Date(window.from).toISOString()}`
            : shortfall,
        };
      }
      if (rowsAnswered < limit && feed.capabilities.paging === 'page-number') {
        // The vendor returns fewer rows per page, and its pages begin at multiples of that number.
        limit = rowsAnswered;
        offset = 0;
        tally = undefined;
        continue;
      }
      offset += rowsAnswered;
    }
  }

  /** Whether the vendor answers rows at a depth at all, asked over the longest window that there is. */
  async #answersAt(offset: number): Promise<boolean> {
    const { facts, source } = this.#pages.state;
    const to = secondOf(source.now()) + SECOND;
    const window = { from: to - Math.min(facts.usableWindow, 30 * DAY), to };
    const limit = facts.pageSize;
    const aligned = Math.floor(offset / limit) * limit;
    const answer = await this.#pages.ask({ window: facts.sent(window), offset: aligned, limit }, unnarrowed);
    if (answer === undefined) return false;
    const { rowsAnswered, totalCount: total } = answer.page;
    facts.learnAnswer({ rowsAnswered, asked: limit, offset: aligned, total });
    return !facts.isBeyondDepth(Math.max(offset, DEEP));
  }
}

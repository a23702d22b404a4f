import type { FeedQuery, RowPage } from '../../domain/source.ts';
import type { Ask } from './pages.ts';
import { pageAfter, progressed, type PageSlice, type Paging, type Progress } from './paging.ts';

/** Pages that follow one another, asked for side by side and taken one after the other. */
export interface ReadAhead {
  /** Asks for pages that are certain to be taken, unless others still wait to be. */
  begin(queries: readonly FeedQuery[]): void;
  /** The page, whether it was begun or not; `counted` is the vendor's count in the page before. */
  take(query: FeedQuery, counted: number | undefined): Promise<RowPage>;
}

interface Begun {
  readonly query: FeedQuery;
  readonly page: Promise<RowPage>;
}

export function readAhead(ask: Ask): ReadAhead {
  let begun: Begun[] = [];
  /** Whether pages were as long as promised, so that each began where the one before ended. */
  let isReliable = true;

  const begin = (query: FeedQuery): Begun => {
    const page = ask(query);
    // Who takes the page hears of its failure, and nobody takes the pages after one that failed.
    page.catch(() => undefined);
    return { query, page };
  };

  return {
    begin(queries) {
      if (!isReliable || begun.length > 0) return;
      // What is left is for calls that must be tried again.
      const most = Math.floor(ask.callsLeft() / 2);
      begun = queries.slice(0, most).map(begin);
    },
    async take(query, counted) {
      const next = begun.shift();
      if (next === undefined) return ask(query);
      if (!isSamePage(next.query, query)) {
        begun = [];
        isReliable = false;
        return ask(query);
      }
      const page = await next.page;
      return isOlder(page, counted) ? ask.anew(query) : page;
    },
  };
}

const isSamePage = (a: FeedQuery, b: FeedQuery): boolean =>
  a.offset === b.offset &&
  a.limit === b.limit &&
  a.window.from === b.window.from &&
  a.window.to === b.window.to;

/**
 * Whether a page shows the list as it was before rows came that pushed others from the page before over their border:
 * those would be missing.
 */
const isOlder = ({ totalCount }: RowPage, counted: number | undefined): boolean =>
  counted !== undefined && (totalCount === undefined || totalCount < counted);

/** The first page and those after it, each as long as can be, up to the row before `end`. */
export function pagesUpTo(end: number, first: PageSlice, from: Progress, paging: Paging): PageSlice[] {
  const slices = [first];
  let slice = first;
  let progress = from;
  while (slice.offset + slice.limit < end) {
    progress = progressed(progress, slice, slice.limit);
    slice = pageAfter(paging, progress, paging.maxPageSize);
    slices.push(slice);
  }
  return slices;
}

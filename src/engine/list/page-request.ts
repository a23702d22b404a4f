import type { PageArguments } from '../../domain/query.ts';
import { SECOND, secondOf, type Instant, type Milliseconds, type Window } from '../../domain/time.ts';
import { decodeCursor, type Cursor } from './cursor.ts';
import type { Direction, Key } from './order.ts';

/** Which page of a list is asked for. */
export interface PageRequest {
  readonly direction: Direction;
  readonly count: number;
  readonly cursor: Cursor | undefined;
}

/** Reads the page arguments: how many, which way, and from where. */
export function pageRequestOf(page: PageArguments, query: string, defaultCount: number): PageRequest {
  if (page.last !== undefined || (page.before !== undefined && page.first === undefined)) {
    const cursor = page.before === undefined ? undefined : decodeCursor(page.before, 'before', query);
    return { direction: 'backward', count: page.last ?? defaultCount, cursor };
  }
  const cursor = page.after === undefined ? undefined : decodeCursor(page.after, 'after', query);
  return { direction: 'forward', count: page.first ?? defaultCount, cursor };
}

/** Whether an instant comes before another one in reading order. */
export const isNearer = (a: Instant, b: Instant, direction: Direction): boolean =>
  direction === 'forward' ? a > b : a < b;

/**
 * Where reading starts in a range: where the list goes on after a key, or where the feed that is furthest behind does. `reach` is how
 * far beyond a key rows of later nodes may lie.
 */
export function startAt(
  { cursor, direction }: PageRequest,
  after: Key,
  range: Window,
  reach: Milliseconds,
): Instant {
  const starts = [after, ...(cursor?.behind.values() ?? [])].map(([instant]) => {
    const second = Number.isFinite(instant) ? secondOf(instant) : instant;
    return direction === 'forward'
      ? Math.min(range.to - SECOND, second + reach)
      : Math.max(range.from, second - reach);
  });
  return direction === 'forward' ? Math.max(...starts) : Math.min(...starts);
}

/**
 * Behind which key a feed goes on. `ofAllScopes` is the key of the same feed without its scope, under which a list remembers it
 * while the scopes are not known.
 */
export type AfterOf = (feed: string, ofAllScopes: () => string) => Key;

/** Where the feeds of a list go on, as its cursor says; `nameOf` gives their names in cursors. */
export const resumeKeys =
  (cursor: Cursor | undefined, after: Key, nameOf: (feed: string) => string): AfterOf =>
  (feed, ofAllScopes) => {
    if (cursor === undefined || cursor.behind.size === 0) return after;
    return cursor.behind.get(nameOf(feed)) ?? cursor.behind.get(nameOf(ofAllScopes())) ?? after;
  };

import type { PageArguments } from '../../domain/query.ts';
import { SECOND, secondOf, type Instant, type Milliseconds, type Window } from '../../domain/time.ts';
import { UserInputError } from '../../domain/errors.ts';
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

/**
 * Where a list continues. It pins the range that the list began with, so that nothing that has arrived since can move a page,
 * and it says by key, not by count or by a vendor's position, what was given already.
 */
export interface Cursor {
  /** The fingerprint of the query: a cursor is valid only for the query that created it. */
  readonly query: string;
  readonly window: Window;
  readonly direction: Direction;
  /** Everything before it (after it, if the list is read backwards) was returned. */
  readonly key: Key;
  /** The keys of feeds that failed earlier than the others, by the feed's name in cursors. */
  readonly behind: ReadonlyMap<string, Key>;
}

type Packed = [
  version: 2,
  query: string,
  from: number,
  to: number,
  direction: 0 | 1,
  key: Key,
  ...behind: [feed: string, key: Key][],
];

/** Opaque text for clients: base64url of a compact JSON list. */
export function encodeCursor({ query, window, direction, key, behind }: Cursor): string {
  const packed: Packed = [
    2,
    query,
    window.from / SECOND,
    window.to / SECOND,
    direction === 'forward' ? 0 : 1,
    key,
    ...behind,
  ];
  return Buffer.from(JSON.stringify(packed)).toString('base64url');
}

/** Reads a cursor that `encodeCursor` wrote for the same query. Throws `UserInputError` on any other text. */
export function decodeCursor(text: string, argument: 'after' | 'before', query: string): Cursor {
  const packed = parse(text);
  if (!isPacked(packed)) {
    throw new UserInputError(
      argument,
      `\`${argument}\` is not a cursor of this API. Pass a \`cursor\`, \`startCursor\` or \`endCursor\` from an earlier page.`,
    );
  }
  const [, madeFor, from, to, direction, key, ...behind] = packed;
  if (madeFor !== query) {
    throw new UserInputError(
      argument,
      `\`${argument}\` belongs to another query. Keep the filter and the field the same while paging, or start again without a cursor.`,
    );
  }
  return {
    query,
    window: { from: from * SECOND, to: to * SECOND },
    direction: direction === 0 ? 'forward' : 'backward',
    key,
    behind: new Map(behind),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString());
  } catch {
    return undefined;
  }
}

function isPacked(value: unknown): value is Packed {
  if (!Array.isArray(value)) return false;
  const [version, query, from, to, direction, key, ...behind]: unknown[] = value;
  return (
    version === 2 &&
    typeof query === 'string' &&
    isSecond(from) &&
    isSecond(to) &&
    from <= to &&
    (direction === 0 || direction === 1) &&
    isKey(key) &&
    behind.every(isFeedAndKey)
  );
}

const isFeedAndKey = (value: unknown): value is [string, Key] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && isKey(value[1]);

const isKey = (value: unknown): value is Key =>
  Array.isArray(value) &&
  value.length >= 1 &&
  value.length <= 6 &&
  isInteger(value[0]) &&
  value.slice(1).every((name) => typeof name === 'string');

/** Within the range of JavaScript dates. */
const isSecond = (value: unknown): value is number => isInteger(value) && Math.abs(value) <= 8.64e12;
const isInteger = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value);

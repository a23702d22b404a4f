import { UserInputError } from '../../domain/errors.ts';
import { SECOND, type Window } from '../../domain/time.ts';
import type { Direction, Key } from './order.ts';

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

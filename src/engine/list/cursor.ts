import { UserInputError } from '../../domain/errors.ts';
import { SECOND, type Instant, type Window } from '../../domain/time.ts';
import type { Direction, Key } from './order.ts';

/** A vendor's page, to find again what was read ahead: the window's newer end, and the page in it. */
export interface Position {
  readonly to: Instant;
  readonly offset: number;
  readonly limit: number;
}

/** Where one stream goes on, when that is elsewhere than where the walk does. */
export interface StreamMark {
  /** The page that holds the next rows. A hint: without it the stream is asked anew from the mark's second. */
  readonly at?: Position | undefined;
  /** The stream has no more rows. */
  readonly isDone?: boolean | undefined;
  /** The stream fell behind, for its vendor failed: it goes on from its own second, after its own key. */
  readonly behind?: { readonly second: Instant; readonly key: Key } | undefined;
}

/**
 * Where a walk goes on. It pins the window that the walk began with, so that nothing that has arrived since can
 * move a page, and it says by key, not by count, what was given already.
 */
export interface Cursor {
  /** Fingerprint of what was asked: a cursor answers only the query that made it. */
  readonly query: string;
  readonly window: Window;
  readonly direction: Direction;
  /** All that stands before (forwards; or after, backwards) this was given. */
  readonly key: Key;
  /** The second that holds the next row: all beyond it was read and given. */
  readonly second: Instant;
  /** By the streams' places in the plan. */
  readonly marks: readonly (StreamMark | undefined)[];
}

type Packed = [
  version: 1,
  query: string,
  from: number,
  to: number,
  direction: 0 | 1,
  key: Key,
  second: number,
  marks: PackedMark[],
];
type PackedMark = [] | [at: PackedPosition | Sign] | [at: PackedPosition | Sign, second: number, key: Key];
/** 0: no position is known; 1: the stream is done. */
type Sign = 0 | 1;
type PackedPosition = [to: number, offset: number, limit: number];

/** Opaque text for clients: base64url of a compact JSON list. */
export function encodeCursor(cursor: Cursor): string {
  const packed: Packed = [
    1,
    cursor.query,
    cursor.window.from / SECOND,
    cursor.window.to / SECOND,
    cursor.direction === 'forward' ? 0 : 1,
    cursor.key,
    cursor.second / SECOND,
    cursor.marks.map(packMark),
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
  const [, madeFor, from, to, direction, key, second, marks] = packed;
  if (madeFor !== query) {
    throw new UserInputError(
      argument,
      `\`${argument}\` belongs to another query. Cache the filter and the field the same while paging, or start again without a cursor.`,
    );
  }
  return {
    query,
    window: { from: from * SECOND, to: to * SECOND },
    direction: direction === 0 ? 'forward' : 'backward',
    key,
    second: second * SECOND,
    marks: marks.map(unpackMark),
  };
}

function packMark(mark: StreamMark | undefined): PackedMark {
  if (mark === undefined) return [];
  const sign: Sign = mark.isDone === true ? 1 : 0;
  const at = mark.at === undefined ? sign : packPosition(mark.at);
  return mark.behind === undefined ? [at] : [at, mark.behind.second / SECOND, mark.behind.key];
}

const packPosition = ({ to, offset, limit }: Position): PackedPosition => [to / SECOND, offset, limit];

function unpackMark([at, second, key]: PackedMark): StreamMark | undefined {
  if (at === undefined) return undefined;
  return {
    isDone: at === 1,
    at: typeof at === 'number' ? undefined : { to: at[0] * SECOND, offset: at[1], limit: at[2] },
    behind: second === undefined || key === undefined ? undefined : { second: second * SECOND, key },
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
  if (!Array.isArray(value) || value.length !== 8) return false;
  const [version, query, from, to, direction, key, second, marks]: unknown[] = value;
  return (
    version === 1 &&
    typeof query === 'string' &&
    isSecond(from) &&
    isSecond(to) &&
    from <= to &&
    (direction === 0 || direction === 1) &&
    isKey(key) &&
    isSecond(second) &&
    Array.isArray(marks) &&
    marks.every(isMark)
  );
}

const isMark = (value: unknown): boolean =>
  Array.isArray(value) &&
  (value.length === 0 ||
    ((value[0] === 0 || value[0] === 1 || isPosition(value[0])) &&
      (value.length === 1 || (value.length === 3 && isSecond(value[1]) && isKey(value[2])))));

const isPosition = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 3 && isSecond(value[0]) && isCount(value[1]) && isCount(value[2]);

const isKey = (value: unknown): value is Key =>
  Array.isArray(value) &&
  value.length <= 6 &&
  isInteger(value[0]) &&
  value.slice(1).every((name) => typeof name === 'string');

/** Within what a luxon or JavaScript date can hold. */
const isSecond = (value: unknown): value is number => isInteger(value) && Math.abs(value) <= 8.64e12;
const isCount = (value: unknown): value is number => isInteger(value) && value >= 0;
const isInteger = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value);

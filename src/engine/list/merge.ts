import { Failure } from '../../domain/errors.ts';
import type { UrlDetail } from '../../domain/task.ts';
import { SECOND, type Instant } from '../../domain/time.ts';
import { furthest, inOrder, isRowBeyond, keyBefore, type Direction, type Key } from './order.ts';
import type { Reader, Second } from './seconds.ts';

/** One stream of the merge: its reader, the second that it begins with, and the key that it goes on after. */
export interface Source {
  readonly reader: Reader;
  readonly start: Instant;
  readonly after: Key;
}

/** A stream that could not go on: its rows are missing from a second on, after a key. */
export interface Broken {
  readonly failure: Failure;
  readonly second: Instant;
  readonly key: Key;
}

/** Several streams as one: whole seconds in order, each row once. */
export interface Merged {
  /** The next second of all streams that still answer; `want` as for a reader. */
  next(want: number): Promise<Second | undefined>;
  /** By the streams' places. A broken stream is left out from then on; the others go on without it. */
  readonly broken: ReadonlyMap<number, Broken>;
  /** The streams that were read to their end, each with the last second that had rows. */
  readonly finished: ReadonlyMap<number, Instant | undefined>;
  /** Whether rows are at hand that `next` has not given yet. */
  isAhead(): boolean;
  /** The second that `next` would go on with; absent at the end. */
  rest(): Instant | undefined;
  /** The stream that a row came from. */
  originOf(row: UrlDetail): number;
  /** The budget of calls is spent: what came so far is in order, and nothing comes after it. */
  stopped(): Failure | undefined;
}

/** Merges readers of one direction. The streams whose next second is not at hand are read side by side. */
export function merge(sources: readonly Source[], direction: Direction): Merged {
  const broken = new Map<number, Broken>();
  const finished = new Map<number, Instant | undefined>();
  const lastRows = new Map<number, Instant>();
  const heads = new Map<number, Second>();
  const unread = new Set(sources.keys());
  const reached = new Map<number, Instant>();
  let stopped: Failure | undefined;

  const origins = new WeakMap<UrlDetail, number>();
  let rest: Instant | undefined =
    sources.length === 0
      ? undefined
      : nearest(
          sources.map(({ start }) => start),
          direction,
        );
  const step = direction === 'forward' ? -SECOND : SECOND;

  async function readHead(stream: number, source: Source, want: number): Promise<void> {
    try {
      const second = await source.reader.next(want);
      if (second === undefined) finished.set(stream, lastRows.get(stream));
      else heads.set(stream, second);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.kind === 'CALL_BUDGET') stopped ??= error;
      const last = reached.get(stream);
      const from = last === undefined ? source.start : last + step;
      const key = furthest(source.after, keyBefore(from, direction), direction);
      broken.set(stream, { failure: error, second: from, key });
    }
  }

  async function next(want: number): Promise<Second | undefined> {
    const reading = [...sources.entries()].filter(([stream]) => unread.has(stream));
    unread.clear();
    await Promise.all(reading.map(([stream, source]) => readHead(stream, source, want)));
    if (stopped !== undefined) return undefined;
    if (heads.size === 0) {
      rest = undefined;
      return undefined;
    }
    const second = nearest(
      [...heads.values()].map((head) => head.second),
      direction,
    );
    rest = second + step;
    const rows: UrlDetail[] = [];
    for (const [stream, head] of heads) {
      if (head.second !== second) continue;
      const after = sources[stream]?.after;
      for (const row of head.rows) {
        if (after === undefined || !isRowBeyond(row, after, direction)) continue;
        origins.set(row, stream);
        rows.push(row);
      }
      reached.set(stream, second);
      if (head.rows.length > 0) lastRows.set(stream, second);
      heads.delete(stream);
      unread.add(stream);
    }
    const ordered = inOrder(rows);
    return { second, rows: direction === 'forward' ? ordered : ordered.toReversed() };
  }

  return {
    next,
    broken,
    finished,
    isAhead: () =>
      stopped === undefined &&
      ([...heads.values()].some(({ rows }) => rows.length > 0) ||
        sources.some(
          ({ reader, after }, stream) =>
            !broken.has(stream) && reader.ahead().some((row) => isRowBeyond(row, after, direction)),
        )),
    rest: () => rest,
    originOf: (row) => origins.get(row) ?? 0,
    stopped: () => stopped,
  };
}

/** Of several seconds the one that a walk comes to first. */
export const nearest = (seconds: readonly Instant[], direction: Direction): Instant =>
  direction === 'forward' ? Math.max(...seconds) : Math.min(...seconds);

import { VendorError } from '../../domain/errors.ts';
import type { UrlDetail } from '../../domain/task.ts';
import { SECOND, type Instant } from '../../domain/time.ts';
import { furthest, inOrder, isRowBeyond, keyBefore, type Direction, type Key } from './order.ts';
import type { MaybePromise, Reader, Second } from './seconds.ts';

/** One stream of the merge: its reader, the second that it begins with, and the key that it goes on after. */
export interface Source {
  readonly reader: Reader;
  readonly start: Instant;
  readonly after: Key;
}

/** A stream that could not go on: its rows are missing from a second on, after a key. */
export interface Broken {
  readonly failure: VendorError;
  readonly second: Instant;
  readonly key: Key;
}

/** The rows of one stream in one second. */
interface Part {
  /** The stream's place. */
  readonly stream: number;
  readonly rows: readonly UrlDetail[];
}

/** One second of all streams, and which of them its rows came from. */
export interface MergedSecond extends Second {
  readonly parts: readonly Part[];
}

/** Several streams as one: whole seconds in order, each row once. */
export interface Merged {
  /** The next second of all streams that still answer; `want` as for a reader. */
  next(want: number): MaybePromise<MergedSecond | undefined>;
  /** Reads a stream no further, and gives no more of it. */
  leave(stream: number): void;
  /** By the streams' places. A broken stream is left out from then on; the others go on without it. */
  readonly broken: ReadonlyMap<number, Broken>;
  /** The streams that were read to their end, each with the last second that had rows. */
  readonly finished: ReadonlyMap<number, Instant | undefined>;
  /** Whether rows are at hand that `next` has not given yet. */
  isAhead(): boolean;
  /** The second that `next` would go on with; absent at the end. */
  rest(): Instant | undefined;
  /** The budget of calls is spent: what came so far is in order, and nothing comes after it. */
  stopped(): VendorError | undefined;
}

/** Merges readers of one direction. The streams whose next second is not at hand are read side by side. */
export function merge(sources: readonly Source[], direction: Direction): Merged {
  const broken = new Map<number, Broken>();
  const finished = new Map<number, Instant | undefined>();
  const lastRows = new Map<number, Instant>();
  const heads = new Map<number, Second>();
  const unread = new Set(sources.keys());
  const reached = new Map<number, Instant>();
  let stopped: VendorError | undefined;

  let rest: Instant | undefined =
    sources.length === 0
      ? undefined
      : nearest(
          sources.map(({ start }) => start),
          direction,
        );
  const step = direction === 'forward' ? -SECOND : SECOND;

  function next(want: number): MaybePromise<MergedSecond | undefined> {
    const reading: Promise<void>[] = [];
    for (const stream of unread) {
      const source = sources[stream];
      const head = source && readHead(stream, source, want);
      if (head !== undefined) reading.push(head);
    }
    unread.clear();
    return reading.length === 0 ? takeNearest() : Promise.all(reading).then(takeNearest);
  }

  function readHead(stream: number, source: Source, want: number): Promise<void> | undefined {
    const broke = (error: unknown): void => breakStream(stream, source, error);
    try {
      const second = source.reader.next(want);
      if (second instanceof Promise) return second.then((head) => setHead(stream, head)).catch(broke);
      setHead(stream, second);
    } catch (error) {
      broke(error);
    }
    return undefined;
  }

  function setHead(stream: number, head: Second | undefined): void {
    if (head === undefined) finished.set(stream, lastRows.get(stream));
    else heads.set(stream, head);
  }

  function breakStream(stream: number, source: Source, error: unknown): void {
    if (!(error instanceof VendorError)) throw error;
    if (error.kind === 'CALL_BUDGET') stopped ??= error;
    const last = reached.get(stream);
    const from = last === undefined ? source.start : last + step;
    const key = furthest(source.after, keyBefore(from, direction), direction);
    broken.set(stream, { failure: error, second: from, key });
  }

  function takeNearest(): MergedSecond | undefined {
    if (stopped !== undefined) return undefined;
    if (heads.size === 0) {
      rest = undefined;
      return undefined;
    }
    const second = nearest(
      Array.from(heads.values(), (head) => head.second),
      direction,
    );
    rest = second + step;
    const parts = [...heads].flatMap(([stream, head]) =>
      head.second === second ? [{ stream, rows: taken(stream, head) }] : [],
    );
    const [only] = parts;
    const ordered = parts.length === 1 && only ? only.rows : inOrder(parts.flatMap(({ rows }) => rows));
    return { second, parts, rows: direction === 'forward' ? ordered : ordered.toReversed() };
  }

  /** What was not given before; the stream is read on next time. */
  function taken(stream: number, { second, rows }: Second): readonly UrlDetail[] {
    const after = sources[stream]?.after;
    reached.set(stream, second);
    if (rows.length > 0) lastRows.set(stream, second);
    heads.delete(stream);
    unread.add(stream);
    if (after === undefined) return [];
    const isWhollyBeyond = direction === 'forward' ? second + SECOND <= after[0] : second > after[0];
    return isWhollyBeyond ? rows : rows.filter((row) => isRowBeyond(row, after, direction));
  }

  return {
    next,
    leave(stream) {
      heads.delete(stream);
      unread.delete(stream);
    },
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
    stopped: () => stopped,
  };
}

/** Of several seconds the one that a walk comes to first. */
export const nearest = (seconds: readonly Instant[], direction: Direction): Instant =>
  direction === 'forward' ? Math.max(...seconds) : Math.min(...seconds);

import type { RequestScope } from '../domain/request-scope.ts';
import type { Page } from '../domain/task-list.ts';
import type { PageArguments } from '../domain/task-query.ts';
import { SECOND, secondOf, type Instant, type Milliseconds, type Window } from '../domain/time.ts';
import type { Collected } from './collected.ts';
import { coverageOf, errorsOf, type StreamReport } from './coverage.ts';
import { decodeCursor, encodeCursor, type Cursor, type StreamMark } from './cursor.ts';
import type { Keep } from './keep.ts';
import { merge, nearest, type Broken, type Merged } from './merge.ts';
import { compareKeys, isBeyond, keyBefore, type Direction, type Key } from './order.ts';
import { asker, newMeter, type Ask, type Meter, type ReadPage } from './pages.ts';
import type { Plan, Stream } from './plan.ts';
import { readBackward } from './read-backward.ts';
import { readForward, type ForwardReader, type OrderTrust } from './read-forward.ts';
import { readWhole } from './read-whole.ts';
import { Disordered, type Reader } from './seconds.ts';

/** Where and how far to walk. */
export interface Walk {
  readonly direction: Direction;
  readonly count: number;
  readonly cursor: Cursor | undefined;
}

/** A list to answer: its streams, and what makes nodes of their rows. */
export interface List<Node> {
  readonly plan: Plan;
  /** What the client asked for; `plan` may read around it. */
  readonly window: Window;
  /** How far around a node's place its rows may lie; absent where the nodes are the rows. */
  readonly span?: Milliseconds | undefined;
  /** Fingerprint of the question, for the cursors. */
  readonly query: string;
  readonly walk: Walk;
  collect(merged: Merged, after: readonly Key[], count: number): Promise<Collected<Node>>;
  totalCount(page: { readonly isWhole: boolean; readonly edges: number }): Promise<number | undefined>;
}

/** What the reading of lists leans on. */
export interface Readers {
  readonly read: ReadPage;
  readonly keep: Keep;
  /** What the answers of feeds have shown of their order, by the feed's name. */
  readonly orders: Map<string, 'newest-first' | 'other'>;
}

/** One stream, opened where the walk goes on. */
interface Opened {
  readonly stream: Stream;
  readonly meter: Meter;
  readonly reader: Reader & Partial<ForwardReader>;
  readonly start: Instant;
  readonly after: Key;
  readonly isDone: boolean;
}

/** Where a stream goes on: after a key, reading from a second. */
interface Place {
  readonly key: Key;
  readonly second: Instant;
}

/** Reads the page arguments: how many, which way, and from where. */
export function walkOf(page: PageArguments, query: string, defaultCount: number): Walk {
  if (page.last !== undefined || (page.before !== undefined && page.first === undefined)) {
    const cursor = page.before === undefined ? undefined : decodeCursor(page.before, 'before', query);
    return { direction: 'backward', count: page.last ?? defaultCount, cursor };
  }
  const cursor = page.after === undefined ? undefined : decodeCursor(page.after, 'after', query);
  return { direction: 'forward', count: page.first ?? defaultCount, cursor };
}

/** Answers one page: opens the streams where the cursor says, merges them, collects, and says what came of it. */
export async function readList<Node>(
  list: List<Node>,
  readers: Readers,
  scope: RequestScope,
): Promise<Page<Node>> {
  for (;;) {
    const opened = list.plan.streams.map((stream, place) => openStream(list, stream, place, readers, scope));
    const after = opened.map((stream) => stream.after);
    // A task's key says nothing of its rows, so then all of them are merged.
    const merged = merge(
      list.span === undefined
        ? opened
        : opened.map((each) => ({ ...each, after: NO_KEY[list.walk.direction] })),
      list.walk.direction,
    );
    try {
      const collected = await list.collect(merged, after, list.walk.count);
      return pageOf(list, opened, merged, collected);
    } catch (error) {
      // Nothing has left yet: read again, with the feed taken for what it is.
      if (!(error instanceof Disordered)) throw error;
    }
  }
}

function openStream(
  list: List<unknown>,
  stream: Stream,
  place: number,
  { read, keep, orders }: Readers,
  scope: RequestScope,
): Opened {
  const { direction, cursor } = list.walk;
  const meter = newMeter();
  const ask = asker(stream, read, keep, scope, meter);
  const isSamePlan = cursor?.direction === direction && cursor.marks.length === list.plan.streams.length;
  const mark = isSamePlan ? cursor.marks[place] : undefined;
  const { start, after } = startOf(list, stream, mark);
  const base = { stream, meter, start, after, isDone: mark?.isDone === true };
  if (base.isDone) return { ...base, reader: NOTHING };
  return { ...base, reader: openReader(stream, ask, start, direction, mark?.at, orders) };
}

function openReader(
  stream: Stream,
  ask: Ask,
  start: Instant,
  direction: Direction,
  at: StreamMark['at'],
  orders: Readers['orders'],
): Reader & Partial<ForwardReader> {
  const name = feedName(stream);
  if (orders.get(name) === 'other' || !stream.feed.capabilities.isNewestFirst) {
    return readWhole(stream, ask, start, direction);
  }
  const reader =
    direction === 'forward'
      ? readForward(stream, ask, start, at, trustIn(name, orders))
      : readBackward(stream, ask, start);
  return {
    ...reader,
    async next(want) {
      try {
        const second = await reader.next(want);
        // Another request has found out in the meantime.
        if (orders.get(name) === 'other') throw new Disordered();
        return second;
      } catch (error) {
        if (error instanceof Disordered) orders.set(name, 'other');
        throw error;
      }
    },
  };
}

const trustIn = (name: string, orders: Readers['orders']): OrderTrust => ({
  isConfirmed: () => orders.get(name) === 'newest-first',
  confirm: () => orders.set(name, orders.get(name) ?? 'newest-first'),
});

const NO_KEY: Record<Direction, Key> = { forward: [Infinity], backward: [-Infinity] };

const NOTHING: Reader = { next: () => Promise.resolve(undefined), ahead: () => [] };

const feedName = ({ source, feed }: Stream): string =>
  `${source.provider.name}\n${feed.action}\n${feed.scope ?? ''}`;

/** The second that a stream's reading begins with, and the key up to which its nodes were given. */
function startOf(
  list: List<unknown>,
  stream: Stream,
  mark: StreamMark | undefined,
): { start: Instant; after: Key } {
  const { direction, cursor } = list.walk;
  const { window, span = 0 } = list;
  const nearEnd = direction === 'forward' ? stream.range.to - SECOND : stream.range.from;
  if (cursor === undefined) {
    const edge = direction === 'forward' ? window.to - SECOND : window.from;
    return { start: nearEnd, after: keyBefore(edge, direction) };
  }
  if (mark?.behind !== undefined) return { start: mark.behind.second, after: mark.behind.key };
  const place = secondOf(cursor.key[0]);
  // A cursor made on the way back knows only its node's place, and rows of the next node may lie before that.
  const turned = direction === 'forward' ? place + span : place - span;
  return { start: cursor.direction === direction ? cursor.second : turned, after: cursor.key };
}

function pageOf<Node>(
  list: List<Node>,
  opened: readonly Opened[],
  merged: Merged,
  collected: Collected<Node>,
): Page<Node> {
  const { direction, count, cursor } = list.walk;
  const items = collected.items.slice(0, count);
  const seconds = resumeSeconds(collected, direction);
  const broken = [...collected.broken.values()];
  const isCut = collected.stopped !== undefined || broken.length > 0;
  // What cannot succeed without somebody mending it is no next page, though the cursor finds it once it is mended.
  const isPassing = collected.stopped !== undefined || broken.some(({ failure }) => failure.retryable);
  const hasMore = collected.hasMore || isPassing;
  const cursorAt = (index: number): string => {
    const item = items[index];
    const key = item?.key ?? keyBefore(seconds[0] ?? list.window.from, direction);
    return encodeCursor(cursorAfter(list, opened, merged, collected.broken, key, seconds[index + 1]));
  };
  const edges = items.map((item, index) => ({
    node: item.node,
    get cursor() {
      return cursorAt(index);
    },
  }));
  const farCursor = items.length > 0 || isCut ? () => cursorAt(items.length - 1) : undefined;
  const nearCursor = items.length > 0 ? () => cursorAt(0) : undefined;
  if (direction === 'backward') edges.reverse();
  const coverage = coverageOf(list.plan, reports(opened, merged, collected), list.window, direction);
  const isForward = direction === 'forward';
  return {
    edges,
    hasNextPage: isForward ? hasMore : cursor !== undefined,
    hasPreviousPage: isForward ? cursor !== undefined : hasMore,
    get startCursor() {
      return (isForward ? nearCursor : farCursor)?.();
    },
    get endCursor() {
      return (isForward ? farCursor : nearCursor)?.();
    },
    coverage,
    errors: errorsOf(coverage),
    totalCount: () => {
      const isWhole = cursor === undefined && !hasMore && coverage.every(({ error }) => error === undefined);
      return list.totalCount({ isWhole, edges: edges.length });
    },
  };
}

/** For each place between nodes, the second from which the nodes after it can be read; the first is the page's own. */
function resumeSeconds<Node>(
  { items, rest }: Collected<Node>,
  direction: Direction,
): (Instant | undefined)[] {
  const seconds: (Instant | undefined)[] = [rest];
  for (const { second } of items.toReversed()) {
    const next = seconds[0];
    seconds.unshift(next === undefined ? second : nearest([second, next], direction));
  }
  return seconds;
}

/** Where the walk goes on after a key, and which streams go on elsewhere. */
function cursorAfter(
  { query, window, span, walk: { direction } }: List<unknown>,
  opened: readonly Opened[],
  merged: Merged,
  broken: ReadonlyMap<number, Broken>,
  key: Key,
  next: Instant | undefined,
): Cursor {
  const beyondAll = direction === 'forward' ? window.from - SECOND : window.to;
  const second = next ?? beyondAll;
  const places = opened
    .map((stream, place) => placeAfter(stream, broken.get(place), key, second, direction))
    .map((place) => (span === undefined || direction === 'forward' ? place : withBeginnings(place, span)));
  const furthest = places.reduce(
    (far, place) => (isBeyond(place.key, far.key, direction) ? place : far),
    places[0] ?? { key, second },
  );
  return {
    query,
    window,
    direction,
    ...furthest,
    marks: opened.map((stream, index) => {
      const place = places[index] ?? furthest;
      if (stream.isDone || isDone(merged.finished, index, stream, place.second, direction))
        return { isDone: true };
      const isWithTheWalk = compareKeys(place.key, furthest.key) === 0 && place.second === furthest.second;
      const behind = isWithTheWalk ? undefined : place;
      const at = stream.reader.positionOf?.(place.second);
      return behind === undefined && at === undefined ? undefined : { at, behind };
    }),
  };
}

/** Oldest first, a task of which only later rows are read looks younger than it is: read from before its place. */
const withBeginnings = ({ key, second }: Place, span: Milliseconds): Place => ({
  key,
  second: Math.min(second, secondOf(key[0]) - span),
});

/** Where one stream goes on when the walk goes on after `key`. */
function placeAfter(
  { start, after }: Opened,
  broken: Broken | undefined,
  key: Key,
  second: Instant,
  direction: Direction,
): Place {
  const own = isBeyond(key, after, direction) ? { key, second } : { key: after, second: start };
  if (broken === undefined) return own;
  return {
    key: isBeyond(own.key, broken.key, direction) ? broken.key : own.key,
    second: nearest([broken.second, own.second], direction),
  };
}

/** Whether a stream has no rows from a second on. Rows can still come to a list of states, as tasks reach them. */
function isDone(
  finished: ReadonlyMap<number, Instant | undefined>,
  place: number,
  { stream }: Opened,
  second: Instant,
  direction: Direction,
): boolean {
  if (!finished.has(place) || stream.narrowing.states !== undefined) return false;
  const last = finished.get(place);
  return last === undefined || (direction === 'forward' ? last > second : last < second);
}

function reports(opened: readonly Opened[], merged: Merged, collected: Collected<unknown>): StreamReport[] {
  const { stopped, rest } = collected;
  return opened.map(({ stream, meter, start, after }, place) => {
    const isUnfinished = stopped !== undefined && !merged.finished.has(place);
    const cut = isUnfinished ? { failure: stopped, second: rest ?? start, key: after } : undefined;
    return { stream, meter, broken: collected.broken.get(place) ?? cut };
  });
}

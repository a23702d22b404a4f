import { SECOND, secondOf, type Instant, type Milliseconds } from '../../domain/time.ts';
import type { Collected } from './collected.ts';
import type { Cursor } from './cursor.ts';
import type { List } from './list-question.ts';
import { nearest, type Broken, type Merged } from './merge.ts';
import type { Opened } from './open-stream.ts';
import { compareKeys, isBeyond, type Direction, type Key } from './order.ts';

/** Where a stream goes on: after a key, reading from a second. */
interface Place {
  readonly key: Key;
  readonly second: Instant;
}

/** For each place between nodes, the second from which the nodes after it can be read; place 0 is before the first. */
export function resumeSeconds<Node>(
  { items, rest }: Collected<Node>,
  direction: Direction,
): (place: number) => Instant | undefined {
  /** Of the last place, the one before it and so on: nearly always only the end of a page is asked for. */
  const known = [rest];
  return (place) => {
    for (let next = items.length - known.length; next >= place; next -= 1) {
      const after = known.at(-1);
      const own = items[next]?.second;
      known.push(
        after === undefined || own === undefined ? (own ?? after) : nearest([own, after], direction),
      );
    }
    return known[items.length - place];
  };
}

/** Where the walk goes on after a key, and which streams go on elsewhere. */
export function cursorAfter(
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

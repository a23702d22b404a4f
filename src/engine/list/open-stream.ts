import type { RequestScope } from '../../domain/request-scope.ts';
import { SECOND, secondOf, type Instant } from '../../domain/time.ts';
import type { StreamMark } from './cursor.ts';
import type { List, Readers } from './list-question.ts';
import { keyBefore, type Direction, type Key } from './order.ts';
import type { OrderMemory } from './order-memory.ts';
import { asker, newMeter, type Ask, type Meter } from './pages.ts';
import type { Stream } from './plan.ts';
import { readBackward } from './read-backward.ts';
import { readForward, type Entry, type ForwardReader, type OrderTrust } from './read-forward.ts';
import { readWhole } from './read-whole.ts';
import { Disordered, type Reader } from './seconds.ts';

/** One stream, opened where the walk goes on. */
export interface Opened {
  readonly stream: Stream;
  readonly meter: Meter;
  readonly reader: Reader & Partial<ForwardReader>;
  readonly start: Instant;
  readonly after: Key;
  readonly isDone: boolean;
}

/** Opens a stream where the walk goes on in it. */
export function openStream(
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
  // Other streams may have the rows as well; and how many rows a task has is a guess.
  const takesAll = list.plan.streams.length === 1 && list.span === undefined;
  return { ...base, reader: openReader(stream, ask, { start, at: mark?.at, takesAll }, direction, orders) };
}

function openReader(
  stream: Stream,
  ask: Ask,
  entry: Entry,
  direction: Direction,
  orders: OrderMemory,
): Reader & Partial<ForwardReader> {
  const { source, feed } = stream;
  if (orders.isOther(source, feed) || !feed.capabilities.isNewestFirst) {
    return readWhole(stream, ask, entry.start, direction);
  }
  const reader =
    direction === 'forward'
      ? readForward(stream, ask, entry, trustIn(stream, orders))
      : readBackward(stream, ask, entry.start);
  return {
    ...reader,
    next(want) {
      const second = reader.next(want);
      if (second instanceof Promise) return checked(second);
      refuseIfOther();
      return second;
    },
  };

  /** Another request may have found out in the meantime. */
  function refuseIfOther(): void {
    if (orders.isOther(source, feed)) throw new Disordered();
  }

  async function checked<Value>(reading: Promise<Value>): Promise<Value> {
    try {
      const second = await reading;
      refuseIfOther();
      return second;
    } catch (error) {
      if (error instanceof Disordered) orders.refute(source, feed);
      throw error;
    }
  }
}

const trustIn = ({ source, feed }: Stream, orders: OrderMemory): OrderTrust => ({
  isConfirmed: () => orders.isConfirmed(source, feed),
  confirm: () => orders.confirm(source, feed),
});

const NOTHING: Reader = { next: () => undefined, ahead: () => [] };

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

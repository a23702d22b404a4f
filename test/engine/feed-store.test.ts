import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import { FeedStore } from '../../src/engine/store/feed-store.ts';
import { MemoryStore } from '../../src/engine/store/store.ts';
import { rowOf } from './row-of.ts';
import { NOW } from './scenario.ts';

const running = { ...rowOf('a', 10), state: 'PROCESSING' as const };
const range = { from: NOW - 20 * SECOND, to: NOW };

/** A store that has seen one row in progress, and then read a list narrowed to rows in progress that lacks it. */
function storeWithout(floor: number) {
  const store = new FeedStore();
  const readAt = NOW - 60 * SECOND;
  store.add([running], readAt, [{ ...range, narrowing: {}, readAt, settledUntil: NOW }]);
  const narrowing = { states: ['PROCESSING' as const] };
  store.add([], NOW, [{ ...range, narrowing, readAt: NOW, settledUntil: NOW }]);
  return { store, query: { ...range, narrowing, floor, now: NOW, acceptsTasks: false } };
}

it('a range that was read since the floor has no gap where a row in progress left it', () => {
  const { store, query } = storeWithout(NOW - SECOND);
  expect(store.gaps(query)).toEqual([]);
});

it('a settled range has a gap where a row in progress was not seen since the floor', () => {
  const { store, query } = storeWithout(NOW - SECOND);
  expect(store.gaps({ ...query, narrowing: {} })).toEqual([
    { from: running.createdAt, to: running.createdAt + SECOND },
  ]);
});

it('a settled second that was read again has no gap, even where the vendor no longer lists its row in progress', () => {
  const store = new FeedStore();
  const readAt = NOW - 5 * MINUTE;
  const settled = { narrowing: {}, settledUntil: NOW };
  store.add([running], readAt, [{ ...range, ...settled, readAt }]);
  const query = { ...range, narrowing: {}, floor: NOW - SECOND, now: NOW, acceptsTasks: false };
  const gaps = store.gaps(query);
  expect(gaps).toHaveLength(1);
  store.add(
    [],
    NOW,
    gaps.map((gap) => ({ ...gap, ...settled, readAt: NOW })),
  );
  expect(store.gaps(query)).toEqual([]);
});

it('the rows of all feeds are counted as they come and go', () => {
  const store = new MemoryStore(3, () => NOW);
  store.of('a').add([rowOf('a', 1), rowOf('b', 2)], NOW);
  store.of('b').add([rowOf('c', 3), rowOf('d', 4)], NOW);
  store.of('b').add([rowOf('c', 3)], NOW);
  expect(store.size).toBe(4);
  store.trim();
  expect(store.size).toBe(store.of('a').size + store.of('b').size);
  expect(store.size).toBeLessThanOrEqual(3);
});

it('a settled range has a gap where a row in progress may have come into a wanted state', () => {
  const store = new FeedStore();
  const readAt = NOW - 60 * SECOND;
  store.add([running], readAt, [{ ...range, narrowing: {}, readAt, settledUntil: NOW }]);
  const narrowing = { states: ['FAILED' as const] };
  const query = { ...range, narrowing, floor: NOW - SECOND, now: NOW, acceptsTasks: false };
  expect(store.gaps(query)).toEqual([{ from: running.createdAt, to: running.createdAt + SECOND }]);
});

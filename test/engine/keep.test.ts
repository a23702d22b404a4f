import { describe, expect, test } from 'vitest';
import type { RowPage } from '../../src/domain/source.ts';
import type { TaskState, UrlDetail } from '../../src/domain/task.ts';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import { memoryCache, lifetimeOf } from '../../src/engine/keep.ts';

const row = (state: TaskState): UrlDetail => ({
  provider: 'edge',
  kind: 'PREFETCH',
  taskId: 'job1',
  url: 'https://www.example.com/',
  domain: 'www.example.com',
  state,
  createdAt: 0,
  observedAt: 0,
  raw: {},
});
const page = (...states: TaskState[]): RowPage => ({ rows: states.map(row), rowsAnswered: states.length });
const settled = { isSettled: true, isRefreshedByAsking: false };

describe('an answer is kept', () => {
  test.each([
    [
      'for minutes when all its rows are final and no others can come',
      page('SUCCEEDED', 'FAILED'),
      settled,
      10 * MINUTE,
    ],
    ['for a second or two when others can come', page('SUCCEEDED'), { ...settled, isSettled: false }, 1_500],
    ['for a second or two while a row is in progress', page('SUCCEEDED', 'PROCESSING'), settled, 1_500],
    ['for a second or two when a word is unknown', page('UNKNOWN'), settled, 1_500],
    ['for a second or two when it is empty: a new task may not show yet', page(), settled, 1_500],
    [
      'not at all when asking is what makes it newer',
      page('PROCESSING'),
      { ...settled, isRefreshedByAsking: true },
      0,
    ],
    ['not at all when rows had to be left out', { ...page('SUCCEEDED'), unreadable: '1 row' }, settled, 0],
  ])('%s', (_, answer, freshness, lifetime) => {
    expect(lifetimeOf(answer, freshness)).toBe(lifetime);
  });
});

describe('the store in memory', () => {
  test('forgets what was not used for longest first', () => {
    const keep = memoryCache(9, () => 0);
    keep.set('a', page('SUCCEEDED', 'SUCCEEDED'), MINUTE);
    keep.set('b', page('SUCCEEDED', 'SUCCEEDED'), MINUTE);
    expect(keep.get('a')).toBeDefined();
    keep.set('c', page('SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED'), MINUTE);
    expect(keep.get('b')).toBeUndefined();
    expect(keep.get('a')).toBeDefined();
    expect(keep.get('c')).toBeDefined();
  });

  test('never holds more rows than it may, and not one answer that is longer', () => {
    const keep = memoryCache(3, () => 0);
    keep.set('long', page('SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED'), MINUTE);
    expect(keep.get('long')).toBeUndefined();
  });

  test('forgets what is too old', () => {
    let now = 0;
    const keep = memoryCache(9, () => now);
    keep.set('a', page('PROCESSING'), SECOND);
    now = 999;
    expect(keep.get('a')).toBeDefined();
    now = 1_000;
    expect(keep.get('a')).toBeUndefined();
  });
});

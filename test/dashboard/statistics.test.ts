import { describe, expect, it } from 'vitest';
import { daysOf, milliseconds, percent } from '../../src/dashboard/statistics.ts';

const day = 86_400_000;
const start = Date.UTC(2026, 2, 1);

describe('the days of statistics', () => {
  it('are those of the range, with and without tasks', () => {
    const group = {
      __typename: 'TaskStatistics',
      from: '2026-03-02T00:00:00.000Z',
      tasks: 3,
      stateCounts: [
        { __typename: 'TaskStateCount', state: 'FAILED', count: 1 },
        { __typename: 'TaskStateCount', state: 'SUCCEEDED', count: 2 },
      ],
    } as const;
    const bars = daysOf(
      [{ ...group, stateCounts: [...group.stateCounts] }],
      start + day / 2,
      start + 2.5 * day,
    );
    expect(bars.map(({ from, to, total }) => [from, to, total])).toEqual([
      [start, start + day, 0],
      [start + day, start + 2 * day, 3],
      [start + 2 * day, start + 3 * day, 0],
    ]);
    expect([...(bars[1]?.counts ?? [])]).toEqual([
      ['FAILED', 1],
      ['SUCCEEDED', 2],
    ]);
  });
});

it.each([
  ['PT0S', 0],
  ['PT4.104S', 4_104],
  ['PT1M3S', 63_000],
  ['P2DT3H', (2 * 24 + 3) * 3_600_000],
  ['P90D', 90 * day],
])('the duration %s is %i ms', (duration, length) => {
  expect(milliseconds(duration)).toBe(length);
});

it('a share is never rounded up to all', () => {
  expect([percent(1), percent(0.999_99), percent(0.5), percent(0)]).toEqual([
    '100 %',
    '99.9 %',
    '50 %',
    '0 %',
  ]);
});

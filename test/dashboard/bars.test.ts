import { describe, expect, it } from 'vitest';
import { barsOf } from '../../src/dashboard/bars.ts';
import type { TaskState } from '../../src/dashboard/gql/graphql.ts';

const task = (createdAt: string, state: TaskState = 'SUCCEEDED') => ({ createdAt, state });

describe('the bars of the chart', () => {
  it('count the tasks of each state within each stretch of time', () => {
    const bars = barsOf(
      [
        task('2026-03-01T12:03:59Z', 'FAILED'),
        task('2026-03-01T12:01:30Z'),
        task('2026-03-01T12:01:00Z'),
        task('2026-03-01T12:01:00Z', 'FAILED'),
      ],
      10,
    );
    expect(bars.map(({ total }) => total)).toEqual([3, 0, 1]);
    expect(bars[0]?.counts).toEqual(
      new Map([
        ['SUCCEEDED', 2],
        ['FAILED', 1],
      ]),
    );
    expect(bars[0]?.from).toBe(Date.parse('2026-03-01T12:01:00Z'));
  });

  it.each([5, 20, 48])('are at most %i, hold every task, and follow one another', (most) => {
    const tasks = Array.from({ length: 500 }, (_, index) =>
      task(new Date(Date.parse('2026-03-01T12:00:00Z') - index ** 2 * 9_000).toISOString()),
    );
    const bars = barsOf(tasks, most);
    expect(bars.length).toBeLessThanOrEqual(most);
    expect(bars.reduce((sum, { total }) => sum + total, 0)).toBe(500);
    expect(bars.slice(1).map(({ from }) => from)).toEqual(bars.slice(0, -1).map(({ to }) => to));
  });

  it('span the whole range, also where it has no tasks', () => {
    const range = { from: Date.parse('2026-03-01T00:00:00Z'), to: Date.parse('2026-03-02T00:00:00Z') };
    const bars = barsOf([task('2026-03-01T23:59:59Z')], 48, range);
    expect(bars[0]?.from).toBeLessThanOrEqual(range.from);
    expect(bars.at(-1)?.to).toBeGreaterThanOrEqual(range.to);
    expect(bars.map(({ total }) => total)).toEqual([...Array.from({ length: 47 }, () => 0), 1]);
    expect(barsOf([], 48, range)).toHaveLength(48);
  });

  it.each([1, 30, 400, 5_000])('are at most 48 for a range of %i days', (days) => {
    const to = Date.parse('2026-03-02T07:13:21Z');
    const bars = barsOf([], 48, { from: to - days * 86_400_000, to });
    expect(bars.length).toBeLessThanOrEqual(48);
    expect(bars.length).toBeGreaterThan(9);
    expect(bars.at(-1)?.to).toBeGreaterThanOrEqual(to);
  });

  it('are none where there are no tasks', () => {
    expect(barsOf([], 10)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { goalTable } from './goals.ts';
import { costWork } from './growth.ts';
import { pageWork } from './pages.ts';
import { names } from './results.ts';
import type { Measured, Work } from './results.ts';

const work = (name: string, measured: readonly Measured[], fewestCalls?: number): Work => ({
  name,
  unit: 'µs',
  floor: measured[0]?.contestant ?? '',
  fewestCalls,
  measured,
});

/** Bound, figure and verdict of each goal that a text begins. */
const verdicts = (works: readonly Work[], text: string): string[][] =>
  goalTable(works)
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, goal = '']) => goal.startsWith(text))
    .map((cells) => cells.slice(2, 5));

/** What a row cost in walks of growing length. */
const costs = (...figures: number[]): Work =>
  work(
    costWork,
    figures.map((figure) => ({ contestant: String(figure), figure })),
  );

describe('a goal', () => {
  const page = pageWork(20, 'fresh');
  const against = (ours: number): Work =>
    work(page, [
      { contestant: names.proxy, figure: 70, calls: 1 },
      { contestant: names.ours, figure: ours, calls: 1 },
    ]);

  it('of speed is met at its bound, and missed below', () => {
    const text = `${page}: requests a second on one core, against the bare proxy`;
    expect(verdicts([against(100)], text)).toEqual([['≥ 0.7 ×', '0.7 ×', 'yes']]);
    expect(verdicts([against(101)], text)).toEqual([['≥ 0.7 ×', '0.693 ×', 'no']]);
  });

  it('of calls is missed by the first call too many', () => {
    const text = `${page}: vendor calls`;
    const spending = (calls: number, fewest: number): Work =>
      work(page, [{ contestant: names.ours, figure: 1, calls }], fewest);
    expect(verdicts([spending(1, 1)], text)).toEqual([['≤ 0 calls', '0 calls', 'yes']]);
    expect(verdicts([spending(2, 1)], text)).toEqual([['≤ 0 calls', '1 calls', 'no']]);
    expect(verdicts([spending(0, 0)], text)).toEqual([['≤ 0 calls', '0 calls', 'yes']]);
  });

  it('of growth compares the longest walk with the shortest', () => {
    expect(verdicts([costs(20, 99, 23)], costWork)).toEqual([['≤ 1.15 ×', '1.15 ×', 'yes']]);
    expect(verdicts([costs(20, 20, 24)], costWork)).toEqual([['≤ 1.15 ×', '1.2 ×', 'no']]);
  });

  it('is not judged where its works were not measured', () => {
    expect(goalTable([]).trim().split('\n')).toHaveLength(2);
    expect(verdicts([work(page, [{ contestant: names.ours, figure: 1 }])], page)).toEqual([]);
  });
});

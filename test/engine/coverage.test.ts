import { expect, it } from 'vitest';
import { CoverageMap, unnarrowed, type Coverage } from '../../src/engine/store/coverage.ts';

const read = (from: number, isOfTasks?: boolean): Coverage => ({
  narrowing: unnarrowed,
  from,
  to: from + 10_000,
  readAt: 1_000_000,
  settledUntil: 900_000,
  isOfTasks,
});

it('a coverage has ranges of tasks once one was read, whether or not rows were read as well', () => {
  const coverage = new CoverageMap();
  expect(coverage.hasTaskRanges).toBe(false);
  coverage.add(read(0));
  expect(coverage.hasTaskRanges).toBe(false);
  coverage.add(read(20_000, true));
  expect(coverage.hasTaskRanges).toBe(true);

  const ofTasksOnly = new CoverageMap();
  ofTasksOnly.add(read(0, true));
  expect(ofTasksOnly.hasTaskRanges).toBe(true);
});

import { expect, it } from 'vitest';
import { DAY, MINUTE } from '../../src/domain/time.ts';
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

it('readings of one newest part after another are a range for each day, and one that has not settled', () => {
  const coverage = new CoverageMap();
  const rounds = (3 * DAY) / MINUTE;
  for (let round = 1; round <= rounds; round++) {
    const readAt = round * MINUTE;
    // The last minute had not settled at the reading before.
    const from = Math.max(0, readAt - 2 * MINUTE);
    coverage.add({ narrowing: unnarrowed, from, to: readAt, readAt, settledUntil: readAt - MINUTE });
  }
  expect(coverage.ranges).toBeLessThanOrEqual(6);
  const now = rounds * MINUTE;
  const query = { from: 0, to: now, narrowing: unnarrowed, floor: now, now, acceptsTasks: false };
  const valid = coverage.validParts(query);
  expect([valid[0]?.from, valid.at(-1)?.to]).toEqual([0, now]);
});

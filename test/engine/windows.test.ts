import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, SECOND } from '../../src/domain/time.ts';
import { asked, windows } from '../../src/engine/list/windows.ts';

const ranges = fc
  .tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 5_000_000 }))
  .map(([from, length]) => ({ from: from * SECOND, to: (from + length) * SECOND }));

test('a range is split newest first, without a gap or an overlap', () => {
  fc.assert(
    fc.property(ranges, fc.integer({ min: 3_600, max: 30 * 86_400 }), (range, longest) => {
      const parts = windows(range, longest * SECOND);
      expect(parts[0]?.to).toBe(range.to);
      expect(parts.at(-1)?.from).toBe(range.from);
      parts.slice(1).forEach((part, index) => expect(part.to).toBe(parts[index]?.from));
    }),
    { numRuns: 50 },
  );
});

test('what is asked for a window is never longer than the vendor takes', () => {
  fc.assert(
    fc.property(ranges, (range) => {
      for (const part of windows(range, 7 * DAY)) {
        const { from, to } = asked(part);
        expect(to - from).toBeLessThanOrEqual(7 * DAY);
      }
    }),
    { numRuns: 50 },
  );
});

test('a range without a longest window is one', () => {
  expect(windows({ from: 0, to: 400 * DAY }, Infinity)).toEqual([{ from: 0, to: 400 * DAY }]);
});

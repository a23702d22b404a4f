import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageBefore, pageFrom, type Paging } from '../../src/engine/list/paging.ts';

const offset: Paging = { paging: 'offset', maxPageSize: 100 };
const pageNumber: Paging = { paging: 'page-number', maxPageSize: 100 };

const cases = fc.record({
  maxPageSize: fc.integer({ min: 1, max: 1_000 }),
  place: fc.integer({ min: 0, max: 50_000 }),
  count: fc.integer({ min: 1, max: 2_000 }),
});

describe('the page from an offset', () => {
  test('is just the rows that are wanted, where offsets are free', () => {
    expect(pageFrom(offset, 37, 20)).toEqual({ offset: 37, limit: 20, skip: 0 });
    expect(pageFrom(offset, 37, 500)).toEqual({ offset: 37, limit: 100, skip: 0 });
  });

  test('is the smallest aligned one that covers them, where pages are numbered', () => {
    expect(pageFrom(pageNumber, 0, 21)).toEqual({ offset: 0, limit: 21, skip: 0 });
    expect(pageFrom(pageNumber, 21, 21)).toEqual({ offset: 21, limit: 21, skip: 0 });
    expect(pageFrom(pageNumber, 30, 20)).toEqual({ offset: 25, limit: 25, skip: 5 });
  });

  test('is aligned, holds the first wanted row, and is as small as the vendor takes', () => {
    fc.assert(
      fc.property(cases, ({ maxPageSize, place, count }) => {
        const { offset: start, limit, skip } = pageFrom({ paging: 'page-number', maxPageSize }, place, count);
        expect(start % limit).toBe(0);
        expect(start + skip).toBe(place);
        expect(skip).toBeLessThan(limit);
        expect(limit).toBeLessThanOrEqual(maxPageSize);
      }),
    );
  });
});

describe('the page before an end', () => {
  test('ends with the row before it', () => {
    expect(pageBefore(offset, 50, 20)).toEqual({ offset: 30, limit: 20, skip: 0 });
    expect(pageBefore(offset, 5, 20)).toEqual({ offset: 0, limit: 5, skip: 0 });
  });

  test('is aligned and holds the last wanted row', () => {
    fc.assert(
      fc.property(cases, ({ maxPageSize, place, count }) => {
        const end = place + 1;
        const { offset: start, limit } = pageBefore({ paging: 'page-number', maxPageSize }, end, count);
        expect(start % limit).toBe(0);
        expect(start).toBeLessThan(end);
        expect(start + limit).toBeGreaterThanOrEqual(end);
      }),
    );
  });
});

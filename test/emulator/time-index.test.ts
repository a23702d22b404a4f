import { array, assert, boolean, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';

import { defaultBehaviour } from '../../src/emulator/behaviour.ts';
import type { Behaviour } from '../../src/emulator/behaviour.ts';
import { rowsOf } from '../../src/emulator/row.ts';
import type { Row } from '../../src/emulator/row.ts';
import { TimeIndex } from '../../src/emulator/time-index.ts';
import type { ListQuery } from '../../src/emulator/time-index.ts';
import { noon, submission } from './histories.ts';

const second = 1000;
const noonSecond = noon - 250;
const whole = { offset: 0, limit: Infinity };

function rowsAt(times: readonly number[]): Row[] {
  return times.flatMap((at, index) =>
    rowsOf(submission(`t${index}`, at, [`https://www.example.com/${index}`]), undefined),
  );
}

function urls(
  rows: readonly Row[],
  query: Partial<ListQuery> = {},
  behaviour: Partial<Behaviour> = {},
  now = noon,
) {
  const answer = new TimeIndex(rows).list({ ...whole, ...query }, { ...defaultBehaviour, ...behaviour }, now);
  return answer.rows.map((row) => row.url.replace('https://www.example.com/', ''));
}

/** Rows 0, 1 and 2, a second apart. */
const three = rowsAt([noonSecond - 2 * second, noonSecond - second, noonSecond]);
/** A hundred rows of one second. */
const crowd = rowsAt(Array.from({ length: 100 }, () => noonSecond - 60 * second));

describe('order', () => {
  it('newest first unless told otherwise', () => {
    expect(urls(three)).toEqual(['2', '1', '0']);
    expect(urls(three, {}, { order: 'oldest-first' })).toEqual(['0', '1', '2']);
  });

  it('rows of one second stand in an arbitrary order: neither by id, nor by URL, nor as submitted', () => {
    const numbers = urls(crowd).map(Number);
    const ascending = numbers.toSorted((one, other) => one - other);
    expect(numbers).not.toEqual(ascending);
    expect(numbers).not.toEqual(ascending.toReversed());
    expect(numbers).not.toEqual(numbers.map(String).toSorted().map(Number));
    expect(ascending).toEqual(crowd.map((_, index) => index));
  });

  it('the arbitrary order does not depend on when the rows were added', () => {
    const piecemeal = new TimeIndex();
    for (const row of crowd.toReversed()) piecemeal.add([row]);
    const answer = piecemeal.list(whole, defaultBehaviour, noon);
    expect(answer.rows).toEqual(new TimeIndex(crowd).list(whole, defaultBehaviour, noon).rows);
  });

  it('shuffled is arbitrary throughout, and the same again', () => {
    const rows = rowsAt(Array.from({ length: 100 }, (_, index) => noonSecond - index * second));
    const shuffled = urls(rows, {}, { order: 'shuffled' });
    expect(shuffled).not.toEqual(urls(rows));
    expect(shuffled).toEqual(urls(rows, {}, { order: 'shuffled' }));
    expect(shuffled.toSorted()).toEqual(urls(rows).toSorted());
  });
});

describe('borders', () => {
  const window = { start: noonSecond - 2 * second, end: noonSecond };

  it.each([
    [true, true, ['2', '1', '0']],
    [false, true, ['2', '1']],
    [true, false, ['1', '0']],
    [false, false, ['1']],
  ])('start inclusive %s, end inclusive %s', (startIsInclusive, endIsInclusive, expected) => {
    for (const order of ['newest-first', 'oldest-first', 'shuffled'] as const) {
      const found = urls(three, window, { startIsInclusive, endIsInclusive, order });
      expect(found.toSorted().toReversed()).toEqual(expected);
    }
  });

  it('a row is of its whole second, whatever its fraction', () => {
    const late = rowsAt([noonSecond - second + 999]);
    expect(urls(late, { start: noonSecond - second, end: noonSecond - second })).toEqual(['0']);
  });
});

describe('what can be seen', () => {
  it('a row is seen from its very millisecond on', () => {
    const rows = rowsAt([noon - 100, noon + 1]);
    expect(urls(rows)).toEqual(['0']);
    expect(urls(rows, {}, {}, noon + 1).toSorted()).toEqual(['0', '1']);
  });

  it('a row is seen later where the vendor is slow', () => {
    expect(urls(three, {}, { visibleDelayMs: 1250 })).toEqual(['1', '0']);
  });

  it('a row is forgotten after the retention', () => {
    expect(urls(three, {}, { retentionMs: second })).toEqual(['2', '1']);
  });
});

it('pages of any size make up the list, for every order, window, filter and fraction of now', () => {
  assert(
    property(
      array(integer({ min: -8000, max: 2000 }), { maxLength: 60 }),
      constantFrom('newest-first', 'oldest-first', 'shuffled'),
      integer({ min: 1, max: 20 }),
      boolean(),
      integer({ min: 0, max: 1500 }),
      (offsets, order, limit, isFiltered, visibleDelayMs) => {
        const rows = rowsAt(offsets.map((offset) => noon + offset));
        const where = isFiltered ? (row: Row) => row.sortKey % 2 === 0 : undefined;
        const window = { start: noonSecond - 6 * second, end: noonSecond - second, where };
        const seen = rows.filter(
          (row) =>
            row.createdAt >= window.start &&
            row.createdAt <= window.end &&
            row.arrivedAt <= noon - visibleDelayMs &&
            where?.(row) !== false,
        );
        const behaviour = { ...defaultBehaviour, order, visibleDelayMs };
        const index = new TimeIndex(rows);
        const list: Row[] = [];
        for (let offset = 0; offset <= seen.length; offset += limit) {
          const answer = index.list({ ...window, offset, limit }, behaviour, noon);
          expect(answer.total).toBe(seen.length);
          list.push(...answer.rows);
        }
        expect(new Set(list)).toEqual(new Set(seen));
        expect(list).toHaveLength(seen.length);
        const times = list.map((row) => row.createdAt);
        const sorted = times.toSorted((one, other) => (order === 'oldest-first' ? one - other : other - one));
        expect(times).toEqual(order === 'shuffled' ? times : sorted);
      },
    ),
  );
});

describe('of 100,000 rows', () => {
  const many = new TimeIndex(
    rowsAt(Array.from({ length: 100_000 }, (_, index) => noonSecond - index * second)),
  );
  const window = { start: noonSecond - 90_000 * second, end: noonSecond - second };

  it('only those of the page are touched', () => {
    const answer = many.list({ ...window, offset: 50_000, limit: 20 }, defaultBehaviour, noon);
    expect([answer.total, answer.rows.length, answer.scanned]).toEqual([90_000, 20, 20]);
  });

  it('a filter looks at those of the window only', () => {
    const narrow = { start: noonSecond - 99 * second, end: noonSecond, where: () => true };
    expect(many.list({ ...narrow, offset: 0, limit: 20 }, defaultBehaviour, noon).scanned).toBe(100);
  });
});

import { describe, expect, it } from 'vitest';
import { FeedFacts, type AnswerEnd } from '../../src/engine/list/feed-facts.ts';
import { mayReadAgain, RowTally } from '../../src/engine/list/whole-reader.ts';
import { rowOf } from './row-of.ts';
import { NOW } from './scenario.ts';

const facts = (): FeedFacts => new FeedFacts({ maxPageSize: 1_000 });

const answer = (rowsAnswered: number, more: Partial<AnswerEnd> = {}): AnswerEnd => ({
  rowsAnswered,
  asked: 100,
  offset: 0,
  total: undefined,
  ...more,
});

describe('the end of a list', () => {
  it('is not at a depth of 1,000 where nothing deeper was ever answered', () => {
    const learned = facts();
    learned.learnAnswer(answer(100, { offset: 900 }));
    expect(learned.isEnd(answer(0, { offset: 1_000 }))).toBe(false);
    expect(learned.isEnd(answer(80, { offset: 920 }))).toBe(false);
    learned.learnAnswer(answer(1, { offset: 1_000 }));
    expect(learned.isEnd(answer(0, { offset: 1_000 }))).toBe(true);
  });

  it('is a short page deep in a list', () => {
    const learned = facts();
    learned.learnAnswer(answer(100, { offset: 3_200 }));
    expect(learned.isEnd(answer(62, { offset: 3_300 }))).toBe(true);
  });

  it('is at a total only below one behind which nothing was found', () => {
    const learned = facts();
    learned.decideTotal(true, 60);
    expect(learned.isEnd(answer(100, { total: 100 }))).toBe(false);
    expect(learned.isEnd(answer(50, { asked: 50, total: 50 }))).toBe(true);
  });
});

it('many calls that are refused at once lower the page size by one step', () => {
  const learned = facts();
  for (let call = 0; call < 20; call += 1) expect(learned.shrinkPage(1_000)).toBe(true);
  expect(learned.pageSize).toBe(100);
});

it('two answers that stop at the same length show the largest page, unless it is too short to be one', () => {
  for (const [length, pageSize] of [
    [1, 100],
    [19, 100],
    [50, 50],
  ] as const) {
    const learned = new FeedFacts({ maxPageSize: 100 });
    learned.noteShortAnswer(length);
    learned.noteShortAnswer(length);
    expect(learned.pageSize).toBe(pageSize);
  }
});

it('a lookup asks for no more than 100 rows until more were accepted', () => {
  const learned = facts();
  expect(learned.safePage).toBe(100);
  learned.learnAnswer(answer(5, { asked: 500 }));
  expect(learned.safePage).toBe(500);
});

describe('readings of one list', () => {
  const [a, b, c] = [rowOf('a', 1), rowOf('b', 1), rowOf('c', 1)];

  function reading(...pages: (typeof a)[][]): RowTally {
    const tally = new RowTally({ from: -Infinity, to: Infinity }, NOW);
    for (const page of pages) tally.add(page);
    return tally;
  }

  it('show all rows together where none of them does alone', () => {
    const first = reading([a, b], [a]);
    expect(first.addsUp).toBe(false);
    expect(reading([b, c], [b]).addsUpWith([first])).toBe(true);
  });

  it('of few rows can be alike by chance, and prove that the order stands still only when they are many', () => {
    const alike = (count: number): RowTally[] => Array.from({ length: count }, () => reading([a, b], [a]));
    expect(reading([a, b], [a]).standsStill(alike(1))).toBe(false);
    expect(reading([a, b], [a]).standsStill(alike(6))).toBe(true);
  });

  it('of many rows prove by one repetition that the order stands still', () => {
    const rows = Array.from({ length: 30 }, (_, place) => rowOf(String(place), 1));
    const pages = [rows.slice(0, 20), [...rows.slice(20, 29), ...rows.slice(0, 1)]];
    expect(reading(...pages).standsStill([reading(...pages)])).toBe(true);
  });

  it('end after so many calls', () => {
    const long = reading(...Array.from({ length: 20 }, () => [a]));
    expect(mayReadAgain([long, long, long])).toBe(true);
    expect(mayReadAgain([long, long, long, long])).toBe(false);
  });
});

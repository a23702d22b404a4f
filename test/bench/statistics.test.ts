import { describe, expect, it } from 'vitest';
import { Figures, median } from './statistics.ts';

describe('the median', () => {
  it('is the middle figure of an odd number, whatever their order', () => {
    expect(median([9, 1, 10])).toBe(9);
  });

  it('is the mean of the two in the middle of an even number', () => {
    expect(median([4, 1, 100, 2])).toBe(3);
  });

  it('is no number where there are no figures', () => {
    expect(median([])).toBeNaN();
    expect(new Figures().median('nobody')).toBeNaN();
  });

  it('is told for each name apart', () => {
    const figures = new Figures();
    for (const figure of [3, 1, 2]) figures.add('one', figure);
    figures.add('other', 7);
    expect([figures.median('one'), figures.median('other')]).toEqual([2, 7]);
  });
});

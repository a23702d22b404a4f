import { expect, it } from 'vitest';
import { rounded, table } from './table.ts';

it('compares everybody with the floor of the work', () => {
  const measured = [
    { contestant: 'floor of all', figure: 100, calls: 1 },
    { contestant: 'other', figure: 250.4, calls: 1.5 },
  ];
  expect(table([{ name: 'work', unit: 'µs', floor: 'floor of all', fewestCalls: 1, measured }])).toBe(`\
| Work | Contestant   | Median | Against the floor | Vendor calls | Fewest |
| ---- | ------------ | ------ | ----------------- | ------------ | ------ |
| work | floor of all | 100 µs | floor             | 1            | 1      |
|      | other        | 250 µs | 0.399 ×           | 1.5          |        |
`);
});

it('says nothing of calls where none are made', () => {
  const measured = [{ contestant: 'floor', figure: 1 }];
  const [, , row] = table([{ name: 'work', unit: 'ms', floor: 'floor', measured }]).split('\n');
  expect(row).toMatch(/\| floor +\| +\| +\|$/);
});

it('keeps three figures, and says so where there is none', () => {
  expect([1_234.5, 0.012345, 7, Number.NaN, Infinity].map(rounded)).toEqual([
    '1,230',
    '0.0123',
    '7',
    'none',
    'none',
  ]);
});

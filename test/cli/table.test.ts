import { describe, expect, it } from 'vitest';
import { createTable } from '../../src/cli/table.ts';
import type { Column } from '../../src/cli/table.ts';
import { clipped, fitted, textWidth } from '../../src/cli/text.ts';

interface Row {
  readonly name: string;
  readonly size: number;
  readonly note: string;
}

const rows: readonly Row[] = [
  { name: 'a', size: 1, note: 'first' },
  { name: 'https://www.example.com/a/long/path/app.js', size: 12_345, note: '' },
];
const columns = [
  { title: 'NAME', value: ({ name }: Row) => name, least: 10 },
  { title: 'SIZE', value: ({ size }: Row) => String(size), align: 'right', leaveOut: 1 },
  { title: 'NOTE', value: ({ note }: Row) => note, least: 4, leaveOut: 2 },
] as const;
const linesOf = (width: number, hasColors = false): readonly string[] => {
  const table = createTable<Row>(columns, rows, { width, hasColors });
  return [table.header, ...rows.map(table.line)];
};

describe('a table', () => {
  it('aligns its columns', () => {
    expect(linesOf(80)).toEqual([
      'NAME                                         SIZE  NOTE',
      'a                                               1  first',
      'https://www.example.com/a/long/path/app.js  12345',
    ]);
  });

  it('narrows columns before it leaves any out', () => {
    expect(linesOf(30)).toEqual([
      'NAME               SIZE  NOTE',
      'a                     1  first',
      'https://…/app.js  12345',
    ]);
  });

  it('leaves out columns by their order', () => {
    expect(linesOf(20)[0]).toMatch(/^NAME +SIZE$/);
    expect(linesOf(12)[0]).toBe('NAME');
  });

  it.each([200, 80, 60, 40, 30, 20, 12, 10])('is at most %i columns wide', (width) => {
    for (const line of linesOf(width)) expect(textWidth(line)).toBeLessThanOrEqual(width);
  });

  it('keeps its widths for rows that come later, and gives the rest of the width to the last column', () => {
    const table = createTable<Row>(columns, [], { width: 40, hasColors: false });
    const later = table.line({ name: 'n'.repeat(50), size: 1, note: 'x'.repeat(50) });
    expect(textWidth(later)).toBe(40);
    expect(table.line({ name: 'a', size: 1, note: 'b'.repeat(20) })).toContain('b'.repeat(20));
  });

  it('colours cells only if the terminal has colours', () => {
    const colored: readonly Column<Row>[] = [
      { title: 'NAME', value: ({ name }) => name, color: () => 'red' },
    ];
    const lineOf = (hasColors: boolean): string | undefined =>
      rows[0] && createTable(colored, [], { width: 10, hasColors }).line(rows[0]);
    expect(lineOf(true)).toBe('\u001B[31ma         \u001B[0m');
    expect(lineOf(false)).toBe('a');
  });

  it('shows hostile cells as escapes', () => {
    const table = createTable<Row>(columns, [], { width: 80, hasColors: false });
    const line = table.line({ name: '\u001B]0;x\u0007', size: 1, note: 'a\n::error::b\u202E' });
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  });
});

describe('the width of text', () => {
  it('counts wide characters twice and combining ones not at all', () => {
    expect(['abc', '汉字', 'e\u0301', '🚀', '\u001B'].map(textWidth)).toEqual([3, 4, 1, 2, 6]);
  });

  it('bounds clipped text', () => {
    expect(clipped('abcdef', 4)).toBe('abc…');
    expect(clipped('汉字汉字', 5)).toBe('汉字…');
    expect(clipped('汉字汉字', 4)).toBe('汉…');
    expect(clipped('abc', 0)).toBe('');
  });

  it('leaves out the middle of fitted text', () => {
    expect(fitted('abcdefghij', 6)).toBe('abc…ij');
    expect(fitted('ab', 4)).toBe('ab  ');
    expect(fitted('ab', 4, 'right')).toBe('  ab');
    for (let width = 0; width < 14; width += 1) expect(textWidth(fitted('a汉b字cdefg', width))).toBe(width);
  });
});

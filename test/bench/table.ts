import type { Measured, Work } from './results.ts';

/** One Markdown table of all works: medians, ratios to each work's floor, and vendor calls. */
export function table(works: readonly Work[]): string {
  const header = ['Work', 'Contestant', 'Median', 'Against the floor', 'Vendor calls', 'Fewest'];
  const rows = works.flatMap((work) =>
    work.measured.map((measured, place) => [
      place === 0 ? work.name : '',
      measured.contestant,
      `${rounded(measured.figure)} ${work.unit}`,
      againstFloor(work, measured),
      measured.calls === undefined ? '' : rounded(measured.calls),
      place === 0 && work.fewestCalls !== undefined ? rounded(work.fewestCalls) : '',
    ]),
  );
  return markdown(header, rows);
}

/** The floor's figure by the contestant's: how many times as quick as the floor it is. */
function againstFloor({ floor, measured }: Work, { contestant, figure }: Measured): string {
  if (contestant === floor) return 'floor';
  const reference = measured.find((each) => each.contestant === floor)?.figure ?? NaN;
  return `${rounded(reference / figure)} ×`;
}

/** A Markdown table, its columns aligned for those who read it as text. */
export function markdown(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = header.map((_, column) =>
    Math.max(3, ...[header, ...rows].map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [header, rule, ...rows].map(line).join('');
}

/** Three figures that matter, for more would be noise. */
export const rounded = (figure: number): string =>
  Number.isFinite(figure)
    ? Number(figure.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 6 })
    : 'none';

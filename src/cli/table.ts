import { fitted, painted, textWidth } from './text.ts';
import type { Color } from './text.ts';

/** A column of a table of rows. */
export interface Column<Row> {
  readonly title: string;
  readonly value: (row: Row) => string;
  readonly color?: ((row: Row) => Color | undefined) | undefined;
  readonly align?: 'left' | 'right' | undefined;
  /** The column may be made as narrow as this; absent: it keeps its width. */
  readonly least?: number | undefined;
  /** Columns with the highest number are left out first if the table is too wide; absent: never. */
  readonly leaveOut?: number | undefined;
}

/** A table whose widths are set by its first rows, so that rows that come later can be printed at once. */
export interface Table<Row> {
  readonly header: string;
  readonly line: (row: Row) => string;
}

const gap = '  ';

interface SizedColumn<Row> {
  readonly column: Column<Row>;
  readonly width: number;
}

/** Fits the columns into the width: leaves some out, then narrows those that may be. */
export function createTable<Row>(
  columns: readonly Column<Row>[],
  firstRows: readonly Row[],
  { width, hasColors }: { readonly width: number; readonly hasColors: boolean },
): Table<Row> {
  const natural = columns.map((column) => ({
    column,
    width: Math.max(textWidth(column.title), ...firstRows.map((row) => textWidth(column.value(row)))),
  }));
  const sized = filled(narrowed(withoutOptional(natural, width), width), width);
  const lineOf = (cell: (column: SizedColumn<Row>) => string): string => sized.map(cell).join(gap).trimEnd();
  return {
    header: lineOf(({ column, width: columnWidth }) => fitted(column.title, columnWidth, column.align)),
    line: (row) =>
      lineOf(({ column, width: columnWidth }) =>
        painted(
          fitted(column.value(row), columnWidth, column.align),
          hasColors ? column.color?.(row) : undefined,
        ),
      ),
  };
}

const leastOf = <Row>({ column, width }: SizedColumn<Row>): number => Math.min(width, column.least ?? width);

const totalOf = <Row>(columns: readonly SizedColumn<Row>[], sizeOf: (column: SizedColumn<Row>) => number) =>
  columns.reduce((sum, column) => sum + sizeOf(column), gap.length * (columns.length - 1));

function withoutOptional<Row>(
  columns: readonly SizedColumn<Row>[],
  width: number,
): readonly SizedColumn<Row>[] {
  if (totalOf(columns, leastOf) <= width) return columns;
  const first = columns.reduce((most, { column }) => Math.max(most, column.leaveOut ?? 0), 0);
  if (first === 0) return columns;
  return withoutOptional(
    columns.filter(({ column }) => column.leaveOut !== first),
    width,
  );
}

/** Narrows the columns that may be narrowed until the table fits, the widest first. */
function narrowed<Row>(columns: readonly SizedColumn<Row>[], width: number): readonly SizedColumn<Row>[] {
  const excess = totalOf(columns, (column) => column.width) - width;
  if (excess <= 0) return columns;
  const [widest] = columns
    .filter((column) => column.width > leastOf(column))
    .toSorted((one, other) => other.width - one.width);
  if (widest === undefined) return columns;
  return narrowed(
    columns.map((column) =>
      column === widest ? { ...column, width: Math.max(leastOf(column), column.width - excess) } : column,
    ),
    width,
  );
}

/** Gives the remaining width to the last column, because later rows may be longer, unless it has numbers. */
function filled<Row>(columns: readonly SizedColumn<Row>[], width: number): readonly SizedColumn<Row>[] {
  const rest = Math.max(0, width - totalOf(columns, (column) => column.width));
  return columns.map((column, index) =>
    index === columns.length - 1 && column.column.align !== 'right'
      ? { ...column, width: column.width + rest }
      : column,
  );
}

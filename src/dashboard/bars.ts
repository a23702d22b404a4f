import type { TaskRowFragment, TaskState } from './gql/graphql.ts';

/** How many tasks of each state were created in `[from, to)`, epoch milliseconds. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly counts: ReadonlyMap<TaskState, number>;
  readonly total: number;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Widths that people read easily. */
const widths = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12].map((hours) => hours * hour),
  ...[1, 2, 5, 10, 30].map((days) => days * day),
];

/** Bars over a whole range, the oldest first; at most `most` of them. A task outside of the range widens it. */
export function barsOf(
  tasks: readonly Pick<TaskRowFragment, 'createdAt' | 'state'>[],
  most: number,
  range?: { readonly from: number; readonly to: number },
): readonly Bar[] {
  const times = tasks.map(({ createdAt }) => Date.parse(createdAt));
  const ends = range === undefined ? times : [...times, range.from, Math.max(range.from, range.to - 1)];
  if (ends.length === 0) return [];
  const [first, last] = [least(ends), greatest(ends)];
  const width =
    widths.find((candidate) => barsBetween(first, last, candidate) <= most) ?? wide(first, last, most);
  const start = startOf(first, width);
  const counts = Array.from({ length: barsBetween(first, last, width) }, () => new Map<TaskState, number>());
  for (const [index, { state }] of tasks.entries()) {
    const own = counts[Math.floor(((times[index] ?? first) - start) / width)];
    own?.set(state, (own.get(state) ?? 0) + 1);
  }
  return counts.map((own, index) => ({
    from: start + index * width,
    to: start + (index + 1) * width,
    counts: own,
    total: [...own.values()].reduce((sum, each) => sum + each, 0),
  }));
}

const least = (values: readonly number[]): number => values.reduce((one, other) => Math.min(one, other));
const greatest = (values: readonly number[]): number => values.reduce((one, other) => Math.max(one, other));

/**
 * For ranges of many years, a bar is a multiple of 30 days. One more bar may be needed because bars begin at full
 * units.
 */
const wide = (first: number, last: number, most: number): number =>
  Math.ceil((last - first) / (30 * day) / Math.max(most - 1, 1)) * 30 * day;

const barsBetween = (first: number, last: number, width: number): number =>
  Math.floor((last - startOf(first, width)) / width) + 1;

/** Bars begin at full hours and midnights in the reader's time zone. */
function startOf(instant: number, width: number): number {
  const offset = new Date(instant).getTimezoneOffset() * minute;
  return Math.floor((instant - offset) / width) * width + offset;
}

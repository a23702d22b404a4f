import type { TaskRowFragment, TaskState } from './gql/graphql.ts';

/** How many tasks of each state were created within a stretch of time, `[from, to)`, epoch milliseconds. */
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
  ...[1, 2, 5, 10].map((days) => days * day),
];

/** Bars over all the time that the tasks span, the oldest first; at most `most` of them. */
export function barsOf(
  tasks: readonly Pick<TaskRowFragment, 'createdAt' | 'state'>[],
  most: number,
): readonly Bar[] {
  const times = tasks.map(({ createdAt }) => Date.parse(createdAt));
  if (times.length === 0) return [];
  const [first, last] = [Math.min(...times), Math.max(...times)];
  const width = widths.find((candidate) => barsBetween(first, last, candidate) <= most) ?? day * 30;
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

const barsBetween = (first: number, last: number, width: number): number =>
  Math.floor((last - startOf(first, width)) / width) + 1;

/** Bars begin at the reader's full hours and midnights. */
function startOf(instant: number, width: number): number {
  const offset = new Date(instant).getTimezoneOffset() * minute;
  return Math.floor((instant - offset) / width) * width + offset;
}

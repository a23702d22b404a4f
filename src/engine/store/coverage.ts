import { DAY, MINUTE, SECOND, type Instant, type Milliseconds, type Window } from '../../domain/time.ts';
import type { FeedQuery } from '../../domain/source.ts';
import type { UrlDetail } from '../../domain/task.ts';
import { matches } from '../../domain/query.ts';
import { answersFilter, keptKey, type KeptFilter } from './kept-filter.ts';

/** A range of a feed that was read completely. */
export interface Coverage extends Window {
  readonly narrowing: Narrowing;
  /** When the earliest of the calls that read it began. */
  readonly readAt: Instant;
  /** Rows created before this instant, by the vendor's clock, had settled when the range was read. */
  readonly settledUntil: Instant;
  /** Why rows of the range may still be missing. */
  readonly partial?: string | undefined;
  /** All tasks of the range are known, but not all of their rows. */
  readonly isOfTasks?: boolean | undefined;
  /** It comes from the history: an earlier or another process read it. */
  readonly isFromHistory?: boolean | undefined;
  /** Of what the history keeps of the range only this was loaded. */
  readonly kept?: KeptFilter | undefined;
}

/** Which range must be covered, and how fresh. */
export interface CoverageQuery extends Window {
  readonly narrowing: Narrowing;
  /** What was read since then is fresh. */
  readonly floor: Instant;
  readonly now: Instant;
  /** Whether it is enough to know the tasks of a range. */
  readonly acceptsTasks: boolean;
  /** What is enough of the rows that the history keeps. Absent: all of them. */
  readonly kept?: KeptFilter | undefined;
}

/** Rows appear at the vendor at most this long after their creation. */
export const SETTLING: Milliseconds = MINUTE;

/** A range that could not be read completely is not read again for this time: otherwise each page of a list would try. */
const PARTIAL_LIFETIME: Milliseconds = MINUTE;

/** Longer than a request takes, which must see that it has read a range again: a range that is joined has the older time. */
const FRESH_LIFETIME: Milliseconds = MINUTE;

/** Ranges that were read further apart stay apart, so that the time of a reading means something. */
const LONGEST_JOIN: Milliseconds = DAY;

/** By so many filters ranges of the history are known; any number could be asked for. */
const MAX_KEPT_FILTERS = 200;

/** Which ranges of one feed were read, by narrowing. */
export class CoverageMap {
  /** By narrowing, in ascending order, without overlap. */
  readonly #byNarrowing = new Map<string, Coverage[]>();

  /** Adds a range. It replaces what was known of the same time, unless that was read later. */
  add(coverage: Coverage): void {
    const newer = this.#list(coverage).filter(({ readAt }) => readAt > coverage.readAt);
    for (const part of gapsBetween(coverage, newer)) this.#place({ ...coverage, ...part });
  }

  #place(coverage: Coverage): void {
    if (coverage.from >= coverage.to) return;
    const key = keyOf(coverage);
    const list = placed(this.#list(coverage), coverage, FRESH_LIFETIME);
    // The list that was extended last is the last one.
    if (coverage.kept !== undefined) this.#byNarrowing.delete(key);
    this.#byNarrowing.set(key, list);
    if (coverage.kept !== undefined) this.#limitKept();
  }

  #limitKept(): void {
    const kept = [...this.#byNarrowing.keys()].filter((key) => key.startsWith(KEPT));
    for (const key of kept.slice(0, -MAX_KEPT_FILTERS)) this.#byNarrowing.delete(key);
  }

  /** Adds a range where nothing newer is known. */
  addOlder(coverage: Coverage): void {
    const newer = this.#list(coverage).filter(({ readAt }) => readAt >= coverage.readAt);
    for (const part of gapsBetween(coverage, newer)) this.#place({ ...coverage, ...part });
  }

  #list(coverage: Coverage): readonly Coverage[] {
    return this.#byNarrowing.get(keyOf(coverage)) ?? [];
  }

  /** The valid parts of a range, ascending, clipped to it; they may overlap. */
  validParts(query: CoverageQuery): Coverage[] {
    const parts: Coverage[] = [];
    for (const list of this.#byNarrowing.values()) {
      const [first] = list;
      if (first === undefined || !answers(first, query)) continue;
      for (const each of list) {
        const from = Math.max(each.from, query.from);
        const to = Math.min(each.to, query.to, validUntil(each, query));
        if (from < to) parts.push({ ...each, from, to });
      }
    }
    return parts.toSorted((a, b) => a.from - b.from);
  }

  /** Forgets everything before an instant, in all narrowings. */
  dropBefore(cut: Instant): void {
    for (const [key, list] of this.#byNarrowing) {
      const kept = list.flatMap((each) =>
        each.to <= cut ? [] : [each.from < cut ? { ...each, from: cut } : each],
      );
      if (kept.length === 0) this.#byNarrowing.delete(key);
      else this.#byNarrowing.set(key, kept);
    }
  }

  /** Whether any narrowing covers the second. */
  covers(second: Instant): boolean {
    for (const list of this.#byNarrowing.values())
      if (list.some(({ from, to }) => from <= second && second < to)) return true;
    return false;
  }

  get hasTaskRanges(): boolean {
    for (const [first] of this.#byNarrowing.values()) if (first?.isOfTasks === true) return true;
    return false;
  }

  get ranges(): number {
    return [...this.#byNarrowing.values()].reduce((sum, list) => sum + list.length, 0);
  }
}

const KEPT = 'kept\n';

/** One list for rows and one for tasks, so that knowing the tasks does not hide that the rows were read. */
const keyOf = ({ isOfTasks, narrowing, kept }: Coverage): string =>
  kept === undefined
    ? `${isOfTasks === true ? 'tasks' : 'rows'}\n${narrowingKey(narrowing)}`
    : `${KEPT}${keptKey(kept)}`;

/** Whether all ranges that are known like this one contain what is asked for. */
const answers = ({ kept, narrowing, isOfTasks }: Coverage, query: CoverageQuery): boolean =>
  kept === undefined
    ? isWiderOrEqual(narrowing, query.narrowing) && (isOfTasks !== true || query.acceptsTasks)
    : query.kept !== undefined && answersFilter(kept, query.kept);

/**
 * The ranges of one list, ascending, with another one that replaces what was known of the same time. What was read within
 * `freshFor` before the newest keeps its own time.
 */
export function placed(
  known: readonly Coverage[],
  coverage: Coverage,
  freshFor: Milliseconds = 0,
): Coverage[] {
  const kept = known.flatMap((each) => without(each, coverage));
  const place = kept.findIndex(({ from }) => from >= coverage.to);
  kept.splice(place === -1 ? kept.length : place, 0, coverage);
  return joinAdjacent(kept, freshFor);
}

/** The instant up to which a range is valid: all of it if it is fresh, otherwise as far as it had settled. */
function validUntil(coverage: Coverage, { floor, now }: CoverageQuery): Instant {
  if (coverage.readAt >= floor) return Infinity;
  if (coverage.partial !== undefined) return now - coverage.readAt <= PARTIAL_LIFETIME ? Infinity : -Infinity;
  return isByState(coverage.narrowing) ? -Infinity : coverage.settledUntil;
}

/** What is left of a range when another one replaces a part of it. */
const without = (coverage: Coverage, { from, to }: Window): Coverage[] => {
  if (coverage.to <= from || coverage.from >= to) return [coverage];
  const parts: Coverage[] = [];
  if (coverage.from < from) parts.push({ ...coverage, to: from });
  if (coverage.to > to) parts.push({ ...coverage, from: to });
  return parts;
};

/** Ranges that touch become one where nothing is lost by it: read at once, or settled both and no longer fresh. */
function joinAdjacent(list: readonly Coverage[], freshFor: Milliseconds): Coverage[] {
  const joined: Coverage[] = [];
  const newest = list.reduce((latest, { readAt }) => Math.max(latest, readAt), -Infinity);
  const isLike = (a: Coverage, b: Coverage): boolean =>
    a.isFromHistory === b.isFromHistory &&
    (a.readAt === b.readAt || (Math.max(a.readAt, b.readAt) <= newest - freshFor && areSettled(a, b)));
  for (const next of list) {
    const last = joined.at(-1);
    if (last !== undefined && last.to === next.from && last.partial === next.partial && isLike(last, next)) {
      joined[joined.length - 1] = {
        ...last,
        to: next.to,
        readAt: Math.min(last.readAt, next.readAt),
        settledUntil: areSettled(last, next)
          ? Math.max(last.settledUntil, next.settledUntil)
          : Math.min(last.settledUntil, next.settledUntil),
      };
    } else joined.push(next);
  }
  return joined;
}

/** Whether all of both ranges had settled when they were read, and neither much longer ago than the other. */
const areSettled = (a: Coverage, b: Coverage): boolean =>
  a.partial === undefined &&
  Math.abs(a.readAt - b.readAt) <= LONGEST_JOIN &&
  a.to <= a.settledUntil &&
  b.to <= b.settledUntil &&
  !isByState(a.narrowing);

/** The parts of a range that none of the others cover; all ascending. */
export function gapsBetween(range: Window, covered: readonly Window[]): Window[] {
  const gaps: Window[] = [];
  let from = range.from;
  for (const part of covered) {
    if (part.from > from) gaps.push({ from, to: Math.min(part.from, range.to) });
    from = Math.max(from, part.to);
    if (from >= range.to) return gaps;
  }
  if (from < range.to) gaps.push({ from, to: range.to });
  return gaps;
}

/** Takes whole seconds out of ranges, all ascending. */
export function withoutSeconds(ranges: readonly Window[], seconds: readonly Instant[]): Window[] {
  if (seconds.length === 0) return [...ranges];
  const parts: Window[] = [];
  for (const { from, to } of ranges) {
    let start = from;
    for (const second of seconds) {
      if (second < start || second >= to) continue;
      if (second > start) parts.push({ from: start, to: second });
      start = second + SECOND;
    }
    if (start < to) parts.push({ from: start, to });
  }
  return parts;
}

/** The parts of a range outside of another one. */
export const partsOutside = (range: Window, other: Window): Window[] =>
  [
    { from: range.from, to: Math.min(range.to, other.from) },
    { from: Math.max(range.from, other.to), to: range.to },
  ].filter(({ from, to }) => from < to);

/** What a vendor is asked to filter by; empty for the whole feed. */
export type Narrowing = Pick<FeedQuery, 'kinds' | 'states' | 'url' | 'domain' | 'area'>;

/** The whole feed. */
export const unnarrowed: Narrowing = {};

const lists = ['kinds', 'states'] as const;
const values = ['url', 'domain', 'area'] as const;

/** The same text for narrowings that ask for the same rows. */
export const narrowingKey = (narrowing: Narrowing): string =>
  [
    ...lists.map((field) => narrowing[field]?.toSorted().join() ?? ''),
    ...values.map((field) => narrowing[field] ?? ''),
  ].join('\n');

/** Whether each row that `narrow` asks for is also asked for by `wide`. */
export const isWiderOrEqual = (wide: Narrowing, narrow: Narrowing): boolean =>
  lists.every((field) => {
    const [outer, inner]: (readonly string[] | undefined)[] = [wide[field], narrow[field]];
    return outer === undefined || (inner?.every((value) => outer.includes(value)) ?? false);
  }) && values.every((field) => wide[field] === undefined || wide[field] === narrow[field]);

/** Rows change into a state and out of it, so what was read by state is not valid for long. */
export const isByState = ({ states }: Narrowing): boolean => states !== undefined;

/** Whether a reading of the narrowing would return the row. */
export const isNarrowedTo = (row: UrlDetail, { url, domain, ...narrowing }: Narrowing): boolean =>
  matches(row, { ...narrowing, urls: one(url), domains: one(domain) });

const one = (value: string | undefined): readonly string[] | undefined =>
  value === undefined ? undefined : [value];

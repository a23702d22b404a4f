import type { Task, TaskKey, UrlDetail } from './task.ts';
import type { Instant } from './time.ts';

/** When a task or a URL has ended. */
export interface End {
  readonly at: Instant;
  /** Whether it may have ended before: the vendor reports no end, and `at` is when it was first seen final. */
  readonly isUpperBound: boolean;
}

/** What is known of the ends of one or more rows of a task, all of them final. */
export interface RowEnd {
  /** The latest end that the vendor reports; absent where it reports none of one of them. */
  readonly finishedAt?: Instant | undefined;
  /** When all of them had been seen final; absent if that is not known. */
  readonly seenFinalAt?: Instant | undefined;
  /** Whether one of them was seen in progress. */
  readonly wasOpen: boolean;
}

/** The end of a task with these rows: as the vendor reports it, otherwise a bound if the task was seen in progress. */
export function endOfRows(rows: readonly RowEnd[]): End | undefined {
  const isUpperBound = rows.some(({ finishedAt }) => finishedAt === undefined);
  if (rows.length === 0 || (isUpperBound && !rows.some(({ wasOpen }) => wasOpen))) return undefined;
  let at = -Infinity;
  for (const { finishedAt, seenFinalAt } of rows) {
    const end = finishedAt ?? seenFinalAt;
    if (end === undefined) return undefined;
    at = Math.max(at, end);
  }
  return { at, isUpperBound };
}

/** What was observed of a task. */
export interface ObservedTask {
  /** Whether it was seen in progress. */
  readonly wasOpen: boolean;
  /** When all of it was first seen final; absent if it was not yet, or never seen in progress. */
  readonly seenFinalAt?: Instant | undefined;
  /** By `observedRowKey`, when each row that was seen in progress was first seen final; undefined if it was not yet. */
  readonly rows: ReadonlyMap<string, Instant | undefined>;
}

/** A task or a row of one, as far as it takes to tell when it has ended. */
export type Ended = Pick<Task, 'provider' | 'kind' | 'taskId' | 'state' | 'finishedAt'> &
  Partial<Pick<Task, 'details'> & Pick<UrlDetail, 'url' | 'area' | 'observedAt'>>;

/** Tells when tasks and rows have ended. */
export interface Ends {
  /** Undefined while it has not ended, or if its end is not known. */
  of(ended: Ended): End | undefined | Promise<End | undefined>;
}

/** Reads what was observed of tasks before this process began, one answer for each, in their order. */
export type RecallTasks = (tasks: readonly TaskKey[]) => Promise<readonly ObservedTask[]>;

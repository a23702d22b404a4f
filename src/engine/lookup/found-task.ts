import { isFinal, type StateCount, type UrlDetail } from '../../domain/task.ts';
import type { Instant } from '../../domain/time.ts';

/** What an answer must tell of a task: its counts; these and when it ended; or every one of its rows. */
export type TaskDetail = 'counts' | 'end' | 'rows';

/** What is known of one task. */
export interface FoundTask {
  /** All rows; or, where rows were counted, those that did not succeed and one that did. */
  readonly rows: readonly UrlDetail[];
  /** Absent where all rows are known. */
  readonly counted?: CountedRows | undefined;
  /** The earliest start of the calls that it rests on. */
  readonly readAt: Instant;
}

export interface CountedRows {
  readonly stateCounts: readonly StateCount[];
  readonly createdAt: Instant;
}

/** Whether nothing about the task can change any more. */
export const isSettled = ({ rows, counted }: FoundTask): boolean =>
  rows.length > 0 &&
  (counted === undefined
    ? rows.every(({ state }) => isFinal(state))
    : counted.stateCounts.every(({ state }) => isFinal(state)));

/** Whether what is known suffices. Of counted rows one that succeeded stands for all: either each row tells its end or none does. */
export const tells = (found: FoundTask, detail: TaskDetail): boolean =>
  found.counted === undefined ||
  detail === 'counts' ||
  (detail === 'end' && !(isSettled(found) && found.rows.every(({ finishedAt }) => finishedAt !== undefined)));

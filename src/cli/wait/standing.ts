import { isFinal } from '../../domain/task.ts';
import type { TaskState } from '../../domain/task.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Milliseconds } from '../../domain/time.ts';

/** What is to be done about a thing: wait on, or not any more, and why. */
export type Verdict =
  | 'waiting'
  | 'succeeded'
  /** It ended otherwise. */
  | 'failed'
  /** Where it stands will not be known by asking again. */
  | 'unknowable';

/** What one provider says of a thing: a line on the screen. */
export interface Row {
  /** Of the row among its subject's rows; empty where there is only one. */
  readonly name: string;
  /** Absent: it has nothing to tell. */
  readonly state?: TaskState | undefined;
  /** Percent done, 0 to 100; absent where that is not known. */
  readonly progress?: number | undefined;
  /** What else there is to say, for people. */
  readonly detail?: string | undefined;
}

/** Where one thing that is waited for stands. */
export interface Standing {
  readonly verdict: Verdict;
  /** Absent: as they were. */
  readonly rows?: readonly Row[] | undefined;
  /** Why it could not be read; absent where it was. */
  readonly trouble?: string | undefined;
}

export const verdictOn = (state: TaskState | undefined): Verdict => {
  if (state === undefined || !isFinal(state)) return 'waiting';
  return state === 'SUCCEEDED' ? 'succeeded' : 'failed';
};

/** What was submitted a moment ago is not shown by its vendor yet. */
export const longestAppearance: Milliseconds = MINUTE;

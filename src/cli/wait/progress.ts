import { isFinal } from '../../domain/task.ts';
import type { TaskState } from '../../domain/task.ts';
import { MINUTE } from '../../domain/time.ts';
import type { Milliseconds } from '../../domain/time.ts';
import type { UrlStanding, UrlVerdict } from '../../domain/url-report.ts';

/** Whether to keep waiting for a target; if not, how its waiting ended. */
export type TargetOutcome =
  | 'waiting'
  | 'succeeded'
  /** The target ended without success. */
  | 'failed'
  /** The state of the target is unknown, and another request will not change that. */
  | 'unknowable';

/** What one provider reports about a target: a line on the screen. */
export interface TargetRow {
  /** The provider; empty for a task, which has one row. */
  readonly name: string;
  /** What the API says about a URL at this provider; absent for a task. */
  readonly standing?: UrlStanding | undefined;
  /** The state of the task; absent if there is none. */
  readonly state?: TaskState | undefined;
  /** Percent done, 0 to 100; absent if it is not known. */
  readonly progress?: number | undefined;
  /** Any other details, for people. */
  readonly detail?: string | undefined;
}

/** The status of a target. */
export interface TargetStatus {
  readonly outcome: TargetOutcome;
  /** What the API says about a URL; absent for a task, and before the first report. */
  readonly verdict?: UrlVerdict | undefined;
  /** Absent: unchanged. */
  readonly rows?: readonly TargetRow[] | undefined;
  /** Why it could not be read; absent if it was. */
  readonly trouble?: string | undefined;
}

/** One task or URL that is waited for. */
export interface WaitTarget extends TargetStatus {
  /** The target as it was given: `tencent-main/PREFETCH/1702364413`, or a URL. */
  readonly name: string;
  readonly rows: readonly TargetRow[];
}

/** The status of all targets. */
export class WaitProgress {
  readonly #targets: Map<string, WaitTarget>;
  readonly #changed: (target: WaitTarget) => void;

  /** Calls `changed` whenever a target looks different from before. */
  constructor(names: readonly string[], changed: (target: WaitTarget) => void) {
    this.#targets = new Map(names.map((name) => [name, { name, outcome: 'waiting', rows: [] }]));
    this.#changed = changed;
  }

  /** The targets in the order in which they were given. */
  get targets(): readonly WaitTarget[] {
    return [...this.#targets.values()];
  }

  isOver(name: string): boolean {
    return this.#targets.get(name)?.outcome !== 'waiting';
  }

  update(name: string, { outcome, verdict, rows, trouble }: TargetStatus): void {
    const before = this.#targets.get(name);
    const target = { name, outcome, verdict, rows: rows ?? before?.rows ?? [], trouble };
    this.#targets.set(name, target);
    if (JSON.stringify(target) !== JSON.stringify(before)) this.#changed(target);
  }
}

export const outcomeOfState = (state: TaskState): TargetOutcome => {
  if (!isFinal(state)) return 'waiting';
  return state === 'SUCCEEDED' ? 'succeeded' : 'failed';
};

/** How long a task may be unknown: vendors list a new task only after a while. */
export const longestAppearance: Milliseconds = MINUTE;

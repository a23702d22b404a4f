import type { FinishedTask, HistoryFigures } from '../domain/history.ts';
import type { TaskSource } from '../domain/source.ts';
import { isFinal, type Task, type TaskState } from '../domain/task.ts';
import { DAY, type Clock, type Milliseconds } from '../domain/time.ts';
import { listenedFeeds } from './feeds.ts';
import type { DatabaseHistory } from './history.ts';
import { HistoryQueries } from './queries.ts';

export interface HistoryFiguresParts {
  readonly history: DatabaseHistory;
  /** The configured providers, as they are now. */
  readonly sources: () => readonly TaskSource[];
  /** Whether this instance collects. */
  readonly isHolder: () => boolean;
  readonly clock: Clock;
}

/**
 * The figures of the history for operators. Tasks are counted by the instance that collects, so that each is counted
 * once.
 */
export function historyFigures({ history, sources, isHolder, clock }: HistoryFiguresParts): HistoryFigures {
  const queries = (): HistoryQueries => new HistoryQueries(history, sources());
  return {
    reach: () => {
      const current = queries();
      return new Map(sources().map(({ provider: { name } }) => [name, current.reachOf(name, clock())]));
    },
    openTasks: async () => (isHolder() ? queries().openTasks(clock()) : undefined),
    onFinished: (observe) => {
      history.changes.add({
        // Older tasks are read once, after the first start, and say nothing about the present.
        get from() {
          return clock() - DAY;
        },
        get feeds() {
          return listenedFeeds(sources());
        },
        notify: (task, before) => {
          const finished = isHolder() ? finishedTask(task, before) : undefined;
          if (finished !== undefined) observe(finished);
        },
        onLoss: () => undefined,
        end: () => undefined,
      });
    },
  };
}

/** The task that ended; undefined if it is still in progress or had ended before. */
function finishedTask(task: Task, before: TaskState | undefined): FinishedTask | undefined {
  const { provider, kind, state } = task;
  if (!isFinal(state) || (before !== undefined && isFinal(before))) return undefined;
  return { provider, kind, state, took: lengthOf(task, before === undefined) };
}

/**
 * The duration until the end that the vendor reports; otherwise until the task was seen as ended, if it had been seen
 * in progress.
 */
function lengthOf({ createdAt, finishedAt, details = [] }: Task, isFirst: boolean): Milliseconds | undefined {
  const seenAt = isFirst ? undefined : Math.max(...details.map(({ observedAt }) => observedAt));
  const end = finishedAt ?? seenAt;
  return end === undefined ? undefined : Math.max(0, end - createdAt);
}

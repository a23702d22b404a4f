import type { FeedCoverage } from './page.ts';
import type { TaskQuery } from './query.ts';
import type { RecallTasks } from './task-end.ts';
import type { StateCount, Task, TaskKey, TaskKind, TaskState } from './task.ts';
import type { Instant, Milliseconds } from './time.ts';

/** The settings of the history: what is kept of the vendors' tasks, where, and for how long. */
export interface HistorySettings {
  /** `file:./edgetasks.db`, or `postgres://user:password@host/database`. */
  readonly url: string;
  /** How often the newest part of each feed is read. */
  readonly interval: Milliseconds;
  /** How long rows are kept after their creation. */
  readonly keepFor: Milliseconds;
  /** Whether the vendors' own rows are stored, for `UrlDetail.raw`. */
  readonly raw: boolean;
  /** Whether query strings of URLs are stored as they are; otherwise their fingerprints are. */
  readonly queryStrings: boolean;
}

/** A change of a task's state that was observed: it happened after `notBefore` and not after `seenAt`. */
export interface StateChange {
  readonly state: TaskState;
  /** As in `Standing`. */
  readonly vendorStatus?: string | undefined;
  /** The last reading that showed the previous state; absent if the task was not read before. */
  readonly notBefore?: Instant | undefined;
  readonly seenAt: Instant;
}

/** What statistics can be grouped by. */
export const statisticsKeys = ['PROVIDER', 'VENDOR', 'KIND', 'DOMAIN', 'HOUR', 'DAY'] as const;
export type StatisticsKey = (typeof statisticsKeys)[number];

/** One group of tasks. Each key that it was grouped by is present, the others are absent. */
export interface TaskStatistics {
  /** The configured name of the provider. */
  readonly provider?: string | undefined;
  readonly vendor?: string | undefined;
  readonly kind?: TaskKind | undefined;
  readonly domain?: string | undefined;
  /** The start of the hour or day. */
  readonly from?: Instant | undefined;
  readonly tasks: number;
  readonly urls: number;
  readonly stateCounts: readonly StateCount[];
  /** The share of succeeded tasks among those that have ended, from 0 to 1; absent if none has. */
  readonly successShare?: number | undefined;
  /** How long tasks took; absent if none has succeeded. */
  readonly timeToDone?: TimeToDone | undefined;
}

/** From creation until done; an upper bound where the vendor reports no end. */
export interface TimeToDone {
  readonly p50: Milliseconds;
  readonly p95: Milliseconds;
  readonly max: Milliseconds;
  /**
   * Whether a vendor reported no end time of some tasks. Their durations then last until they were first seen as done.
   */
  readonly isUpperBound: boolean;
}

/** How far the history of a provider reaches. */
export interface HistoryReach {
  /** The time since which all of its feeds are kept; absent while one of them has not been read. */
  readonly since?: Instant | undefined;
  /** The age of the newest reading of the feed that was read least recently; absent while a feed has not been read. */
  readonly lag?: Milliseconds | undefined;
}

/** How many tasks of a kind are in progress. */
export interface OpenTasks {
  readonly provider: string;
  readonly kind: TaskKind;
  readonly tasks: number;
}

/** A task that was seen to end. */
export interface FinishedTask {
  readonly provider: string;
  readonly kind: TaskKind;
  readonly state: TaskState;
  /** From creation until its end, or until it was seen to have ended; absent if that may have been long before. */
  readonly took?: Milliseconds | undefined;
}

/** The figures of the history for operators. */
export interface HistoryFigures {
  /** The reach of the history by the names of the configured providers. */
  readonly reach: () => ReadonlyMap<string, HistoryReach>;
  /** The open tasks; undefined on instances that do not collect, so that each task is counted once. */
  readonly openTasks: () => Promise<readonly OpenTasks[] | undefined>;
  /** Calls the listener for each task of the last day that ends, on the instance that collects. */
  readonly onFinished: (observe: (task: FinishedTask) => void) => void;
}

/** The queries that are answered from the history. They make no vendor calls. */
export interface TaskHistory {
  /** How long rows are kept after their creation. */
  readonly keepFor: Milliseconds;
  /** How far the history of a provider reaches. */
  reachOf(provider: string, now: Instant): HistoryReach;
  /** The observed changes of a task's state, oldest first; empty if the task was never seen. */
  changesOf(task: TaskKey): Promise<readonly StateChange[]>;
  /** What was observed of the ends of tasks, one answer for each, in their order. */
  observedTasks: RecallTasks;
  /**
   * Figures of the tasks that were created in the range of the query and match it. Rejects with a `VendorError` of the kind `TIMEOUT` if
   * the signal aborts before they are read.
   */
  statistics(
    query: TaskQuery,
    by: readonly StatisticsKey[],
    now: Instant,
    signal?: AbortSignal,
  ): Promise<StatisticsReport>;
  /**
   * Each task that matches, when it appears in the history and each time its state changes from now on, whichever
   * instance recorded it. Resolves once the subscription is complete, so that no change is missed. A reader that falls
   * behind receives only the newest state of each task, and in the end a `FellBehindError`. If the signal
   * aborts before it resolves, nobody reads it, and it ends at once.
   */
  taskChanges(query: TaskQuery, now: Instant, signal?: AbortSignal): Promise<AsyncIterableIterator<Task>>;
}

export interface StatisticsReport {
  readonly groups: readonly TaskStatistics[];
  readonly coverage: readonly FeedCoverage[];
}

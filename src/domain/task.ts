import type { Instant } from './time.ts';

/**
 * What a task does: fill the cache, or remove what a URL, directory, host or tag names. `UNKNOWN` stands for a word of
 * the vendor that this version does not know.
 */
export const taskKinds = [
  'PREFETCH',
  'PURGE_URL',
  'PURGE_DIRECTORY',
  'PURGE_HOST',
  'PURGE_ALL',
  'PURGE_CACHE_TAG',
  'PURGE_REGEX',
  'UNKNOWN',
] as const;
export type TaskKind = (typeof taskKinds)[number];

/** The states of tasks and URLs. The final ones are sorted from best to worst. */
export const taskStates = [
  'PROCESSING',
  'SUCCEEDED',
  'PARTIALLY_SUCCEEDED',
  'CANCELED',
  'INVALID',
  'TIMED_OUT',
  'FAILED',
  'UNKNOWN',
] as const;
export type TaskState = (typeof taskStates)[number];

/** The part of the world in which a task changes caches. */
export const areas = ['MAINLAND', 'OVERSEAS', 'GLOBAL'] as const;
export type Area = (typeof areas)[number];

/** How a purge treats cached content: revalidate it, or delete it. */
export const purgeMethods = ['INVALIDATE', 'DELETE'] as const;
export type PurgeMethod = (typeof purgeMethods)[number];

/** The status fields that rows and tasks share. */
export interface Standing {
  readonly state: TaskState;
  /** The vendor's own word; absent if the vendor sent none, or if the URLs of a task differ. */
  readonly vendorStatus?: string | undefined;
  /** Percent done, from 0 to 100; absent if the vendor sends none. */
  readonly progress?: number | undefined;
  /**
   * When the final state was reached; absent if the vendor does not report it, or if the task was counted without
   * reading its rows.
   */
  readonly finishedAt?: Instant | undefined;
  /** The vendor's word for the kind of failure, such as `originPullFailed`. */
  readonly reason?: string | undefined;
  /** The vendor's sentence about the failure. */
  readonly message?: string | undefined;
}

/** One URL (or directory, host, tag) of a task: one row of a vendor's answer. Immutable. */
export interface UrlDetail extends Standing {
  /** The configured name of the provider. */
  readonly provider: string;
  readonly kind: TaskKind;
  readonly taskId: string;
  /** The scope of the feed that the row was read from, as in `Feed.scope`. */
  readonly scope?: string | undefined;
  /** As the vendor sent it, trimmed. Empty if the row stands for a whole task. */
  readonly url: string;
  /** The number of URLs in each state, if the row stands for a whole task. Such rows are in no list of URLs. */
  readonly taskCounts?: readonly StateCount[] | undefined;
  /**
   * False if the vendor's answer omits the scheme, so that `url` begins with the host. Another answer about the same
   * task may contain it; `urlIdentity` is the same for both. Absent: true.
   */
  readonly isSchemeKnown?: boolean | undefined;
  /** Host name in lower case; empty if the row has none (a cache tag). */
  readonly domain: string;
  /** The hosts that `url`, which is then a path, applies to, as in `Feed.hosts`. Absent: only `domain`. */
  readonly hosts?: readonly string[] | undefined;
  readonly area?: Area | undefined;
  readonly purgeMethod?: PurgeMethod | undefined;
  readonly createdAt: Instant;
  readonly updatedAt?: Instant | undefined;
  /** When the answer with this row arrived. */
  readonly observedAt: Instant;
  /** The vendor's RequestId of that answer. */
  readonly requestId?: string | undefined;
  /** The vendor's row as received. A row that is too deep or too large is replaced by an object that says so. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Identifies a task by provider, kind and task id. Task ids are opaque text, never numbers. */
export interface TaskKey extends TaskHints {
  readonly provider: string;
  readonly kind: TaskKind;
  readonly taskId: string;
}

/** What may be known about a task in addition to its identity. A lookup then searches only where the task can be. */
export interface TaskHints {
  /** The scope of the feed that the task was read from, such as an EdgeOne zone. */
  readonly scope?: string | undefined;
  readonly createdAt?: Instant | undefined;
}

export interface StateCount {
  readonly state: TaskState;
  readonly count: number;
}

/** A submission with all its URLs. */
export interface Task extends TaskKey, Standing {
  /** When the earliest of its rows was created. */
  readonly createdAt: Instant;
  readonly urlCount: number;
  /** Only states that occur, in the order of `taskStates`. */
  readonly stateCounts: readonly StateCount[];
  /** All rows, newest first, then by URL; absent if the states were counted instead of read. */
  readonly details?: readonly UrlDetail[] | undefined;
}

/** Whether a state cannot change any more. `UNKNOWN` can, because the vendor's word may mean anything. */
export const isFinal = (state: TaskState): boolean => state !== 'PROCESSING' && state !== 'UNKNOWN';

/**
 * The state of several URLs together: any in progress → PROCESSING; all equal → that state; some succeeded and some not
 * → PARTIALLY_SUCCEEDED; otherwise the worst one present. UNKNOWN without URLs.
 */
export function aggregateState(counts: readonly StateCount[]): TaskState {
  const present = counts.filter(({ count }) => count > 0).map(({ state }) => state);
  if (present.includes('PROCESSING')) return 'PROCESSING';
  const [first = 'UNKNOWN'] = present;
  if (present.length <= 1) return first;
  if (present.includes('SUCCEEDED') || present.includes('PARTIALLY_SUCCEEDED')) return 'PARTIALLY_SUCCEEDED';
  return present.reduce((worst, state) => (severity(state) > severity(worst) ? state : worst));
}

const severity = (state: TaskState): number => taskStates.indexOf(state);

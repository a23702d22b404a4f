import type { Instant } from './time.ts';

/**
 * What a task does: warm the cache, or drop from it one of the things that a vendor can name. `UNKNOWN` is a word of the
 * vendor that this version does not know.
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

/** Where a task or a URL stands, in our closed set of words, worst last among the final ones. */
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

/** The part of the world whose caches a task touches. */
export const areas = ['MAINLAND', 'OVERSEAS', 'GLOBAL'] as const;
export type Area = (typeof areas)[number];

/** How a purge treats what is cached: revalidate it, or drop it. */
export const purgeMethods = ['INVALIDATE', 'DELETE'] as const;
export type PurgeMethod = (typeof purgeMethods)[number];

/** What says where a thing stands; a row and a task both carry it. */
export interface Standing {
  readonly state: TaskState;
  /** The vendor's own spelling; absent where the vendor gave none, or where the URLs of a task differ. */
  readonly vendorStatus?: string | undefined;
  /** Percent done, 0 to 100; absent where the vendor gives none. */
  readonly progress?: number | undefined;
  /** When the final state was reached, as far as the vendor tells. */
  readonly finishedAt?: Instant | undefined;
  /** The vendor's word for the kind of failure, such as `originPullFailed`. */
  readonly reason?: string | undefined;
  /** The vendor's sentence about the failure. */
  readonly message?: string | undefined;
}

/** One URL (or directory, host, tag) of a task: one row of a vendor's answer. A plain object, never changed. */
export interface UrlDetail extends Standing {
  /** The configured name of the provider. */
  readonly provider: string;
  readonly kind: TaskKind;
  readonly taskId: string;
  /** The scope of the feed that the row was read from, as in `Feed.scope`. */
  readonly scope?: string | undefined;
  /** As the vendor gave it, trimmed. */
  readonly url: string;
  /**
   * False where the vendor's answer leaves the scheme of URLs out, so that `url` begins with the host. Another answer about
   * the same task may have it; `urlIdentity` is the same for both. Absent: true.
   */
  readonly isSchemeKnown?: boolean | undefined;
  /** Host name in lower case; empty where the row names none (a cache tag). */
  readonly domain: string;
  readonly area?: Area | undefined;
  readonly purgeMethod?: PurgeMethod | undefined;
  readonly createdAt: Instant;
  readonly updatedAt?: Instant | undefined;
  /** When the answer that held this row arrived. */
  readonly observedAt: Instant;
  /** The vendor's RequestId of that answer. */
  readonly requestId?: string | undefined;
  /** The vendor's row as it came; in the place of a row too deep or too large, an object that says so. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** Identifies a task by provider, kind and task id. Task ids are opaque text, never numbers. */
export interface TaskKey extends TaskHints {
  readonly provider: string;
  readonly kind: TaskKind;
  readonly taskId: string;
}

/** What may be known of a task beside its identity, so that a lookup asks where the task can be. */
export interface TaskHints {
  /** The scope of the feed that the task was read from, such as an EdgeOne zone. */
  readonly scope?: string | undefined;
  readonly createdAt?: Instant | undefined;
}

export interface StateCount {
  readonly state: TaskState;
  readonly count: number;
}

/** A submission with all its URLs, as far as they are known to be whole. */
export interface Task extends TaskKey, Standing {
  /** When the earliest of its rows was created. */
  readonly createdAt: Instant;
  readonly urlCount: number;
  /** Only states that occur, in the order of `taskStates`. */
  readonly stateCounts: readonly StateCount[];
  /** All rows, newest first then by URL; absent when the state was counted instead of read. */
  readonly details?: readonly UrlDetail[] | undefined;
}

/** A state that nothing leaves any more. `UNKNOWN` is not one: the vendor's word may mean anything. */
export const isFinal = (state: TaskState): boolean => state !== 'PROCESSING' && state !== 'UNKNOWN';

/**
 * The state of many URLs taken together: any in progress → PROCESSING; all equal → that state; some succeeded and
 * some not → PARTIALLY_SUCCEEDED; else the worst present. Without URLs it is UNKNOWN.
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

/**
 * Whether two texts name the same URL. Some vendor responses leave out the scheme that a URL was submitted with, so a
 * scheme that is missing on one side is not compared.
 */
export const isSameUrl = (one: string, other: string): boolean =>
  one === other || (hasScheme(one) !== hasScheme(other) && withoutScheme(one) === withoutScheme(other));

const scheme = /^https?:\/\//i;
const hasScheme = (url: string): boolean => scheme.test(url);
const withoutScheme = (url: string): string => url.replace(scheme, '');

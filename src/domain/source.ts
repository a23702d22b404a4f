import type { VendorError } from './errors.ts';
import type { QuotaPage } from './quota.ts';
import type { ListedScope, ProviderScope, ScopeDiscovery, ScopePage } from './scope.ts';
import type { Area, TaskKind, TaskState, UrlDetail } from './task.ts';
import type { Clock, Instant, Milliseconds, Window } from './time.ts';

/** One configured account of a vendor. */
export interface Provider {
  /** Unique in the configuration. */
  readonly name: string;
  /** The vendor's name in the registry, such as `TENCENT_CDN`. */
  readonly vendor: string;
  /**
   * Equal for providers that share a vendor account, and therefore its rate. Derived from a credential, never one
   * itself.
   */
  readonly account: string;
}

/** The interface of one provider to the engine. Code that holds a source never checks which vendor it is. */
export interface TaskSource {
  readonly provider: Provider;
  /**
   * The lists of tasks. In a source with a `directory` they change, and so do `lookups` and `quotas`: they are those of
   * the scopes that are known.
   */
  readonly feeds: readonly Feed[];
  /** In order of preference: a task is looked up with the first that covers its kind; the next one is the fallback. */
  readonly lookups: readonly Lookup[];
  /** The quota calls; absent: the vendor reports no quotas. */
  readonly quotas?: readonly QuotaCall[];
  /** The scopes that the configuration names. Absent: there are none, or they are discovered. */
  readonly scopes?: readonly ProviderScope[] | undefined;
  /** The scopes that the vendor lists. Absent: they are configured, or the vendor has none. */
  readonly directory?: ScopeDirectory | undefined;
  readonly send: Send;
  /**
   * The vendor's time, from the `Date` headers of its answers. This machine's time until a header differs by a second
   * or more.
   */
  readonly now: Clock;
  /**
   * Reports settings that rows of this provider contradict: one sentence each, with the setting that fits. Absent if
   * they cannot.
   */
  readonly settingsDoubts?: (rows: readonly UrlDetail[]) => readonly string[];
}

/** A call of the vendor's API, before signing. */
export interface VendorRequest {
  /** The vendor's name of the call. Rates are counted by it. */
  readonly action: string;
  /** The query of a GET, otherwise encoded by the vendor's scheme, such as a JSON body. Undefined ones are omitted. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Absent: the default of the scheme. */
  readonly method?: 'GET' | 'POST';
  /** Percent-encoded. Absent: `/`. */
  readonly path?: string;
  /** The documented rate of the action, unless the configuration says otherwise. */
  readonly callsPerSecond: number;
}

/** A vendor's answer without its envelope. Failures are thrown as `VendorError`. */
export interface VendorAnswer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly requestId?: string | undefined;
  /** When the call was sent, by this machine's clock. The answer holds what the vendor knew at some time since then. */
  readonly sentAt: Instant;
  /** When the answer arrived, by this machine's clock. */
  readonly observedAt: Instant;
  /** The vendor's time when it answered, in whole seconds, from its `Date` header. Absent if it sent none. */
  readonly vendorTime?: Instant | undefined;
}

/** Signs and sends one call. Throws `VendorError`. Ends when the signal aborts. */
export type Send = (request: VendorRequest, signal: AbortSignal) => Promise<VendorAnswer>;

/** One decoded page of rows. */
export interface RowPage {
  readonly rows: readonly UrlDetail[];
  /** How many rows the vendor sent, including unreadable ones. An offset advances by this number. */
  readonly rowsAnswered: number;
  /**
   * How many of them are known to be something other than cache tasks, such as blocked URLs. They are in no list and
   * are not a failure. `rowsAnswered` and `totalCount` count them. Absent: none.
   */
  readonly otherRows?: number | undefined;
  /** How many rows match at the vendor; absent if it sent no valid number. */
  readonly totalCount?: number | undefined;
  /** Why rows were left out, such as `2 rows without CreateTime`. */
  readonly unreadable?: string | undefined;
  /** Whether the answer has a count but no list. Some vendors omit an empty list, others omit one by mistake. */
  readonly isListMissing?: boolean | undefined;
  readonly requestId?: string | undefined;
  /** For feeds with markers: the marker of the next page; absent at the end of the list. */
  readonly nextMarker?: string | undefined;
}

/** How a vendor can apply one of our filters. The engine applies the filters that the vendor cannot. */
export interface Pushdown<Value> {
  /** The values that the vendor can filter by; absent means all. */
  readonly values?: readonly Value[];
  /** How many values one call can contain. */
  readonly valuesPerCall: number;
  /** Whether the answer contains only matching rows. Otherwise it may contain others, and the engine filters it too. */
  readonly isExact: boolean;
  /** Whether it can be used only together with exactly one kind (Alibaba: a domain or status needs an ObjectType). */
  readonly needsKind?: boolean;
}

/** The capabilities of a feed. An absent limit is `Infinity`. */
export interface Capabilities {
  /**
   * `page-number` feeds can start only at multiples of the page size. `marker` feeds have no time range, no count and no way
   * backwards: each page names the next one, from the newest task on.
   */
  readonly paging: 'offset' | 'page-number' | 'marker';
  /**
   * What one row of an answer represents. `tasks`: a task, whose URLs must be looked up by id. `counted-tasks`: a task
   * with `taskCounts`, so that only lists of URLs need its URLs. Absent: one URL.
   */
  readonly rows?: 'tasks' | 'counted-tasks';
  readonly maxPageSize: number;
  /** Longest time range of one call. */
  readonly maxWindow: Milliseconds;
  /** The longest time range that is known to be answered in full, if no document states one. Absent: `maxWindow`. */
  readonly trustedWindow?: Milliseconds;
  /** How long the vendor keeps rows. Older ranges are refused or empty. */
  readonly retention: Milliseconds;
  /** No row is older than this instant, because the product did not exist before. Absent: not known. */
  readonly since?: Instant;
  /** Whether answers come newest first. Every answer is checked, because no vendor documents the order. */
  readonly isNewestFirst: boolean;
  /** The longest time between the creation times of a task's rows. */
  readonly taskSpan: Milliseconds;
  readonly kinds?: Pushdown<TaskKind>;
  readonly states?: Pushdown<TaskState>;
  readonly url?: Pushdown<string>;
  readonly domain?: Pushdown<string>;
  readonly area?: Pushdown<Area>;
  /** The states that the vendor documents. `UNKNOWN` may always occur. Absent means any. */
  readonly occurringStates?: readonly TaskState[];
  /** Whether the vendor updates states only when called. Rows in progress are then stale at once and not cached. */
  readonly isRefreshedByAsking?: boolean;
  /** Whether rows contain their area. Without it and without a pushdown, a filter by area cannot be answered. */
  readonly tellsArea: boolean;
  /** False if rows name paths without a host. Without `Feed.hosts` a filter by URL or domain then cannot be answered. */
  readonly tellsDomain?: boolean;
}

/** One page of one window, with narrowings: the content of one call of a feed. */
export interface FeedQuery {
  /** Whole seconds. The answer must contain at least the rows created in `[from, to)`; others are dropped. */
  readonly window: Window;
  /** In rows; for `page-number` feeds a multiple of `limit`. */
  readonly offset: number;
  readonly limit: number;
  /** For feeds with markers: the marker of the page, from the previous answer; absent for the first page. */
  readonly marker?: string | undefined;
  readonly kinds?: readonly TaskKind[] | undefined;
  readonly states?: readonly TaskState[] | undefined;
  readonly url?: string | undefined;
  readonly domain?: string | undefined;
  readonly area?: Area | undefined;
}

/** One listable stream of a provider, described once: data and two pure functions. */
export interface Feed {
  /** The vendor's action, such as `DescribePushTasks`. */
  readonly action: string;
  /** The part of the account that the feed covers, such as an EdgeOne zone; absent for the whole account. */
  readonly scope?: string | undefined;
  /** Distinguishes feeds of one action and scope whose calls must name one of several lists, such as a type of task. */
  readonly list?: string | undefined;
  /**
   * The host names that the scope serves; `*.example.com` stands for all names below it. Absent if unknown: the scope
   * may then serve any host.
   */
  readonly hosts?: readonly string[] | undefined;
  readonly kinds: readonly TaskKind[];
  readonly callsPerSecond: number;
  readonly capabilities: Capabilities;
  readonly encode: (query: FeedQuery) => VendorRequest;
  /** Decodes an answer. Throws `VendorError` if it is not of the documented shape, but never because of a row. */
  readonly decode: (answer: VendorAnswer) => RowPage;
}

/** One page of the rows of tasks, by their ids: the content of one call of a lookup. */
export interface LookupQuery {
  /** At most `idsPerCall`. */
  readonly taskIds: readonly string[];
  /** The second in which the task was created, where it is known and the lookup makes use of it. */
  readonly createdAt?: Instant | undefined;
  /** One of `countableStates`, to count its rows through `totalCount`. */
  readonly state?: TaskState | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** One way to look up tasks by id. */
export interface Lookup {
  readonly action: string;
  /** As in `Feed`. A task is looked up in every scope; within one scope, lookups are alternatives. */
  readonly scope?: string | undefined;
  /** As in `Feed`. */
  readonly list?: string | undefined;
  /** Whether a task may have rows in several scopes and is complete only when all were read. Absent: it is in one. */
  readonly spansScopes?: boolean;
  /** As in `Feed`. */
  readonly hosts?: readonly string[] | undefined;
  readonly kinds: readonly TaskKind[];
  readonly idsPerCall: number;
  /** As in `Capabilities`. Absent: `offset`. */
  readonly paging?: Capabilities['paging'];
  /**
   * Whether the call makes use of the task's creation time. `needed`: the vendor has no call by id, so the call lists what was
   * created around that second, and other tasks among the rows are left out. Absent: not used.
   */
  readonly creationTime?: 'helpful' | 'needed';
  /** Rows per call; `Infinity` if the vendor answers all rows at once. */
  readonly maxPageSize: number;
  readonly callsPerSecond: number;
  /** The states that it can count; empty if it cannot. */
  readonly countableStates: readonly TaskState[];
  /** Whether its rows have more fields than those of the feed and of the alternatives, at one id per call. */
  readonly isDetailed: boolean;
  /** Whether the URLs of a task never change, and each has the state that a list reports for the task. */
  readonly urlsNeverChange?: boolean;
  /** As in `Feed`. */
  readonly isRefreshedByAsking?: boolean;
  /** How long after its creation the vendor can look up a task. */
  readonly retention: Milliseconds;
  readonly encode: (query: LookupQuery) => VendorRequest;
  /** As in `Feed`. */
  readonly decode: (answer: VendorAnswer) => RowPage;
}

/** One call that reports quotas. */
export interface QuotaCall {
  readonly action: string;
  /** As in `Feed`. */
  readonly scope?: string | undefined;
  /** As in `Feed`. */
  readonly list?: string | undefined;
  readonly callsPerSecond: number;
  readonly encode: () => VendorRequest;
  /** Throws `VendorError` if the answer has not the described shape. */
  readonly decode: (answer: VendorAnswer) => QuotaPage;
}

/** The call that lists the scopes of an account. */
export interface ScopeCall {
  readonly action: string;
  readonly callsPerSecond: number;
  /** Encodes the call. `next` is the marker from the previous page; absent for the first page. */
  readonly encode: (next?: string) => VendorRequest;
  /** Throws `VendorError` if the answer has not the described shape. */
  readonly decode: (answer: VendorAnswer, next?: string) => ScopePage;
}

/** The lists, lookups and quotas of a source. */
export type SourceLists = Pick<TaskSource, 'feeds' | 'lookups' | 'quotas'>;

/** How the scopes of a source changed, by their ids. */
export interface ScopeChange {
  readonly appeared: readonly string[];
  /** The scopes that the list no longer contains. */
  readonly missing: readonly string[];
}

/** The scopes of a source whose vendor lists them. */
export interface ScopeDirectory {
  readonly call: ScopeCall;
  /** The lists of a scope that does not exist: the common properties of all scopes. They are never called. */
  readonly template: SourceLists;
  readonly scopes: readonly ListedScope[];
  readonly discovery: ScopeDiscovery;
  /** Whether the list should be read now. */
  readonly isDue: boolean;
  /** Updates the scopes from the complete list. `error` says which part could not be read. */
  readonly update: (scopes: readonly ProviderScope[], error?: VendorError) => ScopeChange;
  /** Records that the list could not be read. The known scopes stay. */
  readonly fail: (error: VendorError) => void;
}

/** Whether hosts, as in `Feed.hosts`, include a host name in lower case. True if the hosts are unknown. */
export const mayServe = (hosts: readonly string[] | undefined, host: string): boolean =>
  hosts === undefined ||
  hosts.some((each) => (each.startsWith('*.') ? host.endsWith(each.slice(1)) : each === host));

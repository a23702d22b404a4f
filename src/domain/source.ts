import type { Area, TaskKind, TaskState, UrlDetail } from './task.ts';
import type { Clock, Instant, Milliseconds, Window } from './time.ts';

/** One configured account of a vendor. */
export interface Provider {
  /** Unique in the configuration. */
  readonly name: string;
  /** The vendor's name in the registry, such as `TENCENT_CDN`. */
  readonly vendor: string;
  /** Same text for providers that share one vendor account, and so its rate; derived, never a credential. */
  readonly account: string;
}

/** Everything that the engine can ask of one provider. Whoever holds it never asks which vendor it is. */
export interface TaskSource {
  readonly provider: Provider;
  readonly feeds: readonly Feed[];
  /** In order of preference: a kind is looked up in the first that covers it, the next is its fallback. */
  readonly lookups: readonly Lookup[];
  readonly send: Send;
  /**
   * The vendor's time now, from the `Date` headers of its answers; this machine's time until one of them shows a difference
   * of a second or more.
   */
  readonly now: Clock;
  /** What rows of this provider say against its settings: one sentence each, with what would fit. Absent: nothing ever. */
  readonly settingsDoubts?: (rows: readonly UrlDetail[]) => readonly string[];
}

/** A call in the vendor's words, before signing. */
export interface VendorRequest {
  /** The vendor's name of the call. Rates are counted by it. */
  readonly action: string;
  /** The query of a GET; otherwise what the vendor's scheme makes of it, such as a JSON body. Those undefined are left out. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Absent: the scheme's own. */
  readonly method?: 'GET' | 'POST';
  /** Percent-encoded. Absent: `/`. */
  readonly path?: string;
  /** The documented rate of the action, unless the configuration says otherwise. */
  readonly callsPerSecond: number;
}

/** What a vendor answered, unwrapped: failures are thrown as `VendorError`. */
export interface VendorAnswer {
  readonly body: Readonly<Record<string, unknown>>;
  readonly requestId?: string | undefined;
  /** When the answer arrived, by this machine's clock. */
  readonly observedAt: Instant;
  /** The vendor's time when it answered, in whole seconds: its `Date` header. Absent where it sent none. */
  readonly vendorTime?: Instant | undefined;
}

/** Signs and sends one call. Throws `VendorError`; ends with the signal. */
export type Send = (request: VendorRequest, signal: AbortSignal) => Promise<VendorAnswer>;

/** One decoded page of rows. */
export interface RowPage {
  readonly rows: readonly UrlDetail[];
  /** How many rows the vendor sent, sound or not: what an offset advances by. */
  readonly rowsAnswered: number;
  /**
   * How many of them are known to be something other than cache tasks, such as blocked URLs. They are in no list and are no
   * failure; `rowsAnswered` and `totalCount` count them. Absent: none.
   */
  readonly otherRows?: number | undefined;
  /** How many rows match at the vendor; absent where it gave no sound number. */
  readonly totalCount?: number | undefined;
  /** What was wrong with rows that had to be left out, such as `2 rows without CreateTime`. */
  readonly unreadable?: string | undefined;
  readonly requestId?: string | undefined;
}

/** How a feed can narrow its answer by one of our filters. What it cannot is filtered here. */
export interface Pushdown<Value> {
  /** The values that the vendor has a word for; absent means all. */
  readonly values?: readonly Value[];
  /** How many of them one call can name. */
  readonly valuesPerCall: number;
  /** Whether the answer holds just what was asked. Otherwise it may hold more, and is filtered here too. */
  readonly isExact: boolean;
  /** Whether it may be named only beside exactly one kind (Alibaba: a domain or status needs an ObjectType). */
  readonly needsKind?: boolean;
}

/** What a feed can do. No limit is `Infinity`, not a second branch. */
export interface Capabilities {
  /** `page-number` feeds can start only at multiples of the page size. */
  readonly paging: 'offset' | 'page-number';
  readonly maxPageSize: number;
  /** Longest span between the two ends of one call. */
  readonly maxWindow: Milliseconds;
  /** The longest span that is known to be answered in full where no document names one; absent: `maxWindow`. */
  readonly trustedWindow?: Milliseconds;
  /** How long the vendor keeps rows; what is older is refused or gone. */
  readonly retention: Milliseconds;
  /** Whether answers come newest first. Checked on every answer, for no vendor documents it. */
  readonly isNewestFirst: boolean;
  /** How far apart the creation times of one task's rows may lie. */
  readonly taskSpan: Milliseconds;
  readonly kinds?: Pushdown<TaskKind>;
  readonly states?: Pushdown<TaskState>;
  readonly url?: Pushdown<string>;
  readonly domain?: Pushdown<string>;
  readonly area?: Pushdown<Area>;
  /** The states that the vendor's documents know; `UNKNOWN` may always occur. Absent means any. */
  readonly occurringStates?: readonly TaskState[];
  /** Asking makes the vendor look again, so what is in progress is stale at once and must not be kept. */
  readonly isRefreshedByAsking?: boolean;
  /** Whether rows tell their area. Without it and without a pushdown a filter by area cannot be answered. */
  readonly tellsArea: boolean;
}

/** What the engine asks of a feed: one page of one window, narrowed. */
export interface FeedQuery {
  /** Whole seconds. The answer must hold at least the rows created in `[from, to)`; more does no harm. */
  readonly window: Window;
  /** In rows; for `page-number` feeds a multiple of `limit`. */
  readonly offset: number;
  readonly limit: number;
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
  /** What the feed is confined to, such as an EdgeOne zone; absent for a whole account. */
  readonly scope?: string | undefined;
  /**
   * The host names that the scope serves; `*.example.com` stands for all names below. Absent where it is not known: then
   * it may serve any host.
   */
  readonly hosts?: readonly string[] | undefined;
  readonly kinds: readonly TaskKind[];
  readonly callsPerSecond: number;
  readonly capabilities: Capabilities;
  readonly encode: (query: FeedQuery) => VendorRequest;
  /** Never throws on a row; throws `VendorError` when the answer is not the described shape. */
  readonly decode: (answer: VendorAnswer) => RowPage;
}

/** What the engine asks by id. */
export interface LookupQuery {
  /** At most `idsPerCall`. */
  readonly taskIds: readonly string[];
  /** One of `countableStates`, to count its rows through `totalCount`. */
  readonly state?: TaskState | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** One way to ask for tasks by id. */
export interface Lookup {
  readonly action: string;
  /** Same meaning as a feed's. A task is asked for in every scope; within one, lookups are alternatives. */
  readonly scope?: string | undefined;
  /** As a feed's. */
  readonly hosts?: readonly string[] | undefined;
  readonly kinds: readonly TaskKind[];
  readonly idsPerCall: number;
  /** Rows per call; `Infinity` where the vendor answers all rows at once. */
  readonly maxPageSize: number;
  readonly callsPerSecond: number;
  /** The states that it can be asked to count; empty where it cannot. */
  readonly countableStates: readonly TaskState[];
  /** Whether it tells more of each row than the feed does (and than its alternatives), for one id a call. */
  readonly isDetailed: boolean;
  /** As a feed's. */
  readonly isRefreshedByAsking?: boolean;
  /** How long the vendor answers for an id. */
  readonly retention: Milliseconds;
  readonly encode: (query: LookupQuery) => VendorRequest;
  /** As a feed's. */
  readonly decode: (answer: VendorAnswer) => RowPage;
}

/** Whether a list of hosts, as in `Feed.hosts`, contains a host name in lower case. An unknown list may contain any. */
export const mayServe = (hosts: readonly string[] | undefined, host: string): boolean =>
  hosts === undefined ||
  hosts.some((each) => (each.startsWith('*.') ? host.endsWith(each.slice(1)) : each === host));

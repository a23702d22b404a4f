import type { VendorError } from './errors.ts';
import type { TaskKind } from './task.ts';
import type { Provider } from './source.ts';
import type { Instant, Window } from './time.ts';

export const coverageOutcomes = ['COMPLETE', 'PARTIAL', 'FAILED', 'SKIPPED'] as const;
export type CoverageOutcome = (typeof coverageOutcomes)[number];

/** Whether rows were read from the vendor for this answer, from the history, or from both. */
export const coverageSources = ['VENDOR', 'HISTORY', 'BOTH'] as const;
export type CoverageSource = (typeof coverageSources)[number];

/** What one feed contributed to an answer. */
export interface FeedCoverage {
  readonly provider: Provider;
  readonly action: string;
  readonly scope?: string | undefined;
  readonly kinds: readonly TaskKind[];
  readonly outcome: CoverageOutcome;
  readonly requested: Window;
  /** The answered range; absent if nothing was answered. */
  readonly covered?: Window | undefined;
  /** Where the rows came from. */
  readonly source: CoverageSource;
  /** When the oldest of the vendor's answers behind the rows arrived. */
  readonly asOf: Instant;
  readonly vendorCalls: number;
  readonly rowsRead: number;
  readonly requestIds: readonly string[];
  /** The filters that the vendor applied, named as in the schema. */
  readonly pushedDown: Readonly<Record<string, unknown>>;
  /** The residual filters, which the engine applied. */
  readonly filteredHere: readonly string[];
  readonly error?: VendorError | undefined;
}

/** One page of a list. */
export interface Page<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  /** Cursors of the ends of the page. Also set without edges if the list continues from there. */
  readonly startCursor?: string | undefined;
  readonly endCursor?: string | undefined;
  readonly coverage: readonly FeedCoverage[];
  /** One error for each provider that could not answer completely. */
  readonly errors: readonly VendorError[];
  /** The number of rows of the whole list; undefined if it is not known without reading the list. May cost vendor calls. */
  totalCount(): Promise<number | undefined>;
}

/** A node and its cursor. The cursor is created when it is read, because most clients read only the page's own. */
export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** The calls that one feed would need. */
export interface FeedPlan {
  readonly provider: Provider;
  readonly action: string;
  readonly scope?: string | undefined;
  readonly kinds: readonly TaskKind[];
  readonly requested: Window;
  /** The newest windows into which the vendor's limits split the range, newest first. */
  readonly windows: readonly Window[];
  /** How many older windows there are. */
  readonly remainingWindows: number;
  readonly pushedDown: Readonly<Record<string, unknown>>;
  readonly filteredHere: readonly string[];
  /** The calls that the first page needs if the newest window holds enough rows. */
  readonly minimumCalls: number;
  /** Why the feed would not be read, or not completely. */
  readonly error?: VendorError | undefined;
}

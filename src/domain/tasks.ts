import type { VendorError } from './errors.ts';
import type { RequestScope } from './request-scope.ts';
import type { Task, TaskHints, TaskKind, UrlDetail } from './task.ts';
import type { FeedPlan, Page } from './page.ts';
import type { PageArguments, RowFilter, TaskQuery } from './query.ts';
import type { Provider } from './source.ts';
import type { Milliseconds } from './time.ts';
import type { UrlReport, UrlReportQuery } from './url-report.ts';

/** What a provider can do and how it is. */
export interface ProviderStatus {
  readonly provider: Provider;
  readonly kinds: readonly TaskKind[];
  readonly limits: {
    /** The lowest rate among its actions. */
    readonly callsPerSecond: number;
    readonly maxPageSize: number;
    /** `Infinity` where the vendor sets none. */
    readonly maxWindow: Milliseconds;
    /** `Infinity` where the vendor says none. */
    readonly retention: Milliseconds;
  };
  health(): ProviderHealth;
}

export interface ProviderHealth {
  readonly isAvailable: boolean;
  readonly lastError?: VendorError | undefined;
}

/** A task asked for by id. Without a kind, every kind of the provider is tried. */
export interface TaskReference extends TaskHints {
  readonly provider: string;
  readonly taskId: string;
  readonly kind?: TaskKind | undefined;
}

/** How an answer is put together: everything that the GraphQL layer can ask. */
export interface Tasks {
  /** In the order of the configuration. */
  readonly providers: readonly ProviderStatus[];
  /** Throws `UserInputError` on arguments that cannot be answered; vendors' failures are in the page. */
  tasks(query: TaskQuery, page: PageArguments, scope: RequestScope): Promise<Page<Task>>;
  urlDetails(query: TaskQuery, page: PageArguments, scope: RequestScope): Promise<Page<UrlDetail>>;
  /** The calls that a list would begin with, without making any. */
  plan(query: TaskQuery, page: PageArguments, now: number): readonly FeedPlan[];
  /** One outcome for each reference, in their order; distinct ones are asked for once, in the fewest calls. */
  lookUp(references: readonly TaskReference[], scope: RequestScope): Promise<readonly (Task | VendorError)[]>;
  /** Whether URLs are everywhere yet: one report for each URL, in their order, in about the calls of one. */
  urlReports(query: UrlReportQuery, scope: RequestScope): Promise<readonly UrlReport[]>;
  /** The rows of a task, read again where the task carries none. */
  urlDetailsOf(
    task: Task,
    filter: Pick<RowFilter, 'states' | 'urls'>,
    page: PageArguments,
    scope: RequestScope,
  ): Promise<Page<UrlDetail>>;
}

import type { VendorError } from './errors.ts';
import type { RequestScope } from './request-scope.ts';
import type { Task, TaskHints, TaskKind, UrlDetail } from './task.ts';
import type { FeedPlan, Page } from './page.ts';
import type { PageArguments, RowFilter, TaskQuery } from './query.ts';
import type { QuotaReport } from './quota.ts';
import type { ScopeReport } from './scope.ts';
import type { Provider } from './source.ts';
import type { Milliseconds } from './time.ts';
import type { UrlReport, UrlReportQuery } from './url-report.ts';

/** The capabilities and the health of a provider. */
export interface ProviderStatus {
  readonly provider: Provider;
  readonly kinds: readonly TaskKind[];
  /** As in `Lookup.spansScopes`: the scope of one URL is then not that of its task. */
  readonly spansScopes: boolean;
  readonly limits: {
    /** The lowest rate among its actions. */
    readonly callsPerSecond: number;
    readonly maxPageSize: number;
    /** `Infinity` if the vendor has no limit. */
    readonly maxWindow: Milliseconds;
    /** `Infinity` if the vendor documents none. */
    readonly retention: Milliseconds;
  };
  health(): ProviderHealth;
}

export interface ProviderHealth {
  readonly isAvailable: boolean;
  readonly lastError?: VendorError | undefined;
}

/** A task to look up by its id. Without a kind, every kind of the provider is tried. */
export interface TaskReference extends TaskHints {
  readonly provider: string;
  readonly taskId: string;
  readonly kind?: TaskKind | undefined;
  /** As in `PageArguments`. */
  readonly needsFinishedAt?: boolean | undefined;
}

/** The interface of the engine to the GraphQL layer. */
export interface Tasks {
  /** In the order of the configuration. */
  readonly providers: readonly ProviderStatus[];
  /** Throws `UserInputError` if the arguments cannot be answered. Vendors' failures are in the page. */
  tasks(query: TaskQuery, page: PageArguments, scope: RequestScope): Promise<Page<Task>>;
  urlDetails(query: TaskQuery, page: PageArguments, scope: RequestScope): Promise<Page<UrlDetail>>;
  /** The calls with which a list would start. Makes no calls. */
  plan(query: TaskQuery, page: PageArguments, now: number): readonly FeedPlan[];
  /** One outcome for each reference, in their order. Equal references are looked up once, with the fewest calls. */
  lookUp(references: readonly TaskReference[], scope: RequestScope): Promise<readonly (Task | VendorError)[]>;
  /** Whether URLs are everywhere: one report for each URL, in their order, with about as many calls as for one. */
  urlReports(query: UrlReportQuery, scope: RequestScope): Promise<readonly UrlReport[]>;
  /** The quotas of a provider. Answers are kept for a minute; failures are in the report. */
  quotas(provider: string, scope: RequestScope): Promise<QuotaReport>;
  /** The scopes of a provider. Reads the vendor's list of them if it was not read within the last hour. */
  scopes(provider: string, scope: RequestScope): Promise<ScopeReport>;
  /** The rows of a task. They are read if the task does not contain them. */
  urlDetailsOf(
    task: Task,
    filter: Pick<RowFilter, 'states' | 'urls'>,
    page: PageArguments,
    scope: RequestScope,
  ): Promise<Page<UrlDetail>>;
}

/** Forwards each call to the tasks that are current at that moment, because a reload replaces them. */
export const currentTasks = (current: () => Tasks): Tasks => ({
  get providers() {
    return current().providers;
  },
  tasks: (...question) => current().tasks(...question),
  urlDetails: (...question) => current().urlDetails(...question),
  plan: (...question) => current().plan(...question),
  lookUp: (...question) => current().lookUp(...question),
  urlReports: (...question) => current().urlReports(...question),
  quotas: (...question) => current().quotas(...question),
  scopes: (...question) => current().scopes(...question),
  urlDetailsOf: (...question) => current().urlDetailsOf(...question),
});

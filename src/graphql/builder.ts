import SchemaBuilder from '@pothos/core';
import type { StateCount, Task, UrlDetail } from '../domain/task.ts';
import type { Edge, FeedCoverage, FeedPlan, Page } from '../domain/page.ts';
import type { Instant, Milliseconds, Window } from '../domain/time.ts';
import type { ProviderHealth, ProviderStatus } from '../domain/tasks.ts';
import type { ProviderUrlReport, UrlReport } from '../domain/url-report.ts';
import type { Context } from './context.ts';
import type { Problem } from './problem.ts';
import type { PositionedStanding } from './status.ts';

/** A task as a field gives it: with the failure that kept it from being read, where it is known by a row alone. */
export type TaskNode = Task & { readonly problem?: Problem | undefined };

/** What stands behind each type of the schema: plain objects whose fields are read, never awaited. */
interface Shapes {
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Instant; Output: Instant };
    Duration: { Input: Milliseconds; Output: Milliseconds };
    JSON: { Input: unknown; Output: unknown };
  };
  Interfaces: {
    Node: object;
    Status: PositionedStanding;
    Error: Problem;
  };
  Objects: {
    PageInfo: Pick<Page<unknown>, 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor'>;
    Provider: ProviderStatus;
    ProviderLimits: ProviderStatus['limits'];
    ProviderHealth: ProviderHealth;
    Task: TaskNode;
    TaskStateCount: StateCount;
    TaskConnection: Page<Task>;
    TaskEdge: Edge<Task>;
    UrlDetail: UrlDetail;
    UrlDetailConnection: Page<UrlDetail>;
    UrlDetailEdge: Edge<UrlDetail>;
    TimeWindow: Window;
    FeedCoverage: FeedCoverage;
    FeedPlan: FeedPlan;
    Domain: { readonly name: string };
    UrlReport: UrlReport;
    ProviderUrlReport: ProviderUrlReport;
  };
}

/** Collects the schema. The files beside it each add a type and the queries that return it; `schema.ts` builds. */
export const builder = new SchemaBuilder<Shapes>({
  defaultFieldNullability: false,
});

import { releasedUrl } from './company.ts';

const problem = `__typename message at: provider { name } vendorCode requestId retryable
  ... on RateLimitError { retryAfter } ... on InvalidRequestError { field }
  ... on RetentionError { earliest } ... on CallBudgetError { budget }`;

const row = `id of: task { kind taskId provider { name } }
  url domain state createdAt updatedAt observedAt requestId raw progress
  status { __typename ... on Status { vendorStatus } ... on Failed { reason message } }`;

const task = `id taskId kind state createdAt finishedAt urlCount progress provider { name }
  stateCounts { state count } status { __typename ... on Status { vendorStatus } }`;

const report = `pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
  coverage { provider { name } action scope outcome requested { from to } covered { from to }
    vendorCalls rowsRead requestIds error { ${problem} } }
  errors { ${problem} }`;

/** Every root field that asks vendors, each as a query of its own. */
export const questions = {
  urlDetails: `query UrlDetails($filter: TaskFilter, $first: Int = 500, $after: String) {
    urlDetails(filter: $filter, first: $first, after: $after) { nodes { ${row} } ${report} } }`,
  backwards: `query Backwards($filter: TaskFilter, $last: Int = 500, $before: String) {
    urlDetails(filter: $filter, last: $last, before: $before) { nodes { ${row} } ${report} } }`,
  tasks: `query Tasks($filter: TaskFilter, $first: Int = 100, $after: String) {
    tasks(filter: $filter, first: $first, after: $after) { nodes { ${task} } ${report} } }`,
  urlReport: `query Everywhere { urlReport(url: "${releasedUrl}") { state providers {
    provider { name } latest { ${row} } error { ${problem} } } } }`,
  task: `query Task($provider: String!, $taskId: String!) { task(provider: $provider, taskId: $taskId) {
    __typename ... on Task { ${task} urlDetails { nodes { ${row} } ${report} } } ... on Error { ${problem} } } }`,
  nodes: `query Nodes($ids: [ID!]!) { nodes(ids: $ids) { __typename id ... on Task { ${task} }
    ... on UrlDetail { ${row} } ... on Provider { name } } }`,
  providers: `query Providers { providers { name health { available lastError { ${problem} } } } }`,
} as const;

export interface GivenProblem {
  readonly __typename: string;
  readonly message: string;
  readonly at: { readonly name: string } | null;
  readonly retryable: boolean;
  readonly retryAfter?: string | null;
}

export interface GivenRow {
  readonly id: string;
  readonly of: {
    readonly kind: string;
    readonly taskId: string;
    readonly provider: { readonly name: string };
  };
  readonly url: string;
  readonly domain: string;
  readonly state: string;
  readonly createdAt: string;
  readonly status: { readonly __typename: string; readonly vendorStatus: string | null };
}

export interface GivenTask {
  readonly __typename?: 'Task';
  readonly id: string;
  readonly taskId: string;
  readonly kind: string;
  readonly state: string;
  readonly createdAt: string;
  readonly urlCount: number;
  readonly provider: { readonly name: string };
  readonly stateCounts: readonly { readonly state: string; readonly count: number }[];
}

export interface GivenPage<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number | null;
  readonly coverage: readonly {
    readonly provider: { readonly name: string };
    readonly action: string;
    readonly outcome: string;
    readonly error: GivenProblem | null;
  }[];
  readonly errors: readonly GivenProblem[];
}

/** What each question is answered with. */
export interface Answers {
  readonly urlDetails: { readonly urlDetails: GivenPage<GivenRow> };
  readonly backwards: { readonly urlDetails: GivenPage<GivenRow> };
  readonly tasks: { readonly tasks: GivenPage<GivenTask> };
  readonly urlReport: {
    readonly urlReport: {
      readonly state: string;
      readonly providers: readonly {
        readonly provider: { readonly name: string };
        readonly latest: GivenRow | null;
        readonly error: GivenProblem | null;
      }[];
    };
  };
  readonly task: { readonly task: (GivenTask & { readonly urlDetails: GivenPage<GivenRow> }) | GivenProblem };
  readonly nodes: {
    readonly nodes: readonly ({ readonly __typename: string; readonly id: string } | null)[];
  };
  readonly providers: {
    readonly providers: readonly {
      readonly name: string;
      readonly health: { readonly available: boolean; readonly lastError: GivenProblem | null };
    }[];
  };
}

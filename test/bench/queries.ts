import { day, second, wideProvider } from './accounts.ts';
import type { taskIds } from './accounts.ts';

/* What is asked. A `{{instant:…}}` becomes another second in each request, so that no answer that is kept fits. */

const rowFields = `
  id url domain state progress createdAt updatedAt requestId
  status { __typename ... on Status { vendorStatus } ... on Failed { reason message } }
  task { taskId kind }
`;

/** Twelve leaves a row, what a list shows; page information as every client of Relay's kind asks for it. */
export const listQuery = `query List($filter: TaskFilter!, $first: Int!, $after: String) {
  urlDetails(filter: $filter, first: $first, after: $after) {
    edges { node { ${rowFields} } }
    pageInfo { hasNextPage endCursor }
    errors { message }
  }
}`.replace(/\s+/g, ' ');

/** Whether what came before may serve. */
export type Freshness = 'fresh' | 'kept';

const filterOf = (providers: readonly string[], from: string, to: string) => ({
  providers,
  kinds: ['PREFETCH'],
  createdAt: { from, to },
});

const iso = (instant: number): string => new Date(instant).toISOString();

/** Tencent Cloud CDN takes Beijing's clock. */
const wall = (instant: number): string =>
  iso(instant + 8 * 3_600 * second)
    .slice(0, 19)
    .replace('T', ' ');

const fromOf = (instant: number, freshness: Freshness): string =>
  freshness === 'fresh' ? `{{instant:${instant}}}` : iso(instant);

/** The window of the pages: it ends yesterday, so that everything in it is final, and is wide enough for 1,000 rows. */
export const pageWindow = (now: number) => {
  const to = Math.floor(now / second) * second - day;
  return { from: to - 4 * day, to };
};

/** A page of one Tencent Cloud CDN feed. */
export function pageBody(now: number, first: number, freshness: Freshness): string {
  const { from, to } = pageWindow(now);
  return JSON.stringify({
    query: listQuery,
    variables: { first, filter: filterOf([wideProvider], fromOf(from, freshness), iso(to)) },
  });
}

/** The same for the gateway, whose schema is the vendor's. */
export function gatewayPageBody(now: number, first: number): string {
  const { from, to } = pageWindow(now);
  const query = `query($input: Question_Input) { DescribePushTasks(input: $input) { Response {
    RequestId TotalCount PushLogs { TaskId Url Status Percent CreateTime UpdateTime Area } } } }`;
  const input = { StartTime: wall(from), EndTime: wall(to - second), Offset: 0, Limit: first };
  return JSON.stringify({ query: query.replace(/\s+/g, ' '), variables: { input } });
}

/** One account of each vendor. */
export const threeVendors = ['tencent', 'edge', 'aliyun'] as const;

/** The last day of three vendors. */
export const newestWindow = (now: number) => {
  const to = Math.floor(now / second) * second;
  return { from: to - day, to };
};

/** The newest rows of three vendors in one list. */
export function newestBody(now: number, first: number): string {
  const { from, to } = newestWindow(now);
  const filter = filterOf(threeVendors, fromOf(from, 'fresh'), iso(to));
  return JSON.stringify({ query: listQuery, variables: { first, filter } });
}

/** A walk of one feed over 30 days; each begins a second earlier, for nothing that is kept to serve it. */
export function walkVariables(now: number, provider: 'tencent' | 'bulk', first: number, number: number) {
  const to = (Math.floor(now / second) - 60 - number) * second;
  return { first, filter: filterOf([provider], iso(to - 29.95 * day), iso(to)) };
}

/** A task to look up. */
export interface Reference {
  readonly provider: Parameters<typeof taskIds>[0];
  readonly taskId: string;
}

/** One alias for each reference, as a client that shows a list of tasks would write it. */
export function lookUpBody(references: readonly Reference[]): string {
  const kindOf = { tencent: 'PREFETCH', edge: 'PREFETCH', aliyun: 'PURGE_URL' };
  const fields = references.map(
    ({ provider, taskId }, index) =>
      `t${index}: task(provider: "${provider}", taskId: "${taskId}", kind: ${kindOf[provider]}) { ... on Task { taskId state urlCount } }`,
  );
  return JSON.stringify({ query: `{ ${fields.join(' ')} }` });
}

export const dashboardRows = 50;

/** What 200 screens show of the same release. */
export const dashboardBody = (now: number): string => newestBody(now, dashboardRows);

/** A subscription to a task of the account `watched`. */
export function watchBody(taskId: string): string {
  const id = Buffer.from(`Task:watched:PREFETCH:${taskId}`).toString('base64url');
  const query = `subscription { taskProgress(id: "${id}") { ... on Task { taskId state progress } ... on Error { message } } }`;
  return JSON.stringify({ query });
}

import { z } from 'zod';
import type { TaskState } from '../domain/task.ts';
import { decoded } from './response.ts';
import type { GraphqlResponse } from './response.ts';
import type { Column } from './table.ts';
import type { Color } from './text.ts';
import { reasonFields, reasonShape, reasonText, stateShape } from './wait/tasks.ts';

const errorShape = z.object({
  type: z.string(),
  message: z.string(),
  provider: z.object({ name: z.string() }).nullable(),
});

/** One page of a list. */
export interface ListPage<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly errors: readonly z.infer<typeof errorShape>[];
}

/** A list of the API, and how its rows are printed. */
export interface ListDocument<Node> {
  /** The command that prints it. */
  readonly command: string;
  /** The name of its rows, in the plural. */
  readonly noun: string;
  /** Its variables: `filter`, `maxAge`, `first`, `after`. */
  readonly document: string;
  /** Throws `Refused` if the response has another shape. Errors of fields count as errors of the page. */
  readonly pageOf: (response: GraphqlResponse) => ListPage<Node>;
  readonly columns: readonly Column<Node>[];
}

const pageFields = `
    pageInfo { hasNextPage endCursor }
    errors { type: __typename message provider { name } }`;

const statusFields = `status { ... on Status { vendorStatus } ${reasonFields} }`;
const statusShape = reasonShape.extend({ vendorStatus: z.string().nullish() });
const providerShape = z.object({ name: z.string(), vendor: z.string() });

const pageShape = <Node extends z.ZodType>(node: Node) =>
  z.object({
    nodes: z.array(node),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    errors: z.array(errorShape),
  });

const withFieldErrors = <Node>(page: ListPage<Node>, { errors }: GraphqlResponse): ListPage<Node> => ({
  ...page,
  errors: [...page.errors, ...errors.map(({ message }) => ({ type: 'FieldError', message, provider: null }))],
});

export const tasksListDocument = `query ListTasks($filter: TaskFilter, $maxAge: Duration, $first: Int, $after: String) {
  tasks(filter: $filter, maxAge: $maxAge, first: $first, after: $after) {
    nodes {
      id
      provider { name vendor }
      kind
      taskId
      state
      progress
      createdAt
      finishedAt
      urlCount
      stateCounts { state count }
      ${statusFields}
    }${pageFields}
  }
}`;

const tasksShape = z.object({
  tasks: pageShape(
    z
      .object({
        id: z.string(),
        provider: providerShape,
        kind: z.string(),
        taskId: z.string(),
        state: stateShape,
        progress: z.number().nullable(),
        createdAt: z.string(),
        finishedAt: z.string().nullable(),
        urlCount: z.number(),
        stateCounts: z.array(z.object({ state: z.string(), count: z.number() })),
        status: statusShape,
      })
      .transform(flattened),
  ),
});

export const urlsListDocument = `query ListUrls($filter: TaskFilter, $maxAge: Duration, $first: Int, $after: String) {
  urlDetails(filter: $filter, maxAge: $maxAge, first: $first, after: $after) {
    nodes {
      id
      task { provider { name vendor } kind taskId }
      url
      domain
      state
      progress
      area
      purgeMethod
      createdAt
      updatedAt
      requestId
      ${statusFields}
    }${pageFields}
  }
}`;

const urlsShape = z.object({
  urlDetails: pageShape(
    z
      .object({
        id: z.string(),
        task: z.object({ provider: providerShape, kind: z.string(), taskId: z.string() }),
        url: z.string(),
        domain: z.string(),
        state: stateShape,
        progress: z.number().nullable(),
        area: z.string().nullable(),
        purgeMethod: z.string().nullable(),
        createdAt: z.string(),
        updatedAt: z.string().nullable(),
        requestId: z.string().nullable(),
        status: statusShape,
      })
      .transform(({ id, task, ...rest }) => flattened({ id, ...task, ...rest })),
  ),
});

interface Nested {
  readonly provider: z.infer<typeof providerShape>;
  readonly status: z.infer<typeof statusShape>;
}

/** A row as an object of one level, as tools for JSON lines and tables expect. */
function flattened<Row extends Nested>({ provider, status, ...rest }: Row) {
  return {
    ...rest,
    provider: provider.name,
    vendor: provider.vendor,
    vendorStatus: status.vendorStatus ?? null,
    reason: status.reason ?? null,
    message: status.message ?? null,
  };
}

type TaskRow = z.infer<typeof tasksShape>['tasks']['nodes'][number];
type UrlRow = z.infer<typeof urlsShape>['urlDetails']['nodes'][number];
type AnyRow = TaskRow | UrlRow;

const colors: Record<TaskState, Color | undefined> = {
  PROCESSING: 'cyan',
  SUCCEEDED: 'green',
  PARTIALLY_SUCCEEDED: 'red',
  CANCELED: 'red',
  INVALID: 'red',
  TIMED_OUT: 'red',
  FAILED: 'red',
  UNKNOWN: 'yellow',
};

const created: Column<AnyRow> = {
  title: 'CREATED (UTC)',
  value: ({ createdAt }) => createdAt.slice(0, 19).replace('T', ' '),
  leaveOut: 2,
};
const provider: Column<AnyRow> = { title: 'PROVIDER', value: (row) => row.provider, least: 8, leaveOut: 1 };
const kind: Column<AnyRow> = { title: 'KIND', value: (row) => row.kind, leaveOut: 3 };
const state: Column<AnyRow> = {
  title: 'STATE',
  value: (row) => row.state,
  color: (row) => colors[row.state],
};
const done: Column<AnyRow> = {
  title: 'DONE',
  value: ({ progress }) => (progress === null ? '' : `${Math.floor(progress)} %`),
  align: 'right',
  leaveOut: 4,
};
const reason: Column<AnyRow> = { title: 'REASON', value: reasonText, least: 10, leaveOut: 5 };

/** `Query.tasks`. */
export const taskList: ListDocument<TaskRow> = {
  command: 'tasks',
  noun: 'tasks',
  document: tasksListDocument,
  pageOf: (response) => withFieldErrors(decoded(tasksShape, response.data).tasks, response),
  columns: [
    created,
    provider,
    kind,
    { title: 'TASK ID', value: ({ taskId }) => taskId, least: 24 },
    state,
    done,
    { title: 'URLS', value: ({ urlCount }) => String(urlCount), align: 'right', leaveOut: 4 },
    reason,
  ],
};

/** `Query.urlDetails`. */
export const urlList: ListDocument<UrlRow> = {
  command: 'urls',
  noun: 'URLs',
  document: urlsListDocument,
  pageOf: (response) => withFieldErrors(decoded(urlsShape, response.data).urlDetails, response),
  columns: [
    created,
    provider,
    kind,
    state,
    done,
    { title: 'URL', value: ({ url }) => url, least: 30 },
    reason,
  ],
};

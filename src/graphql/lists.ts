import type { GraphQLResolveInfo } from 'graphql';
import type { Edge, FeedCoverage, Page } from '../domain/page.ts';
import type { PageArguments, TaskQuery } from '../domain/query.ts';
import type { Task, UrlDetail } from '../domain/task.ts';
import { pageArguments, taskQuery, urlDetailQuery } from './arguments.ts';
import type { Given, GivenFilter, GivenPage } from './arguments.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { FeedCoverageRef } from './coverage.ts';
import { errorData, ErrorInterface } from './error-data.ts';
import { listArguments, pageFields, UrlDetailFilterInput } from './filter.ts';
import { ascendingPage } from './order.ts';
import type { GivenOrder } from './order.ts';
import { ProviderRef } from './provider.ts';
import { selectsFinishedAt } from './selection.ts';
import { TaskRef } from './task.ts';
import { UrlDetailRef } from './url-detail.ts';

type PageInfo = Pick<Page<unknown>, 'hasNextPage' | 'hasPreviousPage' | 'startCursor' | 'endCursor'>;

const PageInfoRef = builder.objectRef<PageInfo>('PageInfo').implement({
  description: 'Where a page is in its list.',
  extensions: { directives: { shareable: {} } },
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { description: 'Whether more items follow this page.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', {
      description: 'Whether there are items before this page.',
    }),
    startCursor: t.exposeString('startCursor', {
      nullable: true,
      description: 'Pass it as `before`, with `last`, for the previous page. Null if the page is empty.',
    }),
    endCursor: t.exposeString('endCursor', {
      nullable: true,
      description:
        'Pass it as `after`, with `first`, for the next page. Null if there is nothing to continue from. A cursor pins the list as it was when the first page was read: later tasks neither repeat nor displace items.',
    }),
  }),
});

type Types = (typeof builder)['$inferSchemaTypes'];

/** The fields that each connection has beside its items. */
const pageReport = <Node>(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Page<Node>>) => ({
  pageInfo: t.field({
    type: PageInfoRef,
    description: 'Cursors for the next and the previous page.',
    resolve: (page) => page,
  }),
  totalCount: t.int({
    nullable: true,
    description:
      'How many items the whole list has. Null if a vendor reports no count, or if only reading the whole list would tell. It may cost vendor calls of its own: select it only if you show it.',
    resolve: (page) => page.totalCount(),
  }),
  coverage: t.field({
    type: [FeedCoverageRef],
    description:
      'What each feed of each provider contributed: the requested range, the answered part, and the cost.',
    resolve: ({ coverage }): readonly FeedCoverage[] => coverage,
  }),
  errors: t.field({
    type: [ErrorInterface],
    description:
      'One entry for each provider that could not answer completely. The items of the others are in the list all the same. Empty if all answered.',
    resolve: ({ errors }) => errors.map(errorData),
  }),
});

const TaskEdgeRef = builder.objectRef<Edge<Task>>('TaskEdge').implement({
  description: 'A task and its position in the list.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'The position, to continue from.' }),
    node: t.expose('node', { type: TaskRef, description: 'The task.' }),
  }),
});

export const TaskConnectionRef = builder.objectRef<Page<Task>>('TaskConnection').implement({
  description: 'One page of tasks.',
  fields: (t) => ({
    edges: t.expose('edges', { type: [TaskEdgeRef], description: 'The tasks with their cursors.' }),
    nodes: t.field({
      type: [TaskRef],
      description: 'The tasks alone, if you page by `pageInfo`.',
      resolve: ({ edges }) => edges.map(({ node }) => node),
    }),
    ...pageReport(t),
  }),
});

const UrlDetailEdgeRef = builder.objectRef<Edge<UrlDetail>>('UrlDetailEdge').implement({
  description: 'A URL of a task and its position in the list.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'The position, to continue from.' }),
    node: t.expose('node', { type: UrlDetailRef, description: 'The URL.' }),
  }),
});

const UrlDetailConnectionRef = builder.objectRef<Page<UrlDetail>>('UrlDetailConnection').implement({
  description: 'One page of URLs.',
  fields: (t) => ({
    edges: t.expose('edges', { type: [UrlDetailEdgeRef], description: 'The URLs with their cursors.' }),
    nodes: t.field({
      type: [UrlDetailRef],
      description: 'The URLs alone, if you page by `pageInfo`.',
      resolve: ({ edges }) => edges.map(({ node }) => node),
    }),
    ...pageReport(t),
  }),
});

interface ListArguments extends GivenPage {
  readonly filter?: Given<GivenFilter>;
  readonly orderBy?: Given<GivenOrder>;
}

/** The part of a query that is fixed by the object to which the list belongs. */
type FixedQuery = Pick<TaskQuery, 'providers' | 'domains'>;

/** One page of tasks. `fixed` is the provider or domain that the list belongs to. */
export const listTasks = (
  given: ListArguments,
  context: Context,
  info: GraphQLResolveInfo,
  fixed: FixedQuery = {},
): Promise<Page<Task>> => {
  const needsFinishedAt = selectsFinishedAt(info);
  return listed(given, context, fixed, (query, page) =>
    context.tasks.tasks(query, { ...page, needsFinishedAt }, context.scope),
  );
};

/** One page of URL details. */
export const listUrlDetails = (
  given: ListArguments,
  context: Context,
  fixed: FixedQuery = {},
): Promise<Page<UrlDetail>> =>
  listed(given, context, fixed, (query, page) => context.tasks.urlDetails(query, page, context.scope));

async function listed<Node>(
  given: ListArguments,
  context: Context,
  fixed: FixedQuery,
  read: (query: TaskQuery, page: PageArguments) => Promise<Page<Node>>,
): Promise<Page<Node>> {
  const page = pageArguments(given, context.history);
  const query = taskQuery(given.filter, context);
  const providers = common(query.providers, fixed.providers);
  const domains = common(query.domains, fixed.domains);
  if (providers?.length === 0 || domains?.length === 0) return emptyPage;
  const readPage = (walk: PageArguments): Promise<Page<Node>> => read({ ...query, providers, domains }, walk);
  return given.orderBy?.direction === 'ASC' ? ascendingPage(page, readPage) : readPage(page);
}

/** The values that two lists of alternatives have in common. An absent list contains all values. */
const common = (
  some: readonly string[] | undefined,
  others: readonly string[] | undefined,
): readonly string[] | undefined =>
  some === undefined || others === undefined
    ? (some ?? others)
    : some.filter((each) => others.includes(each));

const emptyPage: Page<never> = {
  edges: [],
  hasNextPage: false,
  hasPreviousPage: false,
  coverage: [],
  errors: [],
  totalCount: () => Promise.resolve(0),
};

builder.objectField(TaskRef, 'urlDetails', (t) =>
  t.field({
    type: UrlDetailConnectionRef,
    description: 'The URLs of the task.',
    args: {
      filter: t.arg({ type: UrlDetailFilterInput, description: 'Which URLs to list. All if omitted.' }),
      ...pageFields(),
    },
    resolve: (task, { filter, ...given }, { tasks, scope }) => {
      const [query, page] = [urlDetailQuery(filter), pageArguments(given)];
      if (task.error === undefined) return tasks.urlDetailsOf(task, query, page, scope);
      return { ...emptyPage, errors: [task.error], totalCount: () => Promise.resolve(undefined) };
    },
  }),
);

builder.objectFields(ProviderRef, (t) => ({
  tasks: t.field({
    type: TaskConnectionRef,
    description: "The provider's tasks, newest first unless `orderBy` says otherwise.",
    args: listArguments(),
    resolve: ({ provider }, given, context, info) =>
      listTasks(given, context, info, { providers: [provider.name] }),
  }),
  urlDetails: t.field({
    type: UrlDetailConnectionRef,
    description: "The URLs of the provider's tasks, newest first unless `orderBy` says otherwise.",
    args: listArguments(),
    resolve: ({ provider }, given, context) => listUrlDetails(given, context, { providers: [provider.name] }),
  }),
}));

builder.queryFields((t) => ({
  tasks: t.field({
    type: TaskConnectionRef,
    description:
      'The tasks of all providers in one list, newest first unless `orderBy` says otherwise. It covers the last 24 hours unless `filter.createdAt` says otherwise. Select `coverage` and `errors` too, to see what the list may lack.',
    args: listArguments(),
    resolve: (_, given, context, info) => listTasks(given, context, info),
  }),
  urlDetails: t.field({
    type: UrlDetailConnectionRef,
    description:
      'The URLs of all tasks of all providers in one list, newest first unless `orderBy` says otherwise: one item for each URL of each task. Filter by `url` or `domain` to follow one of them.',
    args: listArguments(),
    resolve: (_, given, context) => listUrlDetails(given, context),
  }),
}));

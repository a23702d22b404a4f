import type { Task, UrlDetail } from '../domain/task.ts';
import type { Page } from '../domain/page.ts';
import type { PageArguments, TaskQuery } from '../domain/query.ts';
import { pageArguments, taskQuery } from './arguments.ts';
import type { GivenFilter, GivenPage } from './arguments.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { listFields } from './filter.ts';
import { ErrorInterface, problemOf } from './problem.ts';

builder.objectType('PageInfo', {
  description: 'Where a page stands in its list.',
  extensions: { directives: { shareable: {} } },
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', {
      description: 'Whether there is more after this page (older ones).',
    }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', {
      description: 'Whether there is more before this page (newer ones).',
    }),
    startCursor: t.exposeString('startCursor', {
      nullable: true,
      description:
        'Pass it as `before`, with `last`, to walk backwards; null where there is nothing to walk.',
    }),
    endCursor: t.exposeString('endCursor', {
      nullable: true,
      description:
        'Pass it as `after`, with `first`, for the next page; null where there is nothing to walk. A cursor pins the list as it was when the walk began: nothing is skipped or given twice because of what arrived since.',
    }),
  }),
});

type Types = (typeof builder)['$inferSchemaTypes'];

/** What every page tells beside its rows. */
const pageReport = <Node>(t: PothosSchemaTypes.ObjectFieldBuilder<Types, Page<Node>>) => ({
  pageInfo: t.field({ type: 'PageInfo', description: 'How to page on.', resolve: (page) => page }),
  totalCount: t.int({
    nullable: true,
    description:
      'How many a walk of the whole list gives. Null where a vendor gives no count, or where only walking would tell. May cost vendor calls of its own: leave it out if you do not show it.',
    resolve: (page) => page.totalCount(),
  }),
  coverage: t.field({
    type: ['FeedCoverage'],
    description:
      'What each feed of each provider contributed: what it was asked, what it answered, and at what cost.',
    resolve: ({ coverage }) => coverage,
  }),
  errors: t.field({
    type: [ErrorInterface],
    description:
      "One entry for each provider that could not answer in full; the others' rows are still here. Empty when all did.",
    resolve: ({ errors }) => errors.map(problemOf),
  }),
});

builder.objectType('TaskConnection', {
  description: 'One page of tasks, newest first.',
  fields: (t) => ({
    edges: t.expose('edges', { type: ['TaskEdge'], description: 'The tasks, each with its cursor.' }),
    nodes: t.field({
      type: ['Task'],
      description: 'The tasks alone, for those who page by `pageInfo`.',
      resolve: ({ edges }) => edges.map(({ node }) => node),
    }),
    ...pageReport(t),
  }),
});

builder.objectType('TaskEdge', {
  description: 'A task and its place in the list.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Its place, to continue from.' }),
    node: t.expose('node', { type: 'Task', description: 'The task.' }),
  }),
});

builder.objectType('UrlDetailConnection', {
  description: 'One page of URL details, newest first.',
  fields: (t) => ({
    edges: t.expose('edges', {
      type: ['UrlDetailEdge'],
      description: 'The URL details, each with its cursor.',
    }),
    nodes: t.field({
      type: ['UrlDetail'],
      description: 'The URL details alone, for those who page by `pageInfo`.',
      resolve: ({ edges }) => edges.map(({ node }) => node),
    }),
    ...pageReport(t),
  }),
});

builder.objectType('UrlDetailEdge', {
  description: 'A URL detail and its place in the list.',
  fields: (t) => ({
    cursor: t.exposeString('cursor', { description: 'Its place, to continue from.' }),
    node: t.expose('node', { type: 'UrlDetail', description: 'The URL detail.' }),
  }),
});

type ListArguments = GivenPage & { readonly filter?: GivenFilter | null | undefined };

/** The part of a query that the place of a list fixes: the provider or domain that it belongs to. */
type FixedQuery = Pick<TaskQuery, 'providers' | 'domains'>;

/** One page of tasks. Also reached from the provider or domain that it belongs to. */
export const listTasks = (
  given: ListArguments,
  context: Context,
  fixed: FixedQuery = {},
): Promise<Page<Task>> =>
  listed(given, context, fixed, (query, page) => context.tasks.tasks(query, page, context.scope));

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
  const page = pageArguments(given);
  const query = taskQuery(given.filter, context);
  const providers = common(query.providers, fixed.providers);
  const domains = common(query.domains, fixed.domains);
  if (providers?.length === 0 || domains?.length === 0) return emptyPage;
  return read({ ...query, providers, domains }, page);
}

/** The values that two lists of alternatives have in common; an absent list holds all values. */
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

builder.queryField('tasks', (t) =>
  t.field({
    type: 'TaskConnection',
    description:
      'The tasks of all providers in one list, newest first. By default the last 24 hours; ask `coverage` and `errors` too, to know what the list speaks of.',
    args: listFields(),
    resolve: (_, given, context) => listTasks(given, context),
  }),
);

builder.queryField('urlDetails', (t) =>
  t.field({
    type: 'UrlDetailConnection',
    description:
      'The URLs of all tasks of all providers in one list, newest first: one entry for each URL of each task. Filter by `url` or `domain` to follow one of them.',
    args: listFields(),
    resolve: (_, given, context) => listUrlDetails(given, context),
  }),
);

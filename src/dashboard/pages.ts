import type { ApolloClient, DocumentNode, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { from, map, Observable, of, switchMap } from 'rxjs';
import { FindTaskDocument, FoundTasksDocument, SearchUrlsDocument, TimelineDocument } from './gql/graphql.ts';
import type { CoverageFragment, ProblemFragment, TaskFilter, TaskRowFragment } from './gql/graphql.ts';
import { isMatch } from './search.ts';
import type { Search } from './search.ts';

/** One page of one provider's tasks. */
export interface Page {
  /** Newest first. */
  readonly tasks: readonly TaskRowFragment[];
  /** One entry for each feed; empty for a lookup by id. */
  readonly coverage: readonly CoverageFragment[];
  /** Why a lookup by id could not be answered. */
  readonly problems: readonly ProblemFragment[];
  /** Every matching task that is newer than this was read: epoch milliseconds. Undefined if all were. */
  readonly readTo: number | undefined;
  /** The cursor of the next page; undefined after the last. */
  readonly next: string | undefined;
}

/** Reads a page after a cursor. It emits the page, and again whenever one of its tasks changes. */
export type ReadPage = (after: string | null) => Observable<Page>;

/** The query for each provider. */
export interface Question {
  readonly search: Search;
  /** Without `providers`. */
  readonly filter: TaskFilter;
  readonly first: number;
  /** How old the data may be, in ISO 8601. */
  readonly maxAge: string;
}

/** The reader of one provider's pages. */
export function pagesOf(client: ApolloClient, question: Question, provider: string): ReadPage {
  const { search, filter, first, maxAge } = question;
  const own = { ...filter, providers: [provider] };
  if (search.kind === 'ids') return () => tasksById(client, search.ids, provider);
  if (search.kind === 'part' || search.kind === 'domain')
    return (after) => matches(client, search, { filter: own, maxAge }, after);
  return (after) => listed(client, { filter: own, first, after, maxAge });
}

/** Emits complete answers only: the first from the server, later ones from the cache. */
function watch<Data, Variables extends OperationVariables>(
  client: ApolloClient,
  query: DocumentNode | TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Observable<Data> {
  const watched = client.watchQuery<Data>({
    query,
    variables,
    fetchPolicy: 'network-only',
    nextFetchPolicy: 'cache-first',
    notifyOnNetworkStatusChange: false,
  });
  return new Observable((observer) =>
    watched.subscribe(({ data, dataState, error }) => {
      if (error !== undefined) observer.error(error);
      else if (dataState === 'complete') observer.next(data);
    }),
  );
}

const listed = (
  client: ApolloClient,
  variables: { filter: TaskFilter; first: number; after: string | null; maxAge: string },
): Observable<Page> =>
  watch(client, TimelineDocument, variables).pipe(
    map(({ tasks: { edges, pageInfo, coverage } }) => {
      const tasks = edges.map(({ node }) => node);
      return {
        tasks,
        coverage,
        problems: [],
        readTo: pageInfo.hasNextPage ? readToOf(tasks.at(-1)?.createdAt, coverage) : undefined,
        next: nextOf(pageInfo),
      };
    }),
  );

const nextOf = ({ hasNextPage, endCursor }: { hasNextPage: boolean; endCursor: string | null }) =>
  hasNextPage && endCursor !== null ? endCursor : undefined;

/** How far back a page reaches: to its last row, or, if it is empty, as far as all feeds were read. */
function readToOf(oldest: string | undefined, coverage: readonly CoverageFragment[]): number | undefined {
  if (oldest !== undefined) return Date.parse(oldest);
  const starts = coverage.map(({ covered, requested }) => Date.parse(covered?.from ?? requested.to));
  return starts.length === 0 ? undefined : Math.max(...starts);
}

const tasksById = (client: ApolloClient, ids: readonly string[], provider: string): Observable<Page> =>
  combine(
    ids.map((taskId) => watch(client, FindTaskDocument, { provider, taskId }).pipe(map(({ task }) => task))),
  ).pipe(
    map((results) => ({
      tasks: results.flatMap((result) => (result.__typename === 'Task' ? [result] : [])),
      coverage: [],
      problems: results.flatMap((result) =>
        result.__typename === 'Task' || result.__typename === 'NotFoundError' ? [] : [result],
      ),
      readTo: undefined,
      next: undefined,
    })),
  );

/** Emits the latest values of all sources once each has emitted. */
function combine<Value>(sources: readonly Observable<Value>[]): Observable<readonly Value[]> {
  return new Observable((observer) => {
    const latest = new Map<number, Value>();
    const subscriptions = sources.map((source, index) =>
      source.subscribe({
        next(value) {
          latest.set(index, value);
          if (latest.size === sources.length) observer.next(sources.flatMap((_, at) => latest.get(at) ?? []));
        },
        error: (error) => observer.error(error),
      }),
    );
    return () => {
      for (const subscription of subscriptions) subscription.unsubscribe();
    };
  });
}

const rowsPerPage = 500;
/** The most responses that are read for one page if none contains a match. */
const mostAnswers = 4;

/** Searches the URLs of the range one by one, because vendors find only complete URLs and hosts. */
const matches = (
  client: ApolloClient,
  search: Search,
  parameters: { readonly filter: TaskFilter; readonly maxAge: string },
  after: string | null,
): Observable<Page> =>
  from(findMatches(client, search, parameters, after)).pipe(
    switchMap(({ ids, ...page }) =>
      ids.length === 0
        ? of({ ...page, tasks: [] })
        : watch(client, FoundTasksDocument, { ids }).pipe(
            map(({ nodes }) => ({
              ...page,
              tasks: nodes.flatMap((node) => (node?.__typename === 'Task' ? [node] : [])),
            })),
          ),
    ),
  );

async function findMatches(
  client: ApolloClient,
  search: Search,
  parameters: { readonly filter: TaskFilter; readonly maxAge: string },
  after: string | null,
): Promise<Omit<Page, 'tasks'> & { readonly ids: string[] }> {
  const ids = new Set<string>();
  const costs: CoverageFragment[][] = [];
  let cursor = after;
  for (;;) {
    const { data } = await client.query({
      query: SearchUrlsDocument,
      variables: { ...parameters, first: rowsPerPage, after: cursor },
      fetchPolicy: 'no-cache',
    });
    if (data === undefined) throw new Error('The server sent no data');
    const { edges, pageInfo, coverage } = data.urlDetails;
    for (const { node } of edges) if (isMatch(search, node)) ids.add(node.task.id);
    costs.push(coverage);
    const next = nextOf(pageInfo);
    if (ids.size > 0 || costs.length === mostAnswers || next === undefined) {
      const oldest = edges.at(-1)?.node.createdAt;
      return {
        ids: [...ids].slice(0, 200),
        coverage: addedUp(costs),
        problems: [],
        readTo: next === undefined ? undefined : readToOf(oldest, coverage),
        next,
      };
    }
    cursor = next;
  }
}

/** The latest coverage of each feed, with the cost of all answers. */
export function addedUp(pages: readonly (readonly CoverageFragment[])[]): readonly CoverageFragment[] {
  const byFeed = new Map<string, CoverageFragment>();
  for (const feed of pages.flat()) {
    const key = JSON.stringify([feed.provider.id, feed.action, feed.scope]);
    const before = byFeed.get(key);
    byFeed.set(key, {
      ...feed,
      vendorCalls: feed.vendorCalls + (before?.vendorCalls ?? 0),
      rowsRead: feed.rowsRead + (before?.rowsRead ?? 0),
    });
  }
  return [...byFeed.values()];
}

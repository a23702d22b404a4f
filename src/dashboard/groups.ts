import { useApolloClient } from '@apollo/client/react';
import { useEffect, useMemo, useState } from 'react';
import { UrlSetsDocument } from './gql/graphql.ts';
import type { TaskRowFragment } from './gql/graphql.ts';

/** Tasks of one release: submitted to several providers in the same second, of one kind, with the same URLs. */
export type Group = readonly [TaskRowFragment, ...TaskRowFragment[]];

/** A key of the set of URLs of a task: two keys are equal exactly if the URLs are. */
export type UrlSets = ReadonlyMap<string, string>;

/** The most URLs of a task whose URLs are compared. */
const mostUrls = 1_000;
/** The most URLs in one query, because the API limits the rows of a response. */
const mostRows = 10_000;
/** The most tasks in one query. */
const mostIds = 50;
/** When to ask again for URLs that could not be read, in milliseconds. */
const retryAfter = 15_000;

const withoutScheme = (url: string): string => url.replace(/^https?:\/\//i, '');

/** A key that tasks of one release share, computed from their rows in the list. */
const likenessOf = ({ createdAt, kind, urlCount, urlDetails }: TaskRowFragment): string =>
  JSON.stringify([
    Math.floor(Date.parse(createdAt) / 1_000),
    kind,
    urlCount,
    urlCount === 1 && withoutScheme(urlDetails.edges[0]?.node.url ?? ''),
  ]);

function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

const providersIn = (tasks: readonly TaskRowFragment[]): number =>
  new Set(tasks.map(({ provider }) => provider.id)).size;

/** The tasks whose URLs must be compared before they can be grouped. */
export const undecided = (tasks: readonly TaskRowFragment[]): readonly TaskRowFragment[] =>
  [...groupedBy(tasks, likenessOf).values()]
    .filter((group) => providersIn(group) > 1)
    .flat()
    .filter(({ urlCount }) => urlCount > 1 && urlCount <= mostUrls);

/** The tasks in their order; tasks of one release are grouped at the position of the first. */
export function groupsOf(tasks: readonly TaskRowFragment[], urlSets: UrlSets): readonly Group[] {
  const key = (task: TaskRowFragment): string =>
    JSON.stringify([likenessOf(task), task.urlCount === 1 ? '' : (urlSets.get(task.id) ?? task.id)]);
  return [...groupedBy(tasks, key).values()].flatMap((group): readonly Group[] =>
    // A group has at most one task of each provider.
    providersIn(group) > 1 && isGroup(group) ? [group] : group.map((task): Group => [task]),
  );
}

const isGroup = (tasks: TaskRowFragment[]): tasks is [TaskRowFragment, ...TaskRowFragment[]] =>
  tasks.length > 0;

/** Groups the tasks. Tasks of many URLs are grouped once their URLs were compared. */
export function useGroups(tasks: readonly TaskRowFragment[]): readonly Group[] {
  const client = useApolloClient();
  const [urlSets, setUrlSets] = useState<UrlSets>(new Map());
  const [next, ...others] = undecided(tasks).filter(({ id }) => !urlSets.has(id));
  const first = next?.urlCount ?? 1;
  const alike = [
    ...(next === undefined ? [] : [next]),
    ...others.filter(({ urlCount }) => urlCount === first),
  ];
  const wanted = alike
    .slice(0, Math.min(Math.floor(mostRows / first), mostIds))
    .map(({ id }) => id)
    .join(' ');
  useEffect(() => {
    if (wanted === '') return undefined;
    let isCurrent = true;
    const ids = wanted.split(' ');
    const learn = (found: UrlSets): void => {
      if (!isCurrent) return;
      // A task whose URLs cannot be read is not grouped until the next attempt.
      setUrlSets((before) => new Map([...before, ...ids.map((id) => [id, found.get(id) ?? id] as const)]));
      const unread = ids.filter((id) => !found.has(id));
      if (unread.length > 0) window.setTimeout(() => setUrlSets(without(unread)), retryAfter);
    };
    client.query({ query: UrlSetsDocument, variables: { ids, first }, fetchPolicy: 'no-cache' }).then(
      ({ data }) =>
        learn(
          new Map(
            data?.nodes.flatMap((node) =>
              node?.__typename === 'Task' && hasUrls(node, first) ? [[node.id, urlSetOf(node)] as const] : [],
            ),
          ),
        ),
      () => learn(new Map()),
    );
    return () => {
      isCurrent = false;
    };
  }, [client, wanted, first]);
  return useMemo(() => groupsOf(tasks, urlSets), [tasks, urlSets]);
}

const without =
  (ids: readonly string[]) =>
  (urlSets: UrlSets): UrlSets =>
    new Map([...urlSets].filter(([id]) => !ids.includes(id)));

interface TaskUrls {
  readonly allUrls: {
    readonly edges: readonly { readonly node: { readonly url: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean };
  };
}

/** Whether all URLs of a task were read. They are missing if the vendor could not be called. */
const hasUrls = ({ allUrls: { edges, pageInfo } }: TaskUrls, count: number): boolean =>
  edges.length >= count && !pageInfo.hasNextPage;

const urlSetOf = ({ allUrls: { edges } }: TaskUrls): string =>
  [...new Set(edges.map(({ node }) => withoutScheme(node.url)))].toSorted().join('\n');

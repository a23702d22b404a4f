import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useCallback, useMemo, useState } from 'react';
import { messageOf } from './client.ts';
import { troubled } from './coverage.ts';
import { TimelineDocument } from './gql/graphql.ts';
import type { CoverageFragment, TaskFilter, TaskRowFragment } from './gql/graphql.ts';
import { filterOf } from './view.ts';
import type { View } from './view.ts';

const pageSize = 40;
/** A request makes so many vendor calls and no more: what is rare may take several to find. */
const mostEmptyPages = 8;

/** The merged list as far as it was read, and how to read on. */
export interface Timeline {
  readonly filter: TaskFilter;
  readonly tasks: readonly TaskRowFragment[];
  /** Of the latest page. */
  readonly coverage: readonly CoverageFragment[];
  /** When the list began, epoch milliseconds: nothing newer is in it. */
  readonly asOf: number;
  /** Nothing to show yet. */
  readonly isLoading: boolean;
  /** Another list is on its way; the one before is shown meanwhile. */
  readonly isChanging: boolean;
  readonly isLoadingMore: boolean;
  readonly hasMore: boolean;
  /** The latest pages held no task, although there is more to read: reading on by itself may be of no use. */
  readonly isStalled: boolean;
  /** Why there is no list, or not its next page. */
  readonly failure: string | undefined;
  readonly loadMore: () => void;
  /** Begins a new list as of now. */
  readonly refresh: () => void;
}

/** The list that a view asks for. */
export function useTimeline(view: View): Timeline {
  const [asOf, setAsOf] = useState(Date.now);
  const filter = useStable(filterOf(view, asOf));
  const { data, previousData, error, networkStatus, fetchMore, refetch } = useQuery(TimelineDocument, {
    variables: { filter, first: pageSize },
    notifyOnNetworkStatusChange: true,
  });
  const [moreFailure, setMoreFailure] = useState<string>();
  const [emptyPages, setEmptyPages] = useState(0);
  const { edges, pageInfo, coverage = [] } = (data ?? previousData)?.tasks ?? {};
  const isBusy = networkStatus !== NetworkStatus.ready && networkStatus !== NetworkStatus.error;

  const after = pageInfo?.endCursor;
  const loadMore = useCallback(() => {
    setMoreFailure(undefined);
    fetchMore({ variables: { after } }).then(
      (page) => setEmptyPages((before) => (page.data?.tasks.edges.length === 0 ? before + 1 : 0)),
      (failure: unknown) => setMoreFailure(messageOf(failure)),
    );
  }, [fetchMore, after]);

  const refresh = useCallback(() => {
    setMoreFailure(undefined);
    setEmptyPages(0);
    setAsOf(Date.now());
    // A range between two instants is the same question as before.
    if (!('preset' in view.range)) refetch().catch(() => undefined);
  }, [refetch, view.range]);

  return {
    filter,
    tasks: useMemo(() => edges?.map(({ node }) => node) ?? [], [edges]),
    coverage,
    asOf,
    isLoading: edges === undefined && error === undefined,
    isChanging: edges !== undefined && isBusy && networkStatus !== NetworkStatus.fetchMore,
    isLoadingMore: networkStatus === NetworkStatus.fetchMore,
    hasMore: pageInfo?.hasNextPage === true,
    isStalled: emptyPages > 0 && (emptyPages >= mostEmptyPages || troubled(coverage).length > 0),
    failure: error === undefined ? moreFailure : messageOf(error),
    loadMore,
    refresh,
  };
}

/** The same object for as long as it says the same. */
function useStable<Value extends object>(value: Value): Value {
  const [stable, setStable] = useState(value);
  if (JSON.stringify(stable) === JSON.stringify(value)) return stable;
  setStable(value);
  return value;
}

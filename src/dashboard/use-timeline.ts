import { useApolloClient } from '@apollo/client/react';
import {
  useCallback,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { NewerTasksDocument } from './gql/graphql.ts';
import { acceptedAge, freshest } from './history.ts';
import type { TaskChanges } from './history.ts';
import { pagesOf } from './pages.ts';
import type { Question } from './pages.ts';
import { understand } from './search.ts';
import type { Search } from './search.ts';
import { createTimeline } from './timeline.ts';
import type { TimelineState } from './timeline.ts';
import { endsOf, filterOf } from './view.ts';
import type { View } from './view.ts';

const largestPage = 40;
const smallestPage = 10;
/** About how many tasks are read first, over all providers. */
const tasksAtFirst = 160;

/** The list of a view and its actions. */
export interface List extends TimelineState {
  readonly search: Search;
  /** The providers that are asked, by name. */
  readonly providers: readonly string[];
  /** The chosen time in epoch milliseconds; a lookup by id has none. */
  readonly range: { readonly from: number; readonly to: number } | undefined;
  /** The time the list was read, epoch milliseconds: it contains nothing newer. */
  readonly asOf: number;
  /** Whether another list is being read. The previous one is shown meanwhile. */
  readonly isChanging: boolean;
  readonly loadMore: () => void;
  readonly readAll: () => void;
  /** Reads a new list as of now. */
  readonly refresh: () => void;
}

/** Reads the list of a view from the named providers. `isKept` tells whether the server keeps a history. */
export function useTimeline(view: View, names: readonly string[], isKept: boolean): List {
  const client = useApolloClient();
  const [{ asOf, round, refreshed }, setAsOf] = useState(() => ({
    asOf: Date.now(),
    round: 0,
    refreshed: '',
  }));
  const shownView = JSON.stringify({ ...view, task: undefined });
  const providers = useStable(view.providers.length > 0 ? view.providers : names);
  const question = useStable<Question>({
    search: understand(view.search, view.as),
    filter: filterOf(view, asOf),
    // A refresh calls the vendors.
    maxAge: refreshed === shownView ? freshest : acceptedAge(isKept),
    first: Math.max(smallestPage, Math.min(largestPage, Math.floor(tasksAtFirst / providers.length))),
  });
  const timeline = useMemo(
    () => createTimeline(new Map(providers.map((name) => [name, pagesOf(client, question, name)]))),
    // A refresh of a range between two instants repeats the same query.
    [client, question, providers, round],
  );
  const state = useSyncExternalStore(timeline.subscribe, timeline.state);
  const range = useMemo(
    () => (question.search.kind === 'ids' ? undefined : endsOf(view.range, asOf)),
    [question, view.range, asOf],
  );
  const shown = useRef<TimelineState>(undefined);
  useEffect(() => {
    if (!state.isLoading) shown.current = state;
  }, [state]);
  const isChanging = state.isLoading && shown.current !== undefined;
  return {
    ...(isChanging && shown.current !== undefined ? shown.current : state),
    search: question.search,
    providers,
    range,
    asOf,
    isChanging,
    loadMore: timeline.loadMore,
    readAll: timeline.readAll,
    refresh: useCallback(
      () => setAsOf((before) => ({ asOf: Date.now(), round: before.round + 1, refreshed: shownView })),
      [shownView],
    ),
  };
}

/** Returns the same object as long as its content is equal. */
function useStable<Value extends object>(value: Value): Value {
  const [stable, setStable] = useState(value);
  if (JSON.stringify(stable) === JSON.stringify(value)) return stable;
  setStable(value);
  return value;
}

const pollMs = 15_000;
const mostNewer = 30;
/** Vendors list a task a moment after its submission, so the search for new tasks starts a little before the newest. */
const overlapMs = 60_000;

/** Tasks that arrived after the list was read. */
export interface NewerTasks {
  readonly count: number;
  /** Whether there are more than were counted. */
  readonly isMore: boolean;
}

const none: NewerTasks = { count: 0, isMore: false };

/**
 * Searches for tasks that are newer than the list from time to time, or when the stream of changes delivers one. The
 * list itself does not move.
 */
export function useNewerTasks(view: View, list: List, { isOpen, news }: TaskChanges): NewerTasks {
  const client = useApolloClient();
  const [newer, setNewer] = useState(none);
  const { asOf, isLoading, isChanging, search } = list;
  const isPaused =
    isLoading ||
    isChanging ||
    !['none', 'url', 'host'].includes(search.kind) ||
    ('to' in view.range && view.range.to !== undefined);

  const look = useEffectEvent(async (): Promise<NewerTasks> => {
    // Providers that do not answer would only occupy a connection.
    const providers = list.providers.filter((name) => !list.missing.includes(name));
    if (providers.length === 0) return none;
    const filter = { ...filterOf(view, asOf), providers, createdAt: { from: headOf(list) } };
    const { data } = await client.query({
      query: NewerTasksDocument,
      variables: { filter, first: mostNewer, maxAge: acceptedAge(isOpen) },
      fetchPolicy: 'no-cache',
    });
    if (data === undefined) return none;
    const known = new Set(list.tasks.map(({ id }) => id));
    const { edges, pageInfo } = data.tasks;
    const count = edges.filter(({ node }) => !known.has(node.id)).length;
    return { count, isMore: pageInfo.hasNextPage && count === edges.length };
  });

  useEffect(() => {
    if (isPaused) {
      setNewer(none);
      return undefined;
    }
    let isCurrent = true;
    const tell = (found: NewerTasks): void => {
      if (isCurrent) setNewer(found);
    };
    if (isOpen) {
      look().then(tell, () => undefined);
      return () => {
        isCurrent = false;
      };
    }
    const timer = setInterval(() => {
      // The error is ignored because another search follows. The list shows its own failures.
      if (!document.hidden) look().then(tell, () => undefined);
    }, pollMs);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [asOf, isPaused, search, isOpen, news]);
  return newer;
}

/** Where the search for new tasks starts: a little before the newest task, but not before the tasks that were read. */
function headOf({ tasks, hasMore, asOf }: List): string {
  const [newest, oldest] = [tasks[0], tasks.at(-1)];
  if (newest === undefined || oldest === undefined) return new Date(asOf).toISOString();
  const before = Date.parse(newest.createdAt) - overlapMs;
  const from = hasMore ? Math.max(before, Date.parse(oldest.createdAt) + 1_000) : before;
  return new Date(from).toISOString();
}

import { useApolloClient } from '@apollo/client/react';
import { useContext, useEffect, useEffectEvent, useState } from 'react';
import type { Subscription } from 'rxjs';
import { takeSlot } from './connections.ts';
import type { Slot } from './connections.ts';
import { TaskChangesDocument, TasksInProgressDocument } from './gql/graphql.ts';
import { acceptedAge } from './history.ts';
import type { TaskChanges } from './history.ts';
import { LiveTasksContext } from './live-tasks.ts';
import type { List } from './use-timeline.ts';
import { filterOf } from './view.ts';
import type { View } from './view.ts';

const closed: TaskChanges = { isOpen: false, news: 0 };

/** How often the progress of tasks is polled: the stream of changes contains only states. */
const progressMs = 15_000;
const mostInProgress = 100;

/**
 * Follows the changes of all tasks with one stream, if the server keeps a history. Events update the cache and thereby
 * the list. Meanwhile tasks need no streams of their own, and no vendor is called.
 */
export function useTaskChanges(view: View, list: List, isKept: boolean): TaskChanges {
  const client = useApolloClient();
  const { cover } = useContext(LiveTasksContext);
  const [changes, setChanges] = useState(closed);
  const isPaused =
    !isKept ||
    list.isLoading ||
    list.isChanging ||
    !['none', 'url', 'host'].includes(list.search.kind) ||
    ('to' in view.range && view.range.to !== undefined);
  const isListed = useEffectEvent((id: string): boolean => list.tasks.some((task) => task.id === id));
  const hasOpenTasks = useEffectEvent((): boolean => list.tasks.some(({ state }) => state === 'PROCESSING'));
  // No filter by state: a listed task matters whatever state it changes to.
  const { states: _states, ...ofAnyState } = filterOf(view, list.asOf);
  const filter = JSON.stringify({ ...ofAnyState, providers: list.providers });

  useEffect(() => {
    if (isPaused) return undefined;
    let isCurrent = true;
    let slot: Slot;
    let subscription: Subscription | undefined;
    const variables = { filter: JSON.parse(filter) };
    const close = (): void => {
      subscription?.unsubscribe();
      subscription = undefined;
      slot?.release();
      slot = undefined;
      if (isCurrent) setChanges(closed);
      cover(false);
    };
    const open = async (): Promise<void> => {
      if (document.hidden || subscription !== undefined) return;
      const taken = await takeSlot();
      if (taken === undefined) return;
      if (!isCurrent || subscription !== undefined) return taken.release();
      slot = taken;
      subscription = client.subscribe({ query: TaskChangesDocument, variables }).subscribe({
        next: ({ data }) => {
          const id = data?.taskChanges.id;
          if (id !== undefined && !isListed(id)) setChanges(({ news }) => ({ isOpen: true, news: news + 1 }));
        },
        error: close,
        complete: close,
      });
      cover(true);
      // Changes before the stream opened are queried once.
      setChanges(({ news }) => ({ isOpen: true, news: news + 1 }));
    };
    const onVisibility = (): void => {
      if (document.hidden) close();
      else void open();
    };
    const timer = setInterval(() => {
      void open();
      if (subscription === undefined || document.hidden || !hasOpenTasks()) return;
      const inProgress = { ...variables.filter, states: ['PROCESSING'] };
      client
        .query({
          query: TasksInProgressDocument,
          variables: { filter: inProgress, first: mostInProgress, maxAge: acceptedAge(isKept) },
          fetchPolicy: 'network-only',
        })
        .catch(() => {
          // The error is ignored because the next attempt follows soon and the list shows that the server cannot be
          // reached.
        });
    }, progressMs);
    document.addEventListener('visibilitychange', onVisibility);
    void open();
    return () => {
      isCurrent = false;
      clearInterval(timer);
      document.removeEventListener('visibilitychange', onVisibility);
      close();
    };
  }, [client, cover, filter, isKept, isPaused]);
  return changes;
}

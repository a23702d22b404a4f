import type { ApolloClient } from '@apollo/client';
import { createContext, useContext, useEffect } from 'react';
import { TaskProgressDocument, TasksNowDocument } from './gql/graphql.ts';
import { takeSlot } from './connections.ts';
import type { Slot } from './connections.ts';

/** Keeps tasks in the cache up to date while they are shown. */
export interface LiveTasks {
  /**
   * Starts to follow a task and returns a function that stops it. A task is followed once, however many components show
   * it.
   */
  readonly follow: (id: string, isClose?: boolean) => () => void;
  /**
   * While another stream delivers the states of all tasks, only tasks that are shown in detail are followed
   * individually.
   */
  readonly cover: (isCovered: boolean) => void;
}

/** How often tasks without a stream are polled. */
const pollMs = 4_000;

interface Followed {
  watchers: number;
  /** Whether the task is shown in detail. */
  isClose: boolean;
  /** A stream that ended is not reopened: a final task is unfollowed, another one is polled. */
  stream: 'none' | 'over' | { end(): void };
}

/**
 * Follows each task with its own stream while streams are available, and polls the others together. A hidden page
 * follows nothing.
 */
export function createLiveTasks(client: ApolloClient): LiveTasks {
  const followed = new Map<string, Followed>();
  let isOpening = false;
  let isCovered = false;
  const isOwn = ({ isClose }: Followed): boolean => isClose || !isCovered;

  function follow(id: string, isClose = false): () => void {
    const entry: Followed = followed.get(id) ?? { watchers: 0, isClose, stream: 'none' };
    entry.watchers += 1;
    entry.isClose ||= isClose;
    followed.set(id, entry);
    void openStreams();
    return () => {
      entry.watchers -= 1;
      if (entry.watchers > 0) return;
      followed.delete(id);
      end(entry);
    };
  }

  /** Assigns free streams to tasks that have none, in their order. */
  async function openStreams(): Promise<void> {
    if (isOpening) return;
    isOpening = true;
    try {
      for (let next = firstWithout(); next !== undefined && !document.hidden; next = firstWithout()) {
        const slot = await takeSlot();
        if (slot === undefined) return;
        const [id, entry] = next;
        const isWanted = followed.get(id) === entry && isOwn(entry) && !document.hidden;
        if (isWanted) entry.stream = open(id, entry, slot);
        else slot.release();
      }
    } finally {
      isOpening = false;
    }
  }

  const firstWithout = (): readonly [string, Followed] | undefined =>
    [...followed].find(([, entry]) => entry.stream === 'none' && isOwn(entry));

  /** Events update the cache, and the cache updates the components. */
  function open(id: string, entry: Followed, slot: NonNullable<Slot>): { end(): void } {
    const over = (): void => {
      entry.stream = 'over';
      slot.release();
      void openStreams();
    };
    const subscription = client
      .subscribe({ query: TaskProgressDocument, variables: { id } })
      .subscribe({ error: over, complete: over });
    return {
      end: () => {
        subscription.unsubscribe();
        slot.release();
      },
    };
  }

  function end(entry: Followed): void {
    if (typeof entry.stream === 'object') entry.stream.end();
    entry.stream = 'none';
  }

  function ask(): void {
    const ids = [...followed]
      .filter(([, entry]) => typeof entry.stream === 'string' && isOwn(entry))
      .map(([id]) => id);
    if (document.hidden || ids.length === 0) return;
    client.query({ query: TasksNowDocument, variables: { ids }, fetchPolicy: 'network-only' }).catch(() => {
      // The error is ignored because the next poll follows soon and the list shows that the server cannot be reached.
    });
  }

  setInterval(() => void openStreams().then(ask), pollMs);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) for (const entry of followed.values()) end(entry);
    else void openStreams();
  });
  return {
    follow,
    cover(given) {
      isCovered = given;
      for (const entry of followed.values()) if (!isOwn(entry)) end(entry);
      void openStreams();
    },
  };
}

/** The page's follower. */
export const LiveTasksContext = createContext<LiveTasks>({ follow: () => () => {}, cover: () => {} });

/** Provides the page's follower to its children. */
export const LiveTasksProvider = LiveTasksContext.Provider;

/** Follows a task for as long as it is shown and still changes. */
export function useLiveTask(id: string, isFollowed: boolean, isClose = false): void {
  const { follow } = useContext(LiveTasksContext);
  useEffect(() => (isFollowed ? follow(id, isClose) : undefined), [follow, id, isFollowed, isClose]);
}

import { useApolloClient } from '@apollo/client/react';
import { useEffect, useEffectEvent, useState } from 'react';
import { TimelineDocument } from './gql/graphql.ts';
import type { Timeline } from './use-timeline.ts';

const pollMs = 15_000;
const most = 30;
/** Vendors show a task a moment after it was submitted: a look reaches a little behind the newest. */
const overlapMs = 60_000;

/** Tasks that came after the list was read. */
export interface NewerTasks {
  readonly count: number;
  /** There are more than were counted. */
  readonly isMore: boolean;
}

const none: NewerTasks = { count: 0, isMore: false };

/** Asks now and then for what is newer than the head of the list, and only for that: the list itself does not move. */
export function useNewerTasks(timeline: Timeline): NewerTasks {
  const { filter, asOf, isLoading, isChanging } = timeline;
  const client = useApolloClient();
  const [newer, setNewer] = useState(none);
  const isPaused = isLoading || isChanging || filter.createdAt?.to != null;

  const look = useEffectEvent(async (): Promise<NewerTasks> => {
    const variables = { filter: { ...filter, createdAt: { from: headOf(timeline) } }, first: most };
    const { data } = await client.query({ query: TimelineDocument, variables, fetchPolicy: 'no-cache' });
    if (data === undefined) return none;
    const known = new Set(timeline.tasks.map(({ id }) => id));
    const { edges, pageInfo } = data.tasks;
    const count = edges.filter(({ node }) => !known.has(node.id)).length;
    return { count, isMore: pageInfo.hasNextPage && count === edges.length };
  });

  useEffect(() => {
    setNewer(none);
    if (isPaused) return undefined;
    let isCurrent = true;
    const tell = (found: NewerTasks): void => {
      if (isCurrent) setNewer(found);
    };
    const timer = setInterval(() => {
      // A look that fails is followed by another; what fails in the list is told there.
      if (!document.hidden) look().then(tell, () => undefined);
    }, pollMs);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [filter, asOf, isPaused]);
  return newer;
}

/** Where to look from: a little behind the newest, but not behind what was read, or more would seem new than is. */
function headOf({ tasks, hasMore, asOf }: Timeline): string {
  const newest = tasks[0];
  const oldest = tasks.at(-1);
  if (newest === undefined || oldest === undefined) return new Date(asOf).toISOString();
  const behind = Date.parse(newest.createdAt) - overlapMs;
  const from = hasMore ? Math.max(behind, Date.parse(oldest.createdAt) + 1_000) : behind;
  return new Date(from).toISOString();
}

import type { FeedPlan } from '../../domain/page.ts';
import { filteredHere, pushedDown } from './coverage.ts';
import type { Plan } from './plan.ts';
import type { Walk } from './walk.ts';
import { windows } from './windows.ts';

/** What each feed would be asked, and the fewest calls that a page of this walk can cost. */
export function feedPlans({ streams, skipped }: Plan, { direction, count }: Walk): FeedPlan[] {
  const feeds = new Map(streams.map(({ feed }) => [feed, streams.filter((stream) => stream.feed === feed)]));
  return [
    ...[...feeds.values()].flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      const { feed, source, range, requested, shortfall } = first;
      const pages = Math.ceil(count / feed.capabilities.maxPageSize);
      return [
        {
          provider: source.provider,
          action: feed.action,
          scope: feed.scope,
          kinds: feed.kinds,
          requested,
          windows: windows(range, feed.capabilities.maxWindow),
          pushedDown: pushedDown(own),
          filteredHere: filteredHere(own),
          // Backwards, a window is counted before its far end is read.
          minimumCalls: own.length * (direction === 'forward' ? pages : pages + 1),
          error: shortfall,
        },
      ];
    }),
    ...skipped.map(({ source, feed, requested, reason }) => ({
      provider: source.provider,
      action: feed.action,
      scope: feed.scope,
      kinds: feed.kinds,
      requested,
      windows: [],
      pushedDown: {},
      filteredHere: [],
      minimumCalls: 0,
      error: reason,
    })),
  ];
}

import type { FeedPlan } from '../../domain/page.ts';
import { SECOND, type Milliseconds, type Window } from '../../domain/time.ts';
import { filteredHere, pushedDown } from './coverage-report.ts';
import type { PageRequest } from './page-request.ts';
import type { Plan } from './plan.ts';

/** How many windows a plan lists. It contains only the number of the others. */
const LISTED_WINDOWS = 10;

/** The first calls of each feed, and the fewest that a page of this list can cost. */
export function feedPlans({ streams, skipped }: Plan, { count }: PageRequest): FeedPlan[] {
  const feeds = new Map(streams.map(({ feed }) => [feed, streams.filter((stream) => stream.feed === feed)]));
  return [
    ...[...feeds.values()].flatMap((own) => {
      const [first] = own;
      if (first === undefined) return [];
      const { feed, source, range, requested, shortfall } = first;
      return [
        {
          provider: source.provider,
          action: feed.action,
          scope: feed.scope,
          kinds: feed.kinds,
          requested,
          ...windowsOf(range, feed.capabilities.maxWindow),
          pushedDown: pushedDown(own),
          filteredHere: filteredHere(own),
          minimumCalls: own.length * Math.ceil(count / feed.capabilities.maxPageSize),
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
      remainingWindows: 0,
      pushedDown: {},
      filteredHere: [],
      minimumCalls: 0,
      error: reason,
    })),
  ];
}

/** The newest windows that a range is read in, and how many more there are. One second of each is for the meaning of its end. */
function windowsOf(range: Window, longest: Milliseconds): Pick<FeedPlan, 'windows' | 'remainingWindows'> {
  const length = Math.max(SECOND, longest - SECOND);
  const windows: Window[] = [];
  for (let to = range.to; to > range.from && windows.length < LISTED_WINDOWS;) {
    const from = Math.max(range.from, to - length);
    windows.push({ from, to });
    to = from;
  }
  const all = Number.isFinite(length) ? Math.ceil((range.to - range.from) / length) : windows.length;
  return { windows, remainingWindows: Math.max(0, all - windows.length) };
}

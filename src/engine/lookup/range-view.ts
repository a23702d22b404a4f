import type { Feed, TaskSource } from '../../domain/source.ts';
import type { Window } from '../../domain/time.ts';
import type { FeedView } from '../list/feed-view.ts';
import type { ListRequest } from '../list/list-request.ts';
import { plan } from '../list/plan.ts';

/** All rows of a feed in a range, newest first, for a lookup; undefined where the vendor does not keep the whole range. */
export function rangeView(
  request: ListRequest,
  source: TaskSource,
  feed: Feed,
  range: Window,
): FeedView | undefined {
  const [stream] = plan([{ ...source, feeds: [feed] }], {}, range, () => source.now(), 'forward').streams;
  if (stream === undefined || stream.askableFrom > range.from) return undefined;
  return request.viewOf([stream], {
    filter: {},
    direction: 'forward',
    from: stream.range.to,
    afterOf: () => [Infinity],
    isOfTasks: false,
    acceptsCounts: false,
    maxAge: 0,
  });
}

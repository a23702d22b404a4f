import type { RowFilter } from '../../domain/query.ts';
import type { Instant } from '../../domain/time.ts';
import type { KeptFilter } from '../store/kept-filter.ts';
import type { FeedReader } from './feed-reader.ts';
import type { FeedState } from './feed-state.ts';
import type { Jumps } from './jumps.ts';
import type { Direction, Key } from './order.ts';
import type { PageCaller } from './page-caller.ts';
import type { Stream } from './plan.ts';

/** One narrowing of a feed, and what extends its coverage. */
export interface ViewedStream {
  readonly stream: Stream;
  readonly reader: FeedReader;
}

/** What one list asks of one feed, and with what it is read. */
export interface FeedViewParts {
  readonly state: FeedState;
  readonly caller: PageCaller;
  /** At least one; all of one feed, and of one range. */
  readonly streams: readonly [ViewedStream, ...ViewedStream[]];
  /** The filter that rows must match, whatever was pushed down to the vendor. */
  readonly filter: RowFilter;
  readonly direction: Direction;
  /** What was read since then is fresh. */
  readonly floor: Instant;
  /** Everything before it was returned. */
  readonly after: Key;
  /** Where the list's own range starts in reading order; nothing on the near side of it is of interest. */
  readonly from: Instant;
  /** The seconds that a list of tasks skips; absent for lists that need all rows. */
  readonly jumps?: Jumps | undefined;
  /** What the list needs of the rows that the history keeps. Absent: all of them. */
  readonly kept?: KeptFilter | undefined;
}

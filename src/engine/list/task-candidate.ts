import { VendorError } from '../../domain/errors.ts';
import type { UrlDetail } from '../../domain/task.ts';
import type { TaskReference } from '../../domain/tasks.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';
import type { FeedView } from './feed-view.ts';
import { compareKeys, taskKey, type Direction, type Key } from './order.ts';
import { nearestOf } from './row-list.ts';

/** A task of which some rows are known. */
export interface Candidate {
  readonly identity: string;
  readonly rows: UrlDetail[];
  /** The views that contain rows of it. */
  readonly views: Set<FeedView>;
  /** The second of its first row in reading order. */
  readonly seenAt: Instant;
  /** When the earliest of its known rows was created. */
  createdAt: Instant;
  /** The earliest possible position in reading order: its unknown rows may be older than the known ones. */
  place: Instant;
}

/** A task of which one view has shown rows in one second so far. */
export const candidateOf = (
  identity: string,
  rows: readonly UrlDetail[],
  view: FeedView,
  second: Instant,
): Candidate => ({
  identity,
  rows: [...rows],
  views: new Set([view]),
  seenAt: second,
  createdAt: earliest(rows),
  place: earliest(rows),
});

/** A task to look up. */
export interface SoughtTask extends TaskReference {
  /** How many rows it has if they are all that was created in their second. */
  readonly likelySize?: number | undefined;
}

/** The vendor lists rows of a task that it does not find by id: they are all that is known of it. */
export const isGone = ({ kind }: VendorError): boolean => kind === 'NOT_FOUND' || kind === 'RETENTION';

export const placeKeyOf = ({ rows: [row], place }: Candidate): Key =>
  row === undefined ? [place] : taskKey({ ...row, createdAt: place });

export const inListOrder =
  (direction: Direction) =>
  (a: Candidate, b: Candidate): number =>
    compareKeys(placeKeyOf(a), placeKeyOf(b)) * (direction === 'forward' ? 1 : -1);

export const earliest = (rows: readonly UrlDetail[]): Instant =>
  rows.reduce((least, { createdAt }) => Math.min(least, createdAt), Infinity);

/** EdgeOne takes one submission for all zones of an account, so feeds of one account may hold rows of the same task. */
const mayShareTasks = (a: FeedView, b: FeedView): boolean =>
  a === b ||
  (a.parts.state.source === b.parts.state.source && a.kinds.some((kind) => b.kinds.includes(kind)));

/** By feed, the instant behind which no task can be given, because part of it, or of a feed that may share its tasks, failed. */
export function endsOf(
  views: readonly FeedView[],
  { direction, span }: { readonly direction: Direction; readonly span: Milliseconds },
): ReadonlyMap<FeedView, Instant> {
  const failed = views.flatMap((view) => {
    const edge = view.error === undefined ? undefined : view.edge;
    return edge === undefined ? [] : [{ view, end: edge + (direction === 'forward' ? span : -span) }];
  });
  const ends = new Map<FeedView, Instant>();
  for (const view of views) {
    // A spent budget stops all feeds at one instant; a failed feed withholds the tasks that may have rows in it.
    const held = failed.filter(
      ({ view: other }) => other.error?.kind === 'CALL_BUDGET' || mayShareTasks(view, other),
    );
    const end = nearestOf(
      held.map((other) => other.end),
      direction,
    );
    if (end !== undefined) ends.set(view, end);
  }
  return ends;
}

/** The seconds of several feeds in reading order. */
export function* secondsOf(
  views: readonly FeedView[],
  direction: Direction,
): Generator<readonly [Instant, FeedView]> {
  const heads = views.map((view) => {
    const seconds = view.seconds();
    return { view, seconds, next: seconds.next().value };
  });
  for (;;) {
    const next = nearestOf(
      heads.map((head) => head.next ?? undefined),
      direction,
    );
    if (next === undefined) return;
    for (const head of heads) {
      if (head.next !== next) continue;
      head.next = head.seconds.next().value;
      yield [next, head.view];
    }
  }
}

/** Whether the history has given all rows of a task, although the vendor is asked for matching ones alone. `gaps`: as `taskGaps` of the view. */
export function isKept(
  view: FeedView,
  gaps: FeedView['taskGaps'],
  rows: readonly UrlDetail[],
  span: Milliseconds,
): boolean {
  const from = Math.max(...rows.map(({ createdAt }) => createdAt)) - span;
  const to = earliest(rows) + span;
  return from >= view.range.from && gaps?.some((gap) => gap.from <= to && gap.to > from) === false;
}

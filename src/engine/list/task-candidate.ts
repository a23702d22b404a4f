import { VendorError } from '../../domain/errors.ts';
import type { Task, UrlDetail } from '../../domain/task.ts';
import type { TaskReference } from '../../domain/tasks.ts';
import { SECOND, secondOf, type Instant, type Milliseconds } from '../../domain/time.ts';
import type { FeedView } from './feed-view.ts';
import { taskIdentity } from './group.ts';
import type { Jump } from './jumps.ts';
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

/** The tasks that were seen in seconds which were passed over. */
export function seenIn(view: FeedView, group: readonly Jump[]): Candidate[] {
  const seen = new Map<string, Candidate>();
  for (const { second } of group) {
    // Tasks that no filter asks for have rows in it too.
    for (const [identity, rows] of view.parts.state.store.tasksOf(second))
      if (!seen.has(identity)) seen.set(identity, candidateOf(identity, rows, view, second));
  }
  return [...seen.values()];
}

/**
 * Whether seconds that were passed over, all that are near each other, hold no other tasks than those seen: then the rows that these have
 * there add up to the rows of the seconds. Of a counted task these are all but its rows in other seconds, which must be known.
 */
export function areAllSeen(
  view: FeedView,
  group: readonly Jump[],
  tasks: readonly (Task | VendorError | undefined)[],
  span: Milliseconds,
): boolean {
  const seconds = group.map(({ second }) => second);
  const isIn = ({ createdAt }: UrlDetail): boolean => seconds.includes(secondOf(createdAt));
  const { feed, store } = view.parts.state;
  let count = 0;
  for (const task of tasks) {
    if (task === undefined || task instanceof VendorError) return false;
    if (task.details !== undefined) {
      count += task.details.filter((row) => isIn(row) && row.scope === feed.scope).length;
      continue;
    }
    const around = {
      from: Math.min(secondOf(task.createdAt), ...seconds),
      to: Math.max(...seconds) + span + SECOND,
    };
    if (task.scope !== feed.scope || !view.knowsRows(around, seconds)) return false;
    let elsewhere = 0;
    for (const second of store.secondsUp(around)) {
      const rows = seconds.includes(second) ? undefined : store.tasksOf(second).get(taskIdentity(task));
      elsewhere += rows?.length ?? 0;
    }
    count += task.urlCount - elsewhere;
  }
  return count === group.reduce((sum, { rows = NaN }) => sum + rows, 0);
}

/** The rows of looked-up tasks in a second; undefined where some were counted. */
export function rowsIn(
  second: Instant,
  tasks: readonly (Task | VendorError | undefined)[],
): readonly UrlDetail[] | undefined {
  const rows: UrlDetail[] = [];
  for (const task of tasks) {
    if (task === undefined || task instanceof VendorError || task.details === undefined) return undefined;
    rows.push(...task.details.filter(({ createdAt }) => secondOf(createdAt) === second));
  }
  return rows;
}

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

import { VendorError } from '../../domain/errors.ts';
import type { Task, UrlDetail } from '../../domain/task.ts';
import { SECOND, secondOf, type Instant, type Milliseconds, type Window } from '../../domain/time.ts';
import type { FeedView } from './feed-view.ts';
import { taskIdentity } from './group.ts';
import type { Jump } from './jumps.ts';
import { candidateOf, type Candidate } from './task-candidate.ts';

/** Looks tasks up; one outcome for each, in their order. */
type LookUp = (tasks: readonly Candidate[]) => Promise<readonly (Task | VendorError | undefined)[]>;

/** Whether seconds that were passed over are known to hold no other tasks; `open` if that depends on older ones of them. */
type Proof = 'proved' | 'refuted' | 'open';

/**
 * Decides which tasks the seconds hold that a list passed over: those seen, if their rows fill the seconds; otherwise the seconds are
 * read. Answers false where older seconds that were passed over must be decided together with them.
 */
export async function areDecided(
  view: FeedView,
  seconds: readonly Instant[],
  span: Milliseconds,
  lookUp: LookUp,
): Promise<boolean> {
  const known = () => seconds.flatMap((second) => view.parts.jumps?.get(second) ?? []);
  if (known().some(({ rows }) => rows === undefined)) await view.measureJump();
  const jumps = known();
  const seen = new Map(
    jumps.flatMap((jump) => seenIn(view, jump)).map((candidate) => [candidate.identity, candidate]),
  );
  const tasks = await lookUp([...seen.values()]);
  const proof = proofOf(view, jumps, tasks, span);
  if (proof === 'open') return false;
  for (const jump of jumps) {
    if (proof === 'proved') view.coverJump(jump, rowsIn(view, jump.second, tasks));
    else if (isReadable(view, jump.second)) await view.readJump(jump.second);
  }
  return true;
}

/** Whether a second lies before the place, in reading order, where its feed failed. */
export const isReadable = (view: FeedView, second: Instant): boolean =>
  view.error === undefined || (view.edge ?? -Infinity) <= second;

/** The tasks that were seen in a second which was passed over; also those that no filter asks for. */
const seenIn = (view: FeedView, { second }: Jump): Candidate[] =>
  [...view.parts.state.store.tasksOf(second)].map(([identity, rows]) =>
    candidateOf(identity, rows, view, second),
  );

/**
 * Seconds hold no other tasks than those seen if the rows that these have there add up to the rows of the seconds. Of a counted task
 * these are all but its rows in other seconds, which must be known.
 */
function proofOf(
  view: FeedView,
  jumps: readonly Jump[],
  tasks: readonly (Task | VendorError | undefined)[],
  span: Milliseconds,
): Proof {
  const seconds = jumps.map(({ second }) => second);
  const oldest = Math.min(...seconds);
  const { scope } = view.parts.state.feed;
  let count = 0;
  for (const task of tasks) {
    if (task === undefined || task instanceof VendorError) return 'refuted';
    if (task.details !== undefined) {
      const isThere = ({ createdAt }: UrlDetail): boolean => seconds.includes(secondOf(createdAt));
      count += task.details.filter((row) => isThere(row) && row.scope === scope).length;
      continue;
    }
    if (task.scope !== scope) return 'refuted';
    const from = Math.min(secondOf(task.createdAt), oldest);
    if (view.parts.jumps?.seconds.some((second) => second >= from && second < oldest)) return 'open';
    const elsewhere = rowsBeside(view, task, { from, to: Math.max(...seconds) + span + SECOND }, seconds);
    if (elsewhere === undefined) return 'refuted';
    count += task.urlCount - elsewhere;
  }
  return count === jumps.reduce((sum, { rows = NaN }) => sum + rows, 0) ? 'proved' : 'refuted';
}

/** How many rows of a task are known in a part, beside some seconds; undefined where it may have others there. */
export function rowsBeside(
  view: FeedView,
  task: Pick<UrlDetail, 'provider' | 'kind' | 'taskId'>,
  part: Window,
  seconds: readonly Instant[],
): number | undefined {
  if (!view.knows(part, seconds)) return undefined;
  const { store } = view.parts.state;
  let count = 0;
  for (const second of store.secondsUp(part)) {
    const rows = seconds.includes(second) ? undefined : store.tasksOf(second).get(taskIdentity(task));
    if (rows === undefined) continue;
    if (view.hasTasksOnly(second)) return undefined;
    count += rows.length;
  }
  return count;
}

/** The rows of looked-up tasks in a second of one scope; undefined where some were counted. */
function rowsIn(
  view: FeedView,
  second: Instant,
  tasks: readonly (Task | VendorError | undefined)[],
): readonly UrlDetail[] | undefined {
  const { scope } = view.parts.state.feed;
  const rows: UrlDetail[] = [];
  for (const task of tasks) {
    if (task === undefined || task instanceof VendorError || task.details === undefined) return undefined;
    rows.push(...task.details.filter((row) => secondOf(row.createdAt) === second && row.scope === scope));
  }
  return rows;
}

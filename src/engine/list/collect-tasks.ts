import { VendorError } from '../../domain/errors.ts';
import type { Task, TaskState, UrlDetail } from '../../domain/task.ts';
import { secondOf, type Instant, type Milliseconds, type Window } from '../../domain/time.ts';
import type { Collected, Item } from './collected.ts';
import { taskIdentity, taskOf } from './group.ts';
import { nearest, type Broken, type Merged } from './merge.ts';
import { compareKeys, furthest, isBeyond, taskKey, type Direction, type Key } from './order.ts';

/** What makes a list of tasks out of a list of rows. */
export interface Grouping {
  readonly direction: Direction;
  /** How far apart the rows of one task may lie. */
  readonly span: Milliseconds;
  /** Where tasks must have been created; rows around it were read to make those tasks whole. */
  readonly window: Window;
  /** By stream: tasks up to its key were given before. */
  readonly after: readonly Key[];
  /** By stream: the streams that may hold rows of the same tasks, itself among them. */
  readonly kin: readonly (readonly number[])[];
  readonly states?: readonly TaskState[] | undefined;
  /** Looks tasks up whole; absent where the rows of the list are all there are. */
  readonly lookUp?: ((rows: readonly UrlDetail[]) => Promise<readonly (Task | VendorError)[]>) | undefined;
  /** Whether so many calls were made that what was found should be looked up before more is read. */
  isBudgetShort(): boolean;
}

/** A task of which rows were seen. */
interface Pending {
  readonly rows: [UrlDetail, ...UrlDetail[]];
  /** The place of the stream that its first row came from. */
  readonly stream: number;
  /** The second in which the walk came to its first row. */
  readonly seen: Instant;
  task?: Task | undefined;
}

/** How many rows are read for a task at first, and at least: most releases submit a handful of URLs. */
const ROWS_PER_TASK = 10;
const FEWEST_ROWS = 99;

/**
 * Groups merged rows into tasks and gives the first `wanted` in order, and one more if there is. A task stands where
 * its earliest row does; it is given when all its rows, and those of every task that could stand before it, have
 * been read.
 */
export async function collectTasks(
  merged: Merged,
  grouping: Grouping,
  wanted: number,
): Promise<Collected<Task>> {
  const { direction, span, window, states } = grouping;
  const count = wanted + 1;
  const sign = direction === 'forward' ? -1 : 1;
  const pending = new Map<string, Pending>();
  const items: Item<Task>[] = [];
  const broken = new Map<number, Broken>();
  let reached: Instant | undefined;
  let isEnded = false;
  let stopped: VendorError | undefined;

  /** Whether all seconds up to `margin` beyond a second were read. */
  const isReadBeyond = (second: Instant, margin: Milliseconds): boolean =>
    (isEnded && stopped === undefined) || (reached !== undefined && (reached - second) * sign >= margin);

  async function read(): Promise<void> {
    const next = await merged.next(Math.max(FEWEST_ROWS, ROWS_PER_TASK * (count - items.length)));
    for (const [stream, { failure, second }] of merged.broken) breakStream(stream, failure, second);
    if (next === undefined) {
      isEnded = true;
      stopped = merged.stopped();
      return;
    }
    reached = next.second;
    for (const { stream, rows } of next.parts) {
      if (!broken.has(stream)) for (const row of rows) add(row, stream, next.second);
    }
  }

  function add(row: UrlDetail, stream: number, second: Instant): void {
    const identity = taskIdentity(row);
    const known = pending.get(identity);
    if (known === undefined) pending.set(identity, { rows: [row], stream, seen: second });
    else known.rows.push(row);
  }

  /** Makes tasks of the rows that are all there. */
  async function resolve(): Promise<void> {
    const unresolved = [...pending.values()].filter(({ task }) => task === undefined);
    if (grouping.lookUp === undefined) {
      for (const group of unresolved) {
        const near = nearest(
          group.rows.map(({ createdAt }) => secondOf(createdAt)),
          direction,
        );
        if (isReadBeyond(near, span)) group.task = taskOf(group.rows);
      }
      return;
    }
    if (unresolved.length === 0) return;
    const outcomes = await grouping.lookUp(unresolved.map(({ rows }) => rows[0]));
    unresolved.forEach((group, index) => settle(group, outcomes[index]));
  }

  function settle(group: Pending, outcome: Task | VendorError | undefined): void {
    if (outcome === undefined || broken.has(group.stream)) return;
    if (!(outcome instanceof VendorError)) group.task = outcome;
    else if (outcome.kind === 'CALL_BUDGET') stopped ??= outcome;
    // The vendor lists rows of a task that it does not find by id: they are all that is known of it.
    else if (outcome.kind === 'NOT_FOUND' || outcome.kind === 'RETENTION') group.task = taskOf(group.rows);
    else breakStream(group.stream, outcome, group.seen);
  }

  /**
   * Leaves out a stream's tasks from the first that cannot be made whole, and with them those of its kin: each may have
   * rows in the stream that broke, and would be given again once it is back.
   */
  function breakStream(index: number, failure: VendorError, second: Instant): void {
    if (broken.has(index)) return;
    // A spent budget ends the reading of all alike: what is given then is whole.
    const kin = failure.kind === 'CALL_BUDGET' ? [index] : (grouping.kin[index] ?? [index]);
    const left = [...pending].filter(([, { stream }]) => kin.includes(stream));
    const from = nearest([second, ...left.map(([, { seen }]) => seen)], direction);
    for (const [identity] of left) pending.delete(identity);
    for (const each of kin) breakAlone(each, failure, from);
  }

  function breakAlone(index: number, failure: VendorError, second: Instant): void {
    const after = grouping.after[index];
    if (broken.has(index) || after === undefined) return;
    const last = items.at(-1);
    broken.set(index, {
      failure,
      second,
      key: last === undefined ? after : furthest(taskKey(last.node), after, direction),
    });
    merged.leave(index);
  }

  function giveReady(): void {
    for (const [identity, { task, seen, stream }] of inWalkOrder(pending, direction)) {
      if (items.length >= count || task === undefined) return;
      // Backwards, an unseen row may belong to a task that begins up to a span before it.
      if (!isReadBeyond(secondOf(task.createdAt), direction === 'forward' ? 0 : span)) return;
      pending.delete(identity);
      if (isWanted(task, stream)) items.push({ node: task, second: seen });
    }
  }

  function isWanted(task: Task, stream: number): boolean {
    const after = grouping.after[stream];
    return (
      task.createdAt >= window.from &&
      task.createdAt < window.to &&
      (after === undefined || isBeyond(taskKey(task), after, direction)) &&
      (states === undefined || states.includes(task.state))
    );
  }

  do {
    await read();
    const isEnough = pending.size >= count - items.length || grouping.isBudgetShort();
    if (isEnded || isEnough || grouping.lookUp === undefined) await resolve();
    giveReady();
  } while (items.length < count && !isEnded && stopped === undefined);

  const ahead = [...[...pending.values()].map(({ seen }) => seen), ...optional(merged.rest())];
  return {
    items,
    keyOf: taskKey,
    hasMore: items.length > wanted,
    rest: ahead.length === 0 ? undefined : nearest(ahead, direction),
    broken,
    stopped,
  };
}

const optional = <Value>(value: Value | undefined): Value[] => (value === undefined ? [] : [value]);

/** By the task's place, or as long as that is not known by the earliest row so far. */
function inWalkOrder(pending: ReadonlyMap<string, Pending>, direction: Direction): [string, Pending][] {
  const placed = [...pending].map((entry) => ({ entry, key: placeOf(entry[1]) }));
  const sign = direction === 'forward' ? 1 : -1;
  return placed.toSorted((a, b) => compareKeys(a.key, b.key) * sign).map(({ entry }) => entry);
}

function placeOf({ task, rows }: Pending): Key {
  if (task !== undefined) return taskKey(task);
  return taskKey({ ...rows[0], createdAt: Math.min(...rows.map(({ createdAt }) => createdAt)) });
}

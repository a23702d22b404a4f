import {
  aggregateState,
  isFinal,
  taskStates,
  type StateCount,
  type Task,
  type TaskKey,
  type TaskState,
  type UrlDetail,
} from '../../domain/task.ts';
import type { Instant } from '../../domain/time.ts';
import { inOrder } from './order.ts';

/** Text that tells one task from all others. */
export const taskIdentity = ({ provider, kind, taskId }: TaskKey): string =>
  `${provider}\n${kind}\n${taskId}`;

/** Rows → tasks, in the order in which their first rows stand. */
export function groupByTask(rows: readonly UrlDetail[]): Map<string, UrlDetail[]> {
  const groups = new Map<string, UrlDetail[]>();
  for (const row of rows) {
    const identity = taskIdentity(row);
    const group = groups.get(identity);
    if (group === undefined) groups.set(identity, [row]);
    else group.push(row);
  }
  return groups;
}

/** A task from all of its rows, at least one. */
export function taskOf(rows: readonly [UrlDetail, ...UrlDetail[]]): Task {
  const [{ provider, kind, taskId }] = rows;
  const scope = scopesOf(rows);
  const details = inOrder(rows);
  const stateCounts = countStates(details);
  // A row with counts stands for the whole task.
  const isCounted = details.some(({ taskCounts }) => taskCounts !== undefined);
  const state = aggregateState(stateCounts);
  return {
    provider,
    kind,
    taskId,
    scope,
    state,
    createdAt: details.reduce((earliest, row) => Math.min(earliest, row.createdAt), Infinity),
    urlCount: isCounted ? stateCounts.reduce((sum, { count }) => sum + count, 0) : details.length,
    stateCounts,
    details: isCounted ? undefined : details,
    progress: meanProgress(details),
    vendorStatus: shared(details, ({ vendorStatus }) => vendorStatus),
    finishedAt: isFinal(state) ? latest(details) : undefined,
    // What went wrong with the first URL that did not succeed stands for the task.
    ...toVendorError(details.filter(isUnsuccessful)),
  };
}

/** A task whose successful rows were counted; `rows` are all others, and one that succeeded. When the last one ended is not known. */
export function countedTask(
  rows: readonly [UrlDetail, ...UrlDetail[]],
  { createdAt, stateCounts }: { readonly createdAt: Instant; readonly stateCounts: readonly StateCount[] },
): Task {
  const [{ provider, kind, taskId }] = rows;
  const scope = scopesOf(rows);
  const ordered = inOrder(rows);
  const unsuccessful = ordered.filter(isUnsuccessful);
  const urlCount = stateCounts.reduce((sum, { count }) => sum + count, 0);
  const succeeded = urlCount - unsuccessful.length;
  const sum = sumOfProgress(unsuccessful);
  return {
    provider,
    kind,
    taskId,
    scope,
    state: aggregateState(stateCounts),
    createdAt,
    urlCount,
    stateCounts,
    progress: sum === undefined || urlCount === 0 ? undefined : percent((succeeded * 100 + sum) / urlCount),
    vendorStatus: shared(ordered, ({ vendorStatus }) => vendorStatus),
    ...toVendorError(unsuccessful),
  };
}

const isUnsuccessful = ({ state }: UrlDetail): boolean => state !== 'SUCCEEDED';

/** The scopes of the rows, comma separated; absent where the provider has none. */
function scopesOf(rows: readonly UrlDetail[]): string | undefined {
  const scopes = new Set<string>();
  for (const { scope } of rows) if (scope !== undefined) scopes.add(scope);
  return scopes.size === 0 ? undefined : [...scopes].toSorted().join();
}

/** Counts by state added up, those that occur, in the order of `taskStates`. */
export function addUp(parts: readonly StateCount[]): StateCount[] {
  const counts = new Map<TaskState, number>();
  for (const { state, count } of parts) counts.set(state, (counts.get(state) ?? 0) + count);
  return taskStates.flatMap((state) => {
    const count = counts.get(state) ?? 0;
    return count === 0 ? [] : [{ state, count }];
  });
}

export const countStates = (rows: readonly UrlDetail[]): StateCount[] =>
  addUp(rows.flatMap(({ state, taskCounts }) => taskCounts ?? [{ state, count: 1 }]));

/** Percent over all URLs. */
function meanProgress(rows: readonly UrlDetail[]): number | undefined {
  const sum = sumOfProgress(rows);
  return sum === undefined ? undefined : percent(sum / rows.length);
}

/** The percents of all URLs added up: what is final counts whole, what is in progress as far as its vendor says. */
function sumOfProgress(rows: readonly UrlDetail[]): number | undefined {
  let sum = 0;
  for (const { state, progress } of rows) {
    if (isFinal(state)) sum += 100;
    else if (state === 'PROCESSING') sum += progress ?? 0;
    else return undefined;
  }
  return sum;
}

/** To a hundredth: vendors tell whole percents. */
const percent = (value: number): number => Math.round(value * 100) / 100;

/** Known only when every row tells it. */
function latest(rows: readonly UrlDetail[]): number | undefined {
  let last = -Infinity;
  for (const { finishedAt } of rows) {
    if (finishedAt === undefined) return undefined;
    last = Math.max(last, finishedAt);
  }
  return last;
}

function shared<Value>(rows: readonly UrlDetail[], value: (row: UrlDetail) => Value): Value | undefined {
  const first = rows[0] === undefined ? undefined : value(rows[0]);
  return rows.every((row) => value(row) === first) ? first : undefined;
}

function toVendorError(rows: readonly UrlDetail[]): Pick<Task, 'reason' | 'message'> {
  const failed = rows.find(({ reason, message }) => reason !== undefined || message !== undefined);
  return { reason: failed?.reason, message: failed?.message };
}

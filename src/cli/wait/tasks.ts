import { z } from 'zod';
import { isFinal, taskStates } from '../../domain/task.ts';
import type { TaskState } from '../../domain/task.ts';
import type { Milliseconds } from '../../domain/time.ts';
import { clockText } from '../arguments.ts';
import type { NamedTask } from '../arguments.ts';
import { decoded, NoStreams } from '../response.ts';
import type { LocatedError } from '../response.ts';
import { longestAppearance, outcomeOfState } from './progress.ts';
import type { TargetStatus } from './progress.ts';
import { pauseBetweenRounds, waitedFor } from './reconnect.ts';
import type { Follow, Following } from './reconnect.ts';

/** A state that only a newer server knows counts as unknown. */
export const stateShape = z.enum(taskStates).catch('UNKNOWN');

/** The failure reason, for statuses that have one. */
export const reasonFields = `... on Failed { reason message } ... on Invalid { message }`;
export const reasonShape = z.object({ reason: z.string().nullish(), message: z.string().nullish() });

/** The reason as text; empty if there is none. */
export const reasonText = ({ reason, message }: z.infer<typeof reasonShape>): string =>
  [reason, message].filter((part) => part !== undefined && part !== null && part !== '').join(': ');

const taskFields = `
fragment WaitedTask on Task {
  state
  progress
  createdAt
  finishedAt
  urlCount
  stateCounts { state count }
  status { ${reasonFields} }
  error { type: __typename message retryable }
}`;

/** The query for the current state of many tasks. */
export const tasksDocument = `query WaitForTasks($ids: [ID!]!) {
  nodes(ids: $ids) { type: __typename ...WaitedTask }
}
${taskFields}`;

/** The subscription to one task. */
export const progressDocument = `subscription WatchTask($id: ID!) {
  taskProgress(id: $id) {
    type: __typename
    ...WaitedTask
    ... on Error { message retryable }
  }
}
${taskFields}`;

const errorShape = z.object({ type: z.string(), message: z.string(), retryable: z.boolean() });
const taskShape = z.object({
  type: z.literal('Task'),
  state: stateShape,
  progress: z.number().nullable(),
  createdAt: z.iso.datetime({ offset: true }),
  finishedAt: z.iso.datetime({ offset: true }).nullable(),
  urlCount: z.number(),
  stateCounts: z.array(z.object({ state: stateShape, count: z.number() })),
  status: reasonShape,
  error: errorShape.nullable(),
});
type WaitedTask = z.infer<typeof taskShape>;

const tasksShape = z.object({ nodes: z.array(taskShape.nullable()) });
const progressShape = z.object({ taskProgress: z.union([taskShape, errorShape]) });

/** Each stream is a connection. More tasks than this are polled together, which also costs fewer vendor calls. */
const mostStreams = 8;

/** A request has a budget of vendor calls, and a long task needs several. */
const tasksPerRequest = 20;

/** Follows tasks by subscriptions; by polling if an interval is given, or if a proxy blocks streams. */
export const followTasks =
  (tasks: readonly NamedTask[]): Follow =>
  async (following) => {
    if (following.interval === undefined && tasks.length <= mostStreams) {
      try {
        return await subscribeToAll(tasks, following);
      } catch (error) {
        if (!(error instanceof NoStreams)) throw error;
      }
    }
    return pollAll(tasks, following);
  };

async function subscribeToAll(tasks: readonly NamedTask[], following: Following): Promise<void> {
  const ending = new AbortController();
  const signal = AbortSignal.any([following.signal, ending.signal]);
  try {
    await Promise.all(tasks.map((task) => subscribeTo(task, { ...following, signal })));
  } finally {
    // If one fails permanently, the others stop.
    ending.abort();
  }
}

/** A stream also ends when the server shuts down, and when the vendor does not show the task yet. */
async function subscribeTo({ name, id }: NamedTask, following: Following): Promise<void> {
  const { api, progress, reconnect, signal } = following;
  for (;;) {
    await reconnect.attempt(async () => {
      for await (const { data } of api.subscribe(progressDocument, { id }, signal)) {
        reconnect.reached();
        progress.update(name, statusOfEvent(data, waitedFor(following)));
        if (progress.isOver(name)) return;
      }
    }, signal);
    if (progress.isOver(name)) return;
    await pauseBetweenRounds(following);
  }
}

async function pollAll(tasks: readonly NamedTask[], following: Following): Promise<void> {
  const { progress } = following;
  for (let open = tasks; open.length > 0;) {
    const troubled = new Set<NamedTask>();
    for (let at = 0; at < open.length; at += tasksPerRequest) {
      for (const task of await poll(open.slice(at, at + tasksPerRequest), following)) troubled.add(task);
    }
    const left = open.filter(({ name }) => !progress.isOver(name));
    if (left.length === 0) return;
    // Tasks for which the call budget of their request did not suffice come first in the next.
    open = [...left.filter((task) => troubled.has(task)), ...left.filter((task) => !troubled.has(task))];
    await pauseBetweenRounds(following);
  }
}

/** Returns the tasks that could not be read. */
async function poll(tasks: readonly NamedTask[], following: Following): Promise<readonly NamedTask[]> {
  const { api, progress, reconnect, signal } = following;
  const ids = tasks.map(({ id }) => id);
  const response = await reconnect.attempt(() => api.query(tasksDocument, { ids }, signal), signal);
  const statuses = statusesOf(response.data, response.errors, waitedFor(following));
  return tasks.filter(({ name }, index) => {
    const status = statuses[index];
    if (status !== undefined) progress.update(name, status);
    return status?.trouble !== undefined;
  });
}

/** The statuses of the tasks that were asked for, in their order. */
const statusesOf = (
  data: unknown,
  errors: readonly LocatedError[],
  waited: Milliseconds,
): readonly TargetStatus[] =>
  decoded(tasksShape, data).nodes.map((task, index) => {
    if (task !== null) return statusOfTask(task, waited);
    const error = errors.find(({ path }) => path[1] === index);
    return error === undefined ? notFound(waited) : statusOfError(error, waited);
  });

/** The status of the task of a subscription. */
function statusOfEvent(data: unknown, waited: Milliseconds): TargetStatus {
  const { taskProgress: result } = decoded(progressShape, data);
  if ('state' in result) return statusOfTask(result, waited);
  return result.type === 'NotFoundError' ? notFound(waited) : statusOfError(coded(result), waited);
}

/** What says that a task is older than what can be asked for, as a type and as the code of an error of a field. */
const tooOld = { type: 'RetentionError', code: 'VENDOR_RETENTION' };

const coded = ({ type, message, retryable }: z.infer<typeof errorShape>): ReadError => ({
  code: type === tooOld.type ? tooOld.code : undefined,
  message,
  isTransient: retryable,
});

type ReadError = Pick<LocatedError, 'code' | 'message' | 'isTransient'>;

/** Where a vendor is asked for new tasks alone, one that it does not show yet seems to be older. */
const statusOfError = ({ code, message, isTransient }: ReadError, waited: Milliseconds): TargetStatus =>
  unread(message, isTransient || (code === tooOld.code && waited < longestAppearance));

const unread = (trouble: string, isTransient: boolean): TargetStatus => ({
  outcome: isTransient ? 'waiting' : 'unknowable',
  trouble,
});

const notFound = (waited: Milliseconds): TargetStatus =>
  waited < longestAppearance
    ? { outcome: 'waiting', trouble: 'The vendor does not show this task yet.' }
    : { outcome: 'unknowable', trouble: 'The vendor has no such task, or no longer.' };

function statusOfTask(task: WaitedTask, waited: Milliseconds): TargetStatus {
  const { state, progress, error } = task;
  if (error !== null) return statusOfError(coded(error), waited);
  const row = { name: '', state, progress: progress ?? undefined, detail: detailOf(task) };
  return { outcome: outcomeOfState(state), rows: [row] };
}

function detailOf({ state, urlCount, stateCounts, createdAt, finishedAt, status }: WaitedTask): string {
  const countOf = (isCounted: (state: TaskState) => boolean): number =>
    stateCounts.reduce((sum, { state: counted, count }) => (isCounted(counted) ? sum + count : sum), 0);
  if (!isFinal(state)) return `${countOf(isFinal)} of ${urlsText(urlCount)}`;
  if (state === 'SUCCEEDED') {
    const took =
      finishedAt === null ? '' : ` in ${clockText(Date.parse(finishedAt) - Date.parse(createdAt))}`;
    return `${urlsText(urlCount)}${took}`;
  }
  const counts = stateCounts.map((counted) => `${counted.count} ${counted.state}`).join(', ');
  return [counts, reasonText(status)].filter((part) => part !== '').join('; ');
}

const urlsText = (count: number): string => (count === 1 ? '1 URL' : `${count} URLs`);

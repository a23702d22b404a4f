import { z } from 'zod';
import { isFinal } from '../../domain/task.ts';
import type { TaskState } from '../../domain/task.ts';
import type { Milliseconds } from '../../domain/time.ts';
import { decoded } from './answer.ts';
import type { PlacedError } from './answer.ts';
import { stopwatchText } from './duration.ts';
import { stateShape, whyShape, whyText } from './shapes.ts';
import { longestAppearance, verdictOn } from './standing.ts';
import type { Standing } from './standing.ts';

/** What is asked of a task, in both documents. */
const taskFields = `
fragment WaitedTask on Task {
  state
  progress
  createdAt
  finishedAt
  urlCount
  stateCounts { state count }
  status {
    ... on Failed { reason message }
    ... on Invalid { message }
  }
}`;

/** Many tasks as they stand now. */
export const tasksDocument = `query WaitForTasks($ids: [ID!]!) {
  nodes(ids: $ids) { type: __typename ...WaitedTask }
}
${taskFields}`;

/** One task as it goes on. */
export const progressDocument = `subscription WatchTask($id: ID!) {
  taskProgress(id: $id) {
    type: __typename
    ...WaitedTask
    ... on Error { message retryable }
  }
}
${taskFields}`;

const taskShape = z.object({
  type: z.literal('Task'),
  state: stateShape,
  progress: z.number().nullable(),
  createdAt: z.iso.datetime({ offset: true }),
  finishedAt: z.iso.datetime({ offset: true }).nullable(),
  urlCount: z.number(),
  stateCounts: z.array(z.object({ state: stateShape, count: z.number() })),
  status: whyShape,
});
type WaitedTask = z.infer<typeof taskShape>;

const errorShape = z.object({ type: z.string(), message: z.string(), retryable: z.boolean() });

const tasksShape = z.object({ nodes: z.array(taskShape.nullable()) });
const progressShape = z.object({ taskProgress: z.union([taskShape, errorShape]) });

/** The standings of the tasks that were asked for, in their order. */
export function standingsOf(
  data: unknown,
  errors: readonly PlacedError[],
  waited: Milliseconds,
): readonly Standing[] {
  return decoded(tasksShape, data).nodes.map((task, index) => {
    if (task !== null) return standingOfTask(task);
    const error = errors.find(({ path }) => path[1] === index);
    return error === undefined ? absent(waited) : troubled(error.message, error.isPassing);
  });
}

/** The standing of the task of a stream. */
export function standingOfEvent(data: unknown, waited: Milliseconds): Standing {
  const { taskProgress: outcome } = decoded(progressShape, data);
  if ('state' in outcome) return standingOfTask(outcome);
  if (outcome.type === 'NotFoundError') return absent(waited);
  return troubled(outcome.message, outcome.retryable);
}

const troubled = (trouble: string, isPassing: boolean): Standing => ({
  verdict: isPassing ? 'waiting' : 'unknowable',
  trouble,
});

const absent = (waited: Milliseconds): Standing =>
  waited < longestAppearance
    ? { verdict: 'waiting', trouble: 'The vendor does not show this task yet.' }
    : { verdict: 'unknowable', trouble: 'The vendor knows no such task, or no longer.' };

function standingOfTask(task: WaitedTask): Standing {
  const { state, progress } = task;
  const row = { name: '', state, progress: progress ?? undefined, detail: detailOf(task) };
  return { verdict: verdictOn(state), rows: [row] };
}

function detailOf({ state, urlCount, stateCounts, createdAt, finishedAt, status }: WaitedTask): string {
  const countOf = (isCounted: (state: TaskState) => boolean): number =>
    stateCounts.reduce((sum, { state: counted, count }) => (isCounted(counted) ? sum + count : sum), 0);
  if (!isFinal(state)) return `${countOf(isFinal)} of ${urlsText(urlCount)}`;
  if (state === 'SUCCEEDED') {
    const took =
      finishedAt === null ? '' : ` in ${stopwatchText(Date.parse(finishedAt) - Date.parse(createdAt))}`;
    return `${urlsText(urlCount)}${took}`;
  }
  const counts = stateCounts.map((counted) => `${counted.count} ${counted.state}`).join(', ');
  return [counts, whyText(status)].filter((part) => part !== '').join('; ');
}

const urlsText = (count: number): string => (count === 1 ? '1 URL' : `${count} URLs`);

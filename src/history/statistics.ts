import { VendorError } from '../domain/errors.ts';
import {
  statisticsKeys,
  type StatisticsKey,
  type TaskStatistics,
  type TimeToDone,
} from '../domain/history.ts';
import { endOfRows, type RowEnd } from '../domain/task-end.ts';
import { addUp } from '../engine/list/group.ts';
import { aggregateState, isFinal, taskStates, type TaskKind, type TaskState } from '../domain/task.ts';
import { DAY, HOUR, type Instant, type Milliseconds } from '../domain/time.ts';

/** The rows of one task that are in one state. */
export interface StateRows {
  readonly provider: string;
  readonly vendor: string;
  readonly kind: TaskKind;
  readonly taskId: string;
  /** Set if tasks are grouped by host name: then a task counts for each host name of its URLs. */
  readonly domain?: string | undefined;
  readonly state: TaskState;
  readonly rows: number;
  readonly createdAt: Instant;
  /** The latest reported end; undefined where none is reported. */
  readonly finishedAt: Instant | undefined;
  /** Rows without a reported end. */
  readonly withoutEnd: number;
  /** When the last of the rows was first seen final. */
  readonly seenFinalAt: Instant | undefined;
  /** Rows that were seen open. */
  readonly seenOpen: number;
}

type Group = Omit<TaskStatistics, 'tasks' | 'urls' | 'stateCounts' | 'successShare' | 'timeToDone'>;

interface Done {
  readonly length: Milliseconds;
  readonly isUpperBound: boolean;
}

/** Figures by group, sorted by the groups' values. `matches` tests the state of the whole task. */
export function statisticsOf(
  parts: readonly StateRows[],
  by: readonly StatisticsKey[],
  isWanted: (task: { readonly state: TaskState; readonly createdAt: Instant }) => boolean,
): TaskStatistics[] {
  const tasks = new Map<string, StateRows[]>();
  for (const part of parts) {
    const key = [part.provider, part.kind, part.taskId, part.domain ?? ''].join('\n');
    const known = tasks.get(key);
    if (known === undefined) tasks.set(key, [part]);
    else known.push(part);
  }
  const groups = new Map<string, { group: Group; tasks: TaskFigures[] }>();
  for (const rows of tasks.values()) {
    const figures = figuresOf(rows);
    if (figures === undefined || !isWanted(figures)) continue;
    const group = groupOf(figures, by);
    const key = JSON.stringify(
      statisticsKeys
        .map((each) => valueOf[each](figures))
        .filter((_, index) => by.includes(statisticsKeys[index] ?? 'DAY')),
    );
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { group, tasks: [figures] });
    else known.tasks.push(figures);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { group, tasks: members }]) => ({ ...group, ...summary(members) }));
}

interface TaskFigures {
  readonly first: StateRows;
  readonly state: TaskState;
  readonly createdAt: Instant;
  readonly urls: number;
  /** Absent unless it succeeded and its end is known. */
  readonly done: Done | undefined;
}

function figuresOf(rows: readonly StateRows[]): TaskFigures | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const state = aggregateState(addUp(rows.map((row) => ({ state: row.state, count: row.rows }))));
  const createdAt = Math.min(...rows.map((row) => row.createdAt));
  const urls = rows.reduce((sum, row) => sum + row.rows, 0);
  return { first, state, createdAt, urls, done: state === 'SUCCEEDED' ? doneOf(rows, createdAt) : undefined };
}

function doneOf(rows: readonly StateRows[], createdAt: Instant): Done | undefined {
  const end = endOfRows(rows.flatMap(endsOf));
  return end && { length: Math.max(0, end.at - createdAt), isUpperBound: end.isUpperBound };
}

/** Those whose end is reported, and the others. */
const endsOf = ({ finishedAt, withoutEnd, seenFinalAt, seenOpen }: StateRows): RowEnd[] => {
  const wasOpen = seenOpen > 0;
  return [
    ...(finishedAt === undefined ? [] : [{ finishedAt, wasOpen }]),
    ...(withoutEnd === 0 ? [] : [{ seenFinalAt, wasOpen }]),
  ];
};

const valueOf: Readonly<Record<StatisticsKey, (task: TaskFigures) => string | number | undefined>> = {
  PROVIDER: ({ first }) => first.provider,
  VENDOR: ({ first }) => first.vendor,
  KIND: ({ first }) => first.kind,
  DOMAIN: ({ first }) => first.domain,
  HOUR: ({ createdAt }) => createdAt - (createdAt % HOUR),
  DAY: ({ createdAt }) => createdAt - (createdAt % DAY),
};

function groupOf({ first, createdAt }: TaskFigures, by: readonly StatisticsKey[]): Group {
  const unit = by.includes('HOUR') ? HOUR : DAY;
  return {
    provider: by.includes('PROVIDER') ? first.provider : undefined,
    vendor: by.includes('VENDOR') ? first.vendor : undefined,
    kind: by.includes('KIND') ? first.kind : undefined,
    domain: by.includes('DOMAIN') ? first.domain : undefined,
    from: by.includes('HOUR') || by.includes('DAY') ? createdAt - (createdAt % unit) : undefined,
  };
}

function summary(tasks: readonly TaskFigures[]): Omit<TaskStatistics, keyof Group> {
  const counts = new Map<TaskState, number>();
  for (const { state } of tasks) counts.set(state, (counts.get(state) ?? 0) + 1);
  const ended = tasks.filter(({ state }) => isFinal(state)).length;
  return {
    tasks: tasks.length,
    urls: tasks.reduce((sum, { urls }) => sum + urls, 0),
    stateCounts: taskStates.flatMap((state) => {
      const count = counts.get(state);
      return count === undefined ? [] : [{ state, count }];
    }),
    successShare: ended === 0 ? undefined : (counts.get('SUCCEEDED') ?? 0) / ended,
    timeToDone: timeToDone(tasks.flatMap(({ done }) => done ?? [])),
  };
}

/** Percentiles by nearest rank. */
function timeToDone(done: readonly Done[]): TimeToDone | undefined {
  const lengths = done.map(({ length }) => length).toSorted((a, b) => a - b);
  const rank = (share: number): Milliseconds =>
    lengths[Math.max(0, Math.ceil(share * lengths.length) - 1)] ?? 0;
  if (lengths.length === 0) return undefined;
  return {
    p50: rank(0.5),
    p95: rank(0.95),
    max: rank(1),
    isUpperBound: done.some((each) => each.isUpperBound),
  };
}

/** The error of an action whose figures were not read. */
export const unfinished = (provider: string, action: string): VendorError =>
  new VendorError({
    kind: 'TIMEOUT',
    provider,
    message: `The figures of ${action} were not read before the request's deadline. Ask for a shorter range.`,
    retryable: true,
  });

import { aggregateState, taskStates } from '../../src/domain/task.ts';
import type { EmulatedRow, Emulator } from '../../src/emulator/emulator.ts';
import { STATES } from '../engine/world.ts';
import type { GivenRow, GivenTask } from './questions.ts';

/** A row or a task as one line of text: equal lines are equal things. */
export type Line = string;

/** What an account holds, as the questions should be answered. */
export interface Truth {
  readonly rows: readonly Line[];
  readonly tasks: readonly Line[];
}

const instantText = (instant: number): string => new Date(instant).toISOString();

/** Alibaba's preload details tell no scheme. */
const withoutScheme = (url: string): string => url.replace(/^https?:\/\//, '');

/** How to look at the truth. */
export interface View {
  /** Only what was created since. */
  readonly since?: number;
  /** Instead of the states that the rows have. */
  readonly state?: string | undefined;
}

export function truthOf(
  emulator: Pick<Emulator, 'rows'>,
  provider: string,
  { since = 0, state }: View = {},
): Truth {
  const rows = emulator.rows(provider).filter(({ createdAt }) => createdAt >= since);
  const stateOf = (row: EmulatedRow) => state ?? STATES[row.state];
  const taskIds = [...new Set(rows.map(({ taskId }) => taskId))];
  return {
    rows: rows.map((row) =>
      rowLine({ ...row, provider, state: stateOf(row), createdAt: instantText(row.createdAt) }),
    ),
    tasks: taskIds.map((taskId) =>
      taskLineOf(
        provider,
        rows.filter((row) => row.taskId === taskId),
        stateOf,
      ),
    ),
  };
}

function taskLineOf(
  provider: string,
  rows: readonly EmulatedRow[],
  stateOf: (row: EmulatedRow) => string,
): Line {
  const { taskId = '', kind = '' } = rows[0] ?? {};
  const stateCounts = taskStates
    .map((state) => ({ state, count: rows.filter((row) => stateOf(row) === state).length }))
    .filter(({ count }) => count > 0);
  return taskLine({
    provider: { name: provider },
    kind,
    taskId,
    createdAt: instantText(Math.min(...rows.map(({ createdAt }) => createdAt))),
    urlCount: rows.length,
    state: aggregateState(stateCounts),
    stateCounts,
  });
}

interface PlainRow {
  readonly provider: string;
  readonly kind: string;
  readonly taskId: string;
  readonly createdAt: string;
  readonly url: string;
  readonly domain: string;
  readonly state: string;
}

const rowLine = ({ provider, kind, taskId, createdAt, url, domain, state }: PlainRow): Line =>
  [provider, kind, taskId, createdAt, withoutScheme(url), domain, state].join(' ');

/** A row as the API gave it. */
export const givenRowLine = ({ of, ...row }: GivenRow): Line =>
  rowLine({ ...row, provider: of.provider.name, kind: of.kind, taskId: of.taskId });

/** A task as the API gave it, and as it should be. */
export const taskLine = (task: Omit<GivenTask, 'id'>): Line =>
  [
    task.provider.name,
    task.kind,
    task.taskId,
    task.createdAt,
    task.urlCount,
    task.state,
    ...task.stateCounts.map(({ state, count }) => `${count}×${state}`),
  ].join(' ');

/** The provider that a line speaks of. */
export const providerOf = (line: Line): string => line.slice(0, line.indexOf(' '));

import { aggregateState, type TaskState } from '../domain/task.ts';
import type { StateChange } from '../domain/history.ts';
import type { Instant } from '../domain/time.ts';
import { addUp } from '../engine/list/group.ts';

/** A change of one row of a task, as it is stored. */
export interface RowChange {
  /** Identifies the row within the task. */
  readonly row: string;
  readonly state: TaskState;
  readonly vendorStatus: string | undefined;
  /** When the previous state was last seen; undefined for the first one. */
  readonly notBefore: Instant | undefined;
  readonly seenAt: Instant;
}

/**
 * The changes of a task's state, oldest first, computed from those of its rows. A row that was first seen later than
 * others counts as having been in its first state before, because the pages of one reading arrive one after another.
 */
export function taskChanges(changes: readonly RowChange[]): StateChange[] {
  const byRow = grouped(changes);
  const current = new Map([...byRow].map(([row, [first]]) => [row, first]));
  const result: StateChange[] = [];
  for (const seenAt of [...new Set(changes.map((change) => change.seenAt))].toSorted((a, b) => a - b)) {
    const now = changes.filter((change) => change.seenAt === seenAt);
    for (const change of now) current.set(change.row, change);
    const rows = [...current.values()].filter((change) => change !== undefined);
    const state = stateOf(rows);
    if (state === undefined || state === result.at(-1)?.state) continue;
    const before = now.flatMap(({ notBefore }) => notBefore ?? []);
    const [{ vendorStatus } = { vendorStatus: undefined }] = rows;
    result.push({
      state,
      vendorStatus: rows.every((row) => row.vendorStatus === vendorStatus) ? vendorStatus : undefined,
      // The last of the rows decides when the task was done.
      notBefore: before.length === 0 ? undefined : Math.max(...before),
      seenAt,
    });
  }
  return result;
}

function grouped(changes: readonly RowChange[]): Map<string, RowChange[]> {
  const groups = new Map<string, RowChange[]>();
  for (const change of changes) {
    const group = groups.get(change.row);
    if (group === undefined) groups.set(change.row, [change]);
    else group.push(change);
  }
  return groups;
}

/** The state of a task, computed from those of its rows; undefined without rows. */
export const stateOf = (rows: readonly { readonly state: TaskState }[]): TaskState | undefined =>
  rows.length === 0 ? undefined : aggregateState(addUp(rows.map(({ state }) => ({ state, count: 1 }))));

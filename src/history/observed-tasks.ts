import type { Kysely } from 'kysely';
import { endOfRows, type ObservedTask } from '../domain/task-end.ts';
import { isFinal, type TaskKey } from '../domain/task.ts';
import { observedRowKey } from '../engine/observed-ends.ts';
import type { StoredRow } from './rows.ts';
import type { Tables } from './tables.ts';

/** What is stored of the ends of tasks, one answer for each, in their order. `feedsOf` gives the feeds of a provider. */
export async function observedTasks(
  database: Kysely<Tables>,
  tasks: readonly TaskKey[],
  feedsOf: (provider: string) => Promise<readonly number[]>,
): Promise<readonly ObservedTask[]> {
  const rows = new Map<string, readonly EndRow[]>();
  for (const provider of new Set(tasks.map((task) => task.provider))) {
    const ids = tasks.filter((task) => task.provider === provider).map(({ taskId }) => taskId);
    const feeds = await feedsOf(provider);
    rows.set(provider, feeds.length === 0 ? [] : await endRowsQuery(database, feeds, ids).execute());
  }
  return tasks.map(({ provider, kind, taskId }) =>
    observedTask((rows.get(provider) ?? []).filter((row) => row.task_id === taskId && row.kind === kind)),
  );
}

type EndRow = Pick<
  StoredRow,
  'kind' | 'task_id' | 'url' | 'area' | 'state' | 'finished_at' | 'first_seen_final' | 'last_seen_open'
>;

const endRowsQuery = (database: Kysely<Tables>, feeds: readonly number[], taskIds: readonly string[]) =>
  database
    .selectFrom('url_details')
    .select(['kind', 'task_id', 'url', 'area', 'state', 'finished_at', 'first_seen_final', 'last_seen_open'])
    .where('feed', 'in', feeds)
    .where('task_id', 'in', taskIds);

function observedTask(rows: readonly EndRow[]): ObservedTask {
  const end = endOfRows(
    rows.map((row) => ({
      finishedAt: row.finished_at ?? undefined,
      seenFinalAt: row.first_seen_final ?? undefined,
      wasOpen: row.last_seen_open !== null,
    })),
  );
  const watched = rows.filter((row) => row.last_seen_open !== null);
  return {
    wasOpen: watched.length > 0,
    seenFinalAt: rows.every(({ state }) => isFinal(state)) ? end?.at : undefined,
    rows: new Map(
      watched.map(({ url, area, first_seen_final: seenFinalAt }) => [
        observedRowKey({ url, area: area === '' ? undefined : area }),
        seenFinalAt ?? undefined,
      ]),
    ),
  };
}

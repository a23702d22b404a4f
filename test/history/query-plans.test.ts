import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { rowsQuery } from '../../src/history/load.ts';
import { NOW } from './fixture.ts';
import { openHistory } from './opening.ts';

let history: DatabaseHistory;
beforeAll(async () => {
  history = await openHistory({ clock: () => NOW });
});
afterAll(() => history.close());

/** How SQLite runs a query, one step a line. */
async function planOf(query: {
  compile(): { sql: string; parameters: readonly unknown[] };
}): Promise<string> {
  const { sql: text, parameters } = query.compile();
  const literal = text.replaceAll('?', () => '1');
  expect(parameters.length).toBeGreaterThan(0);
  const steps = await sql<{ detail: string }>`explain query plan ${sql.raw(literal)}`.execute(
    history.connection.database,
  );
  return steps.rows.map(({ detail }) => detail).join('\n');
}

const page = () =>
  rowsQuery(history.connection.database, 1, { from: 0, to: NOW }).orderBy('created_at', 'desc').limit(20);

test('a page is one range of the table, without sorting', async () => {
  const plan = await planOf(page());
  expect(plan).toMatch(
    /^SEARCH url_details USING PRIMARY KEY \(feed=\? AND created_at>\? AND created_at<\?\)$/,
  );
});

test('the changes of a task are one range of an index, without sorting', async () => {
  const changes = history.connection.database
    .selectFrom('state_changes')
    .selectAll()
    .where('feed', '=', 1)
    .where('task_id', '=', 'any')
    .orderBy('id');
  const plan = await planOf(changes);
  expect(plan).toBe('SEARCH state_changes USING INDEX state_changes_by_task (feed=? AND task_id=?)');
});

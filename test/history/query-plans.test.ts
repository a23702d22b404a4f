import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTasksQuery, stateRowsQuery } from '../../src/history/figure-queries.ts';
import type { KeptFilter } from '../../src/engine/store/kept-filter.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { rowsOfValue, rowsQuery } from '../../src/history/kept-page.ts';
import { load } from '../../src/history/load.ts';
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

test.each([
  ['url', 'https://www.example.com/'],
  ['domain', 'www.example.com'],
  ['area', 'MAINLAND'],
  ['kind', 'PREFETCH'],
] as const)('statistics by %s are one range of its index', async (column, value) => {
  const window = { from: 0, to: NOW };
  expect(
    await planOf(
      stateRowsQuery(history.connection.database, 1, window, [{ column, values: [value] }], false),
    ),
  ).toContain(
    `USING INDEX url_details_by_${column} (feed=? AND ${column}=? AND created_at>? AND created_at<?)`,
  );
});

test('the open tasks are one range of the index by state', async () => {
  const plan = await planOf(openTasksQuery(history.connection.database, 1, 0));
  expect(plan).toContain('USING COVERING INDEX url_details_by_state (feed=? AND state=? AND created_at>?)');
});

test('the rows of some tasks are one range of their index for each', async () => {
  const rows = history.connection.database
    .selectFrom('url_details')
    .selectAll()
    .where('feed', '=', 1)
    .where('task_id', 'in', ['one', 'two']);
  expect(await planOf(rows)).toBe(
    'SEARCH url_details USING INDEX url_details_by_task (feed=? AND task_id=?)',
  );
});

test('the changes after a number are one range of their table', async () => {
  const changes = history.connection.database
    .selectFrom('state_changes')
    .selectAll()
    .where('id', '>', 1)
    .orderBy('id')
    .limit(1_000);
  expect(await planOf(changes)).toBe('SEARCH state_changes USING INTEGER PRIMARY KEY (rowid>?)');
});

test('the newest 20 of 100,000 rows by any column that filters take at most 68 times as long as by the key', async () => {
  const { database } = history.connection;
  // Values that are in a thousandth of the rows, spread over all of them.
  await sql`
    with recursive numbers(n) as (select 0 union all select n + 1 from numbers where n < 99999)
    insert into url_details (feed, created_at, kind, task_id, url, area, domain, state, is_scheme_known, observed_at, raw, first_seen, last_seen)
    select 7, 1000 * n, iif(n % 1000 = 0, 'PURGE_ALL', 'PREFETCH'), n, 'https://www.example.com/' || (n % 1000),
      iif(n % 1000 = 0, 'MAINLAND', ''), iif(n % 1000 = 0, 'img.example.com', 'www.example.com'),
      iif(n % 1000 = 0, 'FAILED', 'SUCCEEDED'), 1, 0, '{}', 0, 0
    from numbers`.execute(database);
  const window = { from: 0, to: NOW };
  const filters: Readonly<Record<string, Omit<KeptFilter, 'unit'>>> = {
    kind: { kinds: ['PURGE_ALL'] },
    state: { states: ['FAILED'] },
    url: { urls: ['https://www.example.com/0'] },
    domain: { domains: ['img.example.com'] },
    area: { area: 'MAINLAND' },
  };
  for (const column of ['kind', 'state', 'url', 'domain', 'area'] as const) {
    const rows = rowsOfValue(database, 7, window, column, 'any').orderBy('created_at', 'desc').limit(20);
    const range = `(feed=? AND ${column}=? AND created_at>? AND created_at<?)`;
    expect(await planOf(rows)).toBe(`SEARCH url_details USING INDEX url_details_by_${column} ${range}`);
  }
  const owner = { provider: 'any' };
  const newest = (filter: Omit<KeptFilter, 'unit'>) => async () => {
    const request = {
      window,
      startsAt: 'newer-end',
      limit: 20,
      filter: { unit: 'rows', ...filter },
    } as const;
    expect((await load(database, 7, owner, request, { urlOf: String })).rows).toHaveLength(20);
  };
  const byKey = async () => {
    const rows = rowsQuery(database, 7, window).orderBy('created_at', 'desc').limit(20);
    expect(await rows.execute()).toHaveLength(20);
  };
  const timeByKey = Math.max(await least(byKey), 1);
  for (const [column, filter] of Object.entries(filters)) {
    expect({ column, ratio: (await least(newest(filter))) / timeByKey }).toEqual({
      column,
      ratio: expect.toSatisfy((ratio: number) => ratio <= 68),
    });
  }
});

/** The processor time of a run, in microseconds, where others disturb it little. */
const least = async (run: () => Promise<void>): Promise<number> => {
  const times: number[] = [];
  for (let runs = 0; runs < 30; runs++) {
    const began = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(began);
    times.push(user + system);
  }
  return times.toSorted((a, b) => a - b)[10] ?? Infinity;
};

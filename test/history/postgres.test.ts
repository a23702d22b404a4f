import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from './conformance.ts';
import { sourceOf, feed, NOW, rowOf, rangeOf } from './fixture.ts';
import { expectNothingLost } from './crash.ts';
import { openHistory } from './opening.ts';
import { testEquality } from './equality.ts';
import { testFilteredLoading } from './filtered.ts';
import { testQueries } from './queries.ts';
import { testTaskChanges } from './task-changes.ts';
import { PostgresServer } from './postgres-server.ts';

let server: PostgresServer;
beforeAll(async () => {
  server = await PostgresServer.prepare();
  await server.start();
});
afterAll(() => server.remove());

describe('Postgres', () => {
  testDatabase(() => server.createDatabase());
  testQueries(() => server.createDatabase());
  testFilteredLoading(() => server.createDatabase());
  testTaskChanges(() => server.createDatabase());
});

testEquality(Number(process.env['PROPERTY_RUNS'] ?? 8), () => server.createDatabase());

test('a process that is killed loses nothing that was stored, and no range is without its rows', async () => {
  await expectNothingLost(await server.createDatabase(), Number(process.env['KILLS'] ?? 3));
  expect.hasAssertions();
});

test('while Postgres is down lists go on without it, which is reported once, and then recording resumes', async () => {
  let now = NOW;
  const states: boolean[] = [];
  const url = await server.createDatabase();
  const history = await openHistory({
    url,
    clock: () => now,
    onState: ({ isAvailable }) => states.push(isAvailable),
  });
  const source = sourceOf('north');
  const window = { from: NOW - 1_000_000, to: NOW };
  const load = () => history.load(source, feed, { window, startsAt: 'newer-end', limit: 10 });
  history.record(source, feed, { rows: [rowOf('before', 100)], seenAt: NOW, ranges: [] });
  await history.flush();
  await server.stop();
  expect(await load()).toBeUndefined();
  history.record(source, feed, { rows: [rowOf('while', 90)], seenAt: NOW, ranges: [rangeOf(95, 85, NOW)] });
  await history.flush();
  expect(await load()).toBeUndefined();
  expect(states).toEqual([false]);
  await server.start();
  now += 10_000;
  await history.flush();
  const kept = await load();
  expect(kept?.rows.map(({ row }) => row.taskId).toSorted()).toEqual(['before', 'while']);
  expect(kept?.ranges).toHaveLength(1);
  expect(states).toEqual([false, true]);
  await history.close();
});

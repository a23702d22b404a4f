import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'libsql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, SECOND } from '../../src/domain/time.ts';
import { prune } from '../../src/history/prune.ts';
import { testDatabase } from './conformance.ts';
import { feed, NOW, rangeOf, rowOf, sourceOf } from './fixture.ts';
import { testFilteredLoading } from './filtered.ts';
import { testQueries } from './queries.ts';
import { testTaskChanges } from './task-changes.ts';
import { openHistory, temporaryFolder } from './opening.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  folder = await temporaryFolder();
});
afterEach(() => folder.remove());

const url = () => Promise.resolve(`file:${join(folder.path, 'history.db')}`);

describe('SQLite', () => {
  testDatabase(url);
  testQueries(url);
  testFilteredLoading(url);
  testTaskChanges(url);
});

const open = (file: string) => openHistory({ url: `file:${file}`, clock: () => NOW });

test('a file that is no database stops the start, and the message says what to do', async () => {
  const file = join(folder.path, 'history.db');
  await writeFile(file, 'This is no database. '.repeat(500));
  await expect(open(file)).rejects.toThrow(/damaged or no SQLite database. Move it away/);
});

test('a folder that does not exist stops the start, and the message says what to do', async () => {
  await expect(open(join(folder.path, 'missing', 'history.db'))).rejects.toThrow(
    /Name a file in a directory that this process can write/,
  );
});

test('while the file is locked nothing waits for it, and recording resumes afterwards', async () => {
  const file = join(folder.path, 'locked.db');
  const states: boolean[] = [];
  const history = await openHistory({
    url: `file:${file}`,
    clock: () => NOW,
    onState: ({ isAvailable }) => states.push(isAvailable),
  });
  const other = new Database(file);
  other.exec('begin immediate');
  const source = sourceOf('north');
  history.record(source, feed, { rows: [rowOf('one', 90)], seenAt: NOW, ranges: [rangeOf(95, 85, NOW)] });
  await history.flush();
  expect(states).toEqual([false]);
  other.exec('rollback');
  other.close();
  await history.flush();
  const window = { from: NOW - 1_000_000, to: NOW };
  const kept = await history.load(source, feed, { window, startsAt: 'newer-end', limit: 10 });
  expect([kept?.rows.length, kept?.ranges.length]).toEqual([1, 1]);
  expect(states).toEqual([false, true]);
  await history.close();
});

test('no range promises rows that are being pruned', async () => {
  const file = join(folder.path, 'pruned.db');
  const [history, other] = [await open(file), await open(file)];
  const source = sourceOf('north');
  const day = DAY / SECOND;
  const rows = [10, 8, 1].map((age) => rowOf(String(age), age * day));
  history.record(source, feed, { rows, seenAt: NOW, ranges: [rangeOf(11 * day, 0, NOW)] });
  await history.flush();
  const window = { from: NOW - 20 * DAY, to: NOW };
  const seen: string[] = [];
  const database = history.connection.database.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      const kept = await other.load(source, feed, { window, startsAt: 'newer-end', limit: 10 });
      const [range] = kept?.ranges ?? [];
      const promised = rows.filter(({ createdAt }) => createdAt >= (range?.from ?? NOW));
      seen.push(`${promised.length} of ${kept?.rows.length}`);
      return result;
    },
  });
  expect(await prune(database, NOW - 2 * DAY)).toBe(2);
  await Promise.all([history.close(), other.close()]);
  expect(new Set(seen)).toEqual(new Set(['3 of 3', '2 of 2', '1 of 1']));
});

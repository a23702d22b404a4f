import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FellBehindError } from '../../src/domain/errors.ts';
import type { TaskQuery } from '../../src/domain/query.ts';
import type { Feed } from '../../src/domain/source.ts';
import type { Task, UrlDetail } from '../../src/domain/task.ts';
import { SECOND } from '../../src/domain/time.ts';
import { ChangeFeed } from '../../src/history/change-feed.ts';
import { listenedFeeds } from '../../src/history/feeds.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { HistoryQueries } from '../../src/history/queries.ts';
import { feed, NOW, rangeOf, rowOf, sourceOf } from './fixture.ts';
import { openHistory } from './opening.ts';

const [north, south] = [sourceOf('north'), sourceOf('south', 'another account')];

const listenerOf = (told: string[], from = 0) => ({
  feeds: listenedFeeds([north, south]),
  from,
  notify: ({ provider, taskId }: Task) => void told.push(`${provider} ${taskId}`),
  onLoss: () => undefined,
  end: () => undefined,
});

/** The subscription to changed tasks, in any database. */
export function testTaskChanges(url: () => Promise<string>): void {
  let location: string;
  let history: DatabaseHistory;
  let queries: HistoryQueries;
  beforeEach(async () => {
    location = await url();
    history = await openHistory({ url: location, clock: () => NOW });
    queries = new HistoryQueries(history, [north, south]);
  });
  afterEach(() => history.close());

  const subscribe = (query: TaskQuery = {}) => queries.taskChanges(query, NOW);

  /** Records rows that one call returned, and that the feed was read completely then. */
  const read = (rows: readonly UrlDetail[], seenAt = NOW, source = north): void =>
    history.record(source, feed, {
      rows: rows.map((row) => ({ ...row, observedAt: seenAt })),
      seenAt,
      ranges: [rangeOf(100_000, 0, seenAt)],
    });

  /** What the stream has given up to a marker task, which this records. */
  async function given(stream: AsyncIterableIterator<Task>): Promise<readonly string[]> {
    await history.flush();
    await history.changes.look();
    const marker = `marker${Math.random()}`;
    read([rowOf(marker, 5, 'FAILED')], NOW + 1_000 * SECOND);
    const seen: string[] = [];
    for (;;) {
      const { value } = await stream.next();
      if (value === undefined || value.taskId === marker) return seen;
      seen.push(`${value.provider} ${value.taskId} ${value.state} ${value.urlCount}`);
    }
  }

  describe('the changes of tasks', () => {
    test('are each task when it appears, and each time its state changes', async () => {
      read([rowOf('before', 90)]);
      await history.flush();
      const stream = await subscribe();
      const other = { url: 'https://www.example.com/other' };
      read([
        rowOf('one', 60, 'PROCESSING'),
        { ...rowOf('one', 60, 'PROCESSING'), ...other },
        rowOf('before', 90),
      ]);
      expect(await given(stream)).toEqual(['north one PROCESSING 2']);
      read([rowOf('one', 60, 'SUCCEEDED'), { ...rowOf('one', 60, 'PROCESSING'), ...other }], NOW + SECOND);
      expect(await given(stream)).toEqual([]);
      read([rowOf('one', 60, 'SUCCEEDED'), { ...rowOf('one', 60, 'FAILED'), ...other }], NOW + 2 * SECOND);
      expect(await given(stream)).toEqual(['north one PARTIALLY_SUCCEEDED 2']);
    });

    test('are told when all rows of the task are known, however many pages they are on', async () => {
      const stream = await subscribe();
      const first = rowOf('one', 5);
      history.record(north, feed, { rows: [first], seenAt: NOW, ranges: [rangeOf(4, 0, NOW)] });
      const marker = rowOf('marker', 2, 'FAILED');
      history.record(north, feed, { rows: [marker], seenAt: NOW, ranges: [] });
      expect((await stream.next()).value?.taskId).toBe('marker');
      const second = { ...rowOf('one', 5, 'FAILED'), url: 'https://www.example.com/other' };
      read([first, second], NOW + SECOND);
      expect(await given(stream)).toEqual(['north one PARTIALLY_SUCCEEDED 2']);
    });

    test('do not rest on a range that was read before the rows were seen', async () => {
      read([]);
      await history.flush();
      const stream = await subscribe();
      // A filtered reading tells of rows, but not that there are no others.
      const row = rowOf('one', 5);
      history.record(north, feed, { rows: [row], seenAt: NOW + SECOND, ranges: [] });
      await history.flush();
      await history.changes.look();
      const marker = rowOf('marker', 5_000, 'FAILED');
      history.record(north, feed, { rows: [marker], seenAt: NOW + SECOND, ranges: [] });
      expect((await stream.next()).value?.taskId).toBe('marker');
      read([row], NOW + 2 * SECOND);
      expect((await stream.next()).value?.taskId).toBe('one');
    });

    const filtered: readonly (readonly [string, TaskQuery, readonly string[]])[] = [
      ['nothing but the last day', {}, ['north a', 'north b', 'south c']],
      ['states', { states: ['FAILED'] }, ['north b']],
      ['hosts', { domains: ['img.example.com'] }, ['south c']],
      ['kinds', { kinds: ['PURGE_URL'] }, ['south c']],
      ['URLs', { urls: ['https://www.example.com/b?v=1'] }, ['north b']],
      ['providers', { providers: ['north'] }, ['north a', 'north b']],
      ['a range', { from: NOW - 100_000 * SECOND, to: NOW - 50_000 * SECOND }, ['north old']],
    ];
    test.each(filtered)('can be filtered by %s', async (_, query, expected) => {
      const stream = await subscribe(query);
      read([rowOf('a', 60, 'PROCESSING'), rowOf('b', 70, 'FAILED'), rowOf('old', 90_000)]);
      const purge = { ...rowOf('c', 80), kind: 'PURGE_URL' as const, domain: 'img.example.com' };
      read([purge], NOW, south);
      await history.flush();
      await history.changes.look();
      await history.close();
      const names: string[] = [];
      for await (const { provider, taskId } of stream) names.push(`${provider} ${taskId}`);
      expect(names.toSorted()).toEqual(expected);
    });

    test('can be filtered by URLs whose query strings are not stored', async () => {
      const settings = { queryStrings: false };
      const without = await openHistory({ url: location, clock: () => NOW, settings });
      const asked = new HistoryQueries(without, [north]);
      const stream = await asked.taskChanges({ urls: ['https://www.example.com/b?v=1'] }, NOW);
      const rows = [rowOf('a', 60), rowOf('b', 70)];
      without.record(north, feed, { rows, seenAt: NOW, ranges: [rangeOf(100_000, 0, NOW)] });
      await without.flush();
      expect((await stream.next()).value?.taskId).toBe('b');
      await without.close();
    });

    test('come from other instances too', async () => {
      const stream = await subscribe();
      const other = await openHistory({ url: location, clock: () => NOW });
      try {
        other.record(north, feed, { rows: [rowOf('one', 60)], seenAt: NOW, ranges: [rangeOf(100, 0, NOW)] });
        await other.flush();
        expect((await stream.next()).value?.taskId).toBe('one');
      } finally {
        await other.close();
      }
    });

    test('of one task wait once for who reads slowly', async () => {
      const stream = await subscribe();
      for (const [index, state] of (['PROCESSING', 'UNKNOWN', 'SUCCEEDED'] as const).entries()) {
        read([rowOf('one', 60, state)], NOW + index * SECOND);
        await history.flush();
        await history.changes.look();
      }
      expect(await given(stream)).toEqual(['north one SUCCEEDED 1']);
    });

    test('end with an error for who falls far behind, and nobody waits for that reader', async () => {
      const [slow, quick] = [await subscribe(), await subscribe({ urls: ['https://www.example.com/1?v=1'] })];
      read(Array.from({ length: 1_001 }, (_, index) => rowOf(String(index), 60)));
      await history.flush();
      await history.changes.look();
      expect((await quick.next()).value?.taskId).toBe('1');
      await expect(slow.next()).rejects.toThrow(FellBehindError);
      expect(await slow.next()).toEqual({ done: true, value: undefined });
      expect(await quick.return?.()).toEqual({ done: true, value: undefined });
    });

    test('are those of scopes that are discovered after the subscription too', async () => {
      const growing = { ...north, feeds: [] as Feed[] };
      queries = new HistoryQueries(history, [growing]);
      const stream = await subscribe();
      growing.feeds = [feed];
      read([rowOf('one', 60)]);
      await history.flush();
      await history.changes.look();
      expect((await stream.next()).value?.taskId).toBe('one');
    });

    test('end with an error when so many tasks wait for their other rows that they are given up', async () => {
      const stream = await subscribe();
      const rows = Array.from({ length: 10_001 }, (_, index) => rowOf(String(index), 60));
      history.record(north, feed, { rows, seenAt: NOW, ranges: [] });
      await history.flush();
      await history.changes.look();
      await expect(stream.next()).rejects.toThrow(FellBehindError);
    });

    test('end when the history is closed', async () => {
      const stream = await subscribe();
      const last = stream.next();
      await history.close();
      expect(await last).toEqual({ done: true, value: undefined });
    });
  });
  describe('a listener', () => {
    /** Lets the nth query from now on fail, once. */
    let failsAt = Infinity;
    let changes: ChangeFeed;
    beforeEach(() => {
      failsAt = Infinity;
      changes = new ChangeFeed({
        database: () =>
          history.connection.database.withPlugin({
            transformQuery: ({ node }) => node,
            transformResult({ result }) {
              failsAt -= 1;
              return failsAt === 0 ? Promise.reject(new Error('broken')) : Promise.resolve(result);
            },
          }),
        schedule: () => () => undefined,
        onLook: () => undefined,
      });
    });
    afterEach(() => changes.close());

    test('misses nothing wherever a look fails', async () => {
      const told: string[] = [];
      await changes.listen(listenerOf(told));
      let failures = 0;
      do {
        failures += 1;
        const name = `task ${failures}`;
        const age = failures * 100;
        const facts = { rows: [rowOf(name, age)], seenAt: NOW };
        for (const source of [north, south]) history.record(source, feed, { ...facts, ranges: [] });
        await history.flush();
        await changes.look();
        // Both tasks wait until they are known as a whole.
        expect(told).toEqual([]);
        const ranges = [rangeOf(age + 10, age - 10, NOW)];
        for (const source of [north, south]) history.record(source, feed, { ...facts, ranges });
        await history.flush();
        failsAt = failures;
        await changes.look();
        await changes.look();
        expect(told.splice(0).toSorted()).toEqual([`north ${name}`, `south ${name}`]);
      } while (failsAt <= 0);
      expect(failures).toBeGreaterThan(5);
    });

    test('is refused while the changes cannot be read', async () => {
      failsAt = 1;
      await expect(changes.listen(listenerOf([]))).rejects.toMatchObject({ kind: 'UNAVAILABLE' });
      expect(changes.listenerCount).toBe(0);
    });

    test('is not told of tasks that are older than it wants, whoever else listens', async () => {
      const [all, young]: [string[], string[]] = [[], []];
      await changes.listen(listenerOf(all));
      await changes.listen(listenerOf(young, NOW - 100 * SECOND));
      read([rowOf('new', 60), rowOf('old', 200)]);
      await history.flush();
      await changes.look();
      expect(all.toSorted()).toEqual(['north new', 'north old']);
      expect(young).toEqual(['north new']);
    });
  });
}

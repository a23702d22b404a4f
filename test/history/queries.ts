import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { TaskState, UrlDetail } from '../../src/domain/task.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { HistoryQueries } from '../../src/history/queries.ts';
import { feed, NOW, rangeOf, rowOf, sourceOf } from './fixture.ts';
import { openHistory } from './opening.ts';

const north = sourceOf('north');

const urlOf = (taskId: string, url: string, age: number, state: TaskState, domain = 'www.example.com') => ({
  ...rowOf(taskId, age, state),
  url: `https://${domain}/${url}`,
  domain,
});

/** What is answered from the history, in any database. */
export function testQueries(url: () => Promise<string>): void {
  let history: DatabaseHistory;
  let queries: HistoryQueries;
  beforeEach(async () => {
    history = await openHistory({ url: await url(), clock: () => NOW });
    queries = new HistoryQueries(history, [north]);
  });
  afterEach(() => history.close());

  /** Records rows that one call returned at an instant. */
  const see = (at: number, ...rows: UrlDetail[]): void =>
    history.record(north, feed, {
      rows: rows.map((row) => ({ ...row, observedAt: at })),
      seenAt: at,
      ranges: [],
    });

  describe('the changes of a task', () => {
    test('follow from those of its URLs: it is done when the last of them is', async () => {
      see(NOW, urlOf('one', 'a', 60, 'PROCESSING'), urlOf('one', 'b', 60, 'PROCESSING'));
      see(NOW + 10 * SECOND, urlOf('one', 'a', 60, 'SUCCEEDED'), urlOf('one', 'b', 60, 'PROCESSING'));
      see(NOW + 20 * SECOND, urlOf('one', 'a', 60, 'SUCCEEDED'), urlOf('one', 'b', 60, 'FAILED'));
      see(NOW + 20 * SECOND, urlOf('other', 'b', 60, 'FAILED'));
      await history.flush();
      expect(await queries.changesOf({ provider: 'north', kind: 'PREFETCH', taskId: 'one' })).toEqual([
        { state: 'PROCESSING', vendorStatus: 'processing', notBefore: undefined, seenAt: NOW },
        {
          state: 'PARTIALLY_SUCCEEDED',
          vendorStatus: undefined,
          notBefore: NOW + 10 * SECOND,
          seenAt: NOW + 20 * SECOND,
        },
      ]);
    });

    test('do not depend on the pages in which its URLs were read', async () => {
      see(NOW, urlOf('one', 'a', 60, 'SUCCEEDED'));
      see(NOW + SECOND, urlOf('one', 'b', 60, 'PROCESSING'));
      see(NOW + 10 * SECOND, urlOf('one', 'b', 60, 'SUCCEEDED'));
      await history.flush();
      const changes = await queries.changesOf({ provider: 'north', kind: 'PREFETCH', taskId: 'one' });
      expect(changes.map(({ state }) => state)).toEqual(['PROCESSING', 'SUCCEEDED']);
    });

    test('are empty for a task that was never seen, and for another provider', async () => {
      see(NOW, rowOf('one', 60));
      await history.flush();
      const key = { kind: 'PREFETCH', taskId: 'one' } as const;
      expect(await queries.changesOf({ ...key, provider: 'north', taskId: 'two' })).toEqual([]);
      expect(await queries.changesOf({ ...key, provider: 'south' })).toEqual([]);
    });
  });

  describe('statistics', () => {
    const query = { from: NOW - DAY, to: NOW };
    const by = async (key: 'DOMAIN' | 'HOUR', filter = {}) =>
      (await queries.statistics({ ...query, ...filter }, [key], NOW)).groups.map((group) => [
        group.domain ?? group.from,
        group.tasks,
      ]);

    test('count tasks by their states, and how long the successful ones took', async () => {
      for (const [id, seconds] of [
        ['a', 10],
        ['b', 20],
        ['c', 30],
        ['d', 40],
      ] as const) {
        const done = { ...rowOf(id, 3_600), finishedAt: NOW - HOUR + seconds * SECOND };
        see(NOW - HOUR + SECOND, rowOf(id, 3_600, 'PROCESSING'));
        see(NOW - MINUTE, done);
      }
      see(NOW - MINUTE, rowOf('e', 1_800, 'FAILED'), rowOf('f', 1_800, 'PROCESSING'), rowOf('old', 200_000));
      await history.flush();
      const { groups } = await queries.statistics(query, ['KIND'], NOW);
      expect(groups).toEqual([
        {
          kind: 'PREFETCH',
          tasks: 6,
          urls: 6,
          stateCounts: [
            { state: 'PROCESSING', count: 1 },
            { state: 'SUCCEEDED', count: 4 },
            { state: 'FAILED', count: 1 },
          ],
          successShare: 0.8,
          timeToDone: { p50: 20 * SECOND, p95: 40 * SECOND, max: 40 * SECOND, isUpperBound: false },
        },
      ]);
    });

    test('have upper bounds where no end is reported, and none for tasks that were never seen open', async () => {
      see(NOW - HOUR, rowOf('watched', 3_700, 'PROCESSING'));
      see(NOW - HOUR + 50 * SECOND, rowOf('watched', 3_700));
      see(NOW, rowOf('unwatched', 3_700));
      await history.flush();
      const { groups } = await queries.statistics(query, ['PROVIDER'], NOW);
      const length = 150 * SECOND;
      expect(groups[0]).toMatchObject({
        provider: 'north',
        tasks: 2,
        timeToDone: { p50: length, p95: length, max: length, isUpperBound: true },
      });
    });

    test('count a task once for each host name, each hour and each filter that it matches', async () => {
      see(
        NOW - MINUTE,
        urlOf('one', '1', 60, 'SUCCEEDED'),
        urlOf('one', '2', 60, 'FAILED', 'img.example.com'),
        urlOf('two', '1', 3_700, 'SUCCEEDED'),
      );
      await history.flush();
      expect(await by('DOMAIN')).toEqual([
        ['img.example.com', 1],
        ['www.example.com', 2],
      ]);
      expect(await by('HOUR')).toEqual([
        [NOW - 2 * HOUR, 1],
        [NOW - HOUR, 1],
      ]);
      expect(await by('DOMAIN', { states: ['FAILED'] })).toEqual([['img.example.com', 1]]);
      expect(await by('DOMAIN', { domains: ['www.example.com'] })).toEqual([['www.example.com', 2]]);
      expect(await by('DOMAIN', { kinds: ['PURGE_URL'] })).toEqual([]);
      expect(await by('DOMAIN', { providers: ['south'] })).toEqual([]);
    });

    test('match URLs as lists do: without a scheme, or with one that is missing in the row', async () => {
      see(NOW, urlOf('one', 'a', 60, 'SUCCEEDED'), {
        ...urlOf('two', 'a', 60, 'FAILED'),
        url: 'www.example.com/a',
      });
      await history.flush();
      for (const spelling of ['https://www.example.com/a', 'www.example.com/a'])
        expect(await by('DOMAIN', { urls: [spelling] })).toEqual([['www.example.com', 2]]);
      expect(await by('DOMAIN', { urls: ['http://www.example.com/a'] })).toEqual([['www.example.com', 1]]);
      expect(await by('DOMAIN', { domains: ['WWW.example.com'] })).toEqual([['www.example.com', 2]]);
    });

    test('match the paths of a feed whose vendor names no host', async () => {
      const hosts = ['www.example.com', '*.example.net'];
      const capabilities = { ...feed.capabilities, tellsDomain: false };
      const paths = { ...north, feeds: [{ ...feed, hosts, capabilities }] };
      see(NOW, { ...rowOf('one', 60), url: '/app.js', domain: '' });
      await history.flush();
      const own = new HistoryQueries(history, [paths]);
      const tasksOf = async (filter: object): Promise<number[]> =>
        (await own.statistics({ ...query, ...filter }, ['KIND'], NOW)).groups.map(({ tasks }) => tasks);
      expect(await tasksOf({ urls: ['https://cdn.example.net/app.js'] })).toEqual([1]);
      expect(await tasksOf({ domains: ['www.example.com'] })).toEqual([1]);
      expect(await tasksOf({ urls: ['https://www.example.org/app.js'] })).toEqual([]);
      expect(await tasksOf({ domains: ['www.example.org'] })).toEqual([]);
    });

    test('match URLs whose query strings are not stored', async () => {
      const location = await url();
      const settings = { queryStrings: false };
      const without = await openHistory({ url: location, clock: () => NOW, settings });
      without.record(north, feed, { rows: [rowOf('one', 60)], seenAt: NOW, ranges: [] });
      await without.flush();
      const own = new HistoryQueries(without, [north]);
      const urls = ['https://www.example.com/one?v=1'];
      const { groups } = await own.statistics({ ...query, urls }, ['KIND'], NOW);
      expect(groups.map(({ tasks }) => tasks)).toEqual([1]);
      await without.close();
    });

    test('tell of feeds that were never recorded', async () => {
      const { coverage } = await queries.statistics(query, ['KIND'], NOW);
      expect(coverage).toMatchObject([{ outcome: 'FAILED', error: { kind: 'RETENTION' } }]);
      expect(coverage[0]?.covered).toBeUndefined();
    });

    test('cost nothing for years without rows, and end when the request does', async () => {
      see(NOW, rowOf('new', 60), rowOf('old', 1_000_000));
      await history.flush();
      const ever = { from: Date.UTC(0, 0), to: NOW };
      const { groups } = await queries.statistics(ever, ['KIND'], NOW);
      expect(groups.map(({ tasks }) => tasks)).toEqual([2]);
      const ended = queries.statistics(ever, ['KIND'], NOW, AbortSignal.abort());
      await expect(ended).rejects.toMatchObject({ kind: 'TIMEOUT', provider: 'north' });
    });

    test('tell which part of the range they do not contain', async () => {
      history.record(north, feed, { rows: [], seenAt: NOW, ranges: [rangeOf(3_600, 0, NOW)] });
      await history.flush();
      const { coverage } = await queries.statistics(query, ['DAY'], NOW);
      expect(coverage).toHaveLength(1);
      expect(coverage[0]).toMatchObject({
        outcome: 'PARTIAL',
        covered: { from: NOW - HOUR, to: NOW },
        source: 'HISTORY',
        vendorCalls: 0,
        error: { kind: 'RETENTION' },
      });
      const [open] = (await queries.statistics({ from: NOW - HOUR }, ['DAY'], NOW + MINUTE)).coverage;
      expect(open).toMatchObject({ outcome: 'COMPLETE', requested: { to: NOW } });
      const [late] = (await queries.statistics({ from: NOW - HOUR }, ['DAY'], NOW + HOUR)).coverage;
      expect(late).toMatchObject({ outcome: 'PARTIAL', requested: { to: NOW + HOUR } });
      const hour = await queries.statistics({ from: NOW - HOUR, to: NOW }, ['DAY'], NOW);
      expect(hour.coverage[0]).toMatchObject({ outcome: 'COMPLETE', error: undefined });
    });
  });
}

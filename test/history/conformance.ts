import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY, MINUTE, SECOND } from '../../src/domain/time.ts';
import { FeedIds, feedNameOf } from '../../src/history/feeds.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { load } from '../../src/history/load.ts';
import { pendingMigrations } from '../../src/history/migrations.ts';
import { ownerOf } from '../../src/history/rows.ts';
import { historyStatus } from '../../src/history/status.ts';
import { feed, NOW, rangeOf, rowOf, sourceOf } from './fixture.ts';
import { openHistory } from './opening.ts';

const north = sourceOf('north');
const everything = { from: NOW - 30 * DAY, to: NOW + SECOND };

const loadAll = async (history: DatabaseHistory, limit = 1_000) => {
  const kept = await history.load(north, feed, { window: everything, startsAt: 'newer-end', limit });
  if (kept === undefined) throw new Error('The history cannot be read.');
  return kept;
};

/** What every database must do. `url` names a new, empty one. */
export function testDatabase(url: () => Promise<string>): void {
  let location: string;
  let history: DatabaseHistory;
  const reopen = async (): Promise<void> => {
    await history.close();
    history = await openHistory({ url: location, clock: () => NOW });
  };
  beforeEach(async () => {
    location = await url();
    history = await openHistory({ url: location, clock: () => NOW });
  });
  afterEach(() => history.close());

  describe('what was recorded', () => {
    it('is there after a restart, as the vendor answered it', async () => {
      const row = {
        ...rowOf('one', 100, 'FAILED'),
        area: 'OVERSEAS' as const,
        scope: 'zone-1',
        isSchemeKnown: false,
        purgeMethod: 'DELETE' as const,
        progress: 12.5,
        finishedAt: NOW - 50 * SECOND,
        updatedAt: NOW - 49 * SECOND,
        reason: 'originPullFailed',
        message: 'The origin answered 502 “Bad Gateway”.',
        requestId: 'request-1',
      };
      history.record(north, feed, { rows: [row], seenAt: NOW, ranges: [rangeOf(200, 80, NOW)] });
      await history.flush();
      await reopen();
      const kept = await loadAll(history);
      expect(kept.rows).toEqual([{ row, seenAt: NOW }]);
      expect(kept.ranges).toEqual([{ ...rangeOf(200, 80, NOW), isFromHistory: true }]);
      expect(kept.reached).toBe(everything.from);
      expect(history.since(north, feed)).toBe(NOW - 200 * SECOND);
    });

    it('belongs to the account, so that a provider can be renamed', async () => {
      history.record(north, feed, {
        rows: [rowOf('one', 100)],
        seenAt: NOW,
        ranges: [rangeOf(200, 80, NOW)],
      });
      await history.flush();
      const renamed = sourceOf('south');
      const kept = await history.load(renamed, feed, { window: everything, startsAt: 'newer-end', limit: 9 });
      expect(kept?.rows.map(({ row }) => row.provider)).toEqual(['south']);
      expect(history.since(sourceOf('north', 'another account'), feed)).toBeUndefined();
    });

    it('is read as of one moment, whatever another instance records meanwhile', async () => {
      const id = await new FeedIds(() => history.connection.database).of(feedNameOf(north.provider, feed));
      const other = await openHistory({ url: location, clock: () => NOW });
      let record: (() => Promise<void>) | undefined = () => {
        record = undefined;
        other.record(north, feed, {
          rows: [rowOf('one', 100)],
          seenAt: NOW,
          ranges: [rangeOf(200, 80, NOW)],
        });
        return other.flush();
      };
      const database = history.connection.database.withPlugin({
        transformQuery: ({ node }) => node,
        async transformResult({ result }) {
          await record?.();
          return result;
        },
      });
      const request = { window: everything, startsAt: 'newer-end', limit: 9 } as const;
      const kept = await load(database, id, ownerOf(north.provider, feed), request, { urlOf: String });
      await other.close();
      expect([kept.rows.length, kept.ranges.length]).toEqual([0, 0]);
      expect((await loadAll(history)).rows).toHaveLength(1);
    });

    it('belongs to one of the lists that a vendor names in each call', async () => {
      const purges = { ...feed, list: 'purges' };
      const range = rangeOf(200, 80, NOW);
      history.record(north, feed, { rows: [rowOf('one', 100)], seenAt: NOW, ranges: [range] });
      history.record(north, purges, { rows: [rowOf('two', 100)], seenAt: NOW, ranges: [] });
      await history.flush();
      const request = { window: everything, startsAt: 'newer-end', limit: 9 } as const;
      const kept = await history.load(north, purges, request);
      expect(kept?.rows.map(({ row }) => row.taskId)).toEqual(['two']);
      expect(kept?.ranges).toEqual([]);
      expect(history.since(north, purges)).toBeUndefined();
    });

    it('is on all hosts of its feed where the vendor names paths without a host', async () => {
      const hosts = ['www.example.com', '*.example.net'];
      const paths = { ...feed, hosts, capabilities: { ...feed.capabilities, tellsDomain: false } };
      const row = { ...rowOf('one', 100), url: '/app.js', hosts };
      history.record(north, paths, { rows: [row], seenAt: NOW, ranges: [] });
      await history.flush();
      const kept = await history.load(north, paths, { window: everything, startsAt: 'newer-end', limit: 9 });
      expect(kept?.rows.map((each) => each.row)).toEqual([row]);
    });

    it('keeps a final state when an older or an open sighting comes later', async () => {
      for (const [state, seenAt] of [
        ['SUCCEEDED', NOW],
        ['PROCESSING', NOW - SECOND],
        ['PROCESSING', NOW + SECOND],
      ] as const) {
        history.record(north, feed, { rows: [rowOf('one', 100, state)], seenAt, ranges: [] });
        await history.flush();
      }
      expect((await loadAll(history)).rows.map(({ row }) => row.state)).toEqual(['SUCCEEDED']);
    });

    it('contains each change of a state once, with the last sighting before it', async () => {
      const seen = [
        ['PROCESSING', NOW],
        ['PROCESSING', NOW + 10 * SECOND],
        ['SUCCEEDED', NOW + 20 * SECOND],
        ['SUCCEEDED', NOW + 30 * SECOND],
      ] as const;
      for (const [state, seenAt] of seen) {
        const row = { ...rowOf('one', 100, state), observedAt: seenAt + 5 };
        history.record(north, feed, { rows: [row, row], seenAt, ranges: [] });
      }
      await history.flush();
      const changes = await history.connection.database
        .selectFrom('state_changes')
        .select(['state', 'not_before', 'seen_at'])
        .orderBy('id')
        .execute();
      expect(changes).toEqual([
        { state: 'PROCESSING', not_before: null, seen_at: NOW + 5 },
        { state: 'SUCCEEDED', not_before: NOW + 10 * SECOND, seen_at: NOW + 20 * SECOND + 5 },
      ]);
    });

    it('tells rows that appeared in a range that had settled from others', async () => {
      history.record(north, feed, { rows: [], seenAt: NOW, ranges: [rangeOf(200, 0, NOW)] });
      history.record(north, feed, {
        rows: [rowOf('late', 100), rowOf('fresh', 30)],
        seenAt: NOW + SECOND,
        ranges: [],
      });
      await history.flush();
      const late = await history.connection.database.selectFrom('late_rows').select('task_id').execute();
      expect(late).toEqual([{ task_id: 'late' }]);
    });
  });

  describe('the ranges', () => {
    it('that touch and have settled become one', async () => {
      history.record(north, feed, { rows: [], seenAt: NOW, ranges: [rangeOf(300, 200, NOW)] });
      history.record(north, feed, { rows: [], seenAt: NOW, ranges: [rangeOf(200, 100, NOW - SECOND)] });
      await history.flush();
      const { ranges } = await loadAll(history);
      const settledUntil = NOW - MINUTE;
      expect(ranges).toEqual([{ ...rangeOf(300, 100, NOW - SECOND), settledUntil, isFromHistory: true }]);
    });

    it('of one newest part after another are few', async () => {
      for (let age = 3_600; age >= 0; age -= 30) {
        const readAt = NOW - age * SECOND;
        history.record(north, feed, { rows: [], seenAt: readAt, ranges: [rangeOf(age + 90, age, readAt)] });
        await history.flush();
      }
      expect((await loadAll(history)).ranges.length).toBeLessThanOrEqual(4);
    });

    it('of a newer reading stay when an older one is stored later', async () => {
      history.record(north, feed, { rows: [], seenAt: NOW, ranges: [rangeOf(50, 20, NOW)] });
      history.record(north, feed, { rows: [], seenAt: NOW, ranges: [rangeOf(60, 10, NOW - 5 * SECOND)] });
      await history.flush();
      const { ranges } = await loadAll(history);
      expect(
        ranges.map(({ from, to, readAt }) =>
          [NOW - from, NOW - to, NOW - readAt].map((each) => each / SECOND),
        ),
      ).toEqual([
        [60, 50, 5],
        [50, 20, 0],
        [20, 10, 5],
      ]);
    });

    it('that were filtered or are partial are not stored', async () => {
      const range = rangeOf(200, 100, NOW);
      history.record(north, feed, {
        rows: [rowOf('one', 150)],
        seenAt: NOW,
        ranges: [
          { ...range, narrowing: { domain: 'www.example.com' } },
          { ...range, partial: 'rows are missing' },
          { ...range, isOfTasks: true },
        ],
      });
      await history.flush();
      const kept = await loadAll(history);
      expect(kept.rows).toHaveLength(1);
      expect(kept.ranges).toEqual([]);
    });
  });

  describe('a part that is loaded', () => {
    beforeEach(async () => {
      const rows = [10, 10, 20, 20, 20, 30].map((age, index) => rowOf(`task${index}`, age));
      history.record(north, feed, { rows, seenAt: NOW, ranges: [rangeOf(200, 0, NOW)] });
      await history.flush();
    });

    it.each([
      ['newer-end', 1, [10, 10], 10],
      ['newer-end', 3, [10, 10], 19],
      ['newer-end', 5, [20, 20, 20, 10, 10], 29],
      ['newer-end', 6, [30, 20, 20, 20, 10, 10], 30 * 86_400],
      ['older-end', 1, [30], 20],
      ['older-end', 3, [30], 20],
      ['older-end', 4, [30, 20, 20, 20], 10],
      ['older-end', 6, [30, 20, 20, 20, 10, 10], -1],
    ] as const)('from the %s with %i rows has whole seconds', async (startsAt, limit, ages, reached) => {
      const kept = await history.load(north, feed, { window: everything, startsAt, limit });
      const seen = (kept?.rows ?? []).map(({ row }) => (NOW - row.createdAt) / SECOND);
      expect(seen.toSorted((a, b) => b - a)).toEqual(ages);
      expect((NOW - (kept?.reached ?? 0)) / SECOND).toBe(reached);
      const [range] = kept?.ranges ?? [];
      const clipped = startsAt === 'newer-end' ? range?.from : range?.to;
      const whole = startsAt === 'newer-end' ? NOW - 200 * SECOND : NOW;
      const isWithin = NOW - reached * SECOND >= NOW - 200 * SECOND && reached >= 0;
      expect(clipped).toBe(isWithin ? kept?.reached : whole);
    });
  });

  it('the status counts what there is of each feed', async () => {
    history.record(north, feed, {
      rows: [rowOf('one', 100), rowOf('two', 150)],
      seenAt: NOW,
      ranges: [rangeOf(200, 120, NOW), rangeOf(110, 80, NOW)],
    });
    await history.flush();
    const { feeds, size } = await historyStatus(history.connection);
    expect(feeds).toEqual([
      {
        vendor: 'ANY_VENDOR',
        account: 'account',
        action: 'ListTasks',
        scope: '',
        list: '',
        since: NOW - 200 * SECOND,
        until: NOW - 80 * SECOND,
        readAt: NOW,
        rows: 2,
        ranges: 2,
        gaps: 1,
        lateRows: 0,
      },
    ]);
    expect(size).toBeGreaterThan(10_000);
  });

  it('the tables are created once, and stay', async () => {
    expect(await pendingMigrations(history.connection.database, history.connection.dialect)).toEqual([]);
    await reopen();
    expect(await pendingMigrations(history.connection.database, history.connection.dialect)).toEqual([]);
  });

  it('tables of a newer version are refused', async () => {
    const { database } = history.connection;
    await sql`insert into kysely_migration (name, timestamp) values ('2999-01-01-later', '2999-01-01')`.execute(
      database,
    );
    await expect(openHistory({ url: location, clock: () => NOW })).rejects.toThrow(
      /written by a newer version/,
    );
  });
}

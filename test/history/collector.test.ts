import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import type { Submission } from '../../src/emulator/emulator.ts';
import { Collector } from '../../src/history/collector.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { HistoryQueries } from '../../src/history/queries.ts';
import { Lease } from '../../src/history/lease.ts';
import { NOW } from '../engine/scenario.ts';
import { openWorld, type World } from '../engine/world.ts';
import { collectorOf } from './collecting.ts';
import { openHistory } from './opening.ts';

/** One task every three hours for eight days; each takes twenty minutes. */
const submissions: Submission[] = Array.from({ length: 64 }, (_, index) => {
  const at = NOW - HOUR - index * 3 * HOUR;
  return {
    taskId: String(1_000 - index),
    kind: 'PREFETCH',
    at,
    targets: [
      { url: `https://www.example.com/${index}`, finishesAt: at + 20 * MINUTE, outcome: 'succeeded' },
    ],
  };
});

let world: World;
let history: DatabaseHistory;
let collector: Collector;
/** How long the collector paused. */
let paused = 0;
let isHolder = true;

beforeEach(async () => {
  isHolder = true;
  paused = 0;
  const started = NOW - 3.5 * DAY;
  history = await openHistory({ clock: () => world.clock.now });
  world = await openWorld({
    accounts: [
      { vendor: 'ALIBABA_CDN', name: 'ali', id: 'id', secret: 'secret', zones: [], history: submissions },
    ],
    now: started,
    history,
  });
  collector = collectorOf(world, 100_000, {
    history,
    isHolder: () => isHolder,
    sleep: (length) => {
      world.clock.now += length;
      paused += length;
      return Promise.resolve();
    },
    interval: 15 * MINUTE,
  });
});
afterEach(async () => {
  await world.close();
  await history.close();
});

describe('the collector', () => {
  test('keeps every row and every change that a vendor has forgotten in the meantime', async () => {
    while (world.clock.now < NOW) {
      await collector.collectDue();
      world.clock.now += 15 * MINUTE;
    }
    await history.flush();
    world.restart();
    // When it started, Alibaba still knew the tasks of three days.
    const from = NOW - 6.5 * DAY + HOUR;
    const query = { providers: ['ali'], from };
    const page = await world.tasks.urlDetails(query, { first: 1_000 }, world.scope());
    const expected = submissions.filter(({ at }) => at >= from);
    expect(page.edges.map(({ node }) => node.taskId)).toEqual(expected.map(({ taskId }) => taskId));
    expect(page.errors).toEqual([]);
    const queries = new HistoryQueries(history, world.sources);
    const begun = expected.filter(({ at }) => at >= NOW - 3.5 * DAY && at < NOW - 2 * HOUR);
    for (const { taskId, at } of begun) {
      const changes = await queries.changesOf({ provider: 'ali', kind: 'PREFETCH', taskId });
      expect(changes.map(({ state }) => state)).toEqual(['PROCESSING', 'SUCCEEDED']);
      // Within the round that looks at tasks of the last hour.
      expect(changes[1]?.seenAt).toBeLessThanOrEqual(at + 20 * MINUTE + 16 * MINUTE);
      expect(changes[1]?.seenAt).toBeGreaterThanOrEqual(at + 20 * MINUTE);
    }
  });

  test('uses at most a tenth of the rate', async () => {
    await collector.collectDue();
    const calls = world.emulator.calls.length;
    expect(calls).toBeGreaterThan(0);
    const [feed] = world.sources.flatMap(({ feeds }) => feeds);
    expect(paused).toBeGreaterThanOrEqual((calls * 10 * SECOND) / (feed?.callsPerSecond ?? 0));
  });

  test('makes no call while another instance collects', async () => {
    isHolder = false;
    await collector.collectDue();
    expect(world.emulator.calls).toEqual([]);
  });
});

const database = () => history.connection.database;

describe('the lease', () => {
  test('has one holder at a time, and its fencing number grows with each of them', async () => {
    let now = NOW;
    const [one, two] = [new Lease(database, 'one', () => now), new Lease(database, 'two', () => now)];
    expect(await one.take()).toBe(1);
    expect(await two.take()).toBeUndefined();
    now += 2 * SECOND;
    expect(await one.take()).toBe(1);
    now += 3 * SECOND;
    expect(await two.take()).toBe(2);
    expect(await one.take()).toBeUndefined();
    await two.release();
    expect(await one.take()).toBe(3);
  });
});

test('pruning forgets what is older, and keeps the rest', async () => {
  await collector.collectDue();
  await history.flush();
  const [source] = world.sources;
  const [feed] = source?.feeds ?? [];
  if (source === undefined || feed === undefined) throw new Error('There is no feed.');
  const before = world.clock.now - DAY;
  await history.prune(before);
  const window = { from: 0, to: NOW };
  const kept = await history.load(source, feed, { window, startsAt: 'newer-end', limit: 1_000 });
  expect(kept?.rows.map(({ row }) => row.createdAt >= before)).toEqual(Array(8).fill(true));
  expect(history.since(source, feed)).toBe(before);
});

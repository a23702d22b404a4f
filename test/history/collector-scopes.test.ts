import { expect, test } from 'vitest';
import type { Feed, TaskSource } from '../../src/domain/source.ts';
import type { Tasks } from '../../src/domain/tasks.ts';
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import type { Submission } from '../../src/emulator/emulator.ts';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { requestScope } from '../../src/engine/call/deadline.ts';
import { MemoryStore } from '../../src/engine/store/store.ts';
import { createTasks } from '../../src/engine/tasks.ts';
import { Collector } from '../../src/history/collector.ts';
import { HistoryQueries } from '../../src/history/queries.ts';
import { NOW } from '../engine/scenario.ts';
import { openWorld } from '../engine/world.ts';
import { apiOver } from '../graphql/api-over.ts';
import { feed, sourceOf } from './fixture.ts';
import { collectorOf } from './collecting.ts';
import { openHistory } from './opening.ts';

/** An account whose zones are discovered, and its collector. */
async function open(zones: string[]) {
  const world = await openWorld({
    now: NOW,
    accounts: [{ vendor: 'TENCENT_EDGEONE', name: 'edge', id: 'id', secret: 'secret', zones }],
    settings: { edge: { zones: undefined } },
  });
  const collector = collectorOf(world, 1_000, {
    sleep: () => new Promise((resolve) => void setImmediate(resolve)),
    interval: 15 * MINUTE,
  });
  const askedZones = (): readonly unknown[] => [
    ...new Set(
      world.emulator.calls
        .filter(({ action }) => action === 'DescribePurgeTasks')
        .map(({ parameters }) => parameters['ZoneId']),
    ),
  ];
  const close = async (): Promise<void> => {
    await world.close();
  };
  return { world, collector, askedZones, close };
}

test('the collector finds the scopes of an account, also those that come later, while nobody asks', async () => {
  const zones = ['zone-1'];
  const { world, collector, askedZones, close } = await open(zones);
  try {
    await collector.collectDue();
    expect(askedZones()).toEqual(['zone-1']);
    zones.push('zone-2');
    world.clock.now += HOUR;
    // The list is read while the known zones are collected.
    await expect
      .poll(
        async () => {
          await collector.collectDue();
          world.clock.now += MINUTE;
          return askedZones();
        },
        { timeout: 20_000 },
      )
      .toEqual(['zone-1', 'zone-2']);
    expect(world.emulator.callCounts('edge')['DescribeZones']).toBe(2);
  } finally {
    await close();
  }
});

test('the running collector finds them too', async () => {
  const { collector, askedZones, close } = await open(['zone-1']);
  const failures: unknown[] = [];
  const running = collector.run((error) => failures.push(error));
  try {
    await expect.poll(askedZones, { timeout: 20_000 }).toEqual(['zone-1']);
  } finally {
    collector.stop();
    await running;
    await close();
  }
  expect(failures).toEqual([]);
});

test('so many feeds that their newest parts take all the time get their older parts read too, without a gap', async () => {
  // A round over the newest parts takes 200 s at a tenth of the rate, and one is due every 30 s.
  const zones = Array.from({ length: 20 }, (_, index) => `E${index}`);
  const batches = zones.flatMap((zone, index) =>
    [-5 * HOUR, 10 * MINUTE].map((at, batch): Submission => ({
      taskId: `I${index}X${batch}`,
      kind: 'PURGE_URL',
      zone,
      at: NOW + at,
      targets: [{ url: '/a.js', finishesAt: NOW + at + MINUTE, outcome: 'succeeded' }],
    })),
  );
  const clock = (): number => world.clock.now;
  const history = await openHistory({ clock: () => world.clock.now });
  const world = await openWorld({
    now: NOW,
    accounts: [
      { vendor: 'AWS_CLOUDFRONT', name: 'front', id: 'id', secret: 'secret', zones, history: batches },
    ],
    history,
  });
  try {
    const end = NOW + 45 * MINUTE;
    // Calls themselves do not wait here: their rates are of real seconds.
    const slow = world.sources.map((source) => ({
      ...source,
      feeds: source.feeds.map((each) => ({ ...each, callsPerSecond: 1 })),
    }));
    const collector = new Collector({
      sources: () => slow,
      tasksOver: () => world.tasks,
      openScope: () => ({ scope: world.scope(), dispose: () => undefined }),
      isHolder: () => clock() < end,
      clock,
      sleep: async (length) => {
        world.clock.now += length;
      },
      prune: () => Promise.resolve(),
      interval: 30 * SECOND,
      keepFor: 90 * 24 * HOUR,
    });
    while (clock() < end) {
      await collector.collectDue();
      world.clock.now += SECOND;
    }
    await history.flush();
    world.restart();
    world.emulator.clearCalls();
    const query = { from: NOW - 6 * HOUR, to: clock() - 15 * MINUTE };
    const { edges, errors } = await world.tasks.tasks(query, { first: 100, maxAge: HOUR }, world.scope());
    expect(errors).toEqual([]);
    expect(edges).toHaveLength(batches.length);
    expect(world.emulator.callCounts('front')).toEqual({});
  } finally {
    await world.close();
    await history.close();
  }
});

test('statistics ask for the scopes first, and tell where they are not known', async () => {
  const { world, close } = await open(['zone-1']);
  const history = await openHistory({ clock: () => world.clock.now });
  try {
    const queries = new HistoryQueries(history, world.sources);
    const { coverage } = await queries.statistics({}, ['KIND'], NOW);
    expect(coverage.length).toBeGreaterThan(0);
    for (const each of coverage)
      expect(each).toMatchObject({ outcome: 'SKIPPED', error: { kind: 'UNAVAILABLE', provider: 'edge' } });
    const { ask } = apiOver(world.tasks, { history: queries, clock: () => world.clock.now });
    const { data } = await ask('{ statistics(by: [KIND]) { coverage { scope outcome } } }');
    expect(Object(data).statistics.coverage).toContainEqual({ scope: 'zone-1', outcome: 'FAILED' });
  } finally {
    await history.close();
    await close();
  }
});

test('the newest part of a scope that is discovered during the first reading does not wait for its end', async () => {
  const zones = ['zone-1', 'zone-2'].map((scope): Feed => ({ ...feed, scope }));
  const source = { ...sourceOf('edge'), feeds: zones.slice(0, 1) };
  const pages: (string | undefined)[] = [];
  const tasksOver = ([over]: readonly TaskSource[]): Tasks => {
    const tasks = createTasks([], {
      calls: vendorCalls({ clock: () => NOW }),
      store: new MemoryStore(0, () => NOW),
      maxRows: 0,
      clock: () => NOW,
      fingerprint: String,
    });
    const urlDetails: Tasks['urlDetails'] = async () => {
      pages.push(over?.feeds[0]?.scope);
      // The reading of the first zone goes on until the other one is read.
      if (pages.length === 10) source.feeds = zones;
      const hasNextPage = pages.length > 1 && pages.length < 30 && !pages.includes('zone-2');
      return {
        edges: [],
        hasNextPage,
        hasPreviousPage: false,
        endCursor: String(pages.length),
        coverage: [],
        errors: [],
        totalCount: async () => 0,
      };
    };
    return { ...tasks, providers: [], urlDetails };
  };
  const collector = new Collector({
    sources: () => [source],
    tasksOver,
    openScope: (callBudget) =>
      requestScope({ now: NOW, deadlineMs: HOUR, callBudget, schedule: () => () => undefined }),
    isHolder: () => true,
    clock: () => NOW,
    sleep: () => Promise.resolve(),
    prune: () => Promise.resolve(),
    interval: 15 * MINUTE,
    keepFor: 90 * 24 * HOUR,
  });
  await collector.collectDue();
  expect(pages.indexOf('zone-2')).toBe(10);
});

import { describe, expect, it } from 'vitest';
import type { EmulatedAccount, EmulatedVendor } from '../../src/emulator/emulator.ts';
import { DAY, MINUTE, SECOND } from '../../src/domain/time.ts';
import { accountOf, domainNames, tasksOfSize, zoneIds } from '../emulator/large-accounts.ts';
import { NOW } from './scenario.ts';
import { openWorld, type World } from './world.ts';

/** Releases of equal size, one every 25 minutes; of every seventh some URLs fail unless all succeed. */
function account(
  vendor: EmulatedVendor,
  rows: number,
  pageSize: number,
  allSucceed: boolean,
): EmulatedAccount {
  return accountOf(vendor, vendor, {
    zones: vendor === 'TENCENT_EDGEONE' ? ['zone-1'] : [],
    behaviour: { maxPageSize: pageSize },
    history: tasksOfSize({
      newest: NOW - 5 * MINUTE,
      tasks: 45,
      urlsPerTask: rows,
      apartMs: 25 * MINUTE,
      ...(vendor === 'TENCENT_EDGEONE' && { zones: ['zone-1'] }),
      target: (task, url) =>
        !allSucceed && task % 7 === 3 && url % 50 === 0 ? { outcome: 'failed' as const } : {},
    }),
  });
}

const query = { kinds: ['PREFETCH' as const], from: NOW - DAY };

async function callsOf<Answer>(world: World, ask: () => Promise<Answer>): Promise<[Answer, number]> {
  world.emulator.clearCalls();
  const answer = await ask();
  return [answer, world.emulator.calls.length];
}

describe('a list of 20 tasks', () => {
  it.each([
    // Vendor, rows a task, rows a page, all succeed; calls on first contact, and for the next page.
    ['TENCENT_CDN', 240, 1_000, false, 15, 15],
    ['TENCENT_EDGEONE', 240, 1_000, false, 15, 15],
    ['TENCENT_EDGEONE', 5_000, 1_000, false, 100, 100],
    ['ALIBABA_CDN', 240, 100, false, 30, 25],
    ['ALIBABA_CDN', 500, 100, false, 30, 25],
    ['TENCENT_CDN', 240, 100, false, 55, 55],
    ['TENCENT_CDN', 500, 100, true, 55, 55],
  ] as const)(
    'of %s with %d rows each and pages of %d costs few calls, and none again',
    async (vendor, rows, pageSize, allSucceed, first, next) => {
      const settings = { [vendor]: { maxPageSize: pageSize } };
      const world = await openWorld({
        accounts: [account(vendor, rows, pageSize, allSucceed)],
        now: NOW,
        settings,
      });
      const list = (after?: string) => world.tasks.tasks(query, { first: 20, after }, world.scope(100));
      const [page, calls] = await callsOf(world, () => list());
      expect(page.edges.map(({ node }) => node.urlCount)).toEqual(Array(20).fill(rows));
      expect(page.edges.map(({ node }) => node.state)).toEqual(
        page.edges.map((_, place) => (!allSucceed && place % 7 === 3 ? 'PARTIALLY_SUCCEEDED' : 'SUCCEEDED')),
      );
      expect(page.errors).toEqual([]);
      expect(calls).toBeLessThanOrEqual(first);
      expect((await callsOf(world, () => list()))[1]).toBe(0);
      const [second, more] = await callsOf(world, () => list(page.endCursor));
      expect(second.edges).toHaveLength(20);
      expect(more).toBeLessThanOrEqual(next);
      await world.close();
    },
  );

  it.each([
    ['TENCENT_CDN', 1_000],
    ['TENCENT_EDGEONE', 1_000],
    ['ALIBABA_CDN', 100],
  ] as const)(
    'of %s that failed, among three days of releases, costs at most 15 calls',
    async (vendor, pageSize) => {
      const settings = { [vendor]: { maxPageSize: pageSize } };
      const world = await openWorld({
        accounts: [account(vendor, 240, pageSize, false)],
        now: NOW,
        settings,
      });
      const failed = { ...query, from: NOW - 3 * DAY + MINUTE, states: ['FAILED' as const] };
      const [page, calls] = await callsOf(world, () =>
        world.tasks.tasks(failed, { first: 20 }, world.scope(100)),
      );
      expect(page.edges).toEqual([]);
      expect(page.errors).toEqual([]);
      expect(calls).toBeLessThanOrEqual(15);
      await world.close();
    },
  );
});

describe('an account of 100 zones', () => {
  const zones = zoneIds(100);
  const edge = accountOf('TENCENT_EDGEONE', 'edge', {
    zones,
    history: tasksOfSize({ newest: NOW - MINUTE, tasks: 300, urlsPerTask: 3, zones, idPrefix: 'job' }),
  });

  it('gives 20 tasks in the first request, for at most one call a feed', async () => {
    const world = await openWorld({ accounts: [edge], now: NOW });
    const [page, calls] = await callsOf(world, () => world.tasks.tasks({}, { first: 20 }, world.scope(100)));
    expect(page.edges).toHaveLength(20);
    expect(page.errors).toEqual([]);
    expect(calls).toBeLessThanOrEqual(200);
    await world.close();
  });

  it('looks a task up in the zone that its key names, or in all zones, because its URLs may be in several', async () => {
    const world = await openWorld({ accounts: [edge], now: NOW });
    const task = { provider: 'edge', taskId: 'job00000042', kind: 'PREFETCH' as const };
    const [[found], calls] = await callsOf(world, () =>
      world.tasks.lookUp([{ ...task, scope: 'zone-042' }], world.scope(100)),
    );
    expect(found).toMatchObject({ taskId: 'job00000042', urlCount: 3 });
    expect(calls).toBe(1);
    const [[again], rounds] = await callsOf(world, () => world.tasks.lookUp([task], world.scope(100)));
    expect(again).toMatchObject({ taskId: 'job00000042', urlCount: 3 });
    expect(rounds).toBeLessThanOrEqual(100);
    await world.close();
  });

  it('asks only the zones that can serve the host of a URL', async () => {
    const served = zones.map((id, index) => ({ id, domains: [`www.site-${index}.example.com`] }));
    const world = await openWorld({ accounts: [edge], now: NOW, settings: { edge: { zones: served } } });
    const url = 'https://www.site-7.example.com/app.js';
    const [, report] = await callsOf(world, () => world.tasks.urlReports({ urls: [url] }, world.scope(100)));
    expect(report).toBeLessThanOrEqual(4);
    const [, list] = await callsOf(world, () =>
      world.tasks.tasks({ domains: ['www.site-8.example.com'] }, { first: 3 }, world.scope(100)),
    );
    expect(list).toBeLessThanOrEqual(4);
    await world.close();
  });
});

describe('the lists of 100 domains in one request', () => {
  it('are answered in about the calls of one list', async () => {
    const domains = domainNames(100);
    const history = tasksOfSize({
      newest: NOW - MINUTE,
      tasks: 1_000,
      urlsPerTask: 2,
      domains,
      apartMs: 60 * SECOND,
    });
    const world = await openWorld({
      accounts: [accountOf('TENCENT_CDN', 'tencent', { history })],
      now: NOW,
      settings: { tencent: { maxPageSize: 100 } },
    });
    const [, one] = await callsOf(world, () => world.tasks.tasks({}, { first: 1_000 }, world.scope(100)));
    world.clock.now += 2 * MINUTE;
    const fresh = await openWorld({
      accounts: [accountOf('TENCENT_CDN', 'tencent', { history })],
      now: NOW,
      settings: { tencent: { maxPageSize: 100 } },
    });
    const scope = fresh.scope(100);
    const [pages, calls] = await callsOf(fresh, () =>
      Promise.all(domains.map((domain) => fresh.tasks.tasks({ domains: [domain] }, { first: 3 }, scope))),
    );
    expect(pages.map(({ edges }) => edges.length)).toEqual(domains.map(() => 3));
    expect(pages.flatMap(({ errors }) => errors)).toEqual([]);
    expect(calls).toBeLessThanOrEqual(1.5 * one);
    await world.close();
    await fresh.close();
  });
});

describe('a hundred tasks of Alibaba by id', () => {
  it('cost ten calls', async () => {
    const history = tasksOfSize({ newest: NOW - MINUTE, tasks: 100, urlsPerTask: 2 });
    const world = await openWorld({ accounts: [accountOf('ALIBABA_CDN', 'aliyun', { history })], now: NOW });
    const references = history.map(({ taskId }) => ({
      provider: 'aliyun',
      taskId,
      kind: 'PREFETCH' as const,
    }));
    const [tasks, calls] = await callsOf(world, () => world.tasks.lookUp(references, world.scope(100)));
    expect(tasks.map((task) => ('urlCount' in task ? task.urlCount : task.message))).toEqual(
      Array(100).fill(2),
    );
    expect(calls).toBe(10);
    await world.close();
  });
});

describe('two hundred running tasks that are watched', () => {
  it.each([
    // 200 rows do not fit two pages of 100.
    ['TENCENT_CDN', 2],
    ['TENCENT_EDGEONE', 2],
    ['ALIBABA_CDN', 3],
  ] as const)('of %s cost at most %d calls each time', async (vendor, most) => {
    const zones = vendor === 'TENCENT_EDGEONE' ? ['zone-1'] : [];
    const history = tasksOfSize({
      newest: NOW - 10 * SECOND,
      tasks: 200,
      urlsPerTask: vendor === 'ALIBABA_CDN' ? 1 : 5,
      apartMs: SECOND,
      zones,
      target: () => ({ finishesAt: NOW + DAY }),
    });
    const world = await openWorld({ accounts: [accountOf(vendor, 'busy', { history, zones })], now: NOW });
    const references = history.map(({ taskId, at }) => ({
      provider: 'busy',
      taskId,
      kind: 'PREFETCH' as const,
      createdAt: at,
    }));
    for (let poll = 0; poll < 3; poll++) {
      const [tasks, calls] = await callsOf(world, () => world.tasks.lookUp(references, world.scope(100)));
      expect(tasks.map((task) => ('state' in task ? task.state : task.message))).toEqual(
        references.map(() => 'PROCESSING'),
      );
      expect(calls).toBeLessThanOrEqual(most);
      world.clock.now += 2 * SECOND;
    }
    await world.close();
  });
});

describe('the reports of 200 URLs', () => {
  it.each(['TENCENT_CDN', 'TENCENT_EDGEONE', 'ALIBABA_CDN'] as const)(
    'cost at most 1.5 times the calls of one list of the period at %s',
    async (vendor) => {
      const urls = Array.from({ length: 200 }, (_, index) => `https://www.example.com/release/${index}.js`);
      const zones = vendor === 'TENCENT_EDGEONE' ? ['zone-1'] : [];
      const history = tasksOfSize({
        newest: NOW - MINUTE,
        tasks: 40,
        urlsPerTask: 10,
        apartMs: 25 * SECOND,
        zones,
        target: (task, url) => ({ url: urls[(task * 10 + url) % 200] ?? '' }),
      });
      const open = () =>
        openWorld({
          accounts: [accountOf(vendor, 'busy', { history, zones })],
          now: NOW,
          settings: { busy: { maxPageSize: 100 } },
        });
      const period = { from: NOW - DAY };
      const world = await open();
      const [, list] = await callsOf(world, () =>
        world.tasks.urlDetails(period, { first: 1_000 }, world.scope(100)),
      );
      const fresh = await open();
      const [reports, calls] = await callsOf(fresh, () =>
        fresh.tasks.urlReports({ urls, ...period }, fresh.scope(100)),
      );
      expect(reports.map(({ verdict }) => verdict)).toEqual(urls.map(() => 'EVERYWHERE'));
      expect(calls).toBeLessThanOrEqual(1.5 * list);
      await world.close();
      await fresh.close();
    },
  );
});

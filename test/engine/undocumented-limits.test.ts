import { afterEach, describe, expect, it } from 'vitest';
import type { UrlDetail } from '../../src/domain/task.ts';
import type { Page } from '../../src/domain/page.ts';
import { DAY, SECOND } from '../../src/domain/time.ts';
import type { Behaviour, EmulatedAccount } from '../../src/emulator/emulator.ts';
import { NOW } from './scenario.ts';
import { openWorld, type World } from './world.ts';

// Limits of Tencent Cloud CDN's lists that no document names: they are noticed, obeyed and remembered.

let world: World;
afterEach(() => world.close());

/** So many prefetches of one URL, one in each `spacing` from now back. */
async function open(
  rows: number,
  spacing: number,
  behaviour: Partial<Behaviour>,
  maxPageSize?: number,
): Promise<void> {
  const account: EmulatedAccount = {
    vendor: 'TENCENT_CDN',
    name: 'tencent',
    id: 'id',
    secret: 'secret',
    behaviour,
    history: Array.from({ length: rows }, (_, place) => {
      const at = NOW - 5 * SECOND - place * spacing;
      const url = `https://www.example.com/${place}`;
      return {
        taskId: `17${String(place).padStart(6, '0')}`,
        kind: 'PREFETCH',
        at,
        targets: [{ url, finishesAt: at, outcome: 'succeeded' }],
      };
    }),
  };
  const settings = maxPageSize === undefined ? {} : { tencent: { maxPageSize } };
  world = await openWorld({ accounts: [account], now: NOW, settings });
}

/** The URLs of a list of some days, page by page, and what its pages lack. */
async function walk(days: number, first: number) {
  const urls: string[] = [];
  const errors = new Set<string>();
  let after: string | undefined;
  for (;;) {
    const query = { kinds: ['PREFETCH'], from: NOW - days * DAY, to: NOW + SECOND } as const;
    const page: Page<UrlDetail> = await world.tasks.urlDetails(query, { first, after }, world.scope());
    urls.push(...page.edges.map(({ node }) => node.url));
    for (const { message } of page.errors) errors.add(message);
    after = page.endCursor;
    if (!page.hasNextPage) return { urls: new Set(urls).size, given: urls.length, errors: [...errors] };
  }
}

const refusals = (): number => world.emulator.calls.filter(({ code }) => code !== undefined).length;

describe('a vendor that answers nothing beyond a depth of 1,000 while it counts more', () => {
  it.each([
    [1_000, 500],
    [100, 500],
    [100, 1_000],
  ])('gives 1,790 rows with pages of %i, in steps of %i', async (pageSize, first) => {
    await open(1_790, SECOND, { maxDepth: 1_000, maxPageSize: pageSize, oversizedPages: 'capped' });
    expect(await walk(2, first)).toEqual({ urls: 1_790, given: 1_790, errors: [] });
  });

  it('is partial with a reason where they share one second', async () => {
    await open(1_790, 0, { maxDepth: 1_000, maxPageSize: 100 });
    const { given, errors } = await walk(2, 500);
    expect(given).toBeGreaterThanOrEqual(1_000);
    expect(errors).toEqual([expect.stringContaining('the vendor gives no more than 1000 rows of one list')]);
  });
});

describe('a vendor that refuses ranges over seven days', () => {
  it('is asked for 25 days in shorter ones, and never again for longer ones', async () => {
    await open(250, DAY / 10, { maxWindowMs: 7 * DAY, oversizedWindows: 'rejected' });
    expect(await walk(25, 1_000)).toEqual({ urls: 250, given: 250, errors: [] });
    expect(refusals()).toBeGreaterThan(0);
    world.emulator.clearCalls();
    world.clock.now += 60 * SECOND;
    expect(await walk(25, 1_000)).toMatchObject({ urls: 250, errors: [] });
    expect(refusals()).toBe(0);
  });
});

describe('a vendor whose largest page is not documented', () => {
  it.each(['rejected', 'capped'] as const)(
    'is asked for 1,000 rows first, and for 100 once larger pages were %s',
    async (oversizedPages) => {
      await open(450, SECOND, { maxPageSize: 100, oversizedPages }, 1_000);
      expect(await walk(2, 450)).toEqual({ urls: 450, given: 450, errors: [] });
      const limits = world.emulator.calls.map(({ parameters }) => Number(parameters['Limit']));
      expect(Math.max(...limits)).toBeGreaterThan(100);
      expect(limits.slice(3).every((limit) => limit <= 100)).toBe(true);
    },
  );
});

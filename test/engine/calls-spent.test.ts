import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, SECOND } from '../../src/domain/time.ts';
import type { PageArguments, TaskQuery } from '../../src/domain/query.ts';
import type { EmulatedAccount, Submission } from '../../src/emulator/emulator.ts';
import { NOW } from './scenario.ts';
import { openWorld, type World } from './world.ts';

/** Tasks of `size` URLs, `count` of them, evenly over a span that ends an hour ago; all are done. */
function history(count: number, size: number, span: number, prefix: string): Submission[] {
  return Array.from({ length: count }, (_, index) => {
    const at = NOW - 3_600 * SECOND - Math.floor((index * span) / count / SECOND) * SECOND;
    return {
      taskId: `${prefix}${String(count - index).padStart(6, '0')}`,
      kind: 'PREFETCH',
      at,
      targets: Array.from({ length: size }, (__, place) => ({
        url: `https://www.example.com/${index}/${place}`,
        finishesAt: at + SECOND,
        outcome: 'succeeded',
      })),
    };
  });
}

const edgeOne = (submissions: Submission[]): EmulatedAccount => ({
  vendor: 'TENCENT_EDGEONE',
  name: 'edge',
  id: 'id-edge',
  secret: 'secret',
  zones: ['zone-1'],
  history: submissions,
});

async function walkAll(world: World, query: TaskQuery, first: number): Promise<number> {
  let rows = 0;
  for (let after: string | undefined; ;) {
    const page = await world.tasks.urlDetails(query, { first, after }, world.scope());
    expect(page.errors).toEqual([]);
    rows += page.edges.length;
    if (!page.hasNextPage) return rows;
    after = page.endCursor;
  }
}

describe('a walk of one EdgeOne feed of 10,000 rows over 30 days', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ accounts: [edgeOne(history(10_000, 1, 29.9 * DAY, 'job'))], now: NOW });
  });
  afterAll(() => world.close());

  it('costs each window its full pages and at most one call more', async () => {
    const query: TaskQuery = { kinds: ['PREFETCH'], from: NOW - 30 * DAY };
    world.emulator.clearCalls();
    expect(await walkAll(world, query, 1_000)).toBe(10_000);
    const rowsPerWindow = Math.ceil(10_000 / (29.9 / 7));
    const windows = Math.ceil((30 * DAY) / (7 * DAY - SECOND));
    const perWindow = Math.ceil(rowsPerWindow / 1_000) + 1;
    expect(world.emulator.calls.length).toBeLessThanOrEqual(windows * perWindow);
  });
});

describe('a page of one feed without filters that are applied here', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ accounts: [edgeOne(history(5_000, 1, 3 * DAY, 'job'))], now: NOW });
  });
  afterAll(() => world.close());

  const query: TaskQuery = { kinds: ['PREFETCH'], from: NOW - 5 * DAY };
  const spent = async (page: PageArguments): Promise<{ cursor: string | undefined; asked: unknown[] }> => {
    world.emulator.clearCalls();
    const answer = await world.tasks.urlDetails(query, page, world.scope());
    expect(answer.edges).toHaveLength(page.first ?? 0);
    const asked = world.emulator.calls.map(({ parameters }) => [parameters['Offset'], parameters['Limit']]);
    return { cursor: answer.endCursor, asked };
  };

  it('costs one call, and less than one a page for a list that is read on', async () => {
    const first = await spent({ first: 20 });
    expect(first.asked).toEqual([[0, 30]]);
    const second = await spent({ first: 20, after: first.cursor });
    const third = await spent({ first: 20, after: second.cursor });
    const fourth = await spent({ first: 20, after: third.cursor });
    const asked = [second, third, fourth].flatMap((page) => page.asked);
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it('reads no cached row again', async () => {
    const first = await spent({ first: 50 });
    const again = await spent({ first: 50 });
    expect(again.asked).toEqual([]);
    expect(again.cursor).toBe(first.cursor);
  });
});

describe('a task of 5,000 URLs', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld({ accounts: [edgeOne(history(1, 5_000, 0, 'big'))], now: NOW });
  });
  afterAll(() => world.close());

  it('is counted instead of read to determine its state', async () => {
    world.emulator.clearCalls();
    const [task] = await world.tasks.lookUp(
      [{ provider: 'edge', taskId: 'big000001', kind: 'PREFETCH' }],
      world.scope(),
    );
    expect(task).toMatchObject({
      urlCount: 5_000,
      state: 'SUCCEEDED',
      stateCounts: [{ state: 'SUCCEEDED', count: 5_000 }],
    });
    const rows = world.emulator.calls.reduce((sum, call) => sum + call.rows, 0);
    expect(rows).toBeLessThan(1_100);
    expect(world.emulator.calls.length).toBeLessThanOrEqual(8);
  });
});

describe('a hundred lookups with forty repeats over three vendors', () => {
  const accounts: EmulatedAccount[] = [
    {
      vendor: 'TENCENT_CDN',
      name: 'tencent',
      id: 'id-t',
      secret: 'secret',
      history: history(20, 2, DAY, '17'),
    },
    edgeOne(history(20, 2, DAY, 'job')),
    {
      vendor: 'ALIBABA_CDN',
      name: 'aliyun',
      id: 'id-a',
      secret: 'secret',
      history: history(20, 2, DAY, '9'),
    },
  ];
  const prefixes: Readonly<Record<string, string>> = { tencent: '17', edge: 'job', aliyun: '9' };
  const references = Array.from({ length: 100 }, (_, index) => {
    const distinct = index % 60;
    const provider = ['tencent', 'edge', 'aliyun'][distinct % 3] ?? '';
    const number = String(Math.floor(distinct / 3) + 1).padStart(6, '0');
    return { provider, taskId: `${prefixes[provider]}${number}`, kind: 'PREFETCH' as const };
  });

  it.each([
    ['with an account that may see the preload detail', true],
    ['with an account that may not', false],
  ])('cost the fewest calls %s: ten Alibaba ids in each', async (_, isAllowListed) => {
    const world = await openWorld({
      accounts: accounts.map((each) => ({ ...each, behaviour: { ...each.behaviour, isAllowListed } })),
      now: NOW,
    });
    const found = await world.tasks.lookUp(references, world.scope());
    expect(found.map((task) => ('urlCount' in task ? task.urlCount : task.message))).toEqual(
      references.map(() => 2),
    );
    expect(world.emulator.calls).toHaveLength(20 + 20 + 2);
    await world.close();
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, SECOND } from '../../src/domain/time.ts';
import type { TaskQuery } from '../../src/domain/query.ts';
import type { EmulatedAccount, Submission } from '../../src/emulator/emulator.ts';
import { inTrueOrder, nameOf, trueDetails } from './oracle.ts';
import { NOW } from './scenario.ts';
import { openWorld, trueRows, type World } from './world.ts';

/** About 20,000 rows over three vendors: tasks of one to 300 URLs, several in one second, over five days. */
function history(vendor: number, rows: number, span: number): Submission[] {
  const submissions: Submission[] = [];
  for (let index = 0, made = 0; made < rows; index++) {
    const size = Math.min(rows - made, [1, 1, 2, 3, 5, 12, 1, 60, 2, 300][index % 10] ?? 1);
    const at = NOW - 600 * SECOND - Math.floor(((made / rows) * span) / (2 * SECOND)) * 2 * SECOND;
    submissions.push({
      taskId: `${vendor}${String((index * 7919) % 100_000).padStart(5, '0')}${index}`,
      kind: index % 3 === 0 ? 'PURGE_URL' : 'PREFETCH',
      at,
      targets: Array.from({ length: size }, (_, place) => ({
        url: `https://www.example.com/${index}/${place}`,
        finishesAt: at + SECOND,
        outcome: place % 9 === 8 ? 'failed' : 'succeeded',
      })),
    });
    made += size;
  }
  return submissions;
}

const accounts: EmulatedAccount[] = [
  { vendor: 'TENCENT_CDN', name: 'tencent', id: 'id-t', secret: 's', history: history(1, 7_000, 5 * DAY) },
  {
    vendor: 'TENCENT_EDGEONE',
    name: 'edge',
    id: 'id-e',
    secret: 's',
    zones: ['zone-1'],
    history: history(2, 7_000, 5 * DAY),
  },
  { vendor: 'ALIBABA_CDN', name: 'aliyun', id: 'id-a', secret: 's', history: history(3, 6_000, 2.9 * DAY) },
];

describe('20,000 rows over three vendors, while new tasks arrive', () => {
  let world: World;
  let truth: string[];
  let arrived = 0;
  const query: TaskQuery = { from: NOW - 6 * DAY };

  beforeAll(async () => {
    world = await openWorld({ accounts, now: NOW });
    const rows = trueDetails(trueRows(world, accounts), {});
    truth = inTrueOrder(rows).map(nameOf);
  });
  afterAll(() => world.close());

  function arrive(): void {
    world.clock.now += SECOND;
    arrived += 1;
    world.emulator.submit('edge', {
      taskId: `new${arrived}`,
      kind: 'PREFETCH',
      at: world.clock.now,
      targets: [
        { url: `https://www.example.com/new/${arrived}`, finishesAt: world.clock.now, outcome: 'succeeded' },
      ],
    });
  }

  /** Names in list order, up to `most` rows, with what the walk is told of its own ends. */
  async function walk(direction: 'forward' | 'backward', size: number, most = Infinity): Promise<string[]> {
    const pages: string[][] = [];
    let rows = 0;
    for (let cursor: string | undefined; ;) {
      const page = await world.tasks.urlDetails(
        query,
        direction === 'forward' ? { first: size, after: cursor } : { last: size, before: cursor },
        world.scope(),
      );
      expect(page.errors.filter(({ kind }) => kind !== 'RETENTION')).toEqual([]);
      pages.push(page.edges.map(({ node }) => nameOf(node)));
      rows += page.edges.length;
      const hasMore = direction === 'forward' ? page.hasNextPage : page.hasPreviousPage;
      if (!hasMore || rows >= most) break;
      cursor = direction === 'forward' ? page.endCursor : page.startCursor;
      if (pages.length % 50 === 0) arrive();
    }
    const ordered = direction === 'forward' ? pages : pages.toReversed();
    return ordered.flat().filter((name) => !name.includes('/new/'));
  }

  it('are as many', () => {
    expect(truth).toHaveLength(20_000);
  });

  it.each([23, 100, 1_000])('forwards by %i', async (size) => {
    expect(await walk('forward', size)).toEqual(truth);
  });

  it.each([23, 100, 1_000])('backwards by %i', async (size) => {
    expect(await walk('backward', size)).toEqual(truth);
  });

  it('one by one, at both ends', async () => {
    const newest = await walk('forward', 1, 400 + arrived);
    expect(newest).toEqual(truth.slice(0, newest.length));
    const oldest = await walk('backward', 1, 400);
    expect(oldest).toEqual(truth.slice(-oldest.length));
  });
}, 600_000);

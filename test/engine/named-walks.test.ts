import { describe, expect, it } from 'vitest';
import { SECOND } from '../../src/domain/time.ts';
import type { Submission } from '../../src/emulator/emulator.ts';
import { account, faults, inZones, scenario, task } from './named-walk.ts';
import { NOW, refusedKey } from './scenario.ts';
import { walk } from './walking.ts';
import { openWorld } from './world.ts';

describe('a walk', () => {
  it('confirms the order of a feed whose first page has one second', async () => {
    expect(
      await faults('urlDetails', {
        accounts: [
          account(
            'TENCENT_EDGEONE',
            'oldest-first',
            task('old', 'PURGE_URL', [83, 83]),
            task('new', 'PURGE_URL', [1]),
            task('other', 'PREFETCH', [1, 1]),
          ),
        ],
      }),
    ).toEqual([]);
  });

  it('confirms the order of a feed whose first page has one second and is shorter than asked', async () => {
    const old = task(
      'old',
      'PREFETCH',
      Array.from({ length: 25 }, () => 100),
    );
    const tencent = account('TENCENT_CDN', 'oldest-first', old, task('new', 'PREFETCH', [20]));
    const behaviour = { ...tencent.behaviour, maxPageSize: 20, oversizedPages: 'capped' as const };
    expect(
      await faults('urlDetails', { maxPageSize: 1_000, count: 50, accounts: [{ ...tencent, behaviour }] }),
    ).toEqual([]);
  });

  it('sees the order of a feed that it reads from the far end', async () => {
    expect(
      await faults('urlDetails', {
        direction: 'backward',
        accounts: [account('TENCENT_EDGEONE', 'oldest-first', task('a', 'PREFETCH', [1, 4, 1]))],
      }),
    ).toEqual([]);
  });

  it('sees the order of a feed that is asked for a state that does not last', async () => {
    expect(
      await faults('urlDetails', {
        query: { states: ['PROCESSING', 'PARTIALLY_SUCCEEDED'] },
        accounts: [
          account(
            'TENCENT_EDGEONE',
            'oldest-first',
            ...[task('old', 'PURGE_URL', [6, 6]), task('new', 'PURGE_HOST', [3])].map((each) => ({
              ...each,
              targets: each.targets.map((target) => ({ ...target, finishesAt: NOW + 1_000 * SECOND })),
            })),
          ),
        ],
      }),
    ).toEqual([]);
  });

  it('checks the order of two feeds at the same time', async () => {
    expect(
      await faults('tasks', {
        accounts: [
          account(
            'TENCENT_EDGEONE',
            'oldest-first',
            task('a', 'PREFETCH', [1]),
            task('b', 'PREFETCH', [3, 2]),
          ),
          account(
            'ALIBABA_CDN',
            'oldest-first',
            task('1', 'PREFETCH', [1]),
            task('2', 'PURGE_DIRECTORY', [9, 9]),
          ),
        ],
      }),
    ).toEqual([]);
  });

  it('over tasks, backwards, places no task later than its earliest row', async () => {
    expect(
      await faults('tasks', {
        direction: 'backward',
        accounts: [
          account('TENCENT_EDGEONE', 'newest-first', task('late', 'PREFETCH', [0]), {
            ...task('early', 'PREFETCH', [1, 2]),
            targets: task('early', 'PREFETCH', [1, 2]).targets.map((target, place) => ({
              ...target,
              zone: place === 0 ? 'zone-1' : 'zone-2',
            })),
          }),
        ],
      }),
    ).toEqual([]);
  });

  it('over tasks finds one whose URL matches in one row and whose state in another', async () => {
    expect(
      await faults('tasks', {
        query: { states: ['PROCESSING'], domains: ['img.example.com'] },
        accounts: [
          account('TENCENT_CDN', 'newest-first', {
            ...task('17', 'PURGE_DIRECTORY', [60]),
            targets: [
              { url: 'https://www.example.com/', finishesAt: NOW + 1_000 * SECOND, outcome: 'succeeded' },
              { url: 'https://img.example.com/', finishesAt: NOW - 60 * SECOND, outcome: 'succeeded' },
            ],
          }),
        ],
      }),
    ).toEqual([]);
  });

  it('continues within the second in which a vendor failed', async () => {
    expect(
      await faults('urlDetails', {
        outages: [[], [refusedKey('TENCENT_EDGEONE')]],
        accounts: [account('TENCENT_EDGEONE', 'newest-first', task('a', 'PURGE_URL', [0, 0]))],
      }),
    ).toEqual([]);
  });

  it('returns the rows of a vendor that failed from the first page on when it answers again', async () => {
    expect(
      await faults('tasks', {
        outages: [[refusedKey('TENCENT_CDN')], []],
        count: 1_000,
        accounts: [
          account('TENCENT_EDGEONE', 'newest-first', task('a', 'PREFETCH', [3_600])),
          account('TENCENT_CDN', 'newest-first', task('17', 'PREFETCH', [5])),
        ],
      }),
    ).toEqual([]);
  });

  it('over tasks returns a task of two zones once if one zone failed and the other was cached', async () => {
    expect(
      await faults('tasks', {
        outages: [[], [refusedKey('TENCENT_EDGEONE')], []],
        count: 2,
        keeps: true,
        accounts: [
          account(
            'TENCENT_EDGEONE',
            'newest-first',
            inZones(task('both', 'PREFETCH', [103, 103]), ['zone-1', 'zone-2']),
            inZones(task('second', 'PREFETCH', [98, 98]), ['zone-2', 'zone-2']),
          ),
          account('ALIBABA_CDN', 'newest-first', ...['1', '2', '3'].map((id) => task(id, 'PREFETCH', [0]))),
        ],
      }),
    ).toEqual([]);
  });

  it('over tasks counts only the rows of one zone when it proves that it passed no task over', async () => {
    const both = inZones(task('joba', 'PURGE_HOST', [2, 2]), ['zone-2', 'zone-1']);
    const others = [
      task('jobn', 'PURGE_URL', [1, 1]),
      task('jobb', 'PURGE_HOST', [2]),
      task('jobc', 'PURGE_HOST', [2]),
    ];
    expect(
      await faults('tasks', {
        count: 1_000,
        accounts: [
          account(
            'TENCENT_EDGEONE',
            'newest-first',
            both,
            ...others.map((each) => inZones(each, ['zone-2', 'zone-2'])),
          ),
        ],
      }),
    ).toEqual([]);
  });

  it('backwards is not misled by a cached count from before rows arrived', async () => {
    const { errors } = await walk(
      scenario({
        query: { kinds: ['PURGE_HOST'] },
        direction: 'backward',
        count: 1_000,
        keeps: true,
        outages: [[refusedKey('TENCENT_EDGEONE')], []],
        interludes: [
          {
            passes: 0,
            arrivals: [{ account: 'TENCENT_EDGEONE', submission: task('new', 'PURGE_HOST', [0, 0, 0]) }],
          },
        ],
        accounts: ['TENCENT_EDGEONE' as const, 'TENCENT_CDN' as const, 'ALIBABA_CDN' as const].map((vendor) =>
          account(vendor, 'newest-first'),
        ),
      }),
      'urlDetails',
    );
    expect(errors).toEqual([]);
  });
});

describe('a page of tasks', () => {
  it('looks up the tasks that take the place of those which a failed zone withholds', async () => {
    const urls = ['https://www.example.org/0', 'https://www.example.com/1'];
    const tasks = (['purge-1', 'purge-2', 'fill-1', 'fill-2'] as const).map((taskId, place): Submission => {
      const isPurge = place < 2;
      const at = NOW - (20 + 20 * place) * SECOND;
      const targets = urls.map((url) => ({ url, finishesAt: at, outcome: 'succeeded' as const }));
      return {
        taskId,
        kind: isPurge ? 'PURGE_URL' : 'PREFETCH',
        zone: isPurge ? 'zone-2' : 'zone-1',
        at,
        targets,
      };
    });
    const world = await openWorld({
      accounts: [account('TENCENT_EDGEONE', 'newest-first', ...tasks)],
      now: NOW,
    });
    // The first call is about zone-1.
    world.emulator.inject({
      account: 'TENCENT_EDGEONE',
      action: 'DescribePurgeTasks',
      times: 1,
      fault: { kind: 'error', code: 'AuthFailure.SignatureFailure' },
    });
    const query = { domains: ['www.example.org'] };
    const first = await world.tasks.tasks(query, { first: 1 }, world.scope());
    const second = await world.tasks.tasks(query, { first: 1, after: first.endCursor }, world.scope());
    await world.close();
    expect(first.errors).toHaveLength(1);
    expect([first, second].map(({ edges }) => edges.map(({ node }) => [node.taskId, node.urlCount]))).toEqual(
      [[['fill-1', 2]], [['purge-1', 2]]],
    );
  });

  it('leaves no row of one zone in the list of another, where a skipped second is known by its tasks', async () => {
    const both = inZones(task('joba', 'PURGE_HOST', [2, 2, 2, 2]), ['zone-2', 'zone-1', 'zone-2', 'zone-2']);
    const other = inZones(task('jobn', 'PURGE_URL', [1, 1]), ['zone-2', 'zone-2']);
    const world = await openWorld({
      accounts: [account('TENCENT_EDGEONE', 'newest-first', both, other)],
      now: NOW,
      settings: { TENCENT_EDGEONE: { maxPageSize: 2 } },
    });
    await world.tasks.tasks({}, { first: 1_000 }, world.scope());
    const { edges } = await world.tasks.urlDetails({}, { first: 1_000 }, world.scope());
    await world.close();
    const urls = edges.map(({ node }) => `${node.taskId} ${node.url}`);
    expect(urls).toHaveLength(6);
    expect(new Set(urls).size).toBe(6);
  });
});

import { expect, it } from 'vitest';
import { SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount, Submission } from '../../src/emulator/emulator.ts';
import { NOW } from './scenario.ts';
import { openWorld } from './world.ts';

// A path stands for itself on all domains of its distribution.

const batch = (taskId: string, kind: Submission['kind'], path: string): Submission => ({
  taskId,
  kind,
  at: NOW - 60 * SECOND,
  targets: [{ url: path, finishesAt: NOW, outcome: 'succeeded' }],
});

const account: EmulatedAccount = {
  vendor: 'AWS_CLOUDFRONT',
  name: 'front',
  id: 'id',
  secret: 'secret',
  zones: ['E1'],
  history: [batch('I1', 'PURGE_URL', '/a.js'), batch('I2', 'PURGE_DIRECTORY', '/css/*')],
};

const urls = [
  'https://www.example.com/a.js',
  'https://img.example.com/a.js',
  'https://www.example.com/css/x/y.css',
  'https://www.example.com/b.js',
  'https://www.example.net/a.js',
];

async function standings(domains: readonly string[] | undefined): Promise<unknown[]> {
  const distributions = [domains === undefined ? 'E1' : { id: 'E1', domains }];
  const world = await openWorld({ accounts: [account], now: NOW, settings: { front: { distributions } } });
  try {
    const reports = await world.tasks.urlReports({ urls }, world.scope());
    return reports.map(({ providers }) => providers[0]?.standing);
  } finally {
    await world.close();
  }
}

it('a path counts for each domain of its distribution, and for no other', async () => {
  const found = await standings(['www.example.com', 'img.example.com']);
  expect(found).toEqual(['DONE', 'DONE', 'DONE', 'NOT_SUBMITTED', 'NOT_SERVED']);
});

it('a path of a distribution whose domains are not known proves nothing', async () => {
  const found = await standings(undefined);
  expect(found).toEqual(['UNKNOWN', 'UNKNOWN', 'UNKNOWN', 'NOT_SUBMITTED', 'UNKNOWN']);
});

it('a filter by domain finds the paths of its distribution, or says that it cannot', async () => {
  const known = [{ id: 'E1', domains: ['www.example.com', 'img.example.com'] }];
  for (const [distributions, count, errors] of [
    [known, 2, []],
    [['E1'], 0, ['INVALID_REQUEST']],
  ] as const) {
    const world = await openWorld({ accounts: [account], now: NOW, settings: { front: { distributions } } });
    const page = await world.tasks.urlDetails({ domains: ['img.example.com'] }, { first: 9 }, world.scope());
    expect([page.edges.length, page.errors.map(({ kind }) => kind)]).toEqual([count, errors]);
    await world.close();
  }
});

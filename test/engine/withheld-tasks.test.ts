import { expect, it } from 'vitest';
import { SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount, Submission } from '../../src/emulator/emulator.ts';
import { NOW } from './scenario.ts';
import { openWorld } from './world.ts';

const task = (taskId: string, age: number, urls: number): Submission => ({
  taskId,
  kind: 'PREFETCH',
  at: NOW - age * SECOND,
  targets: Array.from({ length: urls }, (_, index) => ({
    url: `https://www.example.com/${taskId}/${index}`,
    createdAt: NOW - (age + (index % 3)) * SECOND,
    finishesAt: NOW - age * SECOND,
    outcome: 'succeeded',
  })),
});

const account = (name: string, history: readonly Submission[]): EmulatedAccount => ({
  vendor: 'TENCENT_CDN',
  name,
  id: `id-${name}`,
  secret: 'secret',
  history,
});

it('a task is whole when it takes the place of one that a failed provider withholds', async () => {
  const accounts = [
    account('fails', [task('f1', 6, 1), task('f2', 50, 9)]),
    account('works', [task('w1', 5, 1), task('w2', 100, 9)]),
  ];
  const small = { maxPageSize: 4 };
  const world = await openWorld({ accounts, now: NOW, settings: { fails: small, works: small } });
  try {
    const first = await world.tasks.tasks({ kinds: ['PREFETCH'] }, { first: 2 }, world.scope());
    expect(first.edges.map(({ node }) => node.taskId)).toEqual(['w1', 'f1']);
    world.emulator.inject({
      account: 'fails',
      fault: { kind: 'error', code: 'AuthFailure.SignatureFailure' },
    });
    const page = { first: 1, after: first.endCursor };
    const { edges, errors } = await world.tasks.tasks({ kinds: ['PREFETCH'] }, page, world.scope());
    expect(errors).toMatchObject([{ kind: 'AUTHENTICATION', provider: 'fails' }]);
    expect(edges.map(({ node }) => [node.taskId, node.urlCount, node.createdAt])).toEqual([
      ['w2', 9, NOW - 102 * SECOND],
    ]);
  } finally {
    await world.close();
  }
});

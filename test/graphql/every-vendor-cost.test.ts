import { afterEach, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount } from '../../src/emulator/emulator.ts';
import { accounts, NOW, openEveryVendor, type EveryVendor } from './every-vendor.ts';

/** The accounts with tasks of at most two URLs: a page of tasks fits a page of every vendor. */
const small = accounts.map((account) => ({
  ...account,
  history: account.history.map((submission) => ({
    ...submission,
    targets: submission.targets.slice(0, 2),
  })),
}));

let every: EveryVendor | undefined;
afterEach(() => every?.world.close());

const TASKS =
  'query ($filter: TaskFilter) { tasks(first: 20, filter: $filter) { nodes { taskId urlCount } errors { message } } }';

interface Tasks {
  readonly tasks: {
    readonly nodes: readonly { readonly taskId: string }[];
    readonly errors: readonly unknown[];
  };
}

it('the newest 20 tasks of every vendor cost a call a feed, and one for each batch of paths not seen before', async () => {
  every = await openEveryVendor({ accounts: small });
  const { world, ask } = every;
  const { tasks } = await ask<Tasks>(TASKS);
  expect(tasks.nodes).toHaveLength(20);
  expect(tasks.errors).toEqual([]);
  for (const { provider, feeds } of world.sources) {
    const calls = world.emulator.callCounts(provider.name);
    for (const [action, count] of Object.entries(calls)) {
      const lists = feeds.filter((feed) => feed.action === action).length;
      // Five batches of each distribution are looked up at once; other tasks fill the page.
      const lookups = feeds.filter(({ capabilities }) => capabilities.rows === 'tasks').length * 5;
      expect([provider.name, action, count <= (lists === 0 ? lookups : lists)]).toEqual([
        provider.name,
        action,
        true,
      ]);
    }
  }
  const looked = world.emulator.calls.filter(({ action }) => action === 'GetInvalidation');
  const ids = looked.map(({ parameters }) => parameters['Id']);
  expect(new Set(ids).size).toBe(ids.length);
});

it('a page of 20 batches of paths costs a lookup each once, and no lookup afterwards', async () => {
  const batches: EmulatedAccount = {
    vendor: 'AWS_CLOUDFRONT',
    name: 'front',
    id: 'id',
    secret: 'secret',
    zones: ['E1'],
    history: Array.from({ length: 20 }, (_, index) => ({
      taskId: `I${index}`,
      kind: 'PURGE_URL' as const,
      at: NOW - (index + 1) * MINUTE,
      // Half of them are in progress: their states change, their paths do not.
      targets: [{ url: '/a.js', finishesAt: NOW + (10 - index) * MINUTE, outcome: 'succeeded' as const }],
    })),
  };
  every = await openEveryVendor({ accounts: [batches] });
  const { world, ask } = every;
  const callsOf = async (): Promise<Readonly<Record<string, number>>> => {
    world.emulator.clearCalls();
    const { tasks } = await ask<Tasks>(TASKS);
    expect(tasks.nodes).toHaveLength(20);
    return world.emulator.callCounts('front');
  };
  expect(await callsOf()).toEqual({ ListInvalidations: 1, GetInvalidation: 20 });
  for (const pause of [2 * SECOND, 6 * MINUTE, 20 * MINUTE]) {
    world.clock.now += pause;
    expect(await callsOf()).toEqual({ ListInvalidations: 1 });
  }
});

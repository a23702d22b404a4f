import { expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount } from '../../src/emulator/emulator.ts';
import { NOW } from './scenario.ts';
import { openWorld } from './world.ts';

// A vendor that lists tasks with the counts of their URLs, and gives the URLs by id.

/** Sixty tasks of two URLs; one in twenty has a URL that failed. */
const account: EmulatedAccount = {
  vendor: 'HUAWEI_CDN',
  name: 'huawei',
  id: 'id',
  secret: 'secret',
  history: Array.from({ length: 60 }, (_, index) => ({
    taskId: `t${index}`,
    kind: 'PREFETCH' as const,
    at: NOW - (index + 1) * MINUTE,
    targets: ['a', 'b'].map((page) => ({
      url: `https://www.example.com/${index}/${page}`,
      finishesAt: NOW - index * MINUTE - 30 * SECOND,
      outcome: index % 20 === 7 && page === 'a' ? ('failed' as const) : ('succeeded' as const),
    })),
  })),
};

async function listed(states: readonly ['FAILED'] | undefined, first: number, callBudget: number) {
  const world = await openWorld({ accounts: [account], now: NOW });
  try {
    const page = await world.tasks.urlDetails({ states }, { first }, world.scope(callBudget));
    const lookups = world.emulator.callCounts('huawei')['ShowHistoryTaskDetails'] ?? 0;
    return { urls: page.edges.map(({ node }) => node.url), errors: page.errors, lookups };
  } finally {
    await world.close();
  }
}

it('a list of failed URLs looks up the tasks that count a failure, and no others', async () => {
  const { urls, errors, lookups } = await listed(['FAILED'], 20, 50);
  expect(urls).toEqual([7, 27, 47].map((index) => `https://www.example.com/${index}/a`));
  expect(errors).toEqual([]);
  expect(lookups).toBe(3);
});

it('a short list of URLs looks up few of the listed tasks', async () => {
  const { urls, errors, lookups } = await listed(undefined, 6, 50);
  expect(urls).toEqual(
    [0, 1, 2].flatMap((index) => ['a', 'b'].map((page) => `https://www.example.com/${index}/${page}`)),
  );
  expect(errors).toEqual([]);
  expect(lookups).toBeLessThanOrEqual(10);
});

it('a list that needs more lookups than a request may make gives what it came to', async () => {
  const { urls, errors, lookups } = await listed(undefined, 100, 25);
  expect(urls.length).toBeGreaterThanOrEqual(30);
  expect(errors).toMatchObject([{ kind: 'CALL_BUDGET' }]);
  expect(lookups).toBeLessThanOrEqual(25);
});

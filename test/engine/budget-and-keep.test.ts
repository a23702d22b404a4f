import { afterEach, expect, it } from 'vitest';
import { DAY, SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount, Submission } from '../../src/emulator/emulator.ts';
import { inTrueOrder, nameOf, trueDetails } from './oracle.ts';
import { NOW } from './scenario.ts';
import { openWorld, trueRows, type World } from './world.ts';

const worlds: World[] = [];
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
});

async function worldOf(accounts: EmulatedAccount[], keeps: boolean): Promise<World> {
  const settings = Object.fromEntries(accounts.map(({ name }) => [name, { maxPageSize: 100 }]));
  const world = await openWorld({ accounts, now: NOW, keeps, settings });
  worlds.push(world);
  return world;
}

const history = (count: number): Submission[] =>
  Array.from({ length: count }, (_, index) => {
    const at = NOW - (60 + index * 30) * SECOND;
    return {
      taskId: `${17_000_000 + index}`,
      kind: 'PREFETCH',
      at,
      targets: [0, 1, 2].map((place) => ({
        url: `https://${index % 50 === 49 ? 'rare' : 'www'}.example.com/${index}/${place}`,
        finishesAt: at + (index % 5 === 0 ? 100_000 : 10) * SECOND,
        outcome: index % 4 === 3 ? 'failed' : 'succeeded',
      })),
    };
  });

const account = (name: string, count: number): EmulatedAccount => ({
  vendor: 'TENCENT_CDN',
  name,
  id: name,
  secret: 's',
  history: history(count),
});
const tencent = (count: number): EmulatedAccount[] => [account('tencent', count)];

it('a walk with a small call budget returns everything, with a CallBudgetError on the way', async () => {
  const accounts = tencent(900);
  const world = await worldOf(accounts, false);
  const query = { states: ['FAILED' as const, 'PROCESSING' as const], from: NOW - DAY };
  const truth = inTrueOrder(trueDetails(trueRows(world, accounts), query)).map(nameOf);
  const given: string[] = [];
  let cuts = 0;
  for (let after: string | undefined; ;) {
    const page = await world.tasks.urlDetails(query, { first: 1_000, after }, world.scope(5));
    given.push(...page.edges.map(({ node }) => nameOf(node)));
    cuts += page.errors.filter(({ kind, budget }) => kind === 'CALL_BUDGET' && budget === 5).length;
    expect(page.coverage.reduce((sum, { vendorCalls }) => sum + vendorCalls, 0)).toBeLessThanOrEqual(7);
    if (!page.hasNextPage) break;
    after = page.endCursor;
  }
  expect(given).toEqual(truth);
  expect(cuts).toBeGreaterThan(2);
});

it('a used-up budget is reported for each provider that could not continue', async () => {
  const accounts = ['one', 'two'].map((name) => account(name, 400));
  const world = await worldOf(accounts, false);
  const page = await world.tasks.urlDetails({ from: NOW - DAY }, { first: 900 }, world.scope(5));
  expect(page.errors.map(({ kind, provider }) => [kind, provider])).toEqual([
    ['CALL_BUDGET', 'one'],
    ['CALL_BUDGET', 'two'],
  ]);
});

it('a list of tasks that are looked up one by one continues after its budget is used up', async () => {
  const world = await worldOf(tencent(900), false);
  const given: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await world.tasks.tasks(
      { domains: ['rare.example.com'], kinds: ['PREFETCH'] },
      { first: 50, after },
      world.scope(4),
    );
    given.push(...page.edges.map(({ node }) => node.taskId));
    if (!page.hasNextPage) break;
    after = page.endCursor;
  }
  expect(given).toEqual(Array.from({ length: 18 }, (_, index) => `${17_000_000 + index * 50 + 49}`));
});

it('the answer is the same with and without the cache', async () => {
  const accounts = tencent(300);
  const answers = await Promise.all(
    [true, false].map(async (keeps) => {
      const world = await worldOf(accounts, keeps);
      const answer: unknown[] = [];
      for (let round = 0; round < 6; round++) {
        const tasks = await world.tasks.tasks({}, { first: 40 }, world.scope());
        const rows = await world.tasks.urlDetails({ states: ['PROCESSING'] }, { first: 40 }, world.scope());
        const [task] = await world.tasks.lookUp([{ provider: 'tencent', taskId: '17000005' }], world.scope());
        answer.push(
          tasks.edges.map(({ node }) => [node.taskId, node.state, node.urlCount]),
          rows.edges.map(({ node }) => [nameOf(node), node.state]),
          task instanceof Error ? task.message : task?.state,
        );
        world.clock.now += 30 * SECOND;
      }
      return answer;
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
});

it('cached tasks in progress are at most two seconds old', async () => {
  const accounts = tencent(20);
  const world = await worldOf(accounts, true);
  const processing = async (): Promise<number> => {
    const page = await world.tasks.urlDetails({}, { first: 100 }, world.scope());
    return page.edges.filter(({ node }) => node.state === 'PROCESSING').length;
  };
  const before = await processing();
  world.emulator.clearCalls();
  expect(await processing()).toBe(before);
  expect(world.emulator.calls).toHaveLength(0);
  world.clock.now += 2 * SECOND;
  await processing();
  expect(world.emulator.calls.length).toBeGreaterThan(0);
});

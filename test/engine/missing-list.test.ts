import { afterEach, beforeEach, expect, it } from 'vitest';
import { HOUR, SECOND } from '../../src/domain/time.ts';
import { inTrueOrder, nameOf, trueDetails } from './oracle.ts';
import { NOW } from './scenario.ts';
import { openWorld, trueRows, type World } from './world.ts';

const accounts = [
  {
    vendor: 'TENCENT_CDN' as const,
    name: 'tencent',
    id: 'tencent',
    secret: 's',
    history: Array.from({ length: 5 }, (_, index) => ({
      taskId: `17${index}`,
      kind: 'PREFETCH' as const,
      at: NOW - (60 + index * 30) * SECOND,
      targets: [{ url: `https://www.example.com/${index}`, finishesAt: NOW, outcome: 'succeeded' as const }],
    })),
  },
];
const query = { kinds: ['PREFETCH' as const], from: NOW - HOUR };

let world: World;
beforeEach(async () => {
  world = await openWorld({ accounts, now: NOW, keeps: false });
});
afterEach(() => world.close());

/** The newest rows, where so many answers in a row count their rows and have no list of them. */
async function readWithout(lists: number) {
  world.emulator.inject({ fault: { kind: 'null-lists' }, times: lists });
  const { edges, errors } = await world.tasks.urlDetails(query, { first: 100 }, world.scope());
  return { names: edges.map(({ node }) => nameOf(node)), errors };
}

it.each([1, 2])('a list that %i answers lack is asked for again, and is complete', async (lists) => {
  const { names, errors } = await readWithout(lists);
  expect(names).toEqual(inTrueOrder(trueDetails(trueRows(world, accounts), query)).map(nameOf));
  expect(names).toHaveLength(5);
  expect(errors).toEqual([]);
});

it('a list that every answer counts and lacks is an error, not an empty list', async () => {
  const { names, errors } = await readWithout(Infinity);
  expect(names).toEqual([]);
  expect(errors).toMatchObject([{ kind: 'UNAVAILABLE', provider: 'tencent' }]);
  expect(world.emulator.calls.length).toBeLessThanOrEqual(4);
});

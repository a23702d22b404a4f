import { expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import type { CallEvent } from '../../src/engine/call/call-event.ts';
import { NOW } from './scenario.ts';
import { openWorld } from './world.ts';

test('a vendor that answers in no order is noticed, counted, read whole, and trusted again later', async () => {
  const events: CallEvent[] = [];
  const history = Array.from({ length: 30 }, (_, index) => ({
    taskId: `job${index}`,
    kind: 'PREFETCH' as const,
    at: NOW - index * 60 * SECOND,
    targets: [{ url: `https://www.example.com/${index}`, finishesAt: NOW, outcome: 'succeeded' as const }],
  }));
  const world = await openWorld({
    accounts: [
      {
        vendor: 'TENCENT_EDGEONE',
        name: 'edge',
        id: 'id',
        secret: 'secret',
        zones: ['zone-1'],
        history,
        behaviour: { order: 'shuffled' },
      },
    ],
    now: NOW,
    observe: (event) => events.push(event),
  });
  const list = async (): Promise<number[]> => {
    const page = await world.tasks.urlDetails({ kinds: ['PREFETCH'] }, { first: 20 }, world.scope());
    return page.edges.map(({ node }) => node.createdAt);
  };
  const newest = history.slice(0, 20).map(({ at }) => at);
  expect(await list()).toEqual(newest);
  expect(events).toEqual([{ type: 'disorder', provider: 'edge', action: 'DescribePrefetchTasks' }]);
  world.emulator.clearCalls();
  expect(await list()).toEqual(newest);
  expect(world.emulator.calls.length).toBeLessThanOrEqual(1);
  expect(events).toHaveLength(1);
  world.emulator.setBehaviour('edge', { order: 'newest-first' });
  world.clock.now += 11 * MINUTE;
  expect(await list()).toEqual(newest);
  expect(events).toHaveLength(1);
  await world.close();
});

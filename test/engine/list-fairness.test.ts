import { describe, expect, it } from 'vitest';
import type { TaskSource } from '../../src/domain/source.ts';
import { SECOND } from '../../src/domain/time.ts';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { MemoryStore } from '../../src/engine/store/store.ts';
import { createTasks } from '../../src/engine/tasks.ts';
import { outcome, request, requests, scope, vendor } from './call-fixture.ts';
import { settled, VirtualTime } from './virtual-time.ts';

/** A vendor with one list, of which nothing is in it, and whose action may be called once a second. */
function listing(time: VirtualTime) {
  const calls = vendorCalls(time.runtime());
  const { sent, north } = vendor(time, () => 0);
  const listed: TaskSource = {
    ...north,
    now: () => time.now,
    send: async (one, signal) => {
      const sentAt = time.now;
      return { ...(await north.send(one, signal)), sentAt };
    },
    feeds: [
      {
        action: 'ListTasks',
        kinds: ['PREFETCH'],
        callsPerSecond: 1,
        capabilities: {
          paging: 'offset',
          maxPageSize: 1_000,
          maxWindow: Infinity,
          retention: Infinity,
          isNewestFirst: true,
          taskSpan: 0,
          tellsArea: false,
        },
        encode: ({ limit }) => request({ callsPerSecond: 1, parameters: { Offset: `list ${limit}` } }),
        decode: () => ({ rows: [], rowsAnswered: 0, totalCount: 0 }),
      },
    ],
  };
  const tasks = createTasks([listed], {
    calls,
    store: new MemoryStore(1_000, () => time.now),
    maxRows: 1_000,
    clock: () => time.now,
    fingerprint: (text) => String(text.length),
  });
  const range = { from: time.now - 1_000 * SECOND, to: time.now - 500 * SECOND };
  return {
    sent,
    flood: (client: string, priority: 'interactive' | 'background' = 'interactive') =>
      requests(60, { callsPerSecond: 1 }).map((one) =>
        outcome(calls.call(north, one, scope(time, { client, priority, deadlineMs: 600_000 }))),
      ),
    list: (first: number, who: Parameters<typeof scope>[1]) =>
      tasks.urlDetails(range, { first }, scope(time, { deadlineMs: 600_000, ...who })),
  };
}

const isOfList = (offset: unknown): boolean => String(offset).startsWith('list');

describe('a list', () => {
  it.each(['interactive', 'background'] as const)(
    'does not wait for the turn of another, %s client that reads the same',
    async (priority) => {
      const time = new VirtualTime();
      const { sent, flood, list } = listing(time);
      const flooded = flood('greedy', priority);
      await settled();
      const greedy = list(20, { client: 'greedy', priority });
      await settled();
      const modest = list(10, { client: 'modest' });
      const isDone = modest.then(() => 'done');
      expect(await Promise.race([isDone, time.advance(3_000)])).toBe('done');
      expect((await modest).errors).toEqual([]);
      await time.run();
      await Promise.all([...flooded, greedy]);
      // The other client's list was answered by the same reading, or read for itself.
      expect(sent.filter(({ offset }) => isOfList(offset)).length).toBeLessThan(3);
    },
  );

  it('waits for another one of its own client, and makes no call', async () => {
    const time = new VirtualTime();
    const { sent, flood, list } = listing(time);
    const flooded = flood('greedy');
    await settled();
    const both = [list(20, { client: 'greedy' }), list(10, { client: 'greedy' })];
    await time.run();
    await Promise.all([...flooded, ...both]);
    expect(sent.filter(({ offset }) => isOfList(offset))).toHaveLength(1);
  });

  it('waits for that of another client whose call is sent, and makes no call', async () => {
    const time = new VirtualTime();
    const { sent, list } = listing(time);
    const both = [list(20, { client: 'one' }), list(10, { client: 'other' })];
    await time.run();
    await Promise.all(both);
    expect(sent).toHaveLength(1);
  });
});

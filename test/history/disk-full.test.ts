import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { MINUTE, SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount } from '../../src/emulator/emulator.ts';
import type { HistoryState } from '../../src/history/history.ts';
import { NOW } from '../engine/scenario.ts';
import { openWorld } from '../engine/world.ts';
import { openHistory, temporaryFolder } from './opening.ts';

const account: EmulatedAccount = {
  vendor: 'TENCENT_CDN',
  name: 'tencent',
  id: 'id',
  secret: 'secret',
  zones: [],
  history: Array.from({ length: 200 }, (_, index) => ({
    taskId: String(1_000 + index),
    kind: 'PREFETCH' as const,
    at: NOW - 10 * MINUTE - index * SECOND,
    targets: [
      {
        url: `https://www.example.com/${index}`,
        finishesAt: NOW - 9 * MINUTE,
        outcome: 'succeeded' as const,
      },
    ],
  })),
};

test('while the disk is full lists are answered by the vendors, which is told once, and recording resumes afterwards', async () => {
  const folder = await temporaryFolder();
  const states: HistoryState[] = [];
  const history = await openHistory({
    url: `file:${join(folder.path, 'history.db')}`,
    clock: () => world.clock.now,
    onState: (state) => states.push(state),
  });
  const world = await openWorld({ accounts: [account], now: NOW, history });
  /** Lets the database grow no further. A connection that is opened anew, which happens after each failure, may grow again. */
  const fill = async (): Promise<void> => {
    const { database } = history.connection;
    await sql`pragma max_page_count = 1`.execute(database);
  };
  const listed = async (): Promise<string[]> => {
    const page = await world.tasks.urlDetails({}, { first: 500 }, world.scope());
    expect(page.errors).toEqual([]);
    return page.edges.map(({ node }) => node.taskId);
  };
  const stored = async (table: 'url_details' | 'read_ranges'): Promise<number> => {
    const rows = await history.connection.database.selectFrom(table).select('feed').execute();
    return rows.length;
  };
  try {
    const expected = account.history?.map(({ taskId }) => taskId);
    for (let time = 0; time < 2; time++) {
      await fill();
      expect(await listed()).toEqual(expected);
      expect(world.emulator.calls.length).toBeGreaterThan(0);
      await history.flush();
      expect([await stored('url_details'), await stored('read_ranges')]).toEqual([0, 0]);
      world.restart();
      world.emulator.clearCalls();
    }
    expect(states).toEqual([{ isAvailable: false, reason: expect.stringMatching(/full/) }]);
    await history.flush();
    expect(states.slice(1)).toEqual([{ isAvailable: true }]);
    expect(await stored('url_details')).toBe(200);
    world.clock.now += 10 * MINUTE;
    expect(await listed()).toEqual(expected);
  } finally {
    await world.close();
    await history.close();
    await folder.remove();
  }
});

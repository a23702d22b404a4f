import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../src/domain/time.ts';
import type { EmulatedAccount } from '../../src/emulator/emulator.ts';
import { historyStatus } from '../../src/history/status.ts';
import { NOW } from '../engine/scenario.ts';
import { openWorld } from '../engine/world.ts';
import { collectorOf } from './collecting.ts';
import { openHistory } from './opening.ts';

const HOURS = 48;
/** Tasks are submitted at this interval, and each takes five minutes. */
const PACE = 2 * MINUTE;
const END = NOW + HOURS * HOUR;

const account: EmulatedAccount = {
  vendor: 'ALIBABA_CDN',
  name: 'aliyun',
  id: 'id',
  secret: 'secret',
  zones: [],
  history: Array.from({ length: (END - NOW) / PACE }, (_, index) => ({
    taskId: String(10_000 + index),
    kind: 'PREFETCH' as const,
    at: NOW + index * PACE,
    targets: [
      {
        url: `https://www.example.com/${index}`,
        finishesAt: NOW + index * PACE + 5 * MINUTE,
        outcome: 'succeeded' as const,
      },
    ],
  })),
};

/** What there was at the end of an hour, and what the hour took. */
interface Hour {
  readonly size: number;
  readonly rows: number;
  readonly ranges: number;
  readonly changes: number;
  readonly calls: number;
  readonly cpu: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

test('two days of collecting cost the same in each hour, and the database grows by its rows alone', async () => {
  const history = await openHistory({ clock: () => world.clock.now });
  const world = await openWorld({ accounts: [account], now: NOW, history });
  const collector = collectorOf(world, 20_000, { history, interval: 5 * MINUTE });
  const hours: Hour[] = [];
  try {
    for (let hour = 0; hour < HOURS; hour++) {
      const began = process.cpuUsage();
      world.emulator.clearCalls();
      for (const end = NOW + (hour + 1) * HOUR; world.clock.now < end; world.clock.now += 5 * MINUTE)
        await collector.collectDue();
      await history.flush();
      const { user, system } = process.cpuUsage(began);
      const { feeds, size } = await historyStatus(history.connection);
      const { count } = await history.connection.database
        .selectFrom('state_changes')
        .select(sql<number>`count(*)`.as('count'))
        .executeTakeFirstOrThrow();
      hours.push({
        size,
        rows: sum(feeds.map(({ rows }) => rows)),
        ranges: sum(feeds.map(({ ranges }) => ranges)),
        changes: count,
        calls: world.emulator.calls.length,
        cpu: user + system,
      });
    }
  } finally {
    await world.close();
    await history.close();
  }
  // The older rounds come every six hours, and the first hours warm up.
  const parts = [hours.slice(6, 12), hours.slice(-6)] as const;
  const [early, late] = parts;
  const growth = (part: readonly Hour[], value: (hour: Hour) => number): number => {
    const [first] = part;
    const last = part.at(-1);
    return first === undefined || last === undefined ? NaN : value(last) - value(first);
  };
  expect(growth(late, ({ rows }) => rows)).toBe(growth(early, ({ rows }) => rows));
  expect(growth(late, ({ changes }) => changes)).toBe(growth(early, ({ changes }) => changes));
  expect(Math.max(...hours.map(({ ranges }) => ranges))).toBeLessThanOrEqual(6);
  const perRow = ([early, late] as const).map(
    (part) => growth(part, ({ size }) => size) / growth(part, ({ rows }) => rows),
  );
  const ratios = {
    size: (perRow[1] ?? 0) / (perRow[0] ?? 1),
    calls: sum(late.map((each) => each.calls)) / sum(early.map((each) => each.calls)),
    cpu: sum(late.map(({ cpu }) => cpu)) / sum(early.map(({ cpu }) => cpu)),
  };
  expect(ratios.size).toBeLessThan(1.3);
  expect(ratios.calls).toBeLessThan(1.3);
  expect(ratios.cpu).toBeLessThan(2.5);
});

import { describe, expect, it, onTestFinished } from 'vitest';
import { DAY, SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount } from '../../src/emulator/emulator.ts';
import { NOW } from './scenario.ts';
import { openWorld } from './world.ts';

const years = 5 * 365 * DAY;
const budget = 100;

/** An account whose only tasks are of today. */
const accountOf = (vendor: EmulatedAccount['vendor']): EmulatedAccount => ({
  vendor,
  name: 'main',
  id: 'id',
  secret: 'secret',
  ...(vendor === 'TENCENT_EDGEONE' && { zones: ['zone-1'] }),
  history: Array.from({ length: 30 }, (_, index) => ({
    taskId: String(100 + index),
    kind: 'PREFETCH',
    at: NOW - (index + 60) * SECOND,
    targets: [{ url: `https://www.example.com/${index}`, finishesAt: NOW, outcome: 'succeeded' }],
  })),
});

describe.each([
  // Seven days are trusted where no longest window is published, and seven days are the longest of EdgeOne.
  ['TENCENT_CDN', 7 * DAY],
  ['TENCENT_EDGEONE', 7 * DAY - SECOND],
  // Older tasks than three days are not kept.
  ['ALIBABA_CDN', years],
] as const)('five years of %s of which only today has tasks, read backwards', (vendor, window) => {
  it.each(['urlDetails', 'tasks'] as const)(
    'make no more calls a request than its budget, and one for each window in all: %s',
    async (field) => {
      const world = await openWorld({ accounts: [accountOf(vendor)], now: NOW });
      onTestFinished(() => world.close());
      const query = { kinds: ['PREFETCH' as const], from: NOW - years };
      const given: string[] = [];
      let allCalls = 0;
      for (let before: string | undefined; ;) {
        world.emulator.clearCalls();
        const page = await world.tasks[field](query, { last: 20, before }, world.scope(budget));
        const { length: calls } = world.emulator.calls;
        allCalls += calls;
        // The first page of the feed is free.
        expect(calls).toBeLessThanOrEqual(budget + 1);
        const kinds = page.errors.map(({ kind }) => kind).filter((kind) => kind !== 'RETENTION');
        expect(kinds).toEqual(page.edges.length === 0 ? ['CALL_BUDGET'] : []);
        given.push(...page.edges.map(({ node }) => node.taskId));
        if (!page.hasPreviousPage) break;
        expect(page.startCursor).not.toBe(before);
        before = page.startCursor;
      }
      expect(given.toSorted()).toEqual(Array.from({ length: 30 }, (_, index) => String(100 + index)));
      // Two windows more, because the ends of windows move while their meaning is learnt.
      expect(allCalls).toBeLessThanOrEqual(Math.ceil(years / window) + 3);
    },
  );
});

import { expect, test } from 'vitest';
import { HOUR, MINUTE, SECOND, type Instant } from '../../src/domain/time.ts';
import type { TaskSource } from '../../src/domain/source.ts';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { requestScope } from '../../src/engine/call/deadline.ts';
import { MemoryStore } from '../../src/engine/store/store.ts';
import { createTasks } from '../../src/engine/tasks.ts';
import { Collector } from '../../src/history/collector.ts';
import { answer, outcome, request, scope } from '../engine/call-fixture.ts';
import { memorySource, NOW } from '../engine/memory-source.ts';
import { rowOf } from '../engine/row-of.ts';
import { settled, VirtualTime } from '../engine/virtual-time.ts';

/** Calls a second that the vendor allows. */
const RATE = 10;
const LATENCY = 80;
const LENGTH = 3 * MINUTE;

/** When users ask: about half of what the rate allows, and every ten seconds twenty at once. */
const asks: readonly number[] = [
  ...Array.from({ length: LENGTH / 250 }, (_, index) => index * 250 + ((index * 7919) % 230)),
  ...Array.from({ length: LENGTH / (10 * SECOND) }, (_, burst) =>
    Array.from({ length: 20 }, () => (burst + 0.5) * 10 * SECOND),
  ).flat(),
].toSorted((a, b) => a - b);

interface Measured {
  /** How long each of the users' calls waited until it was sent. */
  readonly waits: readonly number[];
  /** When the collector's calls were sent. */
  readonly collected: readonly Instant[];
}

/** Lets users ask, with a collector that always has something to read, or without one. */
async function measure(collects: boolean): Promise<Measured> {
  const time = new VirtualTime(NOW);
  const calls = vendorCalls(time.runtime());
  const collected: Instant[] = [];
  const waits: number[] = [];
  const rows = Array.from({ length: 3_000 }, (_, index) => ({
    ...rowOf(String(index), index + 1),
    state: 'PROCESSING' as const,
  }));
  const memory = memorySource('north', [{ rows, capabilities: { maxPageSize: 20 } }]);
  const source: TaskSource = {
    ...memory,
    now: () => time.now,
    feeds: memory.feeds.map((feed) => ({
      ...feed,
      callsPerSecond: RATE,
      encode: (query) => ({ ...feed.encode(query), callsPerSecond: RATE }),
    })),
    send: async (call, signal) => {
      const askedAt = call.parameters['AskedAt'];
      if (typeof askedAt === 'number') waits[Number(call.parameters['Index'])] ??= time.now - askedAt;
      else collected.push(time.now);
      const sentAt = time.now;
      await time.sleep(LATENCY);
      const answered = typeof askedAt === 'number' ? answer : await memory.send(call, signal);
      return { ...answered, sentAt, observedAt: time.now };
    },
  };
  const clock = () => time.now;
  const collector = new Collector({
    sources: () => (collects ? [source] : []),
    tasksOver: (over) =>
      // All of its tasks are in progress, so that each round reads them again.
      createTasks(over, {
        calls,
        store: new MemoryStore(20_000, clock),
        maxRows: 0,
        clock,
        fingerprint: String,
      }),
    openScope: (callBudget) =>
      requestScope({
        now: clock(),
        deadlineMs: MINUTE,
        callBudget,
        priority: 'background',
        schedule: time.schedule,
      }),
    isHolder: () => true,
    clock,
    sleep: time.sleep,
    prune: () => Promise.resolve(),
    interval: 5 * SECOND,
    keepFor: HOUR,
  });
  const failures: unknown[] = [];
  const running = collector.run((error) => failures.push(error));
  const answers = asks.map(async (at, index) => {
    await time.sleep(at);
    const call = request({ callsPerSecond: RATE, parameters: { AskedAt: time.now, Index: index } });
    return outcome(
      calls.call(source, call, scope(time, { client: `user ${index % 3}`, deadlineMs: MINUTE })),
    );
  });
  await settled();
  await time.advance(LENGTH + MINUTE);
  await Promise.all(answers);
  collector.stop();
  await time.run();
  await running;
  await calls.close();
  expect(failures).toEqual([]);
  expect(waits).toHaveLength(asks.length);
  return { waits, collected };
}

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((total, each) => total + each, 0) / numbers.length;

test('with the collector requests wait at most one slot longer on average, none longer than the longest, and it uses at most a tenth of the rate', async () => {
  const [without, collecting] = [await measure(false), await measure(true)];
  expect(without.collected).toEqual([]);
  // It is busy all the time.
  expect(collecting.collected.length).toBeGreaterThan((0.5 * LENGTH * RATE) / 10 / SECOND);
  for (const start of collecting.collected) {
    const inTenSeconds = collecting.collected.filter((at) => at >= start && at < start + 10 * SECOND);
    // Two calls are made at once, and then their time is waited for.
    expect(inTenSeconds.length).toBeLessThanOrEqual(RATE + 2);
  }
  // A call that was sent just before a burst takes its place in the rate, and no more.
  const delays = collecting.waits.map((wait, index) => wait - (without.waits[index] ?? 0));
  expect(mean(delays)).toBeLessThanOrEqual(SECOND / RATE);
  expect(Math.max(...collecting.waits)).toBeLessThanOrEqual(Math.max(...without.waits));
});

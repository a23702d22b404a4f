import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { vendorCalls, type Calls } from '../../src/engine/call/calls.ts';
import { runtime, type CallEvent, type RateBudgetChanged } from '../../src/engine/runtime.ts';
import { requestScope } from '../../src/engine/call/deadline.ts';
import { connectRedis } from '../../src/engine/redis-connection.ts';
import { RedisRateCounter } from '../../src/engine/call/redis-rate-counter.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';
import { answer, failure, isFailure, mostInASecond, outcome, request, source } from './call-fixture.ts';
import { RedisServer } from './redis-server.ts';

needs('redis-server');

/** One of several servers: all count the same calls, and know of each other only through Redis. */
interface Instance {
  readonly calls: Calls;
  readonly changes: readonly RateBudgetChanged[];
  call(parts: {
    callsPerSecond: number;
    deadlineMs?: number;
    signal?: AbortSignal;
  }): ReturnType<typeof outcome>;
  /** Resolves when it counts as told. */
  becomes(state: RateBudgetChanged['state']): Promise<void>;
}

let server: RedisServer;
let sentAt: number[];
let instances: Instance[];
let errors: string[];
let asked: number;
let throttledFor: number | undefined;
/** How long the next call takes to the vendor, or back. */
let latency: () => number;

beforeEach(async () => {
  server = await RedisServer.prepare();
  sentAt = [];
  instances = [];
  errors = [];
  asked = 0;
  throttledFor = undefined;
  latency = () => 0;
});

afterEach(async () => {
  await Promise.all(instances.map(({ calls }) => calls.close()));
  await server.remove();
});

const north = source(async () => {
  // A call that was given up may still arrive, though not in the next test.
  const arrivals = sentAt;
  const there = latency();
  if (there > 0) await passed(there);
  arrivals.push(performance.now());
  const retryAfter = throttledFor;
  throttledFor = undefined;
  if (retryAfter !== undefined) throw failure({ kind: 'RATE_LIMIT', retryable: false, retryAfter });
  const back = latency();
  if (back > 0) await passed(back);
  return answer;
});

async function instance(url = server.socket): Promise<Instance> {
  const changes: RateBudgetChanged[] = [];
  const waiting = new Set<() => void>();
  const observe = (event: CallEvent): void => {
    if (event.type !== 'rate-budget') return;
    changes.push(event);
    for (const look of waiting) look();
  };
  const world = runtime({ observe });
  const redis = await connectRedis(url, (message) => errors.push(message));
  const rateCounter = new RedisRateCounter({ redis, instances: 3, settling: 1_500 }, world);
  const calls = vendorCalls({ ...world, rateCounter });
  const one: Instance = {
    calls,
    changes,
    async call({ callsPerSecond, deadlineMs = 20_000, signal }) {
      asked += 1;
      const limits = { now: Date.now(), deadlineMs, callBudget: 50, clientSignal: signal };
      const mine = requestScope(limits);
      const call = calls.call(north, request({ callsPerSecond, parameters: { Offset: asked } }), mine.scope);
      return outcome(call).finally(() => mine.dispose());
    },
    becomes: (state) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (changes.at(-1)?.state !== state) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
  };
  instances.push(one);
  return one;
}

const times = <Result>(count: number, make: (index: number) => Result): Result[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Asks every instance again and again until stopped; gives all outcomes. */
function load(callsPerSecond: number): () => Promise<Awaited<ReturnType<Instance['call']>>[]> {
  const outcomes: ReturnType<Instance['call']>[] = [];
  const timer = setInterval(() => {
    for (const one of instances) outcomes.push(one.call({ callsPerSecond, deadlineMs: 2_000 }));
  }, 30);
  return () => {
    clearInterval(timer);
    return Promise.all(outcomes);
  };
}

const passed = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a rate shared through Redis', () => {
  it('is shared by three instances, which together use it and never exceed it', async () => {
    await server.start();
    const all = await Promise.all(times(3, () => instance()));
    const outcomes = await Promise.all(times(60, (index) => all[index % 3]!.call({ callsPerSecond: 20 })));
    expect(outcomes.filter(isFailure)).toEqual([]);
    expect(sentAt).toHaveLength(60);
    expect(mostInASecond(sentAt)).toBeLessThanOrEqual(20);
    // Were it one budget an instance, or a third of it, it would be 60 or 7.
    expect(mostInASecond(sentAt)).toBeGreaterThan(10);
  });

  it('is not exceeded in any second, although each call takes up to 400 ms', async () => {
    await server.start();
    const lengths = [0, 200, 3, 150, 20, 190, 80, 0, 110, 45];
    let drawn = 0;
    latency = () => lengths[(drawn += 1) % lengths.length] ?? 0;
    await Promise.all(times(3, () => instance()));
    const stop = load(20);
    await passed(8_000);
    const outcomes = await stop();
    expect(mostInASecond(sentAt)).toBeLessThanOrEqual(20);
    expect(sentAt.length).toBeGreaterThan(8 * 10);
    const kinds = new Set(outcomes.filter(isFailure).map(({ kind }) => kind));
    expect(['RATE_LIMIT', 'TIMEOUT']).toEqual(expect.arrayContaining([...kinds]));
  });

  it('is divided equally among instances with waiting calls, and calls without a slot fail at once', async () => {
    await server.start();
    const [one, two] = [await instance(), await instance()];
    const flood = times(8, () => one.call({ callsPerSecond: 1 }));
    await flood[0];
    await passed(50);
    const [first, second] = times(2, () => two.call({ callsPerSecond: 1, deadlineMs: 2_500 }));
    // Every other slot is the flood's, so that the second call would have the third or fourth.
    const refused = await second!;
    expect(refused).toMatchObject({ kind: 'RATE_LIMIT', retryable: true });
    expect(isFailure(refused) && refused.retryAfter).toBeGreaterThan(2_000);
    expect(await first!).toBe(answer);
    await Promise.all(flood);
    expect(mostInASecond(sentAt)).toBe(1);
  });

  it('gets back the slots of cancelled calls', async () => {
    await server.start();
    const [one, two] = [await instance(), await instance()];
    const client = new AbortController();
    const booked = times(10, () => one.call({ callsPerSecond: 1, signal: client.signal }));
    await booked[0];
    client.abort();
    await Promise.all(booked);
    // What one gives back and what the other asks for go to Redis by different ways.
    await expect
      .poll(() => two.call({ callsPerSecond: 1, deadlineMs: 2_000 }), { timeout: 5_000 })
      .toBe(answer);
    expect(mostInASecond(sentAt)).toBe(1);
  });

  it('is respected by an instance that is too busy to be in time', async () => {
    await server.start();
    const one = await instance();
    const all = times(8, () => one.call({ callsPerSecond: 2 }));
    await passed(1_000);
    const busyUntil = performance.now() + 450;
    while (performance.now() < busyUntil);
    await Promise.all(all);
    expect(sentAt).toHaveLength(8);
    expect(mostInASecond(sentAt)).toBe(2);
  });

  it('keeps one queue, even if a vendor made one instance pause', async () => {
    await server.start();
    const [one, two] = [await instance(), await instance()];
    throttledFor = 1_500;
    await one.call({ callsPerSecond: 5 });
    const first = one.call({ callsPerSecond: 5 });
    await passed(100);
    const second = two.call({ callsPerSecond: 5 });
    expect(await Promise.all([first, second])).toEqual([answer, answer]);
    expect(sentAt[1]! - sentAt[0]!).toBeGreaterThanOrEqual(1_500);
  });

  it('is divided when Redis is killed, and shared again when it is back', async () => {
    await server.start();
    const all = await Promise.all(times(3, () => instance()));
    expect(all.map(({ changes }) => changes)).toMatchObject(all.map(() => [{ state: 'shared' }]));
    const stop = load(9);
    await passed(1_500);
    const whileShared = sentAt.length;
    await server.kill();
    await Promise.all(all.map((one) => one.becomes('alone')));
    await passed(3_000);
    const whileAlone = sentAt.length;
    await server.start();
    await Promise.all(all.map((one) => one.becomes('shared')));
    await passed(6_000);
    const outcomes = await stop();
    expect(whileShared).toBeGreaterThanOrEqual(9);
    expect(whileAlone).toBeGreaterThan(whileShared);
    expect(sentAt.length).toBeGreaterThan(whileAlone);
    expect(mostInASecond(sentAt)).toBeLessThanOrEqual(9);
    // Nobody fails because of Redis; too much is still too much, and who had a place when Redis went may lose it.
    const kinds = new Set(outcomes.filter(isFailure).map(({ kind }) => kind));
    expect(['RATE_LIMIT', 'TIMEOUT']).toEqual(expect.arrayContaining([...kinds]));
    expect(all[0]!.changes.map(({ state }) => state)).toEqual(['shared', 'alone', 'shared']);
  });

  it('ignores slots that were given before Redis stopped', async () => {
    await server.start();
    const [one, two] = [await instance(), await instance()];
    const booked = times(9, () => one.call({ callsPerSecond: 3 }));
    await booked[0];
    await server.kill();
    await server.start();
    await Promise.all([one.becomes('alone'), two.becomes('alone')]);
    await Promise.all([one.becomes('shared'), two.becomes('shared')]);
    const others = times(3, () => two.call({ callsPerSecond: 3 }));
    const outcomes = await Promise.all([...booked, ...others]);
    expect(outcomes.filter(isFailure)).toEqual([]);
    expect(mostInASecond(sentAt)).toBeLessThanOrEqual(3);
  });

  it('blocks no call when Redis hangs', async () => {
    await server.start();
    const one = await instance();
    await one.call({ callsPerSecond: 3 });
    server.freeze();
    const began = performance.now();
    // A second to notice, then a span without calls, then its part.
    expect(await one.call({ callsPerSecond: 3, deadlineMs: 5_000 })).toBe(answer);
    expect(performance.now() - began).toBeLessThan(4_900);
    expect(one.changes.at(-1)).toMatchObject({ state: 'alone', reason: 'Command timed out' });
    server.thaw();
    await one.becomes('shared');
    expect(await one.call({ callsPerSecond: 3 })).toBe(answer);
  });

  it('does not take its own delay for one of Redis', async () => {
    await server.start();
    const one = await instance();
    await one.call({ callsPerSecond: 3 });
    const next = one.call({ callsPerSecond: 3 });
    await new Promise((resolve) => void setImmediate(resolve));
    const busyUntil = performance.now() + 700;
    while (performance.now() < busyUntil);
    expect(await next).toBe(answer);
    expect(one.changes.map(({ state }) => state)).toEqual(['shared']);
  });

  it('starts divided if Redis is not running yet', async () => {
    const one = await instance();
    expect(one.changes).toMatchObject([{ state: 'alone' }]);
    expect(await one.call({ callsPerSecond: 3 })).toBe(answer);
    await server.start();
    await one.becomes('shared');
    expect(await one.call({ callsPerSecond: 3 })).toBe(answer);
  });

  it('works without a Redis that refuses it, and reports why without a password', async () => {
    const port = await freePort();
    await server.start('--port', String(port), '--bind', '127.0.0.1', '--requirepass', 'right-word');
    const stranger = await instance(`redis://:wrong-word@127.0.0.1:${port}`);
    const lost = await instance(`nonsense://:wrong-word@127.0.0.1:${port}`);
    const guest = await instance(`redis://:right-word@127.0.0.1:${port}`);
    expect(guest.changes).toMatchObject([{ state: 'shared' }]);
    await server.command('-a', 'right-word', 'config', 'set', 'min-replicas-to-write', '1');
    for (const one of [stranger, lost, guest]) {
      expect(await one.call({ callsPerSecond: 3 })).toBe(answer);
      expect(one.changes.at(-1)).toMatchObject({ state: 'alone' });
    }
    const told = JSON.stringify([errors, instances.map(({ changes }) => changes)]);
    expect(told).toContain('WRONGPASS');
    expect(told).toContain('NOREPLICAS');
    expect(told).not.toContain('-word');
  });
});

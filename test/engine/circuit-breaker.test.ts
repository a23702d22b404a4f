import { describe, expect, it } from 'vitest';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import type { VendorError } from '../../src/domain/errors.ts';
import { answer, failure, outcome, request, requests, scope, source } from './call-fixture.ts';
import { observations, settled, VirtualTime } from './virtual-time.ts';

/** A vendor that answers with whatever `reply` does now. */
function vendor() {
  const north = { sent: 0, reply: (): Promise<typeof answer> => Promise.resolve(answer) };
  return {
    north,
    fails: (with_: VendorError) => (north.reply = () => Promise.reject(with_)),
    answers: () => (north.reply = () => Promise.resolve(answer)),
    source: source(async () => {
      north.sent += 1;
      return north.reply();
    }),
  };
}

const down = failure({ retryable: false, message: 'The vendor is down.' });

function stage() {
  const time = new VirtualTime();
  const { events, observe } = observations();
  const calls = vendorCalls(time.runtime({ observe }));
  const { north, fails, answers, source: from } = vendor();
  const call = (parts = {}, scopeParts = {}) =>
    outcome(calls.call(from, request(parts), scope(time, scopeParts)));
  const states = () => events.flatMap((event) => (event.type === 'circuit' ? [event.state] : []));
  return { time, calls, north, fails, answers, from, call, states };
}

async function open({ fails, call }: ReturnType<typeof stage>): Promise<void> {
  fails(down);
  for (let count = 0; count < 5; count += 1) await call();
}

describe('the circuit', () => {
  it('opens after five failures in a row, and then fails calls with the time and the cause', async () => {
    const all = stage();
    await open(all);
    expect(all.north.sent).toBe(5);
    const refused = await all.call();
    expect(all.north.sent).toBe(5);
    expect(refused).toMatchObject({
      kind: 'UNAVAILABLE',
      provider: 'north',
      retryable: true,
      retryAfter: 1_000,
    });
    expect(refused).toHaveProperty('message', expect.stringContaining('2026-01-01T00:00:00.000Z'));
    expect(refused).toHaveProperty('message', expect.stringContaining('The vendor is down.'));
    expect(all.calls.health('north')).toMatchObject({
      isAvailable: false,
      lastError: { message: down.message },
    });
  });

  it('stays closed while answers come between, or failures are old', async () => {
    const { north, fails, answers, call, time } = stage();
    for (let count = 0; count < 10; count += 1) {
      fails(down);
      if (count % 5 === 4) answers();
      await call();
    }
    fails(down);
    for (let count = 0; count < 12; count += 1) {
      await time.advance(8_000);
      await call();
    }
    expect(north.sent).toBe(22);
  });

  it('counts only the vendor’s own faults', async () => {
    for (const kind of [
      'AUTHENTICATION',
      'PERMISSION',
      'INVALID_REQUEST',
      'NOT_FOUND',
      'RATE_LIMIT',
      'RETENTION',
    ] as const) {
      const { north, fails, call, calls, time } = stage();
      fails(failure({ kind, retryable: false }));
      for (let count = 0; count < 8; count += 1) {
        await call();
        await time.advance(2_000);
      }
      expect(north.sent).toBe(8);
      expect(calls.health('north').isAvailable).toBe(true);
    }
  });

  it('does not count clients that disconnect or have short deadlines', async () => {
    const { north, call, time, calls } = stage();
    north.reply = () => time.sleep(4_000).then(() => answer);
    for (let count = 0; count < 8; count += 1) {
      const client = new AbortController();
      const left = call({}, { clientSignal: client.signal });
      await time.advance(3_000);
      client.abort();
      await left;
      const hurried = call({}, { deadlineMs: 50 });
      await time.advance(50);
      await hurried;
    }
    expect(north.sent).toBe(16);
    expect(calls.health('north')).toEqual({ isAvailable: true, lastError: undefined });
  });

  it('counts a vendor that does not answer', async () => {
    const { north, call, time, calls } = stage();
    north.reply = () => new Promise(() => {});
    for (let count = 0; count < 5; count += 1) {
      const silent = call({}, { deadlineMs: 2_000 });
      await time.advance(2_000);
      expect(await silent).toMatchObject({ kind: 'TIMEOUT' });
    }
    await settled();
    expect(await call()).toMatchObject({ kind: 'UNAVAILABLE' });
    expect(calls.health('north')).toMatchObject({ isAvailable: false, lastError: { kind: 'TIMEOUT' } });
  });

  it('lets a single call through after a pause, without retries, and closes when it is answered', async () => {
    const all = stage();
    await open(all);
    const { north, call, time, answers, calls, from, states } = all;
    north.reply = () => time.sleep(100).then(() => Promise.reject(failure({ retryable: true })));
    await time.advance(1_000);
    const [first, ...others] = requests(4).map((one) => outcome(calls.call(from, one, scope(time))));
    await time.advance(100);
    expect(await Promise.all(others)).toMatchObject(
      others.map(() => ({ kind: 'UNAVAILABLE', retryAfter: 0 })),
    );
    await first;
    expect(north.sent).toBe(6);

    // The pause has doubled.
    answers();
    await time.advance(1_900);
    expect(await call()).toMatchObject({ kind: 'UNAVAILABLE', retryAfter: 100 });
    await time.advance(100);
    expect(await call()).toBe(answer);
    expect(await call()).toBe(answer);
    expect(states()).toEqual(['open', 'half-open', 'open', 'half-open', 'closed']);
    expect(calls.health('north')).toEqual({ isAvailable: true, lastError: undefined });
  });

  it('pauses for half a minute at most, unless the vendor named a longer time', async () => {
    const all = stage();
    await open(all);
    const { time, call, fails } = all;
    for (let probe = 0; probe < 8; probe += 1) {
      await time.advance(30_000);
      expect(await call()).toMatchObject({ message: down.message });
    }
    expect(await call()).toMatchObject({ retryAfter: 30_000 });
    fails(failure({ retryable: false, retryAfter: 90_000 }));
    await time.advance(30_000);
    await call();
    expect(await call()).toMatchObject({ retryAfter: 90_000 });
  });

  it('makes the next call a probe when the client of the first one left', async () => {
    const all = stage();
    await open(all);
    const { north, time, call, answers } = all;
    await time.advance(1_000);
    north.reply = () => time.sleep(500).then(() => answer);
    const client = new AbortController();
    const left = call({}, { clientSignal: client.signal });
    await settled();
    client.abort();
    await left;
    await settled();
    answers();
    expect(await call()).toBe(answer);
  });

  it('exists for each action, and health covers all of them', async () => {
    const all = stage();
    await open(all);
    const { answers, call, calls } = all;
    answers();
    expect(await call({ action: 'Other' })).toBe(answer);
    expect(await call()).toMatchObject({ kind: 'UNAVAILABLE' });
    expect(calls.health('north').isAvailable).toBe(false);
    expect(calls.health('south')).toEqual({ isAvailable: true, lastError: undefined });
  });

  it('does not send calls that were waiting when it opened', async () => {
    const { fails, call, calls, from, north, time } = stage();
    fails(down);
    const waiting = requests(8, { callsPerSecond: 5 }).map((one) =>
      outcome(calls.call(from, one, scope(time))),
    );
    await time.advance(1_100);
    await Promise.all(waiting);
    expect(north.sent).toBe(5);
    expect(await call()).toMatchObject({ kind: 'UNAVAILABLE' });
  });
});

describe('health', () => {
  it('shows the last error of the provider or its configuration until it answers', async () => {
    const { fails, answers, call, calls } = stage();
    const health = () => calls.health('north');
    expect(health()).toEqual({ isAvailable: true, lastError: undefined });
    fails(failure({ kind: 'AUTHENTICATION', retryable: false }));
    await call();
    expect(health()).toMatchObject({
      isAvailable: true,
      lastError: { kind: 'AUTHENTICATION', provider: 'north' },
    });
    fails(failure({ kind: 'NOT_FOUND', retryable: false }));
    await call();
    expect(health().lastError).toBeUndefined();
    fails(down);
    await call();
    expect(health().lastError).toMatchObject({ kind: 'UNAVAILABLE' });
    answers();
    await call();
    expect(health().lastError).toBeUndefined();
  });

  it('does not show errors that are our own decision', async () => {
    const { call, calls } = stage();
    await call({ callsPerSecond: 0.01 });
    expect(await call({ callsPerSecond: 0.01, parameters: { Offset: 1 } })).toMatchObject({
      kind: 'RATE_LIMIT',
    });
    expect(calls.health('north').lastError).toBeUndefined();
  });
});

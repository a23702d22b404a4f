import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Send, VendorAnswer } from '../../src/domain/source.ts';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { answer, failure, outcome, request, scope, source } from './call-fixture.ts';
import { settled, VirtualTime } from './virtual-time.ts';

/** Sends that end when told, or with their signal, as the contract says. */
function switchboard() {
  const sent: {
    resolve: (answer: VendorAnswer) => void;
    reject: (thrown: unknown) => void;
    signal: AbortSignal;
  }[] = [];
  const send: Send = (_, signal) =>
    new Promise((resolve, reject) => {
      sent.push({ resolve, reject, signal });
      signal.addEventListener('abort', () => reject(signal.reason));
    });
  return { sent, north: source(send) };
}

describe('identical calls in flight', () => {
  it('are sent once, and every caller gets the answer', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sent, north } = switchboard();
    const [first, second] = [scope(time), scope(time)];
    const both = [
      calls.call(north, request({ parameters: { Limit: 20, Offset: 0 } }), first),
      calls.call(north, request({ parameters: { Offset: 0, Limit: 20 } }), second),
    ];
    await time.advance(40);
    sent[0]!.resolve(answer);
    expect(await Promise.all(both)).toEqual([answer, answer]);
    expect(sent).toHaveLength(1);
    const totals = { provider: 'north', action: 'ListTasks', took: 40, waited: 0, failures: new Map() };
    expect(first.calls.totals).toEqual([{ ...totals, calls: 1, shared: 0, tries: 1 }]);
    expect(second.calls.totals).toEqual([{ ...totals, calls: 0, shared: 1, tries: 0 }]);
  });

  it('are not identical when anything differs', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sent, north } = switchboard();
    const south = { ...north, provider: { ...north.provider, name: 'south' } };
    const all = [
      calls.call(
        north,
        request({ parameters: { Offset: 0, Filters: [{ Name: 'a', Values: ['1', '2'] }] } }),
        scope(time),
      ),
      calls.call(
        north,
        request({ parameters: { Offset: 0, Filters: [{ Name: 'a', Values: ['2', '1'] }] } }),
        scope(time),
      ),
      calls.call(north, request({ parameters: { Offset: '0' } }), scope(time)),
      calls.call(north, request({ parameters: { Offset: 0 } }), scope(time)),
      calls.call(north, request({ parameters: { Offset: 0 }, action: 'Other' }), scope(time)),
      calls.call(south, request({ parameters: { Offset: 0 } }), scope(time)),
    ];
    await settled();
    expect(sent).toHaveLength(6);
    for (const one of sent) one.resolve(answer);
    await Promise.all(all);
  });

  it('are sent again after they were answered or have failed', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sent, north } = switchboard();
    const refused = failure({ kind: 'PERMISSION', retryable: false });
    const first = outcome(calls.call(north, request(), scope(time)));
    await settled();
    sent[0]!.reject(refused);
    expect(await first).toMatchObject({ kind: 'PERMISSION', provider: 'north' });
    const second = calls.call(north, request(), scope(time));
    await settled();
    sent[1]!.resolve(answer);
    expect(await second).toBe(answer);
  });

  it('continue while a caller waits, each until its own deadline', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls({ ...time.runtime(), tryTimeout: 60_000 });
    const { sent, north } = switchboard();
    const hasty = outcome(calls.call(north, request(), scope(time, { deadlineMs: 500 })));
    const patient = outcome(calls.call(north, request(), scope(time, { deadlineMs: 9_000 })));
    await time.advance(500);
    expect(await hasty).toMatchObject({ kind: 'TIMEOUT', provider: 'north', retryable: true });
    expect(sent[0]!.signal.aborted).toBe(false);
    sent[0]!.resolve(answer);
    expect(await patient).toBe(answer);
  });

  it('are retried for callers with time left, even if the first caller has none', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sent, north } = switchboard();
    const hasty = outcome(calls.call(north, request(), scope(time, { deadlineMs: 500 })));
    const patient = outcome(calls.call(north, request(), scope(time, { deadlineMs: 9_000 })));
    await settled();
    sent[0]!.reject(failure({ retryAfter: 1_000 }));
    await time.advance(2_000);
    sent[1]!.resolve(answer);
    expect(await hasty).toMatchObject({ kind: 'TIMEOUT' });
    expect(await patient).toBe(answer);
  });

  it('are cancelled when the last caller leaves, and the next caller starts a new call', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sent, north } = switchboard();
    const clients = [new AbortController(), new AbortController()];
    const both = clients.map(({ signal }) =>
      outcome(calls.call(north, request(), scope(time, { clientSignal: signal }))),
    );
    await settled();
    clients[0]!.abort();
    await settled();
    expect(sent[0]!.signal.aborted).toBe(false);
    clients[1]!.abort();
    expect(sent[0]!.signal.aborted).toBe(true);
    const next = calls.call(north, request(), scope(time));
    expect(await Promise.all(both)).toMatchObject([
      { kind: 'UNAVAILABLE', retryable: false },
      { kind: 'UNAVAILABLE' },
    ]);
    sent[1]!.resolve(answer);
    expect(await next).toBe(answer);
  });

  it('do not block callers if a send ignores its signal', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const deaf = source(() => new Promise(() => {}));
    const ended = outcome(calls.call(deaf, request(), scope(time, { deadlineMs: 700 })));
    await time.run();
    expect(await ended).toMatchObject({ kind: 'TIMEOUT' });
  });

  it('are not started for a request that has ended', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sent, north } = switchboard();
    const ended = scope(time, { clientSignal: AbortSignal.abort() });
    expect(await outcome(calls.call(north, request(), ended))).toMatchObject({
      kind: 'UNAVAILABLE',
      provider: 'north',
    });
    expect(sent).toHaveLength(0);
    expect(ended.calls.totals).toHaveLength(0);
  });

  it('behave so in every order of joining, leaving and answering', async () => {
    const step = fc.oneof(
      fc.record({ type: fc.constant('join' as const), deadlineMs: fc.integer({ min: 1, max: 400 }) }),
      fc.record({ type: fc.constant('leave' as const), who: fc.nat(20) }),
      fc.record({ type: fc.constant('end' as const), isAnswer: fc.boolean() }),
      fc.record({ type: fc.constant('wait' as const), length: fc.integer({ min: 1, max: 200 }) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const time = new VirtualTime();
        const calls = vendorCalls(time.runtime());
        const { sent, north } = switchboard();
        const clients: AbortController[] = [];
        const waiting = new Set<number>();
        const outcomes: Promise<unknown>[] = [];
        const open = () => sent.filter(({ signal }) => !signal.aborted);
        const ended = new Set<unknown>();
        for (const one of steps) {
          if (one.type === 'join') {
            const index = clients.push(new AbortController()) - 1;
            waiting.add(index);
            const { signal } = clients[index]!;
            const mine = calls.call(
              north,
              request(),
              scope(time, { deadlineMs: one.deadlineMs, clientSignal: signal }),
            );
            outcomes.push(outcome(mine).finally(() => waiting.delete(index)));
          } else if (one.type === 'leave') clients[one.who]?.abort();
          else if (one.type === 'wait') await time.advance(one.length);
          else {
            for (const flight of open()) {
              ended.add(flight);
              if (one.isAnswer) flight.resolve(answer);
              else flight.reject(failure({ kind: 'NOT_FOUND', retryable: false }));
            }
          }
          await settled();
          const inFlight = open().filter((flight) => !ended.has(flight));
          // One call while anybody waits, none otherwise; everybody who waits is waited for.
          expect(inFlight.length).toBe(waiting.size > 0 ? 1 : 0);
        }
        await time.run();
        await Promise.all(outcomes);
        expect(waiting.size).toBe(0);
        expect(time.waiting).toBe(0);
      }),
      { numRuns: 200 },
    );
  });
});

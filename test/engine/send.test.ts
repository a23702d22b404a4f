import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { answer, failure, outcome, request, requests, scope, source } from './call-fixture.ts';
import { observations, settled, VirtualTime } from './virtual-time.ts';

describe('one try', () => {
  it('ends after the time limit of a try, and the next one has a signal of its own', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls({ ...time.runtime(), tryTimeout: 2_000 });
    const signals: AbortSignal[] = [];
    const silentOnce = source((_, signal) => {
      signals.push(signal);
      return signals.length === 1 ? new Promise(() => {}) : Promise.resolve(answer);
    });
    const answered = calls.call(silentOnce, request(), scope(time));
    await time.advance(1_999);
    expect(signals[0]!.aborted).toBe(false);
    await time.advance(200);
    expect(await answered).toBe(answer);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    expect(signals[0]!.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('is reported as a retryable timeout with its length', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls({ ...time.runtime(), tryTimeout: 6_000 });
    const silent = source(() => new Promise(() => {}));
    const late = outcome(calls.call(silent, request(), scope(time, { deadlineMs: 6_100 })));
    await time.advance(6_000);
    expect(await late).toMatchObject({
      kind: 'TIMEOUT',
      retryable: true,
      message: 'ListTasks: no answer within 6 s.',
    });
  });

  it('ends with the request’s deadline, and the signal says so', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    let reason: unknown;
    const polite = source(
      (_, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            ({ reason } = signal);
            reject(signal.reason);
          });
        }),
    );
    const mine = scope(time, { deadlineMs: 300 });
    const late = outcome(calls.call(polite, request(), mine));
    await time.advance(300);
    expect(await late).toMatchObject({ kind: 'TIMEOUT', provider: 'north' });
    expect(reason).toMatchObject({ name: 'TimeoutError' });
    expect(mine.calls.totals).toMatchObject([{ tries: 1, took: 300, failures: new Map([['TIMEOUT', 1]]) }]);
  });

  it('may throw at once instead of rejecting', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const rash = source(() => {
      throw failure({ kind: 'INVALID_REQUEST', retryable: false });
    });
    expect(await outcome(calls.call(rash, request(), scope(time)))).toMatchObject({
      kind: 'INVALID_REQUEST',
    });
  });

  it('is reported to observers with the request id, also if it fails', async () => {
    const time = new VirtualTime();
    const { events, observe } = observations();
    const calls = vendorCalls(time.runtime({ observe }));
    const bad = failure({ requestId: 'request-2', vendorCode: 'Denied', retryable: false });
    const north = source(async ({ parameters }) => {
      await time.sleep(30);
      if (parameters['Offset'] === 1) throw bad;
      return answer;
    });
    const all = requests(2).map((one) => outcome(calls.call(north, one, scope(time))));
    const startedAt = time.now;
    await time.advance(30);
    await Promise.all(all);
    const told = { provider: 'north', action: 'ListTasks', took: 30 };
    expect(events.toSorted((left, right) => right.type.localeCompare(left.type))).toMatchObject([
      { ...told, type: 'try', number: 1, startedAt, requestId: 'request-1' },
      {
        ...told,
        type: 'try',
        number: 1,
        startedAt,
        requestId: 'request-2',
        failure: { vendorCode: 'Denied' },
      },
      { ...told, type: 'call', isShared: false },
      { ...told, type: 'call', isShared: false, failure: { vendorCode: 'Denied' } },
    ]);
  });

  it('includes repetitions by the transport, which are neither failures nor retries', async () => {
    const time = new VirtualTime();
    const { events, observe } = observations();
    const calls = vendorCalls(time.runtime({ observe }));
    let connections = 0;
    const stale = source(async () => {
      // A reused connection was reset before the first byte: the transport sends once more, on a new one.
      connections += 2;
      await time.sleep(5);
      return answer;
    });
    const mine = scope(time, { callBudget: 20 });
    for (const one of requests(20)) {
      const answered = calls.call(stale, one, mine);
      await time.advance(5);
      expect(await answered).toBe(answer);
    }
    expect(connections).toBe(40);
    expect(mine.calls.totals).toMatchObject([{ calls: 20, tries: 20, failures: new Map() }]);
    expect(events.filter(({ type }) => type === 'retry' || type === 'circuit')).toEqual([]);
    expect(calls.health('north')).toEqual({ isAvailable: true, lastError: undefined });
  });

  it('leaves no timer and no listener behind', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    let used: AbortSignal | undefined;
    const north = source(async (_, signal) => {
      used = signal;
      return answer;
    });
    const mine = scope(time);
    await calls.call(north, request(), mine);
    await settled();
    // The deadline's own.
    expect(time.waiting).toBe(1);
    expect(getEventListeners(mine.signal, 'abort')).toHaveLength(0);
    expect(getEventListeners(used!, 'abort')).toHaveLength(0);
  });
});

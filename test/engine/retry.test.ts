import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { answer, failure, outcome, request, requests, scope, source } from './call-fixture.ts';
import { observations, VirtualTime } from './virtual-time.ts';

/** Fails with each of these in turn, then answers. */
function failing(time: VirtualTime, ...failures: unknown[]) {
  const sentAt: number[] = [];
  const began = time.now;
  const north = source(async () => {
    sentAt.push(time.now - began);
    const next = failures[sentAt.length - 1];
    if (next !== undefined) throw next;
    return answer;
  });
  return { sentAt, north };
}

describe('retrying', () => {
  it('waits for pauses that double and are random over their whole length', async () => {
    for (const random of [0, 0.25, 0.75]) {
      const time = new VirtualTime();
      const calls = vendorCalls(time.runtime({ random: () => random }));
      const { sentAt, north } = failing(time, failure(), failure());
      const mine = scope(time);
      const answered = calls.call(north, request(), mine);
      await time.run();
      expect(await answered).toBe(answer);
      expect(sentAt).toEqual([0, 200 * random, 600 * random]);
      expect(mine.calls.totals).toMatchObject([{ tries: 3, failures: new Map() }]);
    }
  });

  it('reports only the last try, with its code and the provider’s name', async () => {
    const time = new VirtualTime();
    const { events, observe } = observations();
    const calls = vendorCalls(time.runtime({ observe }));
    const last = failure({ vendorCode: 'InternalError', requestId: 'third' });
    const { north } = failing(time, failure(), failure(), last);
    const mine = scope(time);
    const failed = outcome(calls.call(north, request(), mine));
    await time.run();
    expect(await failed).toMatchObject({
      vendorCode: 'InternalError',
      requestId: 'third',
      provider: 'north',
    });
    expect(mine.calls.totals).toMatchObject([{ tries: 3, failures: new Map([['InternalError', 1]]) }]);
    expect(events.map(({ type }) => type)).toEqual(['try', 'retry', 'try', 'retry', 'try', 'call']);
  });

  it('does not repeat a call that would fail again', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sentAt, north } = failing(time, failure({ kind: 'AUTHENTICATION', retryable: false }));
    expect(await outcome(calls.call(north, request(), scope(time)))).toMatchObject({
      kind: 'AUTHENTICATION',
    });
    expect(sentAt).toHaveLength(1);
  });

  it('waits as long as the vendor requires', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime({ random: () => 0 }));
    const { sentAt, north } = failing(time, failure({ retryAfter: 2_500 }));
    const answered = calls.call(north, request(), scope(time));
    await time.run();
    await answered;
    expect(sentAt).toEqual([0, 2_500]);
  });

  it('fails at once if the next try would be after the deadline', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const began = time.now;
    const { sentAt, north } = failing(time, failure({ retryAfter: 10_000 }));
    expect(await outcome(calls.call(north, request(), scope(time)))).toMatchObject({ retryAfter: 10_000 });
    expect(sentAt).toHaveLength(1);
    expect(time.now).toBe(began);
  });

  it('reports the vendor’s error if the next try gets no slot', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { north } = failing(time, failure({ vendorCode: 'Busy' }));
    const failed = outcome(calls.call(north, request({ callsPerSecond: 0.05 }), scope(time)));
    await time.run();
    expect(await failed).toMatchObject({ kind: 'UNAVAILABLE', vendorCode: 'Busy' });
  });

  it('takes no slot when the client has disconnected', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const client = new AbortController();
    const { sentAt, north } = failing(time, failure({ retryAfter: 1_000 }));
    const [first, second] = requests(2, { callsPerSecond: 2 });
    const failed = outcome(calls.call(north, first!, scope(time, { clientSignal: client.signal })));
    await time.advance(100);
    client.abort();
    expect(await failed).toBeInstanceOf(VendorError);
    expect(time.waiting).toBe(0);
    expect(await calls.call(north, second!, scope(time))).toBe(answer);
    expect(sentAt).toEqual([0, 100]);
  });

  it('reports an unexpected error with its cause, and does not repeat the call', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const cause = new TypeError('secret-key is not a function');
    const { sentAt, north } = failing(time, cause);
    const failed = await outcome(calls.call(north, request(), scope(time)));
    expect(failed).toMatchObject({ kind: 'UNAVAILABLE', retryable: false, provider: 'north', cause });
    expect(failed).toHaveProperty('message', expect.not.stringContaining('secret'));
    expect(sentAt).toHaveLength(1);
  });

  it('costs a vendor that fails a tenth more calls than one that does not', async () => {
    const load = fc.array(fc.record({ isDown: fc.boolean(), calls: fc.integer({ min: 1, max: 30 }) }), {
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(load, async (spells) => {
        const time = new VirtualTime();
        const calls = vendorCalls(time.runtime());
        let sent = 0;
        let begun = 0;
        let isDown = false;
        const shaky = source(async () => {
          sent += 1;
          if (isDown) throw failure();
          return answer;
        });
        for (const spell of spells) {
          ({ isDown } = spell);
          begun += spell.calls;
          // An action for each, or the circuit would open and hide the quota.
          const all = Array.from({ length: spell.calls }, (_, index) =>
            outcome(calls.call(shaky, request({ action: `Action${index}` }), scope(time))),
          );
          await time.advance(60_000);
          await Promise.all(all);
        }
        // The first three are on credit, or a server that has just started could not retry at all.
        expect(sent).toBeLessThanOrEqual(1.1 * begun + 3);
      }),
      { numRuns: 100 },
    );
  });
});

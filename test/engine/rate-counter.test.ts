import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { longestDelivery } from '../../src/engine/call/rate-counter.ts';
import { answer, mostInASecond, outcome, request, requests, scope, source } from './call-fixture.ts';
import { VirtualTime } from './virtual-time.ts';

describe('the rate', () => {
  it('never lets more calls arrive in a second, however long each is on its way', async () => {
    const way = fc.integer({ min: 0, max: longestDelivery });
    const plan = fc.record({
      callsPerSecond: fc.integer({ min: 1, max: 8 }),
      ways: fc.array(fc.record({ there: way, back: fc.integer({ min: 0, max: 1_000 }) }), {
        minLength: 1,
        maxLength: 60,
      }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ callsPerSecond, ways }) => {
        const time = new VirtualTime();
        const calls = vendorCalls(time.runtime());
        const arrivedAt: number[] = [];
        const far = source(async ({ parameters }) => {
          const { there = 0, back = 0 } = ways[Number(parameters['Offset'])] ?? {};
          await time.sleep(there);
          arrivedAt.push(time.now);
          await time.sleep(back);
          return answer;
        });
        const all = requests(ways.length, { callsPerSecond }).map((one) =>
          calls.call(far, one, scope(time, { deadlineMs: 300_000 })),
        );
        await time.run();
        await Promise.all(all);
        expect(mostInASecond(arrivedAt)).toBeLessThanOrEqual(callsPerSecond);
      }),
      { numRuns: 100 },
    );
  });

  it('is reported as exceeded to calls that waited in vain, because the vendor was never called', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    // So slow that its answer tells only late when the call arrived.
    const slow = source(async () => {
      await time.sleep(3_000);
      return answer;
    });
    const [first, second] = requests(2, { callsPerSecond: 1 });
    const served = calls.call(slow, first!, scope(time));
    const waiting = outcome(calls.call(slow, second!, scope(time, { deadlineMs: 1_500 })));
    await time.advance(1_600);
    expect(await waiting).toMatchObject({ kind: 'RATE_LIMIT', provider: 'north', retryable: true });
    await time.run();
    await served;
  });

  it('is not reported to a request that has no time left', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    let sent = 0;
    const north = source(async () => {
      sent += 1;
      return answer;
    });
    const ending = scope(time, { deadlineMs: 50 });
    // The event loop was busy: the deadline has passed, and its timer has not been heard.
    time.now += 60;
    expect(await outcome(calls.call(north, request({ callsPerSecond: 20 }), ending))).toMatchObject({
      kind: 'TIMEOUT',
      provider: 'north',
      retryable: true,
    });
    expect(sent).toBe(0);
  });
});

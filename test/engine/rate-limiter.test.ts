import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { longestDelivery } from '../../src/engine/call/rate-counter.ts';
import {
  answer,
  failure,
  isFailure,
  mostInASecond,
  outcome,
  request,
  requests,
  scope,
  source,
} from './call-fixture.ts';
import { settled, VirtualTime } from './virtual-time.ts';

/** Sends in no time, and keeps when and what. */
function recorder(time: VirtualTime) {
  const sentAt: number[] = [];
  const offsets: unknown[] = [];
  const north = source(async ({ parameters }) => {
    sentAt.push(time.now);
    offsets.push(parameters['Offset']);
    return answer;
  });
  return { sentAt, offsets, north };
}

describe('the rate', () => {
  it('sends the calls of a second at once, and the next ones a second later', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sentAt, north } = recorder(time);
    const began = time.now;
    const all = requests(11, { callsPerSecond: 5 }).map((one) => calls.call(north, one, scope(time)));
    await time.run();
    await Promise.all(all);
    const seconds = sentAt.map((at) => Math.floor((at - began) / 1_000));
    expect(seconds).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 2]);
  });

  it('is never exceeded in any second, whenever calls arrive, are cancelled or are answered late', async () => {
    const arrival = fc.record({
      pause: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 1_500 })),
      deadlineMs: fc.integer({ min: 1, max: 5_000 }),
      leavesAfter: fc.option(fc.integer({ min: 0, max: 3_000 }), { nil: undefined }),
      /** Now and then the vendor itself says “too many”. */
      throttledFor: fc.option(fc.integer({ min: 1, max: 2_000 }), { nil: undefined, freq: 8 }),
    });
    const plan = fc.record({
      callsPerSecond: fc.oneof(fc.integer({ min: 1, max: 8 }), fc.constantFrom(0.5, 0.25, 2.5)),
      arrivals: fc.array(arrival, { minLength: 1, maxLength: 60 }),
      // The event loop is busy now and then, and timers come late.
      lateness: fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(plan, async ({ callsPerSecond, arrivals, lateness }) => {
        const time = new VirtualTime();
        let timers = 0;
        const late = (): number => lateness[(timers += 1) % lateness.length] ?? 0;
        const calls = vendorCalls(
          time.runtime({ schedule: (wait, action) => time.schedule(wait + late(), action) }),
        );
        const sentAt: number[] = [];
        let restUntil = 0;
        const north = source(async ({ parameters }, signal) => {
          expect(time.now).toBeGreaterThanOrEqual(restUntil);
          sentAt.push(time.now);
          const retryAfter = arrivals[Number(parameters['Offset'])]?.throttledFor;
          if (retryAfter === undefined) return answer;
          await time.sleep(5);
          // Who has left does not hear it.
          if (!signal.aborted) restUntil = Math.max(restUntil, time.now + retryAfter);
          throw failure({ kind: 'RATE_LIMIT', retryable: false, retryAfter });
        });
        const outcomes: ReturnType<typeof outcome>[] = [];
        for (const [index, { pause, deadlineMs, leavesAfter }] of arrivals.entries()) {
          await time.advance(pause);
          const client = new AbortController();
          if (leavesAfter !== undefined) time.schedule(leavesAfter, () => client.abort());
          const one = request({ callsPerSecond, parameters: { Offset: index } });
          outcomes.push(
            outcome(calls.call(north, one, scope(time, { deadlineMs, clientSignal: client.signal }))),
          );
        }
        await time.run();
        const failures = (await Promise.all(outcomes)).filter(isFailure);
        expect(failures.filter(({ cause }) => cause !== undefined)).toEqual([]);
        const [most, second] = callsPerSecond < 1 ? [1, 1_000 / callsPerSecond] : [callsPerSecond, 1_000];
        expect(mostInASecond(sentAt, second)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 200 },
    );
  });

  it('sends waiting calls as soon as it allows', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { sentAt, north } = recorder(time);
    const all = requests(100, { callsPerSecond: 20 }).map((one) => calls.call(north, one, scope(time)));
    await time.run();
    await Promise.all(all);
    expect(sentAt.at(-1)! - sentAt[0]!).toBeLessThanOrEqual(4 * 1_020);
  });

  it('serves in the order of arrival', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { offsets, north } = recorder(time);
    const all: Promise<unknown>[] = [];
    for (const one of requests(30, { callsPerSecond: 3 })) {
      all.push(calls.call(north, one, scope(time, { deadlineMs: 60_000 })));
      await time.advance(17);
    }
    await time.run();
    await Promise.all(all);
    expect(offsets).toEqual(Array.from({ length: 30 }, (_, index) => index));
  });

  it('fails calls at once whose slot would be after the deadline, with retryAfter', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { north, sentAt } = recorder(time);
    const [first, second, third] = requests(3, { callsPerSecond: 1 });
    await calls.call(north, first!, scope(time));
    const refused = await outcome(calls.call(north, second!, scope(time, { deadlineMs: 900 })));
    expect(refused).toMatchObject({
      kind: 'RATE_LIMIT',
      provider: 'north',
      retryable: true,
      retryAfter: 1_020,
    });
    // It took nobody's place.
    const served = calls.call(north, third!, scope(time, { deadlineMs: 1_100 }));
    await time.advance(1_020);
    await served;
    expect(sentAt).toHaveLength(2);
  });

  it('gives the slots of cancelled calls to those behind', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { offsets, sentAt, north } = recorder(time);
    const began = time.now;
    const clients = Array.from({ length: 6 }, () => new AbortController());
    const all = requests(6, { callsPerSecond: 1 }).map((one, index) =>
      outcome(calls.call(north, one, scope(time, { clientSignal: clients[index]!.signal }))),
    );
    await time.advance(100);
    for (const index of [1, 2, 3]) clients[index]!.abort();
    await settled();
    const late = outcome(
      calls.call(north, request({ callsPerSecond: 1, parameters: { Offset: 'late' } }), scope(time)),
    );
    await time.run();
    await Promise.all([...all, late]);
    expect(offsets).toEqual([0, 4, 5, 'late']);
    expect(sentAt.map((at) => at - began)).toEqual([0, 1_020, 2_040, 3_060]);
  });

  it('counts a call that was sent and then given up', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const client = new AbortController();
    const sentAt: number[] = [];
    const slow = source(async () => {
      sentAt.push(time.now);
      await time.sleep(300);
      return answer;
    });
    const [first, second] = requests(2, { callsPerSecond: 1 });
    const given = outcome(calls.call(slow, first!, scope(time, { clientSignal: client.signal })));
    await time.advance(10);
    client.abort();
    expect(isFailure(await given)).toBe(true);
    const next = calls.call(slow, second!, scope(time));
    await time.run();
    await next;
    // It may still have been on its way when nobody waited for it any more.
    expect(sentAt[1]! - sentAt[0]!).toBe(longestDelivery + 1_020);
  });

  it('is shared by all providers of an account, and separate for each action', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const sent: string[] = [];
    const sender = (name: string) =>
      source(
        async ({ action }) => {
          sent.push(`${name} ${action}`);
          return answer;
        },
        name,
        'one account',
      );
    const waiting = [
      calls.call(sender('north'), request({ callsPerSecond: 1 }), scope(time)),
      calls.call(sender('south'), request({ callsPerSecond: 1 }), scope(time)),
      calls.call(sender('south'), request({ callsPerSecond: 1, action: 'Other' }), scope(time)),
    ];
    await settled();
    expect(sent).toEqual(['north ListTasks', 'south Other']);
    await time.run();
    await Promise.all(waiting);
  });

  it('pauses after the vendor has answered “too many requests”', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const sentAt: number[] = [];
    const busy = source(async () => {
      sentAt.push(time.now);
      if (sentAt.length === 1) throw failure({ kind: 'RATE_LIMIT', retryable: false, retryAfter: 3_000 });
      return answer;
    });
    const [first, second, third] = requests(3, { callsPerSecond: 20 });
    await outcome(calls.call(busy, first!, scope(time)));
    const hasty = await outcome(calls.call(busy, second!, scope(time, { deadlineMs: 2_000 })));
    expect(hasty).toMatchObject({ kind: 'RATE_LIMIT', retryAfter: 3_000 });
    const patient = calls.call(busy, third!, scope(time));
    await time.run();
    await patient;
    expect(sentAt[1]! - sentAt[0]!).toBe(3_000);
  });

  it('fails waiting calls when the vendor’s pause exceeds their deadline', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    let sent = 0;
    const busy = source(async () => {
      sent += 1;
      await time.sleep(100);
      if (sent === 1) throw failure({ kind: 'RATE_LIMIT', retryable: false, retryAfter: 30_000 });
      return answer;
    });
    const [first, second] = requests(2, { callsPerSecond: 1 });
    const throttled = outcome(calls.call(busy, first!, scope(time)));
    const waiting = outcome(calls.call(busy, second!, scope(time)));
    await time.advance(100);
    expect(await throttled).toBeInstanceOf(VendorError);
    expect(await waiting).toMatchObject({ kind: 'RATE_LIMIT', retryAfter: 30_000 });
    expect(sent).toBe(1);
  });

  it('fails all of them, while calls with more time keep waiting', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    let sent = 0;
    const busy = source(async () => {
      sent += 1;
      if (sent > 1) return answer;
      await time.sleep(100);
      throw failure({ kind: 'RATE_LIMIT', retryable: false, retryAfter: 8_000 });
    });
    const [first, second, third] = requests(3, { callsPerSecond: 1 });
    const throttled = outcome(calls.call(busy, first!, scope(time)));
    const hasty = outcome(calls.call(busy, second!, scope(time, { deadlineMs: 5_000 })));
    const patient = outcome(calls.call(busy, third!, scope(time, { deadlineMs: 20_000 })));
    await time.advance(100);
    expect(await throttled).toMatchObject({ kind: 'RATE_LIMIT' });
    expect(await hasty).toMatchObject({ kind: 'RATE_LIMIT', retryAfter: 8_000 });
    await time.advance(10_000);
    expect(await patient).toBe(answer);
  });

  it('keeps the order of waiting calls, even if timers are late', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { offsets, north } = recorder(time);
    const all = requests(3, { callsPerSecond: 2 }).map((one) => calls.call(north, one, scope(time)));
    await settled();
    time.now += 3_000;
    const late = request({ callsPerSecond: 2, parameters: { Offset: 'late' } });
    all.push(calls.call(north, late, scope(time)));
    await time.run();
    await Promise.all(all);
    expect(offsets).toEqual([0, 1, 2, 'late']);
  });

  it('leaves no timer behind', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const { north } = recorder(time);
    const client = new AbortController();
    const all = requests(5, { callsPerSecond: 1 }).map((one) =>
      outcome(calls.call(north, one, scope(time, { clientSignal: client.signal }))),
    );
    await time.advance(10);
    client.abort();
    await Promise.all(all);
    expect(time.waiting).toBe(0);
  });
});

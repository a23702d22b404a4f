import { describe, expect, it } from 'vitest';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { answer, failure, outcome, request, requests, scope, source } from './call-fixture.ts';
import { VirtualTime } from './virtual-time.ts';

describe('a request’s budget of vendor calls', () => {
  it('limits how many calls are sent, even if all begin at once', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    let sent = 0;
    const north = source(async () => {
      sent += 1;
      return answer;
    });
    const mine = scope(time, { callBudget: 3 });
    const all = requests(5, { callsPerSecond: 1 }).map((one) => outcome(calls.call(north, one, mine)));
    await time.run();
    const refused = { kind: 'CALL_BUDGET', budget: 3, provider: 'north', retryable: false };
    expect(await Promise.all(all)).toMatchObject([answer, answer, answer, refused, refused]);
    expect(sent).toBe(3);
    expect(mine.calls.totals).toMatchObject([{ calls: 3, shared: 0, tries: 3 }]);
    expect(mine.budget).toMatchObject({ limit: 3, spent: 3, left: 0 });
  });

  it('is not charged for a call that another request started', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const slow = source(async () => {
      await time.sleep(10);
      return answer;
    });
    const poor = scope(time, { callBudget: 0 });
    const begun = calls.call(slow, request(), scope(time));
    const shared = calls.call(slow, request(), poor);
    await time.run();
    expect(await Promise.all([begun, shared])).toEqual([answer, answer]);
  });

  it('refuses one request without refusing another one for the same data', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const north = source(async () => answer);
    const refused = outcome(calls.call(north, request(), scope(time, { callBudget: 0 })));
    const served = outcome(calls.call(north, request(), scope(time)));
    expect(await refused).toMatchObject({ kind: 'CALL_BUDGET' });
    expect(await served).toBe(answer);
  });

  it('is charged only for tries that were sent', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    let sent = 0;
    const weak = source(async () => {
      sent += 1;
      throw failure();
    });
    const mine = scope(time, { callBudget: 2 });
    const [first, second] = requests(2);
    const failed = outcome(calls.call(weak, first!, mine));
    await time.advance(1_000);
    expect(await failed).toMatchObject({ kind: 'UNAVAILABLE' });
    expect(sent).toBe(2);
    expect(await outcome(calls.call(weak, second!, mine))).toMatchObject({ kind: 'CALL_BUDGET' });

    const hasty = scope(time, { callBudget: 1, deadlineMs: 10 });
    const north = source(async () => answer, 'other');
    const [one, two] = requests(2, { callsPerSecond: 0.01 });
    await calls.call(north, one!, scope(time));
    expect(await outcome(calls.call(north, two!, hasty))).toMatchObject({ kind: 'RATE_LIMIT' });
    expect(await calls.call(north, request({ action: 'Other' }), hasty)).toBe(answer);
  });

  it('is not charged for a free call, but for its retries', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    let sent = 0;
    const weak = source(async () => {
      sent += 1;
      throw failure();
    });
    const mine = scope(time, { callBudget: 1 });
    const [first, second] = requests(2);
    const failed = outcome(calls.call(weak, first!, mine, { isFree: true }));
    await time.advance(1_000);
    expect(await failed).toMatchObject({ kind: 'UNAVAILABLE' });
    expect([sent, mine.budget.left]).toEqual([2, 0]);

    const north = source(async () => answer, 'other');
    expect(await calls.call(north, second!, mine, { isFree: true })).toBe(answer);
    expect(await outcome(calls.call(north, second!, mine))).toMatchObject({ kind: 'CALL_BUDGET' });
    expect(mine.budget).toMatchObject({ spent: 1, left: 0 });
  });

  it('is shared by derived scopes', async () => {
    const time = new VirtualTime();
    const calls = vendorCalls(time.runtime());
    const north = source(async () => answer);
    const mine = scope(time, { callBudget: 1 });
    const [first, second] = requests(2);
    await calls.call(north, first!, { ...mine, deadline: mine.deadline - 1 });
    expect(await outcome(calls.call(north, second!, mine))).toMatchObject({ kind: 'CALL_BUDGET' });
  });
});

import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { onAbort, requestScope } from '../../src/engine/call/deadline.ts';
import { VirtualTime } from './virtual-time.ts';

const limits = (time: VirtualTime) => ({
  now: time.now,
  deadlineMs: 500,
  callBudget: 7,
  schedule: time.schedule,
});

describe('a request’s scope', () => {
  it('carries what the request may spend', () => {
    const time = new VirtualTime();
    const { scope } = requestScope(limits(time));
    expect(scope).toMatchObject({
      now: time.now,
      deadline: time.now + 500,
      client: '',
      priority: 'interactive',
    });
    expect(scope.budget).toMatchObject({ limit: 7, spent: 0, left: 7 });
    expect(scope.calls.totals).toEqual([]);
    expect(scope.signal.aborted).toBe(false);
  });

  it('ends at its deadline, with a TimeoutError', async () => {
    const time = new VirtualTime();
    const { scope } = requestScope(limits(time));
    await time.advance(499);
    expect(scope.signal.aborted).toBe(false);
    await time.advance(1);
    expect(scope.signal.reason).toMatchObject({ name: 'TimeoutError' });
  });

  it('ends when the client disconnects, with the client’s reason', () => {
    const time = new VirtualTime();
    const client = new AbortController();
    const { scope } = requestScope({ ...limits(time), whenGone: onAbort(client.signal) });
    client.abort('gone');
    expect(scope.signal.reason).toBe('gone');
    const late = requestScope({ ...limits(time), whenGone: onAbort(client.signal) });
    expect(late.scope.signal.reason).toBe('gone');
    expect(time.waiting).toBe(0);
  });

  it('leaves no timer and no listener behind, however it ends', async () => {
    const time = new VirtualTime();
    const client = new AbortController();
    const whenGone = onAbort(client.signal);
    const [answered, late] = [
      requestScope({ ...limits(time), whenGone }),
      requestScope({ ...limits(time), whenGone }),
    ];
    answered.dispose();
    await time.advance(500);
    expect(late.scope.signal.aborted).toBe(true);
    expect(answered.scope.signal.aborted).toBe(false);
    expect(time.waiting).toBe(0);
    expect(getEventListeners(client.signal, 'abort')).toHaveLength(0);
  });
});

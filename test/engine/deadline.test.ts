import { getEventListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { requestScope } from '../../src/engine/call/deadline.ts';
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
    const open = () => requestScope({ ...limits(time), clientSignal: client.signal }).scope;
    const [waiting, unread] = [open(), open()];
    const { signal } = waiting;
    expect(signal.aborted).toBe(false);
    client.abort('gone');
    expect(signal.reason).toBe('gone');
    expect(unread.signal.reason).toBe('gone');
    expect(open().signal.reason).toBe('gone');
    expect(time.waiting).toBe(0);
  });

  it('listens to the client only while a vendor call may need its signal', () => {
    const time = new VirtualTime();
    const client = new AbortController();
    const opened = requestScope({ ...limits(time), clientSignal: client.signal });
    expect(getEventListeners(client.signal, 'abort')).toHaveLength(0);
    expect(opened.scope.signal.aborted).toBe(false);
    expect(getEventListeners(client.signal, 'abort')).toHaveLength(1);
    opened.dispose();
    expect(getEventListeners(client.signal, 'abort')).toHaveLength(0);
  });

  it('leaves no timer and no listener behind, however it ends', async () => {
    const time = new VirtualTime();
    const client = new AbortController();
    const open = () => requestScope({ ...limits(time), clientSignal: client.signal });
    const [answered, late] = [open(), open()];
    answered.dispose();
    expect(late.scope.signal.aborted).toBe(false);
    await time.advance(500);
    expect(late.scope.signal.aborted).toBe(true);
    expect(answered.scope.signal.aborted).toBe(false);
    expect(time.waiting).toBe(0);
    expect(getEventListeners(client.signal, 'abort')).toHaveLength(0);
  });
});

import { describe, expect, it } from 'vitest';
import { requestScope } from '../../src/engine/call/deadline.ts';
import { deadlines } from '../../src/engine/runtime.ts';
import { VirtualTime } from './virtual-time.ts';

describe('deadlines', () => {
  it('pass at their time, or all at once', async () => {
    const time = new VirtualTime();
    const { schedule, pass } = deadlines(time.schedule);
    const passed: string[] = [];
    schedule(10, () => passed.push('first'));
    schedule(1_000, () => passed.push('second'));
    const cancel = schedule(1_000, () => passed.push('never'));
    cancel();
    await time.advance(10);
    expect(passed).toEqual(['first']);
    pass();
    pass();
    expect(passed).toEqual(['first', 'second']);
    expect(time.waiting).toBe(0);
  });

  it('end requests in flight as if their time had passed', () => {
    const { schedule, pass } = deadlines(new VirtualTime().schedule);
    const { scope } = requestScope({ now: 0, deadlineMs: 10_000, callBudget: 1, schedule });
    pass();
    expect(scope.signal.reason).toHaveProperty('name', 'TimeoutError');
  });
});

import { describe, expect, it } from 'vitest';
import { requestScope } from '../../src/engine/call/deadline.ts';
import { deadlines } from '../../src/observability/deadlines.ts';
import { VirtualTime } from '../engine/virtual-time.ts';

describe('deadlines', () => {
  it('pass in their time, or all at once', async () => {
    const time = new VirtualTime();
    const { after, pass } = deadlines(time.after);
    const passed: string[] = [];
    after(10, () => passed.push('first'));
    after(1_000, () => passed.push('second'));
    const cancel = after(1_000, () => passed.push('never'));
    cancel();
    await time.advance(10);
    expect(passed).toEqual(['first']);
    pass();
    pass();
    expect(passed).toEqual(['first', 'second']);
    expect(time.waiting).toBe(0);
  });

  it('end the requests in flight as if their time were over', () => {
    const { after, pass } = deadlines(new VirtualTime().after);
    const { scope } = requestScope({ now: 0, deadlineMs: 10_000, callBudget: 1, after });
    pass();
    expect(scope.signal.reason).toHaveProperty('name', 'TimeoutError');
  });
});

import { describe, expect, it } from 'vitest';
import { percentOf, rowsOf, stateOf, updatedAt } from '../../src/emulator/row.ts';
import type { Row, Target } from '../../src/emulator/row.ts';
import { noon, target } from './histories.ts';

const second = 1000;

function row(more: Partial<Target> = {}): Row {
  const [first] = rowsOf(
    {
      taskId: '1',
      kind: 'PREFETCH',
      at: noon,
      targets: [target('https://www.example.com:8443/a?b=c', { finishesAt: noon + 10 * second, ...more })],
    },
    'zone-1',
  );
  if (first === undefined) throw new Error('A submission of one target has one row');
  return first;
}

describe('a row', () => {
  it('is in progress until it finishes, and then has its outcome for ever', () => {
    for (const outcome of ['succeeded', 'failed', 'timedOut', 'canceled', 'invalid'] as const) {
      const states = [0, 9999, 10_000, 1e9].map((later) => stateOf(row({ outcome }), noon + later));
      expect(states).toEqual(['processing', 'processing', outcome, outcome]);
    }
  });

  it('that is pending stays so', () => {
    const pending = row({ outcome: 'pending' });
    expect([0, 1e9].map((later) => stateOf(pending, noon + later))).toEqual(['pending', 'pending']);
    expect(percentOf(pending, noon + 1e9)).toBe(0);
  });

  it('progresses evenly and reaches 100 percent only at its end', () => {
    expect([0, 2500, 5000, 9999, 10_000].map((later) => percentOf(row(), noon + later))).toEqual([
      0, 25, 50, 99, 100,
    ]);
  });

  it('is updated as it progresses, in whole seconds, and no more after its end', () => {
    const updates = [0, 2500, 9999, 20_000].map((later) => updatedAt(row(), noon + later) - noon + 250);
    expect(updates).toEqual([0, 2 * second, 10 * second, 10 * second]);
  });

  it('may have been created at another time than its submission', () => {
    expect(row({ createdAt: noon + 3 * second }).createdAt).toBe(noon - 250 + 3 * second);
  });

  it('is of the host of its URL, unless told otherwise', () => {
    expect(row().domain).toBe('www.example.com');
    expect(row({ url: 'img.example.org' }).domain).toBe('img.example.org');
    expect(row({ domain: 'a.example.net' }).domain).toBe('a.example.net');
  });

  it('is of its own zone, else of the submission, else of the account', () => {
    expect(row().zone).toBe('zone-1');
    expect(row({ zone: 'zone-2' }).zone).toBe('zone-2');
  });
});

import { describe, expect, it } from 'vitest';
import { stop } from '../src/shutdown.ts';
import type { Running } from '../src/shutdown.ts';

const silent = { info: () => {}, warn: () => {}, error: () => {} };
const times = { notice: 20, hurryAfter: 40, grace: 80, closing: 20 };

/** Something that stops, and the steps that it took. */
function running(servers: Record<string, (grace: number) => Promise<void>>, close = () => Promise.resolve()) {
  const steps: string[] = [];
  const whole: Running = {
    app: {
      announceStop: () => void steps.push('unready'),
      hurry: () => void steps.push('hurry'),
      close: () => {
        steps.push('close');
        return close();
      },
    },
    servers: Object.entries(servers).map(([name, closeServer]) => ({
      close: async (grace) => {
        steps.push(`${name} closes`);
        await closeServer(grace);
        steps.push(`${name} closed`);
      },
    })),
    log: silent,
  };
  return { whole, steps };
}

const wait = (length: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, length);
  });

describe('a shutdown', () => {
  it('is announced first, then closes the API, the metrics and everything else', async () => {
    const { whole, steps } = running({ api: () => Promise.resolve(), metrics: () => Promise.resolve() });
    const stopped = stop(whole, times);
    expect(steps).toEqual(['unready']);
    await stopped;
    expect(steps).toEqual([
      'unready',
      'api closes',
      'api closed',
      'metrics closes',
      'metrics closed',
      'close',
    ]);
  });

  it('answers requests in flight before it closes connections', async () => {
    const { whole, steps } = running({ api: (grace) => wait(grace) });
    await stop(whole, times);
    expect(steps).toEqual(['unready', 'api closes', 'hurry', 'api closed', 'close']);
  });

  it('gives all servers one grace together', async () => {
    const graces: number[] = [];
    const use = (grace: number): Promise<void> => {
      graces.push(grace);
      return wait(grace);
    };
    const { whole } = running({ api: use, metrics: use });
    await stop(whole, times);
    expect(graces[0]).toBeGreaterThan(0);
    // The first took all of it. Timers may be a millisecond early.
    expect(graces[1]).toBeLessThan(times.grace / 2);
  });

  it('does not wait for steps that do not end, and ignores steps that fail', async () => {
    for (const close of [() => new Promise<void>(() => {}), () => Promise.reject(new Error('broken'))]) {
      const { whole, steps } = running({}, close);
      await stop(whole, times);
      expect(steps).toEqual(['unready', 'close']);
    }
  });
});

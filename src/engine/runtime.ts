import type { Clock, Milliseconds } from '../domain/time.ts';
import type { CallEvent } from './call/call-event.ts';

/** The clocks, timers, randomness and observer that the path of a call uses. */
export interface Runtime {
  /** The time of day: for deadlines, which are instants, and for messages. */
  readonly clock: Clock;
  /** Milliseconds since an arbitrary start; never adjusted. For rates, pauses and durations. */
  readonly monotonicNow: () => Milliseconds;
  readonly schedule: Schedule;
  /** Uniformly distributed over `[0, 1)`. */
  readonly random: () => number;
  /** Receives every event that an operator may want to count, trace or log. Must not throw. */
  readonly observe: (event: CallEvent) => void;
}

/** Runs an action after a delay, never at once; returns a function that cancels it. */
export type Schedule = (wait: Milliseconds, action: () => void) => () => void;

export const scheduleInRealTime: Schedule = (wait, action) => {
  const timer = setTimeout(action, wait);
  return () => clearTimeout(timer);
};

/** Real clocks and timers, and no observer, except for the parts that are given. */
export const runtime = (parts: Partial<Runtime> = {}): Runtime => ({
  clock: Date.now,
  monotonicNow: () => performance.now(),
  schedule: scheduleInRealTime,
  random: Math.random,
  observe: () => {},
  ...parts,
});

/** Resolves after a pause, or as soon as the signal aborts. */
export function pause(
  wait: Milliseconds,
  { schedule }: Pick<Runtime, 'schedule'>,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = schedule(wait, end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

/** Timers that can all be ended early. */
export interface Deadlines {
  readonly schedule: Schedule;
  /** Runs all waiting timers now. */
  readonly pass: () => void;
}

export function deadlines(schedule: Schedule = scheduleInRealTime): Deadlines {
  const waiting = new Set<() => void>();
  return {
    schedule(wait, action) {
      const act = (): void => {
        waiting.delete(act);
        cancel();
        action();
      };
      const cancel = schedule(wait, act);
      waiting.add(act);
      return () => {
        waiting.delete(act);
        cancel();
      };
    },
    pass() {
      for (const act of waiting) act();
    },
  };
}

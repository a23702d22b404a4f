import type { Clock, Milliseconds } from '../domain/time.ts';
import type { CallEvent } from './call/call-event.ts';

/** The outside world as the path of a call sees it. */
export interface Runtime {
  /** The time of day: for deadlines, which are instants, and for people. */
  readonly clock: Clock;
  /** Milliseconds from any start, never set back or forth: for rates, pauses and lengths. */
  readonly monotonicNow: () => Milliseconds;
  /** Does something later, never at once; the answer takes it back. */
  readonly after: Schedule;
  /** Evenly spread over `[0, 1)`. */
  readonly random: () => number;
  /** Told of everything that an operator may want to count, trace or log. Must not throw. */
  readonly observe: (event: CallEvent) => void;
}

export type Schedule = (wait: Milliseconds, action: () => void) => () => void;

export const scheduleInRealTime: Schedule = (wait, action) => {
  const timer = setTimeout(action, wait);
  return () => clearTimeout(timer);
};

/** The real one; nothing is observed unless something is given. */
export const runtime = (parts: Partial<Runtime> = {}): Runtime => ({
  clock: Date.now,
  monotonicNow: () => performance.now(),
  after: scheduleInRealTime,
  random: Math.random,
  observe: () => {},
  ...parts,
});

/** Resolves after a pause, or as soon as the signal aborts. */
export function pause(
  wait: Milliseconds,
  { after }: Pick<Runtime, 'after'>,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      cancel();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const cancel = after(wait, end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

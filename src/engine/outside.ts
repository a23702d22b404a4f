import type { Clock, Milliseconds } from '../domain/time.ts';
import type { CallEvent } from './call/call-event.ts';

/** The outside world as the path of a call sees it. */
export interface Outside {
  /** The time of day: for deadlines, which are instants, and for people. */
  readonly clock: Clock;
  /** Milliseconds from any start, never set back or forth: for rates, pauses and lengths. */
  readonly stopwatch: () => Milliseconds;
  /** Does something later, never at once; the answer takes it back. */
  readonly after: After;
  /** Evenly spread over `[0, 1)`. */
  readonly random: () => number;
  /** Told of everything that an operator may want to count, trace or log. Must not throw. */
  readonly observe: (event: CallEvent) => void;
}

export type After = (wait: Milliseconds, action: () => void) => () => void;

export const inRealTime: After = (wait, action) => {
  const timer = setTimeout(action, wait);
  return () => clearTimeout(timer);
};

/** The real one; nothing is observed unless something is given. */
export const outside = (parts: Partial<Outside> = {}): Outside => ({
  clock: Date.now,
  stopwatch: () => performance.now(),
  after: inRealTime,
  random: Math.random,
  observe: () => {},
  ...parts,
});

/** Resolves after a pause, or as soon as the signal aborts. */
export function pause(
  wait: Milliseconds,
  { after }: Pick<Outside, 'after'>,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      takeBack();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const takeBack = after(wait, end);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}

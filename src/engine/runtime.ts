import type { Clock, Milliseconds, Instant } from '../domain/time.ts';
import type { VendorError } from '../domain/errors.ts';
import type { ScopeChange } from '../domain/source.ts';

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

/** What happens during a call. */
export type CallEvent =
  | CallEnded
  | TryEnded
  | CallDelayed
  | CallRetried
  | CircuitChanged
  | OrderViolation
  | ScopesRead
  | RateBudgetChanged;

interface CallEventOf<Type extends string> {
  readonly type: Type;
  readonly provider: string;
  readonly action: string;
}

/** A request received the answer or failure of a call that it made or joined. */
export interface CallEnded extends CallEventOf<'call'> {
  readonly took: Milliseconds;
  /** Whether the request joined a call that was already in flight. */
  readonly isShared: boolean;
  readonly failure?: VendorError | undefined;
  /** Whether it failed only because its client disconnected, which says nothing about the vendor. */
  readonly isCancelled?: boolean;
}

/** One try, which a vendor answered or which failed. */
export interface TryEnded extends CallEventOf<'try'> {
  /** 1 for the first. */
  readonly number: number;
  readonly startedAt: Instant;
  readonly took: Milliseconds;
  readonly requestId?: string | undefined;
  readonly failure?: VendorError | undefined;
  /** Whether it ended only because all clients that waited for it disconnected. */
  readonly isCancelled?: boolean;
}

/** A call that had to wait for the rate limit may be sent. */
export interface CallDelayed extends CallEventOf<'delay'> {
  readonly waited: Milliseconds;
}

/** A try failed, and another follows. */
export interface CallRetried extends CallEventOf<'retry'> {
  readonly pause: Milliseconds;
  readonly failure: VendorError;
}

export interface CircuitChanged extends CallEventOf<'circuit'> {
  readonly state: CircuitState;
  /** What opened it. */
  readonly failure?: VendorError | undefined;
}

/** `half-open` allows one call, to find out whether the vendor has recovered. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** The rows of an answer were not newest first: for a while the feed's windows are read completely and sorted. */
export type OrderViolation = CallEventOf<'disorder'>;

/** The vendor's list of scopes was read. */
export interface ScopesRead extends CallEventOf<'scopes'>, ScopeChange {}

/** Calls are counted in Redis for all instances (`shared`), or by each instance at its share of the rates (`alone`). */
export interface RateBudgetChanged {
  readonly type: 'rate-budget';
  readonly state: 'shared' | 'alone';
  /** Why it changed. Contains no credential. */
  readonly reason: string;
}

/** How long answers may be computed before other requests get a turn. */
const MAX_TURN: Milliseconds = 20;

/** When the first computation of this turn of the event loop began; undefined before that. */
let turnStartedAt: Milliseconds | undefined;

/** The callers that came before. Each computes before the next one may continue. */
let tail: Promise<void> = Promise.resolve();

/**
 * Resolves soon while the current turn of the event loop is short, otherwise in a later turn, so that no request keeps the
 * others waiting. Called between the steps of a computation that may take long; those who call it are let on in turn.
 */
export function yieldIfLong(): Promise<void> {
  tail = afterOthers(tail);
  return tail;
}

async function afterOthers(others: Promise<void>): Promise<void> {
  await others;
  while (isTurnLong()) await new Promise((resolve) => void setImmediate(resolve));
}

function isTurnLong(): boolean {
  const now = performance.now();
  if (turnStartedAt !== undefined) return now - turnStartedAt > MAX_TURN;
  turnStartedAt = now;
  setImmediate(() => {
    turnStartedAt = undefined;
  });
  return false;
}

import { setMaxListeners } from 'node:events';
import { CallBudget, CallLog } from '../../domain/request-scope.ts';
import type { Priority, RequestScope } from '../../domain/request-scope.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';
import { scheduleInRealTime, type Schedule } from '../runtime.ts';

/** Tells when a client goes away, at once where it has gone already; the answer takes the listener back. */
export type WhenGone = (leave: (reason: unknown) => void) => () => void;

export interface RequestLimits {
  readonly now: Instant;
  /** How long the answer may take. */
  readonly deadlineMs: Milliseconds;
  /** How many vendor calls the request may make. */
  readonly callBudget: number;
  /** Who asks. Default: nobody in particular, so that all such requests count as one client. */
  readonly client?: string | undefined;
  /** Default: interactive. */
  readonly priority?: Priority;
  /** Absent: the client stays. */
  readonly whenGone?: WhenGone | undefined;
  /** Default: real time. */
  readonly schedule?: Schedule;
}

/** A scope and its end. Whoever makes one disposes of it when the answer is out, or a timer and a listener stay. */
export interface DisposableScope {
  readonly scope: RequestScope;
  dispose(): void;
}

/** What one GraphQL request may spend. Its signal aborts with a `TimeoutError`, or with the client's own reason. */
export function requestScope(limits: RequestLimits): DisposableScope {
  const { now, deadlineMs, callBudget, client = '', priority = 'interactive' } = limits;
  const { whenGone, schedule = scheduleInRealTime } = limits;
  let controller: AbortController | undefined;
  let end: { readonly reason: unknown } | undefined;
  let stay: (() => void) | undefined;

  const dispose = (): void => {
    cancel();
    stay?.();
    stay = undefined;
  };
  const endWith = (reason: unknown): void => {
    if (end !== undefined) return;
    end = { reason };
    dispose();
    controller?.abort(reason);
  };
  const signal = (): AbortSignal => {
    if (controller !== undefined) return controller.signal;
    controller = new AbortController();
    // Every call of the request listens, and there is no leak in that.
    setMaxListeners(0, controller.signal);
    if (end !== undefined) controller.abort(end.reason);
    return controller.signal;
  };

  const cancel = schedule(deadlineMs, () => endWith(timedOut()));
  stay = whenGone?.(endWith);
  // Told at once, the end came before there was a listener to take back.
  if (end !== undefined) dispose();
  return {
    scope: {
      now,
      deadline: now + deadlineMs,
      client,
      priority,
      budget: new CallBudget(callBudget),
      calls: new CallLog(),
      // Made when it is first asked for: what is answered without a vendor call needs none, and signals are dear.
      get signal() {
        return signal();
      },
    },
    dispose,
  };
}

/** A client that goes away by a signal. */
export const onAbort =
  (signal: AbortSignal): WhenGone =>
  (leave) => {
    const left = (): void => leave(signal.reason);
    signal.addEventListener('abort', left);
    if (signal.aborted) left();
    return () => signal.removeEventListener('abort', left);
  };

const timedOut = (): DOMException => new DOMException('The deadline has passed.', 'TimeoutError');

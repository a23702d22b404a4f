import { setMaxListeners } from 'node:events';
import { CallBudget, CallLog } from '../../domain/request-scope.ts';
import type { Priority, RequestScope } from '../../domain/request-scope.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';
import { scheduleInRealTime, type Schedule } from '../runtime.ts';

/**
 * Listens for the disconnection of a client, and reports it at once if it has happened. Returns a function that removes
 * the listener.
 */
export type WhenGone = (leave: (reason: unknown) => void) => () => void;

export interface RequestLimits {
  readonly now: Instant;
  /** How long the request may take. */
  readonly deadlineMs: Milliseconds;
  /** How many vendor calls the request may make. */
  readonly callBudget: number;
  /** The client. Requests without one count as the same client. */
  readonly client?: string | undefined;
  /** Default: interactive. */
  readonly priority?: Priority;
  /** Absent: the client never disconnects. */
  readonly whenGone?: WhenGone | undefined;
  /** Default: real time. */
  readonly schedule?: Schedule;
}

/** A scope and its disposal. Dispose of it when the response is complete: otherwise a timer and a listener remain. */
export interface DisposableScope {
  readonly scope: RequestScope;
  dispose(): void;
}

/** Opens the scope of one GraphQL request. Its signal aborts with a `TimeoutError`, or with the client's own reason. */
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
    // Every vendor call of the request adds a listener and removes it when it ends, so that many are no leak.
    setMaxListeners(0, controller.signal);
    if (end !== undefined) controller.abort(end.reason);
    return controller.signal;
  };

  const cancel = schedule(deadlineMs, () => endWith(timedOut()));
  stay = whenGone?.(endWith);
  // If the client had gone already, the scope ended before there was a listener to remove.
  if (end !== undefined) dispose();
  return {
    scope: {
      now,
      deadline: now + deadlineMs,
      client,
      priority,
      budget: new CallBudget(callBudget),
      calls: new CallLog(),
      // Created when first used, because signals are expensive and a request without vendor calls needs none.
      get signal() {
        return signal();
      },
    },
    dispose,
  };
}

/** A client whose going away is an `AbortSignal`. */
export const onAbort =
  (signal: AbortSignal): WhenGone =>
  (leave) => {
    const left = (): void => leave(signal.reason);
    signal.addEventListener('abort', left);
    if (signal.aborted) left();
    return () => signal.removeEventListener('abort', left);
  };

const timedOut = (): DOMException => new DOMException('The deadline has passed.', 'TimeoutError');

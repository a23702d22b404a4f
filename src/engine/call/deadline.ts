import { setMaxListeners } from 'node:events';
import { CallBudget, CallLog } from '../../domain/request-scope.ts';
import type { Priority, RequestScope } from '../../domain/request-scope.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';
import { scheduleInRealTime, type Schedule } from '../runtime.ts';

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
  /** Aborts when the client disconnects. Absent: it never does. */
  readonly clientSignal?: AbortSignal | undefined;
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
  const { clientSignal, schedule = scheduleInRealTime } = limits;
  let controller: AbortController | undefined;
  let end: { readonly reason: unknown } | undefined;
  let isDisposed = false;

  const dispose = (): void => {
    isDisposed = true;
    cancel();
    if (controller !== undefined) clientSignal?.removeEventListener('abort', leave);
  };
  const endWith = (reason: unknown): void => {
    if (end !== undefined) return;
    end = { reason };
    dispose();
    controller?.abort(reason);
  };
  const leave = (): void => endWith(clientSignal?.reason);
  // Signals and their listeners are expensive, and a request without vendor calls needs none.
  const signal = (): AbortSignal => {
    if (controller !== undefined) return controller.signal;
    controller = new AbortController();
    // Every vendor call of the request adds a listener and removes it when it ends, so that many are no leak.
    setMaxListeners(0, controller.signal);
    if (end !== undefined) controller.abort(end.reason);
    else if (clientSignal?.aborted === true) leave();
    else if (!isDisposed) clientSignal?.addEventListener('abort', leave);
    return controller.signal;
  };
  const cancel = schedule(deadlineMs, () => endWith(timedOut()));
  return {
    scope: {
      now,
      deadline: now + deadlineMs,
      client,
      priority,
      budget: new CallBudget(callBudget),
      calls: new CallLog(),
      get signal() {
        return signal();
      },
    },
    dispose,
  };
}

const timedOut = (): DOMException => new DOMException('The deadline has passed.', 'TimeoutError');

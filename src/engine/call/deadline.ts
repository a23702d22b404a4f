import { setMaxListeners } from 'node:events';
import type { RequestScope } from '../../domain/request-scope.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';
import { inRealTime, type After } from '../outside.ts';

export interface RequestLimits {
  readonly now: Instant;
  /** How long the answer may take. */
  readonly deadlineMs: Milliseconds;
  readonly callBudget: number;
  /** Aborts when the client goes away. */
  readonly clientSignal?: AbortSignal | undefined;
  readonly after?: After;
}

/** A scope and its end. Whoever makes one disposes of it when the answer is out, or a timer and a listener stay. */
export interface DisposableScope {
  readonly scope: RequestScope;
  dispose(): void;
}

/** What one GraphQL request may spend. Its signal aborts with a `TimeoutError`, or with the client's own reason. */
export function requestScope(limits: RequestLimits): DisposableScope {
  const { now, deadlineMs, callBudget, clientSignal, after = inRealTime } = limits;
  const controller = new AbortController();
  // Every call of the request listens, and there is no leak in that.
  setMaxListeners(0, controller.signal);
  const leave = (): void => end(clientSignal?.reason);
  const takeBack = after(deadlineMs, () => end(new DOMException('The deadline has passed.', 'TimeoutError')));
  const dispose = (): void => {
    takeBack();
    clientSignal?.removeEventListener('abort', leave);
  };
  const end = (reason: unknown): void => {
    dispose();
    controller.abort(reason);
  };
  clientSignal?.addEventListener('abort', leave);
  if (clientSignal?.aborted === true) leave();
  return {
    scope: { now, deadline: now + deadlineMs, signal: controller.signal, callBudget, calls: [] },
    dispose,
  };
}

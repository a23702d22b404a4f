import { VendorError } from '../../domain/errors.ts';
import type { CallBudget, RequestScope } from '../../domain/request-scope.ts';
import type { TaskSource, VendorAnswer, VendorRequest } from '../../domain/source.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';

/** One vendor call on its way, as the layers of its path see it. They change nothing here: each returns an `Outcome`. */
export interface VendorCall {
  readonly source: TaskSource;
  readonly request: VendorRequest;
  /** The requests that wait for the call. It has the best place in the queue that one of them has. */
  readonly askers: ReadonlySet<Asker>;
  /** Of the request that began the call; retries are charged to it. */
  readonly budget: CallBudget;
  /** The latest among the requests that joined, so it moves when another one joins. */
  readonly deadline: Instant;
  /** Aborts when no request waits any more, with the reason of the last one that left. */
  readonly signal: AbortSignal;
  /** Notes that the call has to wait for the rate. */
  noteDelay(): void;
}

/** Whose call it is, and how urgent. */
export type Asker = Pick<RequestScope, 'client' | 'priority'>;

/** How a call, or one try of it, ended. */
export interface Outcome {
  readonly result: VendorAnswer | VendorError;
  /** Tries that were sent. */
  readonly tries: number;
  /** Spent waiting for the rate limit. */
  readonly waited: Milliseconds;
  /** Whether the last try had a fair time to be answered. Otherwise nothing was learnt about the vendor. */
  readonly isConclusive: boolean;
}

export const notSent = (failure: VendorError, waited: Milliseconds = 0): Outcome => ({
  result: failure,
  tries: 0,
  waited,
  isConclusive: false,
});

/** A call that several requests may wait for. Each leaves at its own deadline; the last one to leave cancels the call. */
export class InFlightCall implements VendorCall {
  readonly source: TaskSource;
  readonly request: VendorRequest;
  readonly budget: CallBudget;
  readonly #askers: Set<Asker>;
  readonly #controller = new AbortController();
  readonly #delayListeners = new Set<() => void>();
  #isDelayed = false;
  #deadline: Instant;
  #waiting = 0;
  #tries = 0;

  constructor(source: TaskSource, request: VendorRequest, scope: RequestScope) {
    this.source = source;
    this.request = request;
    this.budget = scope.budget;
    this.#askers = new Set([scope]);
    this.#deadline = scope.deadline;
  }

  get askers(): ReadonlySet<Asker> {
    return this.#askers;
  }

  get deadline(): Instant {
    return this.#deadline;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Counts a try that is about to be sent; returns its number, 1 for the first. */
  countTry(): number {
    this.#tries += 1;
    return this.#tries;
  }

  noteDelay(): void {
    this.#isDelayed = true;
    for (const listener of this.#delayListeners) listener();
  }

  /**
   * Waits for the outcome, or until the request's own signal aborts; `whyNone` then says why there is no answer. `onDelay` is told
   * if the call has to wait for the rate.
   */
  join(
    scope: RequestScope,
    outcome: Promise<Outcome>,
    whyNone: (reason: unknown) => VendorError,
    onDelay: (() => void) | undefined,
  ): Promise<Outcome> {
    const { signal, deadline } = scope;
    this.#waiting += 1;
    this.#askers.add(scope);
    this.#deadline = Math.max(this.#deadline, deadline);
    if (onDelay !== undefined) this.#delayListeners.add(onDelay);
    if (this.#isDelayed) onDelay?.();
    return new Promise((resolve) => {
      const leave = (): void => {
        signal.removeEventListener('abort', leave);
        resolve({ ...notSent(whyNone(signal.reason)), tries: this.#tries });
        this.#waiting -= 1;
        this.#askers.delete(scope);
        if (this.#waiting === 0) this.#controller.abort(signal.reason);
      };
      signal.addEventListener('abort', leave);
      void outcome.then(resolve).finally(() => signal.removeEventListener('abort', leave));
    });
  }
}

/** Why there is no answer, once a signal has aborted. */
export function abandoned(
  { request, source }: Pick<VendorCall, 'request' | 'source'>,
  reason: unknown,
): VendorError {
  const isLate = isTimeout(reason);
  return new VendorError({
    kind: isLate ? 'TIMEOUT' : 'UNAVAILABLE',
    message: isLate
      ? `${request.action}: no answer before the request's deadline.`
      : `${request.action}: given up, because the client went away.`,
    provider: source.provider.name,
    retryable: isLate,
  });
}

/** Whether a signal was aborted by a timeout, not by a caller. */
export const isTimeout = (reason: unknown): boolean =>
  reason instanceof Error && reason.name === 'TimeoutError';

/** Whether a signal aborted because the client went away, rather than because time ran out. */
export const isCancelled = ({ aborted, reason }: AbortSignal): boolean => aborted && !isTimeout(reason);

/** Whatever was thrown, as a `VendorError` with the provider's name. */
export function asVendorError(
  thrown: unknown,
  { source, request }: Pick<VendorCall, 'source' | 'request'>,
): VendorError {
  const failure =
    thrown instanceof VendorError
      ? thrown
      : new VendorError({
          kind: 'UNAVAILABLE',
          message: `${request.action}: the call failed for an unexpected reason.`,
          retryable: false,
          cause: thrown,
        });
  return failure.at(source.provider.name);
}

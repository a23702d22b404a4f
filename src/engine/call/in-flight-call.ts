import { VendorError } from '../../domain/errors.ts';
import type { CallBudget, RequestScope } from '../../domain/request-scope.ts';
import type { TaskSource, VendorAnswer, VendorRequest } from '../../domain/source.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';

/** A vendor call in flight, as the steps of its path see it. They do not change it: each returns an `Outcome`. */
export interface VendorCall {
  readonly source: TaskSource;
  readonly request: VendorRequest;
  /** The requests that wait for the call. It takes the best position in the queue among them. */
  readonly requesters: ReadonlySet<Requester>;
  /** Of the request that began the call; retries are charged to it. */
  readonly budget: CallBudget;
  /** The latest deadline of the requests that joined, so it changes when another one joins. */
  readonly deadline: Instant;
  /** Aborts when no request waits any more, with the reason of the last one that left. */
  readonly signal: AbortSignal;
  /** Records that the call has to wait for the rate limit. */
  noteDelay(): void;
}

/** A request that waits for a call: its client and its priority. */
export type Requester = Pick<RequestScope, 'client' | 'priority'>;

/** How a call, or one try of it, ended. */
export interface Outcome {
  readonly result: VendorAnswer | VendorError;
  /** Tries that were sent. */
  readonly tries: number;
  /** Spent waiting for the rate limit. */
  readonly waited: Milliseconds;
  /** Whether the vendor had enough time to answer the last try. Otherwise the outcome says nothing about the vendor. */
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
  readonly #requesters: Set<Requester>;
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
    this.#requesters = new Set([scope]);
    this.#deadline = scope.deadline;
  }

  get requesters(): ReadonlySet<Requester> {
    return this.#requesters;
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
    this.#requesters.add(scope);
    this.#deadline = Math.max(this.#deadline, deadline);
    if (onDelay !== undefined) this.#delayListeners.add(onDelay);
    if (this.#isDelayed) onDelay?.();
    return new Promise((resolve) => {
      const leave = (): void => {
        signal.removeEventListener('abort', leave);
        resolve({ ...notSent(whyNone(signal.reason)), tries: this.#tries });
        this.#waiting -= 1;
        this.#requesters.delete(scope);
        if (this.#waiting === 0) this.#controller.abort(signal.reason);
      };
      signal.addEventListener('abort', leave);
      void outcome.then(resolve).finally(() => signal.removeEventListener('abort', leave));
    });
  }
}

/** The error for a call that ended because its signal aborted. */
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

/** Whether a signal aborted because the client disconnected, and not because of a timeout. */
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

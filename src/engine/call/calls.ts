import { VendorError } from '../../domain/errors.ts';
import type { RequestScope } from '../../domain/request-scope.ts';
import type { TaskSource, VendorAnswer, VendorRequest } from '../../domain/source.ts';
import type { ProviderHealth } from '../../domain/tasks.ts';
import { SECOND, type Milliseconds } from '../../domain/time.ts';
import { runtime as runtimeWith, type Runtime } from '../runtime.ts';
import { CircuitBreaker } from './circuit-breaker.ts';
import { abandoned, InFlightCall, isCancelled, isTimeout, notSent, type Outcome } from './in-flight-call.ts';
import { MemoryRateCounter, type RateCounter } from './rate-counter.ts';
import { RateLimiter } from './rate-limiter.ts';
import { Retrier } from './retry.ts';
import { send } from './send.ts';

export interface CallOptions {
  /** Whether the first try is not charged to the request's budget, such as the first page of a feed. Default: `false`. */
  readonly isFree?: boolean;
  /** Called if the call has to wait for the rate limit. */
  readonly onDelay?: () => void;
}

/** Makes one vendor call for a request, and records it in `scope.calls`. Throws only `VendorError`. */
export type Call = (
  source: TaskSource,
  request: VendorRequest,
  scope: RequestScope,
  options?: CallOptions,
) => Promise<VendorAnswer>;

/** All vendor calls are made here. */
export interface Calls {
  readonly call: Call;
  /** The health of a provider according to its calls; a provider that was not called yet is available. */
  health(provider: string): ProviderHealth;
  /** Closes the rate counter. */
  close(): Promise<void>;
}

export interface CallSettings extends Partial<Runtime> {
  /** Default: in memory, for this instance alone. */
  readonly rateCounter?: RateCounter;
  /** How long one try may take. Default 5 s, so that a request of 10 s can try again. */
  readonly tryTimeout?: Milliseconds;
}

export const vendorCalls = (settings: CallSettings = {}): Calls => new VendorCalls(settings);

/** The path of a call: budget, deduplicate, circuit breaker, retry, rate limiter, send. */
class VendorCalls implements Calls {
  readonly #runtime: Runtime;
  readonly #tryTimeout: Milliseconds;
  readonly #rateCounter: RateCounter;
  readonly #circuitBreaker: CircuitBreaker;
  readonly #retrier: Retrier;
  readonly #rateLimiter: RateLimiter;
  /** By provider, action and parameters. An answer or a failure is not kept after the call. */
  readonly #inFlight = new Map<string, { readonly call: InFlightCall; readonly outcome: Promise<Outcome> }>();

  constructor({ rateCounter, tryTimeout = 5 * SECOND, ...parts }: CallSettings) {
    this.#runtime = runtimeWith(parts);
    this.#tryTimeout = tryTimeout;
    this.#rateCounter = rateCounter ?? new MemoryRateCounter(this.#runtime);
    this.#circuitBreaker = new CircuitBreaker(this.#runtime);
    this.#retrier = new Retrier(this.#runtime);
    this.#rateLimiter = new RateLimiter(this.#rateCounter, this.#runtime);
  }

  readonly call: Call = async (source, request, scope, options = {}) => {
    const began = this.#runtime.monotonicNow();
    if (scope.signal.aborted) throw abandoned({ source, request }, scope.signal.reason);
    let { isShared, outcome } = this.#deduplicate(source, request, scope, options);
    let ended = await outcome;
    // The rate refuses by the turn of whoever began the call. It may have done so before this request joined.
    while (isShared && isRefused(ended) && !scope.signal.aborted) {
      ({ isShared, outcome } = this.#deduplicate(source, request, scope, options));
      ended = await outcome;
    }
    const { result, tries, waited } = ended;
    const failure = result instanceof VendorError ? result : undefined;
    const event = {
      provider: source.provider.name,
      action: request.action,
      took: this.#runtime.monotonicNow() - began,
      isShared,
    };
    const hasLeft = failure !== undefined && isCancelled(scope.signal);
    const code = hasLeft ? 'CANCELLED' : (failure?.vendorCode ?? failure?.kind);
    scope.calls.add({ ...event, ...(isShared ? { tries: 0, waited: 0 } : { tries, waited }), failure: code });
    this.#runtime.observe({ type: 'call', ...event, failure, isCancelled: hasLeft });
    if (result instanceof VendorError) throw result;
    return result;
  };

  health(provider: string): ProviderHealth {
    return this.#circuitBreaker.health(provider);
  }

  close(): Promise<void> {
    return this.#rateCounter.close();
  }

  /** Joins an identical call in flight, or begins one, which is charged to this request alone. */
  #deduplicate(
    source: TaskSource,
    request: VendorRequest,
    scope: RequestScope,
    { isFree = false, onDelay }: CallOptions,
  ): { readonly isShared: boolean; readonly outcome: Promise<Outcome> } {
    const { name, account } = source.provider;
    // After a reload of the configuration a name may belong to another account.
    const { action, method, path, parameters } = request;
    const key = `${name} ${account} ${canonicalJson([action, method, path, parameters])}`;
    const known = this.#inFlight.get(key);
    const isShared = known !== undefined && !known.call.signal.aborted;
    if (!isShared && !isFree && !scope.budget.spend()) throw overBudget(source, scope);
    const { call, outcome } = isShared ? known : this.#begin(key, source, request, scope, isFree);
    const whyNone = (reason: unknown): VendorError =>
      (isTimeout(reason) ? this.#rateLimiter.refusalOf(call) : undefined) ?? abandoned(call, reason);
    return { isShared, outcome: call.join(scope, outcome, whyNone, onDelay) };
  }

  #begin(key: string, source: TaskSource, request: VendorRequest, scope: RequestScope, isFree: boolean) {
    const call = new InFlightCall(source, request, scope);
    const outcome = this.#make(call).then((ended) => {
      if (this.#inFlight.get(key)?.call === call) this.#inFlight.delete(key);
      if (ended.tries === 0 && !isFree) scope.budget.refund();
      return ended;
    });
    const begun = { call, outcome };
    this.#inFlight.set(key, begun);
    return begun;
  }

  #make(call: InFlightCall): Promise<Outcome> {
    return this.#circuitBreaker.guard(call, (permit) =>
      this.#retrier.run(call, permit, () =>
        this.#rateLimiter.run(call, async () => {
          // The circuit may have opened while the call waited for the rate.
          const refusal = permit.refusal();
          if (refusal !== undefined) return notSent(refusal);
          return send(call, call.countTry(), this.#tryTimeout, this.#runtime);
        }),
      ),
    );
  }
}

/** Whether the rate left no turn before the deadline, so that nothing was sent. */
const isRefused = ({ tries, result }: Outcome): boolean =>
  tries === 0 && result instanceof VendorError && result.kind === 'RATE_LIMIT';

const overBudget = ({ provider }: TaskSource, { budget: { limit } }: RequestScope): VendorError =>
  new VendorError({
    kind: 'CALL_BUDGET',
    message: `The request has made ${limit} vendor calls, the most that one may make. Continue from the cursor, or select less.`,
    provider: provider.name,
    retryable: false,
    budget: limit,
  });

/** The same text for the same value, whatever the order of its keys. Absent and `undefined` are the same. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries: [string, unknown][] = Object.entries(value);
  const members = entries
    .filter(([, member]) => member !== undefined)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join()}}`;
}

import type { VendorError } from '../../domain/errors.ts';
import type { RequestScope } from '../../domain/request-scope.ts';
import type { TaskSource, VendorAnswer, VendorRequest } from '../../domain/source.ts';
import { SECOND, type Milliseconds } from '../../domain/time.ts';
import { Circuits } from './circuit.ts';
import { toVendorError, isLeft } from './flight.ts';
import { limit } from './limit.ts';
import { runtime as runtimeOf, type Runtime } from '../runtime.ts';
import { memoryRateBudget, type RateBudget } from './rate.ts';
import { retry } from './retry.ts';
import { send } from './send.ts';
import { share, type Board } from './share.ts';
import type { ProviderHealth } from '../../domain/tasks.ts';

export interface CallOptions {
  /** Whether the first try is not charged to the request's budget, such as the first page of a feed. Default: `false`. */
  readonly isFree?: boolean;
}

/** Makes one vendor call for a request, and enters it in `scope.calls`. Throws `VendorError` and nothing else. */
export type Call = (
  source: TaskSource,
  request: VendorRequest,
  scope: RequestScope,
  options?: CallOptions,
) => Promise<VendorAnswer>;

/** The one way to a vendor. */
export interface Calls {
  readonly call: Call;
  /** How a provider is, as far as its calls have told; one that was not called yet is available. */
  health(provider: string): ProviderHealth;
  /** Lets go of the rate budget. */
  close(): Promise<void>;
}

export interface CallSettings extends Partial<Runtime> {
  /** Default: in memory, for this instance alone. */
  readonly rate?: RateBudget;
  /** How long one try may take. Default 5 s, so that a request of 10 s can try again. */
  readonly tryTimeout?: Milliseconds;
}

export function vendorCalls(settings: CallSettings = {}): Calls {
  const { rate: givenRate, tryTimeout = 5 * SECOND, ...parts } = settings;
  const runtime = runtimeOf(parts);
  const rate = givenRate ?? memoryRateBudget(runtime);
  const circuits = new Circuits(runtime);

  const tried = circuits.recheck(send(tryTimeout, runtime));
  const inTurn = limit(tried, rate, runtime);
  const guarded = circuits.guard(retry(inTurn, runtime));
  const board = share(guarded);

  return {
    call: recorded(board, runtime),
    health: (provider) => circuits.health(provider),
    close: () => rate.close(),
  };
}

/** A call that the request may not begin (its budget is spent, it has ended) is none, and leaves no record. */
const recorded = (board: Board, { monotonicNow, observe }: Runtime): Call => {
  return async (source, request, scope, options = {}) => {
    const began = monotonicNow();
    const { flight, isShared, answer } = board(source, request, scope, options);
    const record = (failure?: VendorError): void => {
      const { name: provider } = source.provider;
      const { action } = request;
      const took = monotonicNow() - began;
      const spent = isShared ? { tries: 0, waited: 0 } : { tries: flight.tries, waited: flight.waited };
      const isCancelled = failure !== undefined && isLeft(scope.signal);
      const named = isCancelled ? 'CANCELLED' : (failure?.vendorCode ?? failure?.kind);
      scope.calls.add({ provider, action, isShared, ...spent, took, failure: named });
      observe({ type: 'call', provider, action, took, isShared, failure, isCancelled });
    };
    try {
      const answered = await answer;
      record();
      return answered;
    } catch (thrown) {
      const failure = toVendorError(thrown, flight);
      record(failure);
      throw failure;
    }
  };
};

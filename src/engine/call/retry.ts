import type { VendorError } from '../../domain/errors.ts';
import { SECOND, type Milliseconds } from '../../domain/time.ts';
import { toVendorError, type Flight, type Fly } from './flight.ts';
import { pause as rest, type Runtime } from '../runtime.ts';

const mostTries = 3;
const firstPause: Milliseconds = 200;
const longestPause: Milliseconds = 5 * SECOND;

/**
 * Tries again what may succeed the next time, after a pause that grows and is random over its whole length, so that
 * those who failed together do not come back together. Never past the deadline, never beyond the provider's quota.
 */
export const retry = (fly: Fly, runtime: Runtime): Fly => {
  const quotas = new Map<string, RetryQuota>();

  return async (flight) => {
    const quota = quotaOf(quotas, flight.source.provider.name);
    let before: VendorError | undefined;
    for (;;) {
      const { tries } = flight;
      try {
        const answer = await fly(flight);
        quota.earn();
        return answer;
      } catch (thrown) {
        const failure = toVendorError(thrown, flight);
        // What was not sent (no turn in time, a circuit that opened) is less news than what the vendor said before.
        if (flight.tries === tries) throw before ?? failure;
        const pause = pauseAfter(failure, flight.tries, runtime);
        if (!mayTryAgain(failure, pause, flight, runtime) || !quota.take()) throw failure;
        if (!flight.scope.budget.spend()) throw failure;
        before = failure;
        const { provider } = flight.source;
        runtime.observe({
          type: 'retry',
          provider: provider.name,
          action: flight.request.action,
          pause,
          failure,
        });
        await rest(pause, runtime, flight.signal);
        if (flight.signal.aborted) throw failure;
      }
    }
  };
};

/** A time that the vendor named is kept to, and spread a little as well. */
function pauseAfter({ retryAfter }: VendorError, tries: number, { random }: Runtime): Milliseconds {
  const spread = random() * Math.min(longestPause, firstPause * 2 ** (tries - 1));
  return (retryAfter ?? 0) + spread;
}

const mayTryAgain = (
  failure: VendorError,
  pause: Milliseconds,
  flight: Flight,
  { clock }: Runtime,
): boolean =>
  failure.retryable && flight.tries < mostTries && !flight.isProbe && clock() + pause < flight.deadline;

function quotaOf(quotas: Map<string, RetryQuota>, provider: string): RetryQuota {
  const known = quotas.get(provider);
  if (known !== undefined) return known;
  const quota = new RetryQuota();
  quotas.set(provider, quota);
  return quota;
}

/** Ten successes earn one retry, so that who is down is not kept down: it sees a tenth more calls than when it was up. */
class RetryQuota {
  static readonly #start = 3;
  static readonly #most = 10;
  /** In tenths: a sum of 0.1s never comes out whole. */
  #tenths = RetryQuota.#start * 10;

  earn(): void {
    this.#tenths = Math.min(RetryQuota.#most * 10, this.#tenths + 1);
  }

  take(): boolean {
    if (this.#tenths < 10) return false;
    this.#tenths -= 10;
    return true;
  }
}

import { VendorError } from '../../domain/errors.ts';
import { SECOND, type Milliseconds } from '../../domain/time.ts';
import { pause, type Runtime } from '../runtime.ts';
import type { Permit } from './circuit-breaker.ts';
import type { Outcome, VendorCall } from './in-flight-call.ts';

const maxTries = 3;
const firstPause: Milliseconds = 200;
const longestPause: Milliseconds = 5 * SECOND;

/**
 * Retries calls that may succeed the next time, after a growing pause of random length, so that
 * calls that failed together do not return together. Never past the deadline, never beyond the provider's quota or the
 * request's budget.
 */
export class Retrier {
  readonly #runtime: Runtime;
  readonly #quotas = new Map<string, RetryQuota>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** `attempt` makes one try. */
  async run(call: VendorCall, { isProbe }: Permit, attempt: () => Promise<Outcome>): Promise<Outcome> {
    const { provider } = call.source;
    const quota = this.#quotaOf(provider.name);
    let last: Outcome | undefined;
    for (let tries = 1; ; tries += 1) {
      const outcome = await attempt();
      const waited = outcome.waited + (last?.waited ?? 0);
      if (outcome.tries === 0) {
        if (last === undefined) return outcome;
        // The vendor's own failure is more useful than the reason why the next try was not sent.
        call.budget.refund();
        return { ...last, waited };
      }
      last = { ...outcome, tries, waited };
      if (!(outcome.result instanceof VendorError)) {
        quota.earn();
        return last;
      }
      const failure = outcome.result;
      const length = this.#pauseAfter(failure, tries);
      if (isProbe || tries >= maxTries || !this.#isWorthwhile(call, failure, length)) return last;
      if (!quota.take() || !call.budget.spend()) return last;
      this.#runtime.observe({
        type: 'retry',
        provider: provider.name,
        action: call.request.action,
        pause: length,
        failure,
      });
      await pause(length, this.#runtime, call.signal);
      if (call.signal.aborted) {
        call.budget.refund();
        return last;
      }
    }
  }

  /** At least the time that the vendor asked for, and a random pause. */
  #pauseAfter({ retryAfter }: VendorError, tries: number): Milliseconds {
    const spread = this.#runtime.random() * Math.min(longestPause, firstPause * 2 ** (tries - 1));
    return (retryAfter ?? 0) + spread;
  }

  #isWorthwhile({ deadline }: VendorCall, { retryable }: VendorError, length: Milliseconds): boolean {
    return retryable && this.#runtime.clock() + length < deadline;
  }

  #quotaOf(provider: string): RetryQuota {
    const known = this.#quotas.get(provider);
    if (known !== undefined) return known;
    const quota = new RetryQuota();
    this.#quotas.set(provider, quota);
    return quota;
  }
}

/** Ten successes earn one retry, so that a vendor that is down sees at most a tenth more calls than when it was up. */
class RetryQuota {
  static readonly #start = 3;
  static readonly #most = 10;
  /** In tenths, because sums of 0.1 are not exact. */
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

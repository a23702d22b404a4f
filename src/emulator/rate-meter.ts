/** Counts the calls of one account: one bucket for each action, filled evenly, holding one second's worth. */
export class RateMeter {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();

  /** Whether the call may be answered at `now`, epoch ms. */
  take(action: string, callsPerSecond: number, now: number): boolean {
    const bucket = this.#buckets.get(action) ?? { tokens: callsPerSecond, at: now };
    this.#buckets.set(action, bucket);
    const refill = (Math.max(0, now - bucket.at) / 1000) * callsPerSecond;
    bucket.tokens = Math.min(callsPerSecond, bucket.tokens + refill);
    bucket.at = now;
    if (bucket.tokens < 1) return false;
    bucket.tokens -= 1;
    return true;
  }
}

import type { Instant, Milliseconds } from './time.ts';

/** One vendor call that a request made or shared, for `extensions.vendorCalls`. */
export interface CallRecord {
  readonly provider: string;
  readonly action: string;
  /** Tries sent for it by this request; 0 when it was shared with a call in flight. */
  readonly tries: number;
  readonly took: Milliseconds;
  /** How much of it was spent waiting for the rate limit. */
  readonly waited: Milliseconds;
  /** The failure's vendor code or kind; absent on success. */
  readonly failure?: string | undefined;
}

/** What one GraphQL request may spend, and what it has spent. `now` is read once, so that pages cannot drift. */
export interface RequestScope {
  readonly now: Instant;
  /** When the answer must be ready. */
  readonly deadline: Instant;
  /** Aborts when the client goes away or the deadline has passed. */
  readonly signal: AbortSignal;
  /** How many vendor calls the request may make. */
  readonly callBudget: number;
  /** One entry for each call; the engine appends. */
  readonly calls: CallRecord[];
}

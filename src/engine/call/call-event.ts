import type { VendorError } from '../../domain/errors.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';

/** What happens on the path of a call. */
export type CallEvent =
  | CallEnded
  | TryEnded
  | CallDelayed
  | CallRetried
  | CircuitChanged
  | Disordered
  | RateBudgetChanged;

interface CallEventOf<Type extends string> {
  readonly type: Type;
  readonly provider: string;
  readonly action: string;
}

/** A request has its answer, or has none. */
export interface CallEnded extends CallEventOf<'call'> {
  readonly took: Milliseconds;
  /** Whether another request had begun it. */
  readonly isShared: boolean;
  readonly failure?: VendorError | undefined;
  /** Whether it failed only because its client went away, which says nothing about the vendor. */
  readonly isCancelled?: boolean;
}

/** One sending: what a vendor has seen. */
export interface TryEnded extends CallEventOf<'try'> {
  /** 1 for the first. */
  readonly number: number;
  readonly startedAt: Instant;
  readonly took: Milliseconds;
  readonly requestId?: string | undefined;
  readonly failure?: VendorError | undefined;
  /** Whether it was ended only because everybody who waited for it went away. */
  readonly isCancelled?: boolean;
}

/** A call had to wait for the rate, and now has its turn. */
export interface CallDelayed extends CallEventOf<'delay'> {
  readonly waited: Milliseconds;
}

/** A try failed, and another follows. */
export interface CallRetried extends CallEventOf<'retry'> {
  readonly pause: Milliseconds;
  readonly failure: VendorError;
}

export interface CircuitChanged extends CallEventOf<'circuit'> {
  readonly state: CircuitState;
  /** What opened it. */
  readonly failure?: VendorError | undefined;
}

/** `half-open` lets one call through, to see. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** Rows of an answer did not come newest first: the feed's windows are read whole and sorted for a while. */
export type Disordered = CallEventOf<'disorder'>;

/** Several instances share one budget (`shared`), or this one keeps to its part because Redis is away (`alone`). */
export interface RateBudgetChanged {
  readonly type: 'rate-budget';
  readonly state: 'shared' | 'alone';
  /** Why; holds no credential. */
  readonly reason: string;
}

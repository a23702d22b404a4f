import type { VendorError } from '../../domain/errors.ts';
import type { ScopeChange } from '../../domain/source.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';

/** What happens during a call. */
export type CallEvent =
  | CallEnded
  | TryEnded
  | CallDelayed
  | CallRetried
  | CircuitChanged
  | OrderViolation
  | ScopesRead
  | RateBudgetChanged;

interface CallEventOf<Type extends string> {
  readonly type: Type;
  readonly provider: string;
  readonly action: string;
}

/** A request received the answer or failure of a call that it made or joined. */
export interface CallEnded extends CallEventOf<'call'> {
  readonly took: Milliseconds;
  /** Whether the request joined a call that was already in flight. */
  readonly isShared: boolean;
  readonly failure?: VendorError | undefined;
  /** Whether it failed only because its client disconnected, which says nothing about the vendor. */
  readonly isCancelled?: boolean;
}

/** One try, which a vendor answered or which failed. */
export interface TryEnded extends CallEventOf<'try'> {
  /** 1 for the first. */
  readonly number: number;
  readonly startedAt: Instant;
  readonly took: Milliseconds;
  readonly requestId?: string | undefined;
  readonly failure?: VendorError | undefined;
  /** Whether it ended only because all clients that waited for it disconnected. */
  readonly isCancelled?: boolean;
}

/** A call that had to wait for the rate limit may be sent. */
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

/** `half-open` allows one call, to find out whether the vendor has recovered. */
export type CircuitState = 'closed' | 'open' | 'half-open';

/** The rows of an answer were not newest first: for a while the feed's windows are read completely and sorted. */
export type OrderViolation = CallEventOf<'disorder'>;

/** The vendor's list of scopes was read. */
export interface ScopesRead extends CallEventOf<'scopes'>, ScopeChange {}

/** Calls are counted in Redis for all instances (`shared`), or by each instance at its share of the rates (`alone`). */
export interface RateBudgetChanged {
  readonly type: 'rate-budget';
  readonly state: 'shared' | 'alone';
  /** Why it changed. Contains no credential. */
  readonly reason: string;
}

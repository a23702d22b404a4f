import type { CallTotals } from '../domain/request-scope.ts';
import type { Milliseconds } from '../domain/time.ts';

/** How an operation came out, from best to worst. */
export type OperationOutcome =
  /** Whole, and every vendor call succeeded. */
  | 'complete'
  /** Without errors, but a vendor call failed: what is missing is said in the data. */
  | 'degraded'
  /** Data beside errors. */
  | 'partial'
  /** No data. */
  | 'failed';

/** One operation that was executed. */
export interface OperationRecord {
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly name: string | undefined;
  readonly outcome: OperationOutcome;
  /** Of a subscription, as long as it was followed. */
  readonly took: Milliseconds;
  readonly calls: readonly CallTotals[];
  /** Events of a subscription. */
  readonly events: number | undefined;
}

/** One request to the API, when it is over. Holds no header, body or variable. */
export interface RequestRecord {
  readonly id: string;
  readonly method: string;
  /** Without its query, which may hold variables. */
  readonly path: string;
  readonly status: number;
  readonly took: Milliseconds;
  /** Whose token it brought. */
  readonly client: string | undefined;
  readonly operations: readonly OperationRecord[];
  /** How many errors of each code the answer held. */
  readonly errors: Readonly<Record<string, number>>;
  /** The ids of masked errors, which the log tells in full. */
  readonly errorIds: readonly string[];
  /** Whether the client had gone before the answer was out. */
  readonly isAborted: boolean;
}

/** What is told of requests. */
export type RequestEvent =
  | { readonly type: 'request'; readonly record: RequestRecord }
  | { readonly type: 'stream'; readonly change: 'opened' | 'closed' };

/** By which a client or a proxy names a request, and by which the answer tells its name. */
export const requestIdHeader = 'x-request-id';

/** The id that came, as long as it is one that can stand in a log and a header; else a new one. */
export const requestIdOf = (given: string | null, newId: () => string): string =>
  given !== null && /^[\w.:+/=@-]{1,128}$/.test(given) ? given : newId();

import type { CallTotals } from '../domain/request-scope.ts';
import type { Milliseconds } from '../domain/time.ts';

/** The outcomes of operations, from best to worst. */
export type OperationOutcome =
  /** Complete, and every vendor call succeeded. */
  | 'complete'
  /** Without errors, but a vendor call failed: the data says what is missing. */
  | 'degraded'
  /** Data and errors. */
  | 'partial'
  /** No data. */
  | 'failed';

/** An executed operation. */
export interface OperationRecord {
  readonly type: 'query' | 'mutation' | 'subscription';
  readonly name: string | undefined;
  readonly outcome: OperationOutcome;
  /** For a subscription, how long it was open. */
  readonly took: Milliseconds;
  readonly calls: readonly CallTotals[];
  /** The number of events; only for subscriptions. */
  readonly events: number | undefined;
}

/** A request to the API after it has ended. Contains no header, body or variable. */
export interface RequestRecord {
  readonly id: string;
  readonly method: string;
  /** Without its query, which may contain variables. */
  readonly path: string;
  readonly status: number;
  readonly took: Milliseconds;
  /** The name of its token. */
  readonly client: string | undefined;
  readonly operations: readonly OperationRecord[];
  /** The number of errors in the response, by code. */
  readonly errors: Readonly<Record<string, number>>;
  /** The ids of masked errors, which are logged in full. */
  readonly errorIds: readonly string[];
  /** Whether the client disconnected before the response was sent. */
  readonly isAborted: boolean;
}

/** What observers of requests receive. */
export type RequestEvent =
  | { readonly type: 'request'; readonly record: RequestRecord }
  | { readonly type: 'stream'; readonly change: 'opened' | 'closed' };

/** The header with the id of a request, in requests of clients or proxies and in responses. */
export const requestIdHeader = 'x-request-id';

/** The given id if it is safe in a log and a header; otherwise a new one. */
export const requestIdOf = (given: string | null, newId: () => string): string =>
  given !== null && /^[\w.:+/=@-]{1,128}$/.test(given) ? given : newId();

import type { GraphQLError } from 'graphql';
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

/** The events that observers of requests receive. */
export type RequestEvent =
  | { readonly type: 'request'; readonly record: RequestRecord }
  | { readonly type: 'stream'; readonly change: 'opened' | 'closed' };

/** The header with the id of a request, in requests of clients or proxies and in responses. */
export const requestIdHeader = 'x-request-id';

/** The given id if it is safe in a log and a header; otherwise a new one. */
export const requestIdOf = (given: string | null, newId: () => string): string =>
  given !== null && /^[\w.:+/=@-]{1,128}$/.test(given) ? given : newId();

/** A request when it arrives. */
export interface Arrival {
  readonly method: string;
  /** Path and query, or the whole URL. */
  readonly url: string;
  /** Whether the client has disconnected. */
  readonly isAborted: () => boolean;
}

/** Collects what is known about a request. Ends when its response is sent and its streams have ended. */
export class RequestDraft {
  readonly id: string;
  readonly #arrival: Arrival;
  readonly #began: Milliseconds;
  readonly #operations: OperationRecord[] = [];
  readonly #errors: Record<string, number> = {};
  readonly #errorIds: string[] = [];
  #client: string | undefined;
  #openStreams = 0;
  #status: number | undefined;
  #isFinished = false;

  constructor(id: string, arrival: Arrival, began: Milliseconds) {
    this.id = id;
    this.#arrival = arrival;
    this.#began = began;
  }

  sentBy(client: string): void {
    this.#client = client;
  }

  executed(operation: OperationRecord): void {
    this.#operations.push(operation);
  }

  failed(errors: readonly GraphQLError[]): void {
    for (const { extensions } of errors) {
      const { code, id } = extensions;
      const name = typeof code === 'string' ? code : 'UNCODED';
      this.#errors[name] = (this.#errors[name] ?? 0) + 1;
      if (typeof id === 'string') this.#errorIds.push(id);
    }
  }

  streamOpened(): void {
    this.#openStreams += 1;
  }

  /** Returns whether the request has ended. */
  streamClosed(): boolean {
    this.#openStreams -= 1;
    return this.#openStreams === 0 && this.#status !== undefined && !this.#isFinished;
  }

  /** Returns whether the request has ended. A stream that the client does not read does not count. */
  answered(status: number, contentType?: string | null): boolean {
    this.#status = status;
    return this.#openStreams === 0 || contentType?.startsWith('text/event-stream') !== true;
  }

  /** Returns the record at the first call, afterwards undefined. */
  finish(now: Milliseconds): RequestRecord | undefined {
    if (this.#isFinished) return undefined;
    this.#isFinished = true;
    const { method, url, isAborted } = this.#arrival;
    return {
      id: this.id,
      method,
      path: pathOf(url),
      status: this.#status ?? 0,
      took: now - this.#began,
      client: this.#client,
      operations: this.#operations,
      errors: this.#errors,
      errorIds: this.#errorIds,
      isAborted: isAborted(),
    };
  }
}

const longestPath = 200;

/** Without a URL object, which costs as much as the rest of a record and throws for some inputs. */
function pathOf(url: string): string {
  const start = url.startsWith('/') ? 0 : url.indexOf('/', url.indexOf('//') + 2);
  const [path = ''] = start === -1 ? ['/'] : url.slice(start).split(/[?#]/, 1);
  return path.slice(0, longestPath);
}

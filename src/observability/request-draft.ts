import type { GraphQLError } from 'graphql';
import type { Milliseconds } from '../domain/time.ts';
import type { OperationRecord, RequestRecord } from './request-record.ts';

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

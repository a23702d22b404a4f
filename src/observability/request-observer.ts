import { getOperationAST } from 'graphql';
import type { DocumentNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { CallTotals } from '../domain/request-scope.ts';
import type { Milliseconds } from '../domain/time.ts';
import type { Context } from '../graphql/context.ts';
import { RequestDraft, requestIdHeader, requestIdOf } from './request-record.ts';
import type { OperationOutcome, OperationRecord, RequestEvent } from './request-record.ts';

export interface RequestObserverParts {
  readonly observe: (event: RequestEvent) => void;
  readonly newId: () => string;
  readonly monotonicNow: () => Milliseconds;
}

/**
 * The key of the draft in the request's context. (A WeakMap of requests would cost a fifth of a small request in
 * garbage collection.)
 */
const draftKey = Symbol('the record of this request');

interface WithDraft {
  [draftKey]: RequestDraft;
}

const hasDraft = (context: object): context is WithDraft => draftKey in context;

const draftOf = (context: object): RequestDraft | undefined =>
  hasDraft(context) ? context[draftKey] : undefined;

/** Records the client of a request, by its context. */
export const noteClient = (context: object, name: string): void => draftOf(context)?.sentBy(name);

/**
 * Gives each request an id, which the response contains, and reports one record when its response or stream has ended.
 */
export function requestObserver({ observe, newId, monotonicNow }: RequestObserverParts): Plugin {
  const finish = (draft: RequestDraft): void => {
    const record = draft.finish(monotonicNow());
    if (record !== undefined) observe({ type: 'request', record });
  };

  return {
    onRequest({ request, serverContext }) {
      const id = requestIdOf(request.headers.get(requestIdHeader), newId);
      const { method, url, signal } = request;
      const arrival = { method, url, isAborted: () => signal.aborted };
      Object.assign(serverContext, { [draftKey]: new RequestDraft(id, arrival, monotonicNow()) });
    },
    onExecute({ args }) {
      const began = monotonicNow();
      return {
        onExecuteDone({ result }) {
          const calls = callsOf(args.contextValue);
          const outcome = Symbol.asyncIterator in result ? 'complete' : outcomeOf(result, calls);
          const took = monotonicNow() - began;
          draftOf(args.contextValue)?.executed({
            ...operationOf(args),
            outcome,
            took,
            calls,
            events: undefined,
          });
        },
      };
    },
    onSubscribe({ args }) {
      const began = monotonicNow();
      const draft = draftOf(args.contextValue);
      let events = 0;
      const ended = (outcome: OperationOutcome): void =>
        draft?.executed({
          ...operationOf(args),
          outcome,
          took: monotonicNow() - began,
          calls: callsOf(args.contextValue),
          events,
        });
      return {
        onSubscribeResult({ result }) {
          if (!(Symbol.asyncIterator in result)) return ended('failed');
          draft?.streamOpened();
          return {
            onNext() {
              events += 1;
            },
            onEnd() {
              ended('complete');
              if (draft?.streamClosed() !== true) return;
              observe({ type: 'stream', change: 'closed' });
              finish(draft);
            },
          };
        },
      };
    },
    onResultProcess({ result, serverContext }) {
      if (Symbol.asyncIterator in result) return;
      for (const { errors } of Array.isArray(result) ? result : [result]) {
        if (errors !== undefined) draftOf(serverContext)?.failed(errors);
      }
    },
    onResponse({ response, serverContext }) {
      const draft = draftOf(serverContext);
      if (draft === undefined) return;
      response.headers.set(requestIdHeader, draft.id);
      if (draft.answered(response.status, response.headers.get('content-type'))) finish(draft);
      else observe({ type: 'stream', change: 'opened' });
    },
  };
}

interface ExecutionArguments {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
}

function operationOf({
  document,
  operationName,
}: ExecutionArguments): Pick<OperationRecord, 'type' | 'name'> {
  const operation = getOperationAST(document, operationName);
  return { type: operation?.operation ?? 'query', name: operation?.name?.value };
}

/** Yoga's types do not contain the members that we add to its context. */
const isContext = (value: object): value is Pick<Context, 'scope'> => 'scope' in value;

const callsOf = (context: object): readonly CallTotals[] =>
  isContext(context) ? context.scope.calls.totals : [];

interface Result {
  readonly data?: unknown;
  readonly errors?: readonly unknown[] | undefined;
}

function outcomeOf({ data, errors = [] }: Result, calls: readonly CallTotals[]): OperationOutcome {
  if (errors.length > 0) return data === null || data === undefined ? 'failed' : 'partial';
  return calls.some(({ failures }) => failures.size > 0) ? 'degraded' : 'complete';
}

/**
 * Handles events in batches in the next turn of the event loop, after the responses of this turn were sent. Handled one
 * by one between requests, they would take a third of the time of a small request.
 */
export function inBatches<Event>(handle: (event: Event) => void): (event: Event) => void {
  let waiting: Event[] = [];
  const handleAll = (): void => {
    const batch = waiting;
    waiting = [];
    batch.forEach(handle);
  };
  return (event) => {
    if (waiting.push(event) === 1) setImmediate(handleAll);
  };
}

import {
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Span,
  type TextMapGetter,
  type Tracer,
} from '@opentelemetry/api';
import type { CallEvent } from '../engine/runtime.ts';
import { getOperationAST, type ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Provider, Send } from '../domain/source.ts';
import { VendorError } from '../domain/errors.ts';
import { requestIdHeader } from './request-record.ts';

/**
 * The tracer of the SDK that was registered before the start (`node --import`); undefined without an SDK, so that no
 * useless spans are created. Only the context of a span shows whether there is an SDK. The span is never ended, so it
 * is not exported.
 */
export function registeredTracer(): Tracer | undefined {
  const tracer = trace.getTracer('edgetasks');
  const probe = tracer.startSpan('probe', {}, ROOT_CONTEXT);
  return isSpanContextValid(probe.spanContext()) ? tracer : undefined;
}

/** The id of the current trace. */
export const activeTraceId = (): string | undefined => trace.getActiveSpan()?.spanContext().traceId;

/** Makes the SDK export its spans before the process ends. */
export async function flushTraces(): Promise<void> {
  const provider = trace.getTracerProvider();
  const registered = isProxy(provider) ? provider.getDelegate() : provider;
  if (canFlush(registered)) await registered.forceFlush();
}

/** The SDK may have its own copy of the API, so `instanceof` does not work. */
const isProxy = (provider: object): provider is { getDelegate: () => object } =>
  'getDelegate' in provider && typeof provider.getDelegate === 'function';

const canFlush = (provider: object): provider is { forceFlush: () => Promise<void> } =>
  'forceFlush' in provider && typeof provider.forceFlush === 'function';

/**
 * Creates a span for each request, as a child of the caller's (`traceparent`), and a child span for each execution,
 * which is the parent of the spans of vendor calls.
 */
export function requestSpans(tracer: Tracer, endpoint: string): Plugin {
  const around = (_: object, execution: () => unknown): Promise<void> =>
    tracer.startActiveSpan('execute', (span) => during(span, execution));
  return {
    instrumentation: {
      request({ request }, answering) {
        const caller = propagation.extract(context.active(), request.headers, headerGetter);
        const attributes = { 'http.request.method': request.method, 'http.route': endpoint };
        const options = { kind: SpanKind.SERVER, attributes };
        return tracer.startActiveSpan(`${request.method} ${endpoint}`, options, caller, (span) =>
          during(span, answering),
        );
      },
      execute: around,
      subscribe: around,
    },
    // The hooks run in the context of the enclosing span.
    onExecute({ args }) {
      const span = nameAfter(args);
      return { onExecuteDone: ({ result }) => markErrors(span, result) };
    },
    onSubscribe({ args }) {
      const span = nameAfter(args);
      return { onSubscribeResult: ({ result }) => markErrors(span, result) };
    },
    onResponse({ response }) {
      const span = trace.getActiveSpan();
      span?.setAttribute('http.response.status_code', response.status);
      span?.setAttribute('edgetasks.request_id', response.headers.get(requestIdHeader) ?? '');
      if (response.status >= 500) span?.setStatus({ code: SpanStatusCode.ERROR });
    },
  };
}

async function during(span: Span, work: () => unknown): Promise<void> {
  try {
    await work();
  } finally {
    span.end();
  }
}

/**
 * OpenTelemetry, semantic conventions for GraphQL servers: the name of a span contains only the operation's type,
 * because clients choose its name.
 */
function nameAfter({ document, operationName }: Pick<ExecutionArgs, 'document' | 'operationName'>) {
  const span = trace.getActiveSpan();
  const operation = getOperationAST(document, operationName);
  if (operation === null || operation === undefined) return span;
  span?.updateName(operation.operation);
  span?.setAttribute('graphql.operation.type', operation.operation);
  if (operation.name !== undefined) span?.setAttribute('graphql.operation.name', operation.name.value);
  return span;
}

function markErrors(span: Span | undefined, result: object): void {
  const errors = 'errors' in result && Array.isArray(result.errors) ? result.errors.length : 0;
  if (errors > 0) span?.setStatus({ code: SpanStatusCode.ERROR, message: `${errors} errors in the answer` });
}

const headerGetter: TextMapGetter<Headers> = {
  get: (headers, name) => headers.get(name) ?? undefined,
  keys: (headers) => [...headers.keys()],
};

/** Wraps the calls of a provider: creates a span for each try. */
export const tracedSend =
  (tracer: Tracer) =>
  ({ name, vendor }: Provider, send: Send): Send =>
  (request, signal) => {
    const attributes = {
      'edgetasks.provider': name,
      'edgetasks.vendor': vendor,
      'edgetasks.action': request.action,
    };
    return tracer.startActiveSpan(request.action, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      try {
        const answer = await send(request, signal);
        end(span, 'succeeded', answer.requestId);
        return answer;
      } catch (thrown) {
        if (thrown instanceof VendorError) endFailed(span, thrown);
        else end(span, 'given up', undefined);
        throw thrown;
      }
    });
  };

function end(span: Span, outcome: string, requestId: string | undefined): void {
  span.setAttribute('edgetasks.outcome', outcome);
  if (requestId !== undefined) span.setAttribute('edgetasks.vendor_request_id', requestId);
  span.end();
}

function endFailed(span: Span, { kind, message, vendorCode, requestId }: VendorError): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message });
  span.setAttribute('error.type', vendorCode ?? kind);
  end(span, kind, requestId);
}

/** Adds events to the request's span: retries, waits and joined calls. */
export function noteAtSpan(event: CallEvent): void {
  if (event.type === 'delay') {
    const { provider, action, waited } = event;
    trace.getActiveSpan()?.addEvent('waited for the rate limit', { ...place(provider, action), ms: waited });
  }
  if (event.type === 'retry') {
    const { provider, action, pause, failure } = event;
    const { kind, vendorCode = kind } = failure;
    const attributes = { ...place(provider, action), ms: pause, 'error.type': vendorCode };
    trace.getActiveSpan()?.addEvent('pauses before another try', attributes);
  }
  if (event.type === 'call' && event.isShared) {
    trace.getActiveSpan()?.addEvent('shared a call in flight', place(event.provider, event.action));
  }
}

const place = (provider: string, action: string) => ({
  'edgetasks.provider': provider,
  'edgetasks.action': action,
});

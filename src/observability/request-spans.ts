import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Span, TextMapGetter, Tracer } from '@opentelemetry/api';
import { getOperationAST } from 'graphql';
import type { ExecutionArgs } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { requestIdHeader } from './request-record.ts';

/**
 * A span for each request, below the caller's where it sends one (`traceparent`), and below it one for each execution,
 * under which the spans of vendor calls come to lie.
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
    // The hooks run inside the spans that are around them.
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

/** OpenTelemetry, semantic conventions for GraphQL servers: named after the type alone, for names come from clients. */
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

import process from 'node:process';
import { context, trace } from '@opentelemetry/api';
import { BasicTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base';
import { asyncContexts } from '../observability/async-contexts.ts';

/** Preloaded into a server, as its operators would register an SDK: sends all that spans hold to the collector. */
const collector = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? '';

const told = ({ name, attributes, events, status, resource, links }: ReadableSpan) => ({
  name,
  attributes,
  events,
  status,
  links,
  resource: resource.attributes,
});

/** 0 is a success. */
async function send(spans: readonly ReadableSpan[]): Promise<0 | 1> {
  const body = JSON.stringify(spans.map(told));
  const response = await fetch(collector, { method: 'POST', body }).catch(() => undefined);
  return response?.ok === true ? 0 : 1;
}

const report: SpanExporter['export'] = async (spans, done) => {
  done({ code: await send(spans) });
};

context.setGlobalContextManager(asyncContexts);
trace.setGlobalTracerProvider(
  new BasicTracerProvider({
    spanProcessors: [
      new SimpleSpanProcessor({
        export: report,
        shutdown: () => Promise.resolve(),
      }),
    ],
  }),
);

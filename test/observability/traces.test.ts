import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { TextMapPropagator } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { registeredTracer } from '../../src/observability/spans.ts';
import { runApp } from './running-app.ts';
import type { RunningApp } from './running-app.ts';
import { asyncContexts } from './async-contexts.ts';

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
/** W3C Trace Context, `traceparent`. */
const traceparent: TextMapPropagator = {
  inject: () => undefined,
  fields: () => ['traceparent'],
  extract(active, carrier, getter) {
    const header = getter.get(carrier, 'traceparent');
    const [, traceId = '', spanId = ''] = /^00-(\w{32})-(\w{16})-01$/.exec(String(header)) ?? [];
    if (traceId === '') return active;
    return trace.setSpanContext(active, { traceId, spanId, traceFlags: 1, isRemote: true });
  },
};

let running: RunningApp;

const tracerBefore = registeredTracer();

beforeAll(async () => {
  trace.setGlobalTracerProvider(provider);
  context.setGlobalContextManager(asyncContexts);
  propagation.setGlobalPropagator(traceparent);
  running = await runApp({ file: { cache: false } });
});

beforeEach(() => exporter.reset());

afterAll(async () => {
  await running.close();
  trace.disable();
  context.disable();
  propagation.disable();
});

const traceId = '0af7651916cd43dd8448eb211c80319c';
const caller = { traceparent: `00-${traceId}-b7ad6b7169203331-01`, 'x-request-id': 'r-1' };
const query = 'query Newest { tasks(filter: { kinds: [PREFETCH] }) { nodes { taskId } errors { message } } }';

const named = (name: string): ReadableSpan[] =>
  exporter.getFinishedSpans().filter((span) => span.name === name);

describe('a tracer', () => {
  it('exists after an SDK was registered', () => {
    expect(tracerBefore).toBeUndefined();
    expect(registeredTracer()).toBeDefined();
    expect(exporter.getFinishedSpans()).toEqual([]);
  });
});

describe('a trace', () => {
  it('goes from the caller through request and execution to each vendor call', async () => {
    await (await running.ask(query, caller)).text();
    const [request] = named('POST /graphql');
    const [execution] = named('query');
    // The first call may ask for a larger page than the vendor accepts.
    const call = named('DescribePushTasks').at(-1);
    expect(request?.parentSpanContext?.spanId).toBe('b7ad6b7169203331');
    expect(execution?.parentSpanContext?.spanId).toBe(request?.spanContext().spanId);
    expect(call?.parentSpanContext?.spanId).toBe(execution?.spanContext().spanId);
    expect(exporter.getFinishedSpans().every((span) => span.spanContext().traceId === traceId)).toBe(true);
    expect(request).toMatchObject({
      kind: SpanKind.SERVER,
      attributes: { 'http.response.status_code': 200, 'edgetasks.request_id': 'r-1' },
    });
    expect(execution?.attributes).toEqual({
      'graphql.operation.type': 'query',
      'graphql.operation.name': 'Newest',
    });
    expect(call).toMatchObject({
      kind: SpanKind.CLIENT,
      attributes: {
        'edgetasks.provider': 'main',
        'edgetasks.vendor': 'TENCENT_CDN',
        'edgetasks.action': 'DescribePushTasks',
        'edgetasks.outcome': 'succeeded',
        'edgetasks.vendor_request_id': expect.stringMatching(/./),
      },
    });
  });

  it('is named in the line of the request', async () => {
    await (await running.ask(query, caller)).text();
    expect(JSON.parse(running.logged.at(-1) ?? '')).toMatchObject({ requestId: 'r-1', traceId });
  });

  it('shows each try that failed, and why another followed', async () => {
    const remove = running.emulator.inject({
      account: 'main',
      fault: { kind: 'error', code: 'InternalError' },
      times: 1,
    });
    await (await running.ask(query)).text();
    remove();
    const failed = named('DescribePushTasks').find(({ status }) => status.code === SpanStatusCode.ERROR);
    expect(failed?.attributes).toMatchObject({
      'edgetasks.outcome': 'UNAVAILABLE',
      'error.type': 'InternalError',
    });
    expect(named('query').flatMap(({ events }) => events)).toMatchObject([
      { name: 'pauses before another try', attributes: { 'error.type': 'InternalError' } },
    ]);
  });

  it('shows an answer with errors as one', async () => {
    await (await running.ask('{ tasks(first: -1) { nodes { id } } }')).text();
    expect(named('query')[0]?.status.code).toBe(SpanStatusCode.ERROR);
  });

  it('is exported before the process ends', async () => {
    let flushed = 0;
    const forceFlush = vi.spyOn(provider, 'forceFlush').mockImplementation(async () => void (flushed += 1));
    await (await runApp()).close();
    forceFlush.mockRestore();
    expect(flushed).toBe(1);
  });

  it('covers a request that is refused', async () => {
    await (await running.ask('{')).text();
    expect(exporter.getFinishedSpans().map(({ name }) => name)).toEqual(['POST /graphql']);
  });
});

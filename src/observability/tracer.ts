import { isSpanContextValid, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import type { Tracer } from '@opentelemetry/api';

/**
 * The tracer of the SDK that was registered before us (`node --import`); undefined where none was, so that nobody pays
 * for spans that go nowhere. Only a span tells: its context is valid with an SDK alone. It never ends, so that none is told
 * of it.
 */
export function registeredTracer(): Tracer | undefined {
  const tracer = trace.getTracer('edgetasks');
  const probe = tracer.startSpan('probe', {}, ROOT_CONTEXT);
  return isSpanContextValid(probe.spanContext()) ? tracer : undefined;
}

/** Names the trace that the work under way belongs to. */
export const activeTraceId = (): string | undefined => trace.getActiveSpan()?.spanContext().traceId;

/** Lets the SDK send what it has gathered, before the process ends. */
export async function flushTraces(): Promise<void> {
  const provider = trace.getTracerProvider();
  const registered = isProxy(provider) ? provider.getDelegate() : provider;
  if (canFlush(registered)) await registered.forceFlush();
}

/** The SDK may bring a copy of the API of its own, so that its classes are not ours. */
const isProxy = (provider: object): provider is { getDelegate: () => object } =>
  'getDelegate' in provider && typeof provider.getDelegate === 'function';

const canFlush = (provider: object): provider is { forceFlush: () => Promise<void> } =>
  'forceFlush' in provider && typeof provider.forceFlush === 'function';

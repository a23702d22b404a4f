import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Span, Tracer } from '@opentelemetry/api';
import { VendorError } from '../domain/errors.ts';
import type { TaskSource } from '../domain/source.ts';
import type { CallEvent } from '../engine/call/call-event.ts';

/** The same source, with a span for each call that is sent to the vendor: each try of a call. */
export const tracedSource = (source: TaskSource, tracer: Tracer): TaskSource => ({
  ...source,
  send(request, signal) {
    const { name, vendor } = source.provider;
    const attributes = {
      'edgetasks.provider': name,
      'edgetasks.vendor': vendor,
      'edgetasks.action': request.action,
    };
    return tracer.startActiveSpan(request.action, { kind: SpanKind.CLIENT, attributes }, async (span) => {
      try {
        const answer = await source.send(request, signal);
        end(span, 'succeeded', answer.requestId);
        return answer;
      } catch (thrown) {
        if (thrown instanceof VendorError) endFailed(span, thrown);
        else end(span, 'given up', undefined);
        throw thrown;
      }
    });
  },
});

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

/** Notes at the request's span why a vendor call took long, or was none of its own. */
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

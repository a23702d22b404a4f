import type { Fault } from './fault.ts';
import { Refusal } from './refusal.ts';
import type { VendorSide, WireAnswer } from './vendor-side.ts';

/** What is answered although nobody has looked at the request. */
export interface StandIn {
  readonly code: string;
  /** Undefined when there is never an answer. */
  readonly answer: WireAnswer | undefined;
}

/** The answer of the first fault that stands in for one. */
export function standIn(faults: readonly Fault[], side: VendorSide, requestId: string): StandIn | undefined {
  for (const fault of faults) {
    if (fault.kind === 'hang') return { code: 'hang', answer: undefined };
    if (fault.kind === 'html') return { code: 'HTTP 200', answer: page(200) };
    if (fault.kind === 'http')
      return { code: `HTTP ${fault.status}`, answer: page(fault.status, fault.headers) };
    if (fault.kind === 'error') {
      const { code, message = 'The request has failed.', status, headers } = fault;
      return { code, answer: side.refuse(new Refusal(code, message, status, headers), requestId) };
    }
  }
  return undefined;
}

function page(status: number, headers: Readonly<Record<string, string>> = {}): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: `<html><head><title>${status}</title></head><body><center><h1>${status}</h1></center></body></html>`,
  };
}

import { VendorError, type VendorErrorDetails } from '../../src/domain/errors.ts';
import type { Priority, RequestScope } from '../../src/domain/request-scope.ts';
import type { Send, TaskSource, VendorAnswer, VendorRequest } from '../../src/domain/source.ts';
import { requestScope } from '../../src/engine/call/deadline.ts';
import type { VirtualTime } from './virtual-time.ts';

export const answer: VendorAnswer = { body: {}, requestId: 'request-1', sentAt: 0, observedAt: 0 };

export const source = (send: Send, name = 'north', account = name): TaskSource => ({
  provider: { name, vendor: 'ANY_VENDOR', account },
  feeds: [],
  lookups: [],
  send,
  now: () => 0,
});

export const request = (parts: Partial<VendorRequest> = {}): VendorRequest => ({
  action: 'ListTasks',
  parameters: {},
  callsPerSecond: Infinity,
  ...parts,
});

/** Calls that differ, so that none is shared. */
export const requests = (count: number, parts: Partial<VendorRequest> = {}): VendorRequest[] =>
  Array.from({ length: count }, (_, index) => request({ ...parts, parameters: { Offset: index } }));

export const failure = (parts: Partial<VendorErrorDetails> = {}): VendorError =>
  new VendorError({ kind: 'UNAVAILABLE', message: 'The vendor is down.', retryable: true, ...parts });

interface ScopeParts {
  readonly deadlineMs?: number;
  readonly callBudget?: number;
  readonly clientSignal?: AbortSignal;
  readonly client?: string;
  readonly priority?: Priority;
}

export function scope(time: VirtualTime, parts: ScopeParts = {}): RequestScope {
  const { deadlineMs = 10_000, callBudget = 1_000, clientSignal, client, priority = 'interactive' } = parts;
  return requestScope({
    now: time.now,
    deadlineMs,
    callBudget,
    client,
    priority,
    clientSignal,
    schedule: time.schedule,
  }).scope;
}

/** How a promise ended, so that a rejection is a value as well. */
export const outcome = (answered: Promise<VendorAnswer>): Promise<VendorAnswer | VendorError> =>
  answered.catch((thrown: unknown) => {
    if (thrown instanceof VendorError) return thrown;
    throw thrown;
  });

export const isFailure = (value: VendorAnswer | VendorError): value is VendorError =>
  value instanceof VendorError;

/** The most instants that lie in one second, wherever it begins. */
export function mostInASecond(instants: readonly number[], second = 1_000): number {
  const sorted = instants.toSorted((left, right) => left - right);
  return Math.max(
    0,
    ...sorted.map((start) => sorted.filter((at) => at >= start && at < start + second).length),
  );
}

/** A vendor with a latency; keeps what was sent, and when. */
export function vendor(time: VirtualTime, latency: () => number = () => 80) {
  const sent: { offset: unknown; at: number }[] = [];
  const north = source(async ({ parameters }) => {
    sent.push({ offset: parameters['Offset'], at: time.now });
    await time.sleep(latency());
    return answer;
  });
  return { sent, north };
}

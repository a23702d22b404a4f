import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { VendorError } from '../domain/errors.ts';
import { SECOND } from '../domain/time.ts';
import type { CallEvent, CircuitState, RateBudgetChanged } from '../engine/runtime.ts';

const circuitStates: readonly CircuitState[] = ['closed', 'half-open', 'open'];
const budgetStates: readonly RateBudgetChanged['state'][] = ['shared', 'alone'];
/** The buckets in seconds: from the answer of a near vendor to the longest usual deadline. */
const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const succeeded = 'succeeded';
/** The outcome of calls whose client disconnected. */
const cancelled = 'cancelled';

/** A provider and the vendor's actions that it uses. */
export interface ProviderActions {
  readonly name: string;
  readonly actions: readonly string[];
}

/** The counters of vendor calls. */
export interface CallMetrics {
  readonly observe: (event: CallEvent) => void;
  /** Exports the circuits of these providers, closed until an event says otherwise. */
  readonly setProviders: (providers: readonly ProviderActions[]) => void;
}

/** Creates the counters of vendor calls. */
export function callMetrics(registry: Registry): CallMetrics {
  const registers = [registry];
  const place = ['provider', 'action'] as const;
  const ending = [...place, 'outcome', 'code'] as const;
  const codeLabel = boundedLabel();
  const endingOf = (failure: VendorError | undefined, isCancelled = false) =>
    isCancelled
      ? { outcome: cancelled, code: '' }
      : {
          outcome: failure?.kind.toLowerCase() ?? succeeded,
          code: failure?.vendorCode === undefined ? '' : codeLabel(failure.vendorCode),
        };

  const calls = new Counter({
    name: 'edgetasks_vendor_calls_total',
    help: 'Vendor calls that requests made, including those that joined a call in flight. Retries are not counted.',
    labelNames: [...ending, 'shared'],
    registers,
  });
  const callDuration = new Histogram({
    name: 'edgetasks_vendor_call_duration_seconds',
    help: 'How long requests waited for a vendor call, including the rate limit, retries and pauses.',
    labelNames: place,
    buckets,
    registers,
  });
  const tries = new Counter({
    name: 'edgetasks_vendor_tries_total',
    help: 'Calls sent to the vendor, including retries.',
    labelNames: ending,
    registers,
  });
  const tryDuration = new Histogram({
    name: 'edgetasks_vendor_try_duration_seconds',
    help: 'How long the vendor took to answer one try.',
    labelNames: place,
    buckets,
    registers,
  });
  const waits = new Histogram({
    name: 'edgetasks_vendor_wait_duration_seconds',
    help: 'How long calls waited for the rate limit. Calls that did not wait are not counted.',
    labelNames: place,
    buckets,
    registers,
  });
  const retries = new Counter({
    name: 'edgetasks_vendor_retries_total',
    help: 'Failed tries that were followed by another, by their failure.',
    labelNames: ending,
    registers,
  });
  const circuit = new Gauge({
    name: 'edgetasks_circuit_state',
    help: '1 for the state that the circuit of the action is in, 0 for the others.',
    labelNames: [...place, 'state'],
    registers,
  });
  const disorders = new Counter({
    name: 'edgetasks_vendor_disorders_total',
    help: 'Answers whose rows were not sorted newest first. The feed is then read more carefully for a while.',
    labelNames: place,
    registers,
  });
  const rateBudget = new Gauge({
    name: 'edgetasks_rate_budget_state',
    help: '1 for how rates are counted: shared through Redis, or alone because Redis is unreachable. Absent without Redis.',
    labelNames: ['state'],
    registers,
  });

  const setCircuit = (provider: string, action: string, now: CircuitState): void => {
    for (const state of circuitStates) circuit.set({ provider, action, state }, Number(state === now));
  };
  const known = new Set<string>();
  const setProviders = (providers: readonly ProviderActions[]): void => {
    for (const { name, actions } of providers) {
      for (const action of actions) {
        const circuitName = JSON.stringify([name, action]);
        if (!known.has(circuitName)) setCircuit(name, action, 'closed');
        known.add(circuitName);
      }
    }
  };

  const observe = (event: CallEvent): void => {
    if (event.type === 'rate-budget') {
      for (const state of budgetStates) rateBudget.set({ state }, Number(state === event.state));
      return;
    }
    if (event.type === 'scopes') return;
    const { provider, action } = event;
    if (event.type === 'call') {
      calls.inc({
        provider,
        action,
        ...endingOf(event.failure, event.isCancelled),
        shared: String(event.isShared),
      });
      callDuration.observe({ provider, action }, event.took / SECOND);
    }
    if (event.type === 'try') {
      tries.inc({ provider, action, ...endingOf(event.failure, event.isCancelled) });
      if (!event.isCancelled) tryDuration.observe({ provider, action }, event.took / SECOND);
    }
    if (event.type === 'delay') waits.observe({ provider, action }, event.waited / SECOND);
    if (event.type === 'retry') retries.inc({ provider, action, ...endingOf(event.failure) });
    if (event.type === 'disorder') disorders.inc({ provider, action });
    if (event.type === 'circuit') setCircuit(provider, action, event.state);
  };
  return { observe, setProviders };
}

/** Replaces label values that are invalid or too many. */
const other = 'other';

/**
 * Limits how many external texts become label values. Each value creates a series that is never removed, so unlimited
 * values would fill the memory.
 */
export function boundedLabel(most = 100): (text: string) => string {
  const known = new Set<string>();
  return (text) => {
    if (known.has(text)) return text;
    if (known.size >= most || !/^[\w.:-]{1,80}$/.test(text)) return other;
    known.add(text);
    return text;
  };
}

import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import type { CallEvent } from '../engine/call/call-event.ts';
import { callMetrics } from './call-metrics.ts';
import type { ProviderActions } from './call-metrics.ts';
import type { KeepEvent } from './counted-keep.ts';
import { requestMetrics } from './request-metrics.ts';
import type { RequestMetricsSettings } from './request-metrics.ts';
import type { RequestEvent } from './request-record.ts';
import type { Route } from './route.ts';

/** Everything that is counted, in Prometheus' words. */
export interface Metrics {
  readonly observeCall: (event: CallEvent) => void;
  /** From now on these are the providers. */
  readonly setProviders: (providers: readonly ProviderActions[]) => void;
  readonly observeRequest: (event: RequestEvent) => void;
  readonly observeKeep: (event: KeepEvent) => void;
  /** `/metrics`. */
  readonly route: Route;
}

/** A registry of its own, so that two apps in one process do not count each other's calls. */
export function metricsOver(settings: RequestMetricsSettings): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const calls = callMetrics(registry);
  return {
    observeCall: calls.observe,
    setProviders: calls.setProviders,
    observeRequest: requestMetrics(registry, settings),
    observeKeep: keepMetrics(registry),
    route: async () => ({
      status: 200,
      headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
      body: await registry.metrics(),
    }),
  };
}

function keepMetrics(registry: Registry): (event: KeepEvent) => void {
  const registers = [registry];
  const answers = new Counter({
    name: 'edgetasks_kept_answers_total',
    help: 'Vendor answers that were at hand (hit) or were not (miss) when they were wanted, and that were kept (stored).',
    labelNames: ['event'],
    registers,
  });
  const rows = new Counter({
    name: 'edgetasks_kept_rows_total',
    help: 'Rows that were given without a vendor call (hit), and that were kept (stored).',
    labelNames: ['event'],
    registers,
  });
  return ({ type, rows: count }) => {
    answers.inc({ event: type });
    if (type !== 'miss') rows.inc({ event: type }, count);
  };
}

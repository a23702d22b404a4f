import { collectDefaultMetrics, Counter, Registry } from 'prom-client';
import type { CallEvent } from '../engine/call/call-event.ts';
import { callMetrics } from './call-metrics.ts';
import type { ProviderActions } from './call-metrics.ts';
import type { CacheEvent } from '../engine/store/store.ts';
import { requestMetrics } from './request-metrics.ts';
import type { RequestMetricsSettings } from './request-metrics.ts';
import type { RequestEvent } from './request-record.ts';
import type { Route } from './route.ts';

/** All metrics. */
export interface Metrics {
  readonly observeCall: (event: CallEvent) => void;
  /** Replaces the providers. */
  readonly setProviders: (providers: readonly ProviderActions[]) => void;
  readonly observeRequest: (event: RequestEvent) => void;
  readonly observeCache: (event: CacheEvent) => void;
  /** `/metrics`. */
  readonly route: Route;
}

/** Creates the metrics in a registry of their own, so that two apps in one process are counted separately. */
export function createMetrics(settings: RequestMetricsSettings): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const calls = callMetrics(registry);
  return {
    observeCall: calls.observe,
    setProviders: calls.setProviders,
    observeRequest: requestMetrics(registry, settings),
    observeCache: cacheMetrics(registry),
    route: async () => ({
      status: 200,
      headers: { 'content-type': registry.contentType, 'cache-control': 'no-store' },
      body: await registry.metrics(),
    }),
  };
}

/** The names of the previous release, which work for one release. */
const oldNames = { answers: 'edgetasks_kept_answers_total', rows: 'edgetasks_kept_rows_total' };

function cacheMetrics(registry: Registry): (event: CacheEvent) => void {
  const counter = (name: string, help: string) =>
    new Counter({ name, help, labelNames: ['event'], registers: [registry] });
  const answers = [
    counter(
      'edgetasks_cache_answers_total',
      'Feeds that a list could answer from the cache (hit) or had to read (miss), and readings that were cached (stored).',
    ),
    counter(oldNames.answers, 'Deprecated: use edgetasks_cache_answers_total.'),
  ];
  const rows = [
    counter('edgetasks_cache_rows_total', 'Rows that were cached (stored).'),
    counter(oldNames.rows, 'Deprecated: use edgetasks_cache_rows_total.'),
  ];
  return ({ type, rows: count }) => {
    for (const each of answers) each.inc({ event: type });
    for (const each of type === 'miss' ? [] : rows) each.inc({ event: type }, count);
  };
}

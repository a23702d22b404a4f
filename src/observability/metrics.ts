import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { HistoryFigures } from '../domain/history.ts';
import { SECOND } from '../domain/time.ts';
import type { CallEvent } from '../engine/runtime.ts';
import type { ObserveQuotas } from '../engine/quotas.ts';
import type { CacheEvent } from '../engine/store/store.ts';
import { boundedLabel, callMetrics } from './call-metrics.ts';
import type { ProviderActions } from './call-metrics.ts';
import { quotaMetrics } from './quota-metrics.ts';
import type { RequestEvent } from './request-record.ts';
import type { Route } from './route.ts';

/** All metrics. */
export interface Metrics {
  readonly observeCall: (event: CallEvent) => void;
  /** Replaces the providers. */
  readonly setProviders: (providers: readonly ProviderActions[]) => void;
  readonly observeRequest: (event: RequestEvent) => void;
  readonly observeCache: (event: CacheEvent) => void;
  /** Adds the metrics of the history. Call it once. */
  readonly watchHistory: (figures: HistoryFigures) => void;
  readonly observeQuotas: ObserveQuotas;
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
    watchHistory: (figures) => historyMetrics(registry, figures),
    observeQuotas: quotaMetrics(registry),
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

/** The buckets in seconds. */
const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

export interface RequestMetricsSettings {
  /** Whether operations are counted by their names, which is safe only if the names are a closed set. */
  readonly areNamesKnown: boolean;
}

/** Creates the counters of requests and operations. */
export function requestMetrics(
  registry: Registry,
  { areNamesKnown }: RequestMetricsSettings,
): (event: RequestEvent) => void {
  const registers = [registry];
  const codeLabel = boundedLabel();
  const nameLabel = boundedLabel(1_000);

  const requests = new Counter({
    name: 'edgetasks_http_requests_total',
    help: 'Requests to the API, by HTTP method and status, including refused ones.',
    labelNames: ['method', 'status'],
    registers,
  });
  const operations = new Counter({
    name: 'edgetasks_graphql_operations_total',
    help: 'Executed operations. degraded: complete although a vendor call failed; partial: data and errors.',
    labelNames: ['type', 'name', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'edgetasks_graphql_operation_duration_seconds',
    help: 'How long operations took; for subscriptions, how long they were open.',
    labelNames: ['type', 'name'],
    buckets: requestBuckets,
    registers,
  });
  const errors = new Counter({
    name: 'edgetasks_graphql_errors_total',
    help: 'Errors in responses, by code, including those of requests that were not executed.',
    labelNames: ['code'],
    registers,
  });
  const streams = new Gauge({
    name: 'edgetasks_graphql_subscriptions',
    help: 'Open subscriptions.',
    registers,
  });

  return (event) => {
    if (event.type === 'stream') {
      streams.inc(event.change === 'opened' ? 1 : -1);
      return;
    }
    const { method, status, operations: executed, errors: codes } = event.record;
    requests.inc({ method: methods.has(method) ? method : 'other', status: String(status) });
    for (const { type, name = '', outcome, took } of executed) {
      const labels = { type, name: areNamesKnown ? nameLabel(name) : '' };
      operations.inc({ ...labels, outcome });
      duration.observe(labels, took / SECOND);
    }
    for (const [code, count] of Object.entries(codes)) errors.inc({ code: codeLabel(code) }, count);
  };
}

/** The buckets in seconds: from the quickest purge to a prefetch of a day. */
const taskBuckets = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600, 10_800, 86_400];

/** Creates the metrics of the history and of the tasks that it sees. Labels are configured names and closed sets. */
function historyMetrics(registry: Registry, figures: HistoryFigures): void {
  const registers = [registry];
  const gauges = [
    new Gauge({
      name: 'edgetasks_history_lag_seconds',
      help: 'How long ago the newest reading of each provider ended, of its feed that was read least recently.',
      labelNames: ['provider'],
      registers: [],
      collect() {
        this.reset();
        for (const [provider, reach] of figures.reach())
          if (reach.lag !== undefined) this.set({ provider }, reach.lag / SECOND);
      },
    }),
    new Gauge({
      name: 'edgetasks_tasks_open',
      help: 'Tasks with URLs in progress. Reported by the instance that collects.',
      labelNames: ['provider', 'kind'],
      registers: [],
      async collect() {
        // The figure is omitted while the database is down.
        const tasks = await figures.openTasks().catch(() => undefined);
        this.reset();
        for (const { provider, kind, tasks: count } of tasks ?? []) this.set({ provider, kind }, count);
      },
    }),
  ];
  for (const gauge of gauges) registry.registerMetric(gauge);
  const finished = new Counter({
    name: 'edgetasks_tasks_finished_total',
    help: 'Tasks of the last day that were seen to end, by their final state. Counted by the instance that collects.',
    labelNames: ['provider', 'kind', 'state'],
    registers,
  });
  const duration = new Histogram({
    name: 'edgetasks_task_duration_seconds',
    help: 'How long tasks took from creation until their end, or until they were seen to have ended where the vendor reports no end.',
    labelNames: ['provider', 'kind'],
    buckets: taskBuckets,
    registers,
  });
  figures.onFinished(({ provider, kind, state, took }) => {
    finished.inc({ provider, kind, state });
    if (took !== undefined) duration.observe({ provider, kind }, took / SECOND);
  });
}

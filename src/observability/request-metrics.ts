import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import { SECOND } from '../domain/time.ts';
import { boundedLabel } from './call-metrics.ts';
import type { RequestEvent } from './request-record.ts';

const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
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
    help: 'Requests to the API, by HTTP method and status; those that were refused included.',
    labelNames: ['method', 'status'],
    registers,
  });
  const operations = new Counter({
    name: 'edgetasks_graphql_operations_total',
    help: 'Operations that were executed. degraded: whole, though a vendor call failed; partial: data beside errors.',
    labelNames: ['type', 'name', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'edgetasks_graphql_operation_duration_seconds',
    help: 'How long operations took to execute; of subscriptions, how long they were followed.',
    labelNames: ['type', 'name'],
    buckets,
    registers,
  });
  const errors = new Counter({
    name: 'edgetasks_graphql_errors_total',
    help: 'Errors in answers, by code; those of requests that were never executed included.',
    labelNames: ['code'],
    registers,
  });
  const streams = new Gauge({
    name: 'edgetasks_graphql_subscriptions',
    help: 'Subscriptions that are followed now.',
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

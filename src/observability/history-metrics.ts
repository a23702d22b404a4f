import { Counter, Gauge, Histogram } from 'prom-client';
import type { Registry } from 'prom-client';
import type { HistoryFigures } from '../domain/history.ts';
import { SECOND } from '../domain/time.ts';

/** In seconds: from the quickest purge to a prefetch of a day. */
const buckets = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600, 10_800, 86_400];

/** Creates the metrics of the history and of the tasks that it sees. Labels are configured names and closed sets. */
export function historyMetrics(registry: Registry, figures: HistoryFigures): void {
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
        // While the database is down there is no figure.
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
    buckets,
    registers,
  });
  figures.onFinished(({ provider, kind, state, took }) => {
    finished.inc({ provider, kind, state });
    if (took !== undefined) duration.observe({ provider, kind }, took / SECOND);
  });
}

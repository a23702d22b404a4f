import { Gauge } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Quota } from '../domain/quota.ts';
import { DAY } from '../domain/time.ts';
import type { ObserveQuotas } from '../engine/quotas.ts';
import { boundedLabel } from './call-metrics.ts';
import type { Route } from './route.ts';

const labelNames = ['provider', 'kind', 'quota', 'area', 'scope', 'period'] as const;
type Labels = Record<(typeof labelNames)[number], string>;

/**
 * Creates the gauges of quotas. They contain only the last report of a provider: a quota that is missing from it is
 * removed, so that an old number is not taken for a new one.
 */
export function quotaMetrics(registry: Registry): ObserveQuotas {
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames, registers: [registry] });
  const remaining = gauge(
    'edgetasks_quota_remaining',
    'How many URLs may still be submitted in the current period, as the vendor last reported.',
  );
  const limit = gauge('edgetasks_quota_limit', 'How many URLs may be submitted in a period.');
  const nameLabel = boundedLabel();
  const scopeLabel = boundedLabel(1_000);
  const shown = new Map<string, readonly Labels[]>();

  const labelsOf = (provider: string, { kind, name, area, scope, period }: Quota): Labels => ({
    provider,
    kind,
    quota: nameLabel(name),
    area: area ?? '',
    scope: scope === undefined ? '' : scopeLabel(scope),
    period: `${Math.round(period / DAY)}d`,
  });

  return (provider, { quotas }) => {
    for (const labels of shown.get(provider) ?? []) {
      remaining.remove(labels);
      limit.remove(labels);
    }
    shown.set(
      provider,
      quotas.map((quota) => labelsOf(provider, quota)),
    );
    for (const quota of quotas) {
      const labels = labelsOf(provider, quota);
      remaining.set(labels, quota.remaining);
      limit.set(labels, quota.limit);
    }
  };
}

/** Answers a scrape at once and starts reading the quotas for the next one. Only one reading runs at a time. */
export function readingQuotas(route: Route, read: () => Promise<unknown>): Route {
  let isReading = false;
  return (header) => {
    if (!isReading) {
      isReading = true;
      void read().finally(() => {
        isReading = false;
      });
    }
    return route(header);
  };
}

import type { Tracer } from '@opentelemetry/api';
import type { Plugin } from 'graphql-yoga';
import type { HistoryFigures } from '../domain/history.ts';
import type { SourceLists, TaskSource } from '../domain/source.ts';
import type { Clock, Milliseconds } from '../domain/time.ts';
import type { CallEvent } from '../engine/runtime.ts';
import type { ObserveQuotas } from '../engine/quotas.ts';
import type { CacheEvent } from '../engine/store/store.ts';
import type { ProviderActions } from './call-metrics.ts';
import { activeTraceId, noteAtSpan, requestSpans } from './spans.ts';
import { health, type Health } from './health.ts';
import { logCalls, logRequest, type Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { inBatches, requestObserver } from './request-observer.ts';
import type { RequestEvent } from './request-record.ts';
import type { Route } from './route.ts';

export interface OperationsParts {
  readonly sources: readonly TaskSource[];
  readonly log: Log;
  /** Whether the circuits of all actions of a provider allow calls. */
  readonly isAvailable: (provider: string) => boolean;
  readonly clock: Clock;
  readonly monotonicNow: () => Milliseconds;
  /** Creates an id for requests without one. */
  readonly newRequestId: () => string;
  /** Absent: no traces. */
  readonly tracer: Tracer | undefined;
  readonly areMetricsOn: boolean;
  /** Whether the names of operations are a closed set, because only trusted documents are answered. */
  readonly areNamesKnown: boolean;
  /** The path of the API. */
  readonly endpoint: string;
}

/** Everything that operators see. The observed parts do not depend on it. */
export interface Operations {
  readonly observeCall: (event: CallEvent) => void;
  /** Counts the hits and misses of the store. */
  readonly observeCache: (event: CacheEvent) => void;
  /** Exports the quotas of the providers. */
  readonly observeQuotas: ObserveQuotas;
  /** Plugins of the API. */
  readonly plugins: readonly Plugin[];
  readonly health: Health;
  /** Replaces the providers. */
  readonly providersChanged: (sources: readonly TaskSource[]) => void;
  /** Exports the state of the history, and counts the tasks that it sees. Call it once. */
  readonly watchHistory: (figures: HistoryFigures) => void;
  /** Absent if metrics are off. */
  readonly metricsRoute: Route | undefined;
}

export function createOperations(parts: OperationsParts): Operations {
  const { sources, log, tracer, areMetricsOn, areNamesKnown } = parts;
  const metrics = areMetricsOn ? createMetrics({ areNamesKnown }) : undefined;
  const watched = health(parts.clock);
  const providersChanged = (changed: readonly TaskSource[]): void => {
    metrics?.setProviders(changed.map(allActions));
    watched.setProviders(
      changed.map((source) => ({
        name: source.provider.name,
        actions: actionsOf(listsOf(source).feeds),
        isAvailable: () => parts.isAvailable(source.provider.name),
      })),
    );
  };
  providersChanged(sources);
  const record = inBatches(({ event, traceId }: ObservedEvent) => {
    metrics?.observeRequest(event);
    if (event.type === 'request') logRequest(log, event.record, traceId);
  });
  const requests = requestObserver({
    newId: parts.newRequestId,
    monotonicNow: parts.monotonicNow,
    observe: (event) => record({ event, traceId: activeTraceId() }),
  });
  const callObservers = [
    watched.observe,
    logCalls(log),
    ...(metrics === undefined ? [] : [metrics.observeCall]),
    ...(tracer === undefined ? [] : [noteAtSpan]),
  ];
  return {
    observeCall: (event) => callObservers.forEach((observe) => observe(event)),
    observeCache: (event) => metrics?.observeCache(event),
    observeQuotas: (provider, report) => metrics?.observeQuotas(provider, report),
    plugins: [requests, ...(tracer === undefined ? [] : [requestSpans(tracer, parts.endpoint)])],
    health: watched,
    providersChanged,
    watchHistory: (figures) => {
      watched.setHistory(figures.reach);
      metrics?.watchHistory(figures);
    },
    metricsRoute: metrics?.route,
  };
}

interface ObservedEvent {
  readonly event: RequestEvent;
  readonly traceId: string | undefined;
}

const actionsOf = (callable: readonly { readonly action: string }[]): readonly string[] => [
  ...new Set(callable.map(({ action }) => action)),
];

/** The actions of a source for all its scopes. */
const listsOf = (source: TaskSource): SourceLists => source.directory?.template ?? source;

function allActions(source: TaskSource): ProviderActions {
  const { feeds, lookups, quotas = [] } = listsOf(source);
  const { provider, directory } = source;
  const ofScopes = directory === undefined ? [] : [directory.call];
  return { name: provider.name, actions: actionsOf([...feeds, ...lookups, ...quotas, ...ofScopes]) };
}

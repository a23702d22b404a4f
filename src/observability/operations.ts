import type { Tracer } from '@opentelemetry/api';
import type { Plugin } from 'graphql-yoga';
import type { TaskSource } from '../domain/source.ts';
import type { Clock, Milliseconds } from '../domain/time.ts';
import type { CallEvent } from '../engine/call/call-event.ts';
import type { CacheEvent } from '../engine/store/store.ts';
import type { ProviderActions } from './call-metrics.ts';
import { noteAtSpan } from './spans.ts';
import { health } from './health.ts';
import type { Health } from './health.ts';
import { logCalls, logRequest } from './log.ts';
import type { Log } from './log.ts';
import { metricsOver } from './metrics.ts';
import { requestObserver } from './request-observer.ts';
import { requestSpans } from './spans.ts';
import type { Route } from './route.ts';
import { activeTraceId } from './spans.ts';

export interface OperationsParts {
  readonly sources: readonly TaskSource[];
  readonly log: Log;
  /** Whether the next call of a provider would be let through, whatever its action. */
  readonly isAvailable: (provider: string) => boolean;
  readonly clock: Clock;
  readonly monotonicNow: () => Milliseconds;
  /** For requests that bring none. */
  readonly newRequestId: () => string;
  /** Absent: no traces. */
  readonly tracer: Tracer | undefined;
  readonly areMetricsOn: boolean;
  /** Whether operations are known by their names, because nobody can make up new ones. */
  readonly areNamesKnown: boolean;
  /** The path of the API. */
  readonly endpoint: string;
}

/** What operators see, put together: each part is told what happens, and none is known to those who do it. */
export interface Operations {
  readonly observeCall: (event: CallEvent) => void;
  /** The store, with its askings counted. */
  readonly observeCache: (event: CacheEvent) => void;
  /** For the API. */
  readonly plugins: readonly Plugin[];
  readonly health: Health;
  /** From now on these are the providers. */
  readonly providersChanged: (sources: readonly TaskSource[]) => void;
  /** Absent where metrics are off. */
  readonly metricsRoute: Route | undefined;
}

export function operationsOver(parts: OperationsParts): Operations {
  const { sources, log, tracer, areMetricsOn, areNamesKnown } = parts;
  const metrics = areMetricsOn ? metricsOver({ areNamesKnown }) : undefined;
  const watched = health(parts.clock);
  const providersChanged = (changed: readonly TaskSource[]): void => {
    metrics?.setProviders(changed.map(allActions));
    watched.setProviders(
      changed.map(({ provider: { name }, feeds }) => ({
        name,
        actions: actionsOf(feeds),
        isAvailable: () => parts.isAvailable(name),
      })),
    );
  };
  providersChanged(sources);
  const requests = requestObserver({
    newId: parts.newRequestId,
    monotonicNow: parts.monotonicNow,
    observe(event) {
      metrics?.observeRequest(event);
      if (event.type === 'request') logRequest(log, event.record, activeTraceId());
    },
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
    plugins: [requests, ...(tracer === undefined ? [] : [requestSpans(tracer, parts.endpoint)])],
    health: watched,
    providersChanged,
    metricsRoute: metrics?.route,
  };
}

const actionsOf = (callable: readonly { readonly action: string }[]): readonly string[] => [
  ...new Set(callable.map(({ action }) => action)),
];

const allActions = ({ provider: { name }, feeds, lookups }: TaskSource): ProviderActions => ({
  name,
  actions: actionsOf([...feeds, ...lookups]),
});

import type { HistoryReach } from '../domain/history.ts';
import { SECOND, type Instant } from '../domain/time.ts';
import type { CallEvent, CircuitChanged } from '../engine/runtime.ts';
import { json, plainText, type Answer, type Route, type Routes } from './route.ts';

/** A provider whose readiness is reported. */
export interface WatchedProvider {
  readonly name: string;
  /** The actions of its lists. The provider can answer while at least one of them can be called. */
  readonly actions: readonly string[];
  /** Whether the circuits of all its actions allow calls. */
  readonly isAvailable: () => boolean;
}

/** Reports whether this instance is alive and ready. */
export interface Health {
  /** `/healthz` and `/readyz`, with the state of each provider. */
  readonly routes: Routes;
  /** `/readyz` without a token: ready or not, without the names of the providers. */
  readonly briefReadiness: Route;
  readonly observe: (event: CallEvent) => void;
  /** Replaces the providers. */
  readonly setProviders: (providers: readonly WatchedProvider[]) => void;
  /** Adds the state of the history, by provider. */
  readonly setHistory: (reach: () => ReadonlyMap<string, HistoryReach>) => void;
  /** Makes the instance permanently not ready. */
  readonly stop: () => void;
}

interface OpenCircuit {
  readonly action: string;
  readonly state: CircuitChanged['state'];
  readonly since: Instant;
}

/** Tracks the circuits of all providers. Makes no vendor calls. */
export function health(clock: () => Instant): Health {
  const open = new Map<string, Map<string, OpenCircuit>>();
  let providers: readonly WatchedProvider[] = [];
  let rateBudget: 'shared' | 'alone' | undefined;
  let reachOf: (() => ReadonlyMap<string, HistoryReach>) | undefined;
  let isStopping = false;

  const note = ({ provider, action, state }: CircuitChanged): void => {
    const circuits = open.get(provider) ?? new Map<string, OpenCircuit>();
    open.set(provider, circuits);
    if (state === 'closed') circuits.delete(action);
    else circuits.set(action, { action, state, since: circuits.get(action)?.since ?? clock() });
  };

  const reportOn = (
    { name, actions, isAvailable }: WatchedProvider,
    reach: ReadonlyMap<string, HistoryReach> | undefined,
  ) => {
    const circuits = [...(open.get(name)?.values() ?? [])];
    const closedActions = actions.filter((action) => open.get(name)?.has(action) !== true);
    return {
      name,
      canAnswer: closedActions.length > 0 || isAvailable(),
      openCircuits: circuits.map(({ action, state, since }) => ({
        action,
        state,
        since: new Date(since).toISOString(),
      })),
      ...(reach !== undefined && { history: historyReport(reach.get(name)) }),
    };
  };

  const readiness = (): Answer => {
    const reach = reachOf?.();
    const reports = providers.map((provider) => reportOn(provider, reach));
    const isAble = reports.some(({ canAnswer }) => canAnswer);
    const status = isStopping ? 'stopping' : isAble ? 'ready' : 'no provider can answer';
    return json(status === 'ready' ? 200 : 503, { status, providers: reports, rateBudget });
  };

  const briefReadiness = (): Answer => {
    const isReady = readiness().status === 200;
    return json(isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready' });
  };

  return {
    routes: new Map([
      ['/healthz', () => plainText(200, 'alive')],
      ['/readyz', readiness],
    ]),
    briefReadiness,
    observe(event) {
      if (event.type === 'circuit') note(event);
      if (event.type === 'rate-budget') rateBudget = event.state;
    },
    setProviders(given) {
      providers = given;
    },
    setHistory(given) {
      reachOf = given;
    },
    stop() {
      isStopping = true;
    },
  };
}

/** Null until every feed of the provider was read. */
const historyReport = ({ since, lag }: HistoryReach = {}) => ({
  since: since === undefined ? null : new Date(since).toISOString(),
  lagSeconds: lag === undefined ? null : Math.round(lag / SECOND),
});

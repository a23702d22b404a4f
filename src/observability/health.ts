import type { Instant } from '../domain/time.ts';
import type { CallEvent, CircuitChanged } from '../engine/call/call-event.ts';
import { json, plainText } from './route.ts';
import type { Answer, Route, Routes } from './route.ts';

/** What is asked of a provider. */
export interface WatchedProvider {
  readonly name: string;
  /** The actions of its lists: without one of them it can still answer, without all of them it cannot. */
  readonly actions: readonly string[];
  /** Whether the next call would be let through everywhere. */
  readonly isAvailable: () => boolean;
}

/** Whether this instance lives, and whether it is worth asking. */
export interface Health {
  /** `/healthz` and `/readyz`, with the state of each provider. */
  readonly routes: Routes;
  /** `/readyz` for anybody: ready or not, without the names of the providers. */
  readonly briefReadiness: Route;
  readonly observe: (event: CallEvent) => void;
  /** From now on these are the providers. */
  readonly setProviders: (providers: readonly WatchedProvider[]) => void;
  /** From now on it is not ready, for good. */
  readonly stop: () => void;
}

interface OpenCircuit {
  readonly action: string;
  readonly state: CircuitChanged['state'];
  readonly since: Instant;
}

/** Watches the circuits of all providers. Makes no calls: an answer costs nothing. */
export function health(clock: () => Instant): Health {
  const open = new Map<string, Map<string, OpenCircuit>>();
  let providers: readonly WatchedProvider[] = [];
  let rateBudget: 'shared' | 'alone' | undefined;
  let isStopping = false;

  const note = ({ provider, action, state }: CircuitChanged): void => {
    const circuits = open.get(provider) ?? new Map<string, OpenCircuit>();
    open.set(provider, circuits);
    if (state === 'closed') circuits.delete(action);
    else circuits.set(action, { action, state, since: circuits.get(action)?.since ?? clock() });
  };

  const reportOn = ({ name, actions, isAvailable }: WatchedProvider) => {
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
    };
  };

  const readiness = (): Answer => {
    const reports = providers.map(reportOn);
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
    stop() {
      isStopping = true;
    },
  };
}

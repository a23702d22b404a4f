import type { VendorError } from '../../domain/errors.ts';
import type { RequestScope } from '../../domain/request-scope.ts';
import type { TaskSource, VendorAnswer, VendorRequest } from '../../domain/source.ts';
import type { Instant, Milliseconds } from '../../domain/time.ts';
import type { CallOptions } from './calls.ts';
import { overBudget } from './budget.ts';
import { abandoned, whyLeft, type Flight, type Fly } from './flight.ts';

/** A request's place on a flight: the answer that it waits for, and whether another request had begun the call. */
export interface Seat {
  readonly flight: Flight;
  readonly isShared: boolean;
  readonly answer: Promise<VendorAnswer>;
}

/** Gives a request its seat. Throws `VendorError` when it has ended already, or may not begin another call. */
export type Board = (
  source: TaskSource,
  request: VendorRequest,
  scope: RequestScope,
  options: CallOptions,
) => Seat;

/**
 * Identical calls in flight are one call. Each request leaves alone, at its own deadline; the call is cancelled when the
 * last has left. Nothing outlives the flight, neither an answer nor a failure.
 */
export function share(fly: Fly): Board {
  const flights = new Map<string, SharedFlight>();

  const begin = (
    key: string,
    source: TaskSource,
    request: VendorRequest,
    scope: RequestScope,
    { isFree = false }: CallOptions,
  ): SharedFlight => {
    // Whoever begins a call pays for it, before the flight: that one request is out of budget is nothing to share.
    if (!isFree && !scope.budget.spend()) throw overBudget(source.provider.name, scope);
    const flight = new SharedFlight(source, request, scope, isFree, () => {
      // Once, by whichever comes first; by the time of the second the key may be another flight's.
      if (flights.get(key) === flight) flights.delete(key);
    });
    flights.set(key, flight);
    flight.takeOff(fly);
    return flight;
  };

  return (source, request, scope, options) => {
    if (scope.signal.aborted) {
      throw abandoned(request.action, scope.signal.reason).at(source.provider.name);
    }
    const { name, account } = source.provider;
    // After a reload a name may stand for another account.
    const key = `${name} ${account} ${request.action} ${canonicalJson(request.parameters)}`;
    const inFlight = flights.get(key);
    const flight = inFlight ?? begin(key, source, request, scope, options);
    return { flight, isShared: inFlight !== undefined, answer: flight.seat(scope) };
  };
}

class SharedFlight implements Flight {
  readonly source: TaskSource;
  readonly request: VendorRequest;
  readonly scope: RequestScope;
  deadline: Instant;
  isProbe = false;
  tries = 0;
  isCutShort = false;
  waited: Milliseconds = 0;
  notYet: (() => VendorError) | undefined;
  #controller = new AbortController();
  readonly #isFree: boolean;
  readonly #land: () => void;
  #answer: Promise<VendorAnswer> | undefined;
  #seated = 0;

  constructor(
    source: TaskSource,
    request: VendorRequest,
    scope: RequestScope,
    isFree: boolean,
    land: () => void,
  ) {
    this.source = source;
    this.request = request;
    this.scope = scope;
    this.deadline = scope.deadline;
    this.#isFree = isFree;
    this.#land = land;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  cutTry(reason: unknown): void {
    const cut = this.#controller;
    this.#controller = new AbortController();
    cut.abort(reason);
  }

  takeOff(fly: Fly): void {
    this.#answer = fly(this).finally(() => {
      this.#land();
      if (this.tries === 0 && !this.#isFree) this.scope.budget.refund();
    });
  }

  seat({ signal, deadline }: RequestScope): Promise<VendorAnswer> {
    this.#seated += 1;
    this.deadline = Math.max(this.deadline, deadline);
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        signal.removeEventListener('abort', leave);
        reject(whyLeft(this, signal.reason));
        this.#seated -= 1;
        if (this.#seated === 0) this.#cancel(signal.reason);
      };
      signal.addEventListener('abort', leave);
      this.#answer?.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }

  /** Nobody may join from now on: the next one who asks begins anew. */
  #cancel(reason: unknown): void {
    this.#land();
    this.#controller.abort(reason);
  }
}

/** The same text for the same value, whatever the order of its keys. Absent and `undefined` are the same. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries: [string, unknown][] = Object.entries(value);
  const members = entries
    .filter(([, member]) => member !== undefined)
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join()}}`;
}

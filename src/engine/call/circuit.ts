import { VendorError, type VendorErrorKind } from '../../domain/errors.ts';
import { SECOND, type Instant, type Milliseconds } from '../../domain/time.ts';
import type { CircuitState } from './call-event.ts';
import { toVendorError, type Flight, type Fly } from './flight.ts';
import type { Runtime } from '../runtime.ts';
import type { ProviderHealth } from '../../domain/tasks.ts';

/** So many failures in a row, none older than the window, open a circuit. */
const failuresToOpen = 5;
const failureWindow: Milliseconds = 30 * SECOND;
/** How long it stays open the first time; doubles with each probe that fails. */
const firstPause: Milliseconds = SECOND;
const longestPause: Milliseconds = 30 * SECOND;

/** The vendor's own faults: they open a circuit. */
const faults: ReadonlySet<VendorErrorKind> = new Set(['UNAVAILABLE', 'TIMEOUT']);
/** Faults of the vendor or of the configuration: they show in a provider's health. */
const troubles: ReadonlySet<VendorErrorKind> = new Set([
  ...faults,
  'AUTHENTICATION',
  'PERMISSION',
  'RATE_LIMIT',
]);

/** One circuit for each action of each provider: who is down is left alone, but for a probe now and then. */
export class Circuits {
  readonly #runtime: Runtime;
  readonly #circuits = new Map<string, Map<string, Circuit>>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Around all tries of a call: fails at once while the circuit is open, and learns from how the call ends. */
  guard(fly: Fly): Fly {
    return async (flight) => {
      const circuit = this.#of(flight);
      circuit.admit(flight);
      try {
        const answer = await fly(flight);
        circuit.succeeded();
        return answer;
      } catch (thrown) {
        const failure = toVendorError(thrown, flight);
        circuit.failed(failure, flight);
        throw failure;
      }
    };
  }

  /** Around each try: what waited while the circuit opened is not sent. */
  recheck(fly: Fly): Fly {
    return async (flight) => {
      this.#of(flight).recheck(flight);
      return fly(flight);
    };
  }

  health(provider: string): ProviderHealth {
    const circuits = [...(this.#circuits.get(provider)?.values() ?? [])];
    const lastSuccessAt = Math.max(...circuits.map((circuit) => circuit.lastSuccessAt));
    const troubled = circuits.filter(({ lastError, lastErrorAt }) => {
      // Credentials are the account's: whatever action succeeded since then shows that they are good again.
      const isOver = lastError?.kind === 'AUTHENTICATION' && lastErrorAt < lastSuccessAt;
      return lastError !== undefined && !isOver;
    });
    const latest = troubled.toSorted((left, right) => right.lastErrorAt - left.lastErrorAt)[0];
    return {
      isAvailable: circuits.every((circuit) => circuit.isAvailable),
      lastError: latest?.lastError,
    };
  }

  #of({ source, request }: Flight): Circuit {
    const { name } = source.provider;
    const circuits = this.#circuits.get(name) ?? new Map<string, Circuit>();
    this.#circuits.set(name, circuits);
    const circuit = circuits.get(request.action) ?? new Circuit(name, request.action, this.#runtime);
    circuits.set(request.action, circuit);
    return circuit;
  }
}

class Circuit {
  /** The last trouble; absent after a sound answer. */
  lastError: VendorError | undefined;
  /** By the monotonicNow. */
  lastErrorAt: Milliseconds = 0;
  /** By the monotonicNow. */
  lastSuccessAt: Milliseconds = -Infinity;
  readonly #provider: string;
  readonly #action: string;
  readonly #runtime: Runtime;
  #state: CircuitState = 'closed';
  /** When the failures in a row happened, by the monotonicNow, the latest last. */
  #failures: Milliseconds[] = [];
  /** In a row: a probe that fails is one more. */
  #openings = 0;
  #openSince: Instant = 0;
  #openUntil: Milliseconds = 0;
  #probe: Flight | undefined;

  constructor(provider: string, action: string, runtime: Runtime) {
    this.#provider = provider;
    this.#action = action;
    this.#runtime = runtime;
  }

  /**
   * Whether the next call would be let through. A circuit whose pause is over counts as sound although nobody has tried
   * yet: otherwise an instance that is taken out of service for it would never find out.
   */
  get isAvailable(): boolean {
    if (this.#state === 'closed') return true;
    return this.#probe === undefined && this.#runtime.monotonicNow() >= this.#openUntil;
  }

  admit(flight: Flight): void {
    if (!this.isAvailable) throw this.#refusal();
    if (this.#state === 'closed') return;
    this.#probe = flight;
    flight.isProbe = true;
    this.#become('half-open');
  }

  recheck(flight: Flight): void {
    if (this.#state !== 'closed' && this.#probe !== flight) throw this.#refusal();
  }

  succeeded(): void {
    this.lastError = undefined;
    this.lastSuccessAt = this.#runtime.monotonicNow();
    this.#close();
  }

  failed(failure: VendorError, flight: Flight): void {
    const isProbe = this.#probe === flight;
    if (isProbe) this.#probe = undefined;
    // Nothing was learnt about the vendor. Schedule a probe, the next call is one again, without a pause.
    if (flight.tries === 0 || flight.isCutShort) return;
    this.#note(failure);
    if (!faults.has(failure.kind)) return this.#close();
    if (isProbe) return this.#open(failure);
    if (this.#state === 'closed' && this.#count() >= failuresToOpen) this.#open(failure);
  }

  #note(failure: VendorError): void {
    const isTrouble = troubles.has(failure.kind);
    this.lastError = isTrouble ? failure : undefined;
    this.lastErrorAt = this.#runtime.monotonicNow();
  }

  #count(): number {
    const now = this.#runtime.monotonicNow();
    this.#failures = [...this.#failures.filter((at) => now - at < failureWindow), now];
    return this.#failures.length;
  }

  #open(failure: VendorError): void {
    const pause = Math.min(longestPause, firstPause * 2 ** this.#openings);
    if (this.#openings === 0) this.#openSince = this.#runtime.clock();
    this.#openings += 1;
    this.#openUntil = this.#runtime.monotonicNow() + Math.max(pause, failure.retryAfter ?? 0);
    this.#become('open', failure);
  }

  /** An answer came, be it a refusal: the vendor is there. */
  #close(): void {
    this.#failures = [];
    this.#openings = 0;
    this.#probe = undefined;
    if (this.#state !== 'closed') this.#become('closed');
  }

  #become(state: CircuitState, failure?: VendorError): void {
    this.#state = state;
    this.#runtime.observe({
      type: 'circuit',
      provider: this.#provider,
      action: this.#action,
      state,
      failure,
    });
  }

  #refusal(): VendorError {
    const since = new Date(this.#openSince).toISOString();
    const last = this.lastError?.message ?? 'unknown';
    return new VendorError({
      kind: 'UNAVAILABLE',
      message: `${this.#action} is not called for now, because it has kept failing since ${since}. The last failure: ${last}`,
      provider: this.#provider,
      retryable: true,
      retryAfter: Math.max(0, this.#openUntil - this.#runtime.monotonicNow()),
      cause: this.lastError,
    });
  }
}

import { VendorError, type VendorErrorKind } from '../../domain/errors.ts';
import type { ProviderHealth } from '../../domain/tasks.ts';
import { SECOND, type Instant, type Milliseconds } from '../../domain/time.ts';
import type { Runtime, CircuitState } from '../runtime.ts';
import { notSent, type Outcome, type VendorCall } from './in-flight-call.ts';

/** This many consecutive failures within the window open a circuit. */
const failuresToOpen = 5;
const failureWindow: Milliseconds = 30 * SECOND;
/** How long a circuit stays open at first; doubled by each failed probe. */
const firstPause: Milliseconds = SECOND;
const longestPause: Milliseconds = 30 * SECOND;

/** Faults of the vendor: they open a circuit. */
const faults: ReadonlySet<VendorErrorKind> = new Set(['UNAVAILABLE', 'TIMEOUT']);
/** Faults of the vendor or of the configuration: they show in a provider's health. */
const troubles: ReadonlySet<VendorErrorKind> = new Set([
  ...faults,
  'AUTHENTICATION',
  'PERMISSION',
  'RATE_LIMIT',
]);

/** The permission of a circuit to send a call. */
export interface Permit {
  /** Whether the call is a probe, which shows whether the vendor has recovered. */
  readonly isProbe: boolean;
  /** Why the call must not be sent, if the circuit has opened since. */
  refusal(): VendorError | undefined;
}

/** One circuit for each action of each provider: a vendor that is down receives only occasional probes. */
export class CircuitBreaker {
  readonly #runtime: Runtime;
  /** By provider, then by action. */
  readonly #circuits = new Map<string, Map<string, Circuit>>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  /** Refuses the call while the circuit is open; otherwise makes it and records its outcome. */
  async guard(call: VendorCall, make: (permit: Permit) => Promise<Outcome>): Promise<Outcome> {
    const circuit = this.#circuitOf(call);
    const permit = circuit.admit();
    if (permit instanceof VendorError) return notSent(permit);
    const outcome = await make(permit);
    circuit.learn(outcome, permit);
    return outcome;
  }

  health(provider: string): ProviderHealth {
    const circuits = [...(this.#circuits.get(provider)?.values() ?? [])];
    const lastSuccessAt = Math.max(...circuits.map((circuit) => circuit.lastSuccessAt));
    const troubled = circuits.filter(({ lastError, lastErrorAt }) => {
      // All actions use the same credentials, so that any later success shows that they are valid again.
      const isOver = lastError?.kind === 'AUTHENTICATION' && lastErrorAt < lastSuccessAt;
      return lastError !== undefined && !isOver;
    });
    const latest = troubled.toSorted((left, right) => right.lastErrorAt - left.lastErrorAt)[0];
    return {
      isAvailable: circuits.every((circuit) => circuit.isAvailable),
      lastError: latest?.lastError,
    };
  }

  #circuitOf({ source, request }: VendorCall): Circuit {
    const { name } = source.provider;
    const circuits = this.#circuits.get(name) ?? new Map<string, Circuit>();
    this.#circuits.set(name, circuits);
    const circuit = circuits.get(request.action) ?? new Circuit(name, request.action, this.#runtime);
    circuits.set(request.action, circuit);
    return circuit;
  }
}

/** Times are by the monotonic clock unless they are an `Instant`. */
class Circuit {
  /** The last error in `troubles`; absent after an answer. */
  lastError: VendorError | undefined;
  lastErrorAt: Milliseconds = 0;
  lastSuccessAt: Milliseconds = -Infinity;
  readonly #provider: string;
  readonly #action: string;
  readonly #runtime: Runtime;
  #state: CircuitState = 'closed';
  /** The times of the consecutive failures, the latest last. */
  #failures: Milliseconds[] = [];
  /** How often the circuit opened since it was last closed. */
  #openings = 0;
  #openSince: Instant = 0;
  #openUntil: Milliseconds = 0;
  #probe: Permit | undefined;

  constructor(provider: string, action: string, runtime: Runtime) {
    this.#provider = provider;
    this.#action = action;
    this.#runtime = runtime;
  }

  /**
   * Whether the next call is allowed. A circuit whose pause has ended counts as available before its probe: otherwise
   * an instance that gets no requests because of it would never send one.
   */
  get isAvailable(): boolean {
    if (this.#state === 'closed') return true;
    return this.#probe === undefined && this.#runtime.monotonicNow() >= this.#openUntil;
  }

  admit(): Permit | VendorError {
    if (!this.isAvailable) return this.#refusal();
    const permit: Permit = {
      isProbe: this.#state !== 'closed',
      refusal: () => (this.#state === 'closed' || this.#probe === permit ? undefined : this.#refusal()),
    };
    if (permit.isProbe) {
      this.#probe = permit;
      this.#become('half-open');
    }
    return permit;
  }

  learn({ result, tries, isConclusive }: Outcome, permit: Permit): void {
    if (!(result instanceof VendorError)) return this.#succeeded();
    const isProbe = this.#probe === permit;
    if (isProbe) this.#probe = undefined;
    // The outcome says nothing about the vendor. If it was a probe, the next call is a probe again, without a pause.
    if (tries === 0 || !isConclusive) return;
    this.lastError = troubles.has(result.kind) ? result : undefined;
    this.lastErrorAt = this.#runtime.monotonicNow();
    if (!faults.has(result.kind)) return this.#close();
    if (isProbe) return this.#open(result);
    if (this.#state === 'closed' && this.#countFailure() >= failuresToOpen) this.#open(result);
  }

  #succeeded(): void {
    this.lastError = undefined;
    this.lastSuccessAt = this.#runtime.monotonicNow();
    this.#close();
  }

  #countFailure(): number {
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

  /** Any response, even an error, proves that the vendor is reachable. */
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
      message: `${this.#action} is not called at present, because it has failed repeatedly since ${since}. The last failure: ${last}`,
      provider: this.#provider,
      retryable: true,
      retryAfter: Math.max(0, this.#openUntil - this.#runtime.monotonicNow()),
      cause: this.lastError,
    });
  }
}

import type { Account } from './account.ts';
import type { Behaviour } from './behaviour.ts';
import type { ReceivedCall } from './call-log.ts';
import type { Fault, Faults } from './faults.ts';
import { cannedResponse, corruptedBody } from './faults.ts';
import { Refusal } from './protocol.ts';
import type { Listing, ReceivedParameters, ReceivedRequest, VendorProtocol, WireAnswer } from './protocol.ts';

/** A response and how it is to be sent. */
interface DecidedAnswer<Vendor extends string> {
  /** Undefined if the vendor never responds. */
  readonly answer: WireAnswer | undefined;
  readonly faults: readonly Fault[];
  readonly latencyMs: number;
  /** How far the vendor's clock is ahead. */
  readonly clockOffsetMs: number;
  readonly call: ReceivedCall<Vendor>;
}

/** Turns a request to one vendor into a response. It does no I/O. */
export class VendorHandler<Vendor extends string> {
  readonly #vendor: Vendor;
  readonly #protocol: VendorProtocol;
  readonly #accounts: ReadonlyMap<string, Account>;
  readonly #faults: Faults;

  /** @param accounts by access key */
  constructor(
    vendor: Vendor,
    protocol: VendorProtocol,
    accounts: ReadonlyMap<string, Account>,
    faults: Faults,
  ) {
    this.#vendor = vendor;
    this.#protocol = protocol;
    this.#accounts = accounts;
    this.#faults = faults;
  }

  decide(request: ReceivedRequest, now: number): DecidedAnswer<Vendor> {
    const action = this.#protocol.actionOf(request);
    const account = this.#accounts.get(this.#protocol.keyOf(request) ?? '');
    const vendorNow = account?.clock(now) ?? now;
    const faults = this.#faults.affecting({ vendor: this.#vendor, account: account?.name, action });
    const requestId = this.#protocol.requestId();
    const parameters = this.#parameters(request);
    const outcome: Outcome =
      cannedResponse(faults, this.#protocol, requestId) ??
      this.#outcome(request, parameters, faults, requestId, vendorNow);
    return {
      answer: outcome.answer,
      faults,
      latencyMs: account?.behaviour.latencyMs ?? 0,
      clockOffsetMs: vendorNow - now,
      call: {
        vendor: this.#vendor,
        account: account?.name,
        action,
        parameters: parameters instanceof Refusal ? {} : parameters.values,
        at: now,
        code: outcome.code,
        rows: outcome.listing?.rows.length ?? 0,
        scanned: outcome.listing?.scanned ?? 0,
        requestId,
      },
    };
  }

  /** The response without faults that replace it. */
  #outcome(
    request: ReceivedRequest,
    parameters: ReceivedParameters | Refusal,
    faults: readonly Fault[],
    requestId: string,
    now: number,
  ): Outcome {
    try {
      const { listing, behaviour } = this.#ask(request, parameters, faults, now);
      const body = corruptedBody(listing, faults, behaviour);
      return { code: undefined, listing, answer: this.#protocol.succeed(body, requestId) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { code: error.code, answer: this.#protocol.refuse(error, requestId) };
    }
  }

  #ask(
    request: ReceivedRequest,
    parameters: ReceivedParameters | Refusal,
    faults: readonly Fault[],
    now: number,
  ): { readonly listing: Listing; readonly behaviour: Behaviour } {
    this.#protocol.checkAddress(request);
    const skewMs = faults.find((fault) => fault.kind === 'skewed-clock')?.byMs ?? 0;
    const account = this.#protocol.authenticate(request, (id) => this.#accounts.get(id), now + skewMs);
    const name = this.#protocol.actionOf(request) ?? '';
    const action = this.#protocol.actions[name];
    if (action === undefined) throw new Error(`${name} has passed the check of its address but is no action`);
    if (account.behaviour.enforcesRate && !account.rate.take(name, action.callsPerSecond, now)) {
      throw this.#protocol.throttled(name, action.callsPerSecond);
    }
    if (parameters instanceof Refusal) throw parameters;
    return { listing: action.answer(parameters, account, now), behaviour: account.behaviour };
  }

  /**
   * Returns the error of an unreadable request instead of throwing it, because address and signature are checked first.
   */
  #parameters(request: ReceivedRequest): ReceivedParameters | Refusal {
    try {
      return this.#protocol.parameters(request);
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  }
}

/** The result of a request. */
interface Outcome {
  readonly code: string | undefined;
  readonly answer: WireAnswer | undefined;
  /** Set if the request succeeded. */
  readonly listing?: Listing;
}

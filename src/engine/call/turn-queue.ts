import { VendorError } from '../../domain/errors.ts';
import { SECOND, type Milliseconds } from '../../domain/time.ts';
import { abandoned, toVendorError, whyLeft, type Flight } from './flight.ts';
import type { Runtime } from '../runtime.ts';
import type { Place, RateBudget, Refusal } from './rate.ts';

const deadlinePassed = (): DOMException => new DOMException('The deadline has passed.', 'TimeoutError');

interface Waiter {
  readonly flight: Flight;
  readonly go: (place: Place) => void;
  readonly fail: (failure: VendorError) => void;
}

/**
 * The calls of one account and action that wait. Places belong to the queue, not to a waiter: the first in the queue has
 * the first place, so that when one leaves, all behind move up, and the last place is given back.
 */
export class TurnQueue {
  readonly #key: string;
  readonly #rate: RateBudget;
  readonly #runtime: Runtime;
  /** In the order of arrival. */
  readonly #waiters = new Set<Waiter>();
  /** Places that have come, the earliest first. */
  readonly #places: Place[] = [];
  /** Places that have been asked for and have not come yet. */
  #asked = 0;
  #restUntil: Milliseconds = -Infinity;
  #cancel: () => void = () => {};

  constructor(key: string, rate: RateBudget, runtime: Runtime) {
    this.#key = key;
    this.#rate = rate;
    this.#runtime = runtime;
  }

  /** The place that the call uses: it is sent as soon as it has it. Throws or rejects with `VendorError`. */
  turn(flight: Flight): Place | Promise<Place> {
    const reserved = this.#reserve(flight);
    if (!(reserved instanceof Promise)) {
      if ('nextAt' in reserved) throw this.#tooLate(flight, reserved);
      const isNow = this.#waiters.size === 0 && reserved.at <= this.#runtime.monotonicNow();
      if (isNow && this.#rate.claim(reserved) === 'now') return reserved;
    }
    return this.#wait(flight, reserved);
  }

  /** The vendor has had enough for a while: places before its end are worth nothing. */
  rest(pause: Milliseconds): void {
    this.#restUntil = Math.max(this.#restUntil, this.#runtime.monotonicNow() + pause);
    const kept = this.#places.findIndex(({ at }) => at >= this.#restUntil);
    this.#replace(this.#places.splice(0, kept === -1 ? this.#places.length : kept));
    this.#serve();
  }

  #reserve(flight: Flight): Place | Refusal | Promise<Place | Refusal> {
    return this.#rate.reserve({
      key: this.#key,
      callsPerSecond: flight.request.callsPerSecond,
      earliest: Math.max(this.#runtime.monotonicNow(), this.#restUntil),
      latest: this.#latest(flight),
    });
  }

  #wait(flight: Flight, reserved: Place | Promise<Place | Refusal>): Promise<Place> {
    const { signal } = flight;
    return new Promise((resolve, reject) => {
      const leave = (): void => waiter.fail(abandoned(flight.request.action, signal.reason));
      const out = (): void => {
        signal.removeEventListener('abort', leave);
        flight.notYet = undefined;
        this.#waiters.delete(waiter);
        this.#giveBack();
        if (this.#waiters.size === 0) this.#cancel();
      };
      const waiter: Waiter = {
        flight,
        go: (place) => {
          out();
          resolve(place);
        },
        fail: (failure) => {
          out();
          reject(toVendorError(failure, flight));
        },
      };
      signal.addEventListener('abort', leave);
      flight.notYet = () => this.#rateUsedUp(flight, this.#placeOf(waiter)?.at);
      this.#waiters.add(waiter);
      this.#receive(reserved, waiter);
      this.#serve();
    });
  }

  /** Takes in what was reserved for a waiter, who may long have moved up to another place, or have left. */
  #receive(reserved: Place | Refusal | Promise<Place | Refusal>, waiter: Waiter): void {
    if (reserved instanceof Promise) {
      void this.#receiveLater(reserved, waiter);
    } else if ('nextAt' in reserved) {
      const isShort = this.#places.length + this.#asked < this.#waiters.size;
      if (isShort) waiter.fail(this.#tooLate(waiter.flight, reserved));
    } else {
      const index = this.#places.findLastIndex(({ at }) => at <= reserved.at) + 1;
      this.#places.splice(index, 0, reserved);
      this.#giveBack();
    }
  }

  async #receiveLater(coming: Promise<Place | Refusal>, waiter: Waiter): Promise<void> {
    this.#asked += 1;
    const come = await coming;
    this.#asked -= 1;
    this.#receive(come, waiter);
    this.#serve();
  }

  #giveBack(): void {
    while (this.#places.length + this.#asked > this.#waiters.size) {
      const last = this.#places.pop();
      if (last === undefined) return;
      this.#rate.release(last);
    }
  }

  /** Lets go all whose time has come, and comes back for the next. */
  #serve(): void {
    this.#cancel();
    for (;;) {
      const [waiter] = this.#waiters;
      const [place] = this.#places;
      if (waiter === undefined || place === undefined) return;
      const now = this.#runtime.monotonicNow();
      if (place.at > now) {
        this.#cancel = this.#runtime.after(Math.ceil(place.at - now), () => this.#serve());
        return;
      }
      const claimed = now < this.#restUntil ? 'lost' : this.#rate.claim(place);
      if (claimed === 'later') {
        this.#dismiss();
        continue;
      }
      this.#places.shift();
      if (claimed === 'now') waiter.go(place);
      else this.#replace([place]);
    }
  }

  /** All move back by as many places, and it is the last who need others. */
  #replace(lost: readonly Place[]): void {
    for (const place of lost) this.#rate.release(place);
    for (const _ of lost) {
      const last = [...this.#waiters].at(-1);
      if (last !== undefined) this.#receive(this.#reserve(last.flight), last);
    }
    this.#dismiss();
  }

  /** Whose place has become too late need not wait for the deadline to hear it. */
  #dismiss(): void {
    let index = 0;
    for (const waiter of this.#waiters) {
      const nextAt = this.#places[index]?.at ?? this.#restUntil;
      if (nextAt > this.#latest(waiter.flight)) waiter.fail(this.#tooLate(waiter.flight, { nextAt }));
      else index += 1;
    }
  }

  /** A deadline by the monotonicNow. */
  #latest({ deadline }: Flight): Milliseconds {
    return this.#runtime.monotonicNow() + deadline - this.#runtime.clock();
  }

  /** The first waiter has the first place, and so on. */
  #placeOf(waiter: Waiter): Place | undefined {
    return this.#places[[...this.#waiters].indexOf(waiter)];
  }

  #tooLate(flight: Flight, { nextAt }: Refusal): VendorError {
    // There is no queue: it is the request that has no time left, and nobody has told it yet.
    const isOver = nextAt <= this.#runtime.monotonicNow();
    return isOver ? whyLeft(flight, deadlinePassed()) : this.#rateUsedUp(flight, nextAt);
  }

  #rateUsedUp({ request, source }: Flight, nextAt: Milliseconds = -Infinity): VendorError {
    const retryAfter = Math.max(1, Math.ceil(nextAt - this.#runtime.monotonicNow()));
    return new VendorError({
      kind: 'RATE_LIMIT',
      message:
        `${request.action} may be called ${request.callsPerSecond} times a second, and so many calls wait already ` +
        `that this one would have its turn only after the request's deadline, in ${retryAfter / SECOND} s.`,
      provider: source.provider.name,
      retryable: true,
      retryAfter,
    });
  }
}

import { SECOND, type Milliseconds } from '../../domain/time.ts';
import type { Runtime } from '../runtime.ts';

/** How often one action of one account may be called. */
export interface Rate {
  /** The account and the action. */
  readonly key: string;
  readonly callsPerSecond: number;
}

/** Permission to send one call now. A call that ends without an answer reports nothing: it may still arrive. */
export interface Slot {
  /** The vendor has answered, so the call arrived before now. */
  answered(): void;
  /** The call was not sent. */
  cancel(): void;
}

export interface Taken {
  readonly slots: readonly Slot[];
  /** The earliest time, by the monotonic clock, at which the slot after `index` others is free. */
  freeAt(index: number): Milliseconds;
}

/**
 * Counts calls so that a vendor never receives more than the rate in any second. A vendor receives a call between its
 * sending and its answer, so a call counts from its sending until a second after its answer.
 */
export interface RateCounter {
  /** Takes up to `count` slots, all to be used at once. Never rejects. */
  take(rate: Rate, count: number): Taken | Promise<Taken>;
  /** Gives no slot for this time, because the vendor asked not to be called. */
  pause(rate: Rate, length: Milliseconds): void;
  close(): Promise<void>;
}

/** A call that is not answered is assumed to have arrived after this time. */
export const longestDelivery: Milliseconds = SECOND;

/** Added to each second, because clocks are rounded to milliseconds. */
const tolerance: Milliseconds = 20;

/** Rates above it are not enforced, which bounds the number of remembered calls. */
const maxSlots = 10_000;

/** A rate as a number of calls in any span: whole calls a second, or one call in a longer time. */
export const allowance = ({ callsPerSecond }: Rate): { slots: number; span: Milliseconds } => ({
  slots: Math.min(maxSlots, Math.max(1, Math.floor(callsPerSecond))),
  span: SECOND * Math.max(1, 1 / callsPerSecond) + tolerance,
});

interface SentCall {
  readonly sentAt: Milliseconds;
  /** The latest time at which the call arrived; absent while it is in flight. */
  arrivedBy?: Milliseconds;
}

/** The calls of one key that count, and the end of its pause. */
interface Journal {
  calls: SentCall[];
  pausedUntil: Milliseconds;
}

/** Counts the calls of this instance. */
export class MemoryRateCounter implements RateCounter {
  readonly #monotonicNow: Runtime['monotonicNow'];
  readonly #journals = new Map<string, Journal>();

  constructor({ monotonicNow }: Pick<Runtime, 'monotonicNow'>) {
    this.#monotonicNow = monotonicNow;
  }

  take(rate: Rate, count: number): Taken {
    const { slots: limit, span } = allowance(rate);
    const now = this.#monotonicNow();
    const journal = this.#journalOf(rate);
    const endOf = ({ sentAt, arrivedBy = now }: SentCall): Milliseconds =>
      Math.min(arrivedBy, sentAt + longestDelivery) + span;
    journal.calls = journal.calls.filter((call) => endOf(call) > now);
    const free = now < journal.pausedUntil ? 0 : Math.max(0, limit - journal.calls.length);
    const slots = Array.from({ length: Math.min(count, free) }, () => this.#slot(journal, now));
    let used: readonly Milliseconds[] | undefined;
    return {
      slots,
      freeAt(index) {
        used ??= journal.calls
          .map(endOf)
          .toSorted((left, right) => left - right)
          .slice(-limit);
        // The slots are used in turn: those that are free now, then those whose calls stop counting first.
        const turn = index % limit;
        const first = used[turn - (limit - used.length)] ?? now;
        return Math.max(journal.pausedUntil, first + Math.floor(index / limit) * span);
      },
    };
  }

  pause(rate: Rate, length: Milliseconds): void {
    const journal = this.#journalOf(rate);
    journal.pausedUntil = Math.max(journal.pausedUntil, this.#monotonicNow() + length);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #slot(journal: Journal, sentAt: Milliseconds): Slot {
    const call: SentCall = { sentAt };
    journal.calls.push(call);
    return {
      answered: () => {
        call.arrivedBy = this.#monotonicNow();
      },
      cancel: () => {
        journal.calls = journal.calls.filter((other) => other !== call);
      },
    };
  }

  #journalOf({ key }: Rate): Journal {
    const known = this.#journals.get(key);
    if (known !== undefined) return known;
    const journal = { calls: [], pausedUntil: -Infinity };
    this.#journals.set(key, journal);
    return journal;
  }
}

import { MINUTE, SECOND, type Clock, type Instant, type Milliseconds } from '../domain/time.ts';

/** A smaller clock difference is not the reason of a refusal: the strictest vendor allows five minutes. */
const NOTABLE: Milliseconds = MINUTE;
/** No vendor accepts a signature whose date differs by more than this. */
const MOST_TOLERATED: Milliseconds = 15 * MINUTE;

/** One call that the vendor accepted. */
export interface AcceptedCall {
  /** The answer's `Date` header. */
  readonly date: string | undefined;
  /** The time that the signature was dated with. */
  readonly signedAt: Instant;
  /** By this machine's clock. */
  readonly sentAt: Instant;
  /** By this machine's clock. */
  readonly observedAt: Instant;
}

/** A vendor's time, estimated from its answers. */
export interface VendorClock {
  /** The vendor's time now: this machine's time until an answer shows a difference of a second or more. */
  readonly now: Clock;
  /** The time for signatures: this machine's time until the vendor refuses it. */
  readonly signingTime: Clock;
  /** Learns from an answer. Returns its `Date`, or undefined if it cannot be right. */
  observe(call: AcceptedCall): Instant | undefined;
  /**
   * Adopts the `Date` header of an answer that refused a signature of `signedAt`. Returns whether the next signature
   * differs enough in time for a retry.
   */
  follow(dateHeader: string | undefined, signedAt: Instant): boolean;
}

/** Creates a clock that starts with this machine's time. */
export function vendorClock(clock: Clock): VendorClock {
  let ahead: Milliseconds = 0;
  let signedAhead: Milliseconds = 0;
  return {
    now: () => clock() + ahead,
    signingTime: () => clock() + signedAhead,
    observe({ date, signedAt, sentAt, observedAt }) {
      const vendorNow = Date.parse(date ?? '');
      // The accepted signature proves that the vendor's clock was near it.
      if (Number.isNaN(vendorNow) || Math.abs(vendorNow - signedAt) > MOST_TOLERATED) return undefined;
      // The vendor read its clock at some moment of the call. Any offset in this range explains its whole seconds.
      const least = vendorNow - observedAt;
      const most = vendorNow + SECOND - sentAt;
      if (ahead < least || ahead > most) ahead = notable((least + most) / 2);
      return vendorNow;
    },
    follow(dateHeader, signedAt) {
      const vendorNow = Date.parse(dateHeader ?? '');
      if (Number.isNaN(vendorNow) || Math.abs(vendorNow - signedAt) < NOTABLE) return false;
      signedAhead = vendorNow - clock();
      return true;
    },
  };
}

/** Rounds to milliseconds. An offset below a second is below the resolution of a `Date` header. */
const notable = (difference: Milliseconds): Milliseconds =>
  Math.abs(difference) < SECOND ? 0 : Math.round(difference);

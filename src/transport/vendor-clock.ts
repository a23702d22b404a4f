import { MINUTE, SECOND, type Clock, type Instant, type Milliseconds } from '../domain/time.ts';

/** A smaller difference is no reason to refuse a signature: the least tolerant vendor allows five minutes. */
const NOTABLE: Milliseconds = MINUTE;
/** No vendor accepts a signature dated further away than this. */
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

/** A vendor's time, as far as its answers tell. */
export interface VendorClock {
  /** The vendor's time now: this machine's time until an answer shows a difference of a second or more. */
  readonly now: Clock;
  /** The time to date a signature with: this machine's time until the vendor refuses it. */
  readonly signingTime: Clock;
  /** Learns from an answer; gives its `Date`, or undefined where that cannot be right. */
  observe(call: AcceptedCall): Instant | undefined;
  /**
   * Follows the `Date` header of an answer that refused what was signed at `signedAt`. Says whether the next
   * signature will be dated differently enough to be worth a try.
   */
  follow(dateHeader: string | undefined, signedAt: Instant): boolean;
}

/** Starts with this machine's time. */
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
      // The vendor wrote its whole seconds at some moment of the call: any difference in this range explains them.
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

/** Whole milliseconds; less than a second is within what a `Date` header can tell. */
const notable = (difference: Milliseconds): Milliseconds =>
  Math.abs(difference) < SECOND ? 0 : Math.round(difference);

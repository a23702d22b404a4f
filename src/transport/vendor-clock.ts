import { MINUTE, type Clock, type Instant, type Milliseconds } from '../domain/time.ts';

/** Less than this is not what a vendor refuses a signature for: the least tolerant allows five minutes. */
const NOTABLE: Milliseconds = MINUTE;

/** The vendor's time, as far as it is known: signatures must be dated within minutes of it. */
export interface VendorClock {
  now(): Instant;
  /**
   * Follows the `Date` header of an answer that refused what was signed at `signedAt`. Says whether the next
   * signature will be dated differently enough to be worth a try.
   */
  follow(dateHeader: string | undefined, signedAt: Instant): boolean;
}

/** Starts with this machine's time. */
export function vendorClock(clock: Clock): VendorClock {
  let ahead: Milliseconds = 0;
  return {
    now: () => clock() + ahead,
    follow(dateHeader, signedAt) {
      const vendorNow = Date.parse(dateHeader ?? '');
      if (Number.isNaN(vendorNow) || Math.abs(vendorNow - signedAt) < NOTABLE) return false;
      ahead = vendorNow - clock();
      return true;
    },
  };
}

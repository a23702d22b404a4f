/** A point in time: milliseconds since 1970-01-01T00:00:00Z. luxon converts it at the edges. */
export type Instant = number;

/** A length of time in milliseconds; `Infinity` where there is no limit. */
export type Milliseconds = number;

/** A half-open range of time: `from` is included, `to` is not. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

export const SECOND: Milliseconds = 1_000;
export const MINUTE: Milliseconds = 60 * SECOND;
export const HOUR: Milliseconds = 60 * MINUTE;
export const DAY: Milliseconds = 24 * HOUR;

/** Returns the current time. Passed as an argument, so that tests can control it. */
export type Clock = () => Instant;

/** The start of the second that contains an instant. Vendors' times have whole seconds. */
export const secondOf = (instant: Instant): Instant => Math.floor(instant / SECOND) * SECOND;

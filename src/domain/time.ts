/** A point in time: milliseconds since 1970-01-01T00:00:00Z. Rows keep numbers; luxon works at the edges. */
export type Instant = number;

/** A length of time in milliseconds; `Infinity` where there is no limit. */
export type Milliseconds = number;

/** Half-open: `from` belongs to it, `to` does not. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

export const SECOND: Milliseconds = 1_000;
export const MINUTE: Milliseconds = 60 * SECOND;
export const HOUR: Milliseconds = 60 * MINUTE;
export const DAY: Milliseconds = 24 * HOUR;

/** Reads the time now. The outside world's clock comes in as one of these. */
export type Clock = () => Instant;

/** The start of the whole second that an instant lies in: the granularity of every vendor's time stamps. */
export const secondOf = (instant: Instant): Instant => Math.floor(instant / SECOND) * SECOND;

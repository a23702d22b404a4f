import type { Instant, Milliseconds } from './time.ts';

/** An argument is wrong. Becomes a GraphQL error with code `BAD_USER_INPUT`. */
export class UserInputError extends Error {
  override readonly name = 'UserInputError';
  /** The argument that is wrong, as a path, such as `filter.createdAt.from`. */
  readonly argument: string;

  constructor(argument: string, message: string) {
    super(message);
    this.argument = argument;
  }
}

/** A subscriber reads more slowly than events come. Becomes a GraphQL error with code `FELL_BEHIND`, and the stream ends. */
export class FellBehindError extends Error {
  override readonly name = 'FellBehindError';
}

/** Why a provider could not answer completely. One value for each error type of the schema. */
export const vendorErrorKinds = [
  'AUTHENTICATION',
  'PERMISSION',
  'INVALID_REQUEST',
  'NOT_FOUND',
  'RATE_LIMIT',
  'RETENTION',
  'TIMEOUT',
  'UNAVAILABLE',
  'CALL_BUDGET',
] as const;
export type VendorErrorKind = (typeof vendorErrorKinds)[number];

/** Which size of a call a vendor rejects: the number of rows, or the length of the time range. */
export type Rejection = 'page-size' | 'window' | 'page-size or window';

export interface VendorErrorDetails {
  readonly kind: VendorErrorKind;
  /** Says what to change. Never contains a secret. */
  readonly message: string;
  /** The configured name of the provider. The engine sets it, because the transport does not know it. */
  readonly provider?: string | undefined;
  /** The vendor's full error code. */
  readonly vendorCode?: string | undefined;
  readonly requestId?: string | undefined;
  /** Whether the same call may succeed later without any change. */
  readonly retryable: boolean;
  /** RATE_LIMIT, or a vendor that named a time: how long to wait. */
  readonly retryAfter?: Milliseconds | undefined;
  /** RETENTION: the oldest instant that the vendor still knows. */
  readonly earliest?: Instant | undefined;
  /** CALL_BUDGET: how many vendor calls the request may spend. */
  readonly budget?: number | undefined;
  /** INVALID_REQUEST: the filter or parameter that the vendor refuses. */
  readonly field?: string | undefined;
  /**
   * INVALID_REQUEST: whether a smaller page or a shorter window may be accepted, according to the vendor's code and
   * message.
   */
  readonly rejected?: Rejection | undefined;
  readonly cause?: unknown;
}

/** The failure of a vendor. It is data in the answer and never fails a request. */
export class VendorError extends Error {
  override readonly name = 'VendorError';
  readonly kind: VendorErrorKind;
  readonly provider: string | undefined;
  readonly vendorCode: string | undefined;
  readonly requestId: string | undefined;
  readonly retryable: boolean;
  readonly retryAfter: Milliseconds | undefined;
  readonly earliest: Instant | undefined;
  readonly budget: number | undefined;
  readonly field: string | undefined;
  readonly rejected: Rejection | undefined;
  readonly #details: VendorErrorDetails;

  constructor(details: VendorErrorDetails) {
    super(details.message, { cause: details.cause });
    this.#details = details;
    this.kind = details.kind;
    this.provider = details.provider;
    this.vendorCode = details.vendorCode;
    this.requestId = details.requestId;
    this.retryable = details.retryable;
    this.retryAfter = details.retryAfter;
    this.earliest = details.earliest;
    this.budget = details.budget;
    this.field = details.field;
    this.rejected = details.rejected;
  }

  /** The same failure, with the provider that it happened at. */
  at(provider: string): VendorError {
    return this.provider === undefined ? this.#with({ provider }) : this;
  }

  /** The same failure with another message. */
  saying(message: string): VendorError {
    return this.#with({ message });
  }

  #with(changed: Partial<VendorErrorDetails>): VendorError {
    const copy = new VendorError({ ...this.#details, ...changed });
    if (this.stack !== undefined) copy.stack = this.stack;
    return copy;
  }
}

/** Whether a failure is transient, so that the next request may succeed. */
export const isTransient = (error: VendorError): boolean => error.retryable || error.kind === 'CALL_BUDGET';

import { refused, transient, wrongField, wrongSomewhere, type Meanings } from './refusal.ts';

/** The codes that a wrong clock causes. An expired signature has the same code as a wrong one. */
export const awsClockCodes: ReadonlySet<string> = new Set([
  'SignatureDoesNotMatch',
  'RequestExpired',
  'RequestTimeTooSkewed',
]);

const notSubscribed = refused('PERMISSION', 'activate the service in the console of this account');

/** The error codes common to all AWS services, and those of CloudFront (2020-05-31). */
export const awsCodes: Meanings = {
  codes: {
    Throttling: transient('RATE_LIMIT'),
    ThrottlingException: transient('RATE_LIMIT'),
    TooManyRequestsException: transient('RATE_LIMIT'),
    RequestLimitExceeded: transient('RATE_LIMIT'),
    SlowDown: transient('RATE_LIMIT'),
    ServiceUnavailable: transient('UNAVAILABLE'),
    InternalFailure: transient('UNAVAILABLE'),
    InternalError: transient('UNAVAILABLE'),
    RequestTimeout: transient('TIMEOUT'),
    RequestTimeoutException: transient('TIMEOUT'),
    SignatureDoesNotMatch: refused('AUTHENTICATION'),
    IncompleteSignature: refused('AUTHENTICATION'),
    InvalidSignatureException: refused('AUTHENTICATION'),
    InvalidClientTokenId: refused('AUTHENTICATION'),
    UnrecognizedClientException: refused('AUTHENTICATION'),
    MissingAuthenticationToken: refused('AUTHENTICATION'),
    ExpiredToken: refused('AUTHENTICATION'),
    ExpiredTokenException: refused('AUTHENTICATION'),
    // The client decides whether it can correct the clock.
    RequestExpired: refused('AUTHENTICATION'),
    RequestTimeTooSkewed: refused('AUTHENTICATION'),
    AccessDenied: refused('PERMISSION'),
    AccessDeniedException: refused('PERMISSION'),
    NotAuthorized: refused('PERMISSION'),
    OptInRequired: notSubscribed,
    NoSuchInvalidation: refused('NOT_FOUND'),
    NoSuchDistribution: wrongField('distributions'),
    InvalidArgument: wrongSomewhere,
    ValidationError: wrongSomewhere,
  },
  endings: [[/Throttl(?:ed|ing)(?:Exception)?$/, transient('RATE_LIMIT')]],
  beginnings: [
    [/^(?:ServiceUnavailable|Internal)/, transient('UNAVAILABLE')],
    [/^NoSuch/, refused('NOT_FOUND')],
    [/^AccessDenied/, refused('PERMISSION')],
    [/^(?:Invalid|Missing|Malformed)/, refused('INVALID_REQUEST')],
  ],
};

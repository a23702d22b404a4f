import { refused, transient, wrongField, wrongPageSize, wrongSomewhere, type Meanings } from './refusal.ts';

const notActivated = refused(
  'PERMISSION',
  'activate the service in the console of this account, or pay for it',
);

/** The error codes of the open platform of Volcengine and BytePlus, and of CDN (2021-03-01), as documents and SDKs list them. */
export const volcengineCodes: Meanings = {
  codes: {
    AccessDenied: refused('PERMISSION'),
    FlowLimitExceeded: transient('RATE_LIMIT'),
    InternalServiceTimeout: transient('TIMEOUT'),
    InvalidAccessKey: refused('AUTHENTICATION'),
    InvalidAuthorization: refused('AUTHENTICATION'),
    InvalidCredential: refused('AUTHENTICATION'),
    InvalidSecretToken: refused('AUTHENTICATION'),
    InvalidSecurityToken: refused('AUTHENTICATION'),
    // The client decides whether it can correct the clock.
    InvalidTimestamp: refused('AUTHENTICATION'),
    RequestExpired: refused('AUTHENTICATION'),
    LackPolicy: refused('PERMISSION'),
    MissingAuthenticationToken: refused('AUTHENTICATION'),
    MissingSignature: refused('AUTHENTICATION'),
    NotSuchAccount: refused('AUTHENTICATION'),
    SignatureDoesNotMatch: refused('AUTHENTICATION'),
    InvalidParameter: wrongSomewhere,
    'InvalidParameter.PageSize': wrongPageSize,
    'InvalidParameter.Time': wrongField('createdAt', 'window'),
    'InvalidParameter.TimeRange': wrongField('createdAt', 'window'),
    'InvalidParameter.TaskType': wrongField('kinds'),
    'InvalidParameter.Status': wrongField('states'),
    'InvalidParameter.Domain': wrongField('domain'),
    'InvalidParameter.Url': wrongField('url'),
    'InvalidParameter.TaskID': wrongField('taskId'),
  },
  endings: [
    [
      /(?:FlowLimit(?:Exceeded)?|TooManyRequests|RateLimit(?:Exceeded|ed)?|Throttling)$/,
      transient('RATE_LIMIT'),
    ],
    [/(?:Timeout)$/, transient('TIMEOUT')],
    [
      /(?:Internal(?:Service|Server)?Error|ServiceUnavailable(?:Temp)?|SystemBusy)$/,
      transient('UNAVAILABLE'),
    ],
    [/(?:Arrears|Overdue|NotActivated|NotOpen(?:ed)?|NotExistOrNotActive|ServiceStopped)$/, notActivated],
    [/(?:Domain)Not(?:Found|Exists?)$/, wrongField('domain')],
  ],
  beginnings: [
    [
      /^(?:AccessDenied|UnauthorizedOperation|OperationDenied|Forbidden|NoPermission)\b/,
      refused('PERMISSION'),
    ],
    [/^(?:Signature|InvalidCredential|InvalidAccessKey|Authentication)/, refused('AUTHENTICATION')],
    [/^NotFound\b|^ResourceNotFound\b/, refused('NOT_FOUND')],
    [/^InvalidParameter\./, wrongSomewhere],
    [/^(?:Invalid|Missing|Unsupported)/, refused('INVALID_REQUEST')],
  ],
};

import { refused, transient, wrongField, wrongPageSize, wrongSomewhere, type Meanings } from './refusal.ts';

/** The codes that a wrong clock causes. The client decides whether it can correct the clock. */
export const clockCodes: ReadonlySet<string> = new Set(['InvalidTimeStamp.Expired', 'IllegalTimestamp']);

const notActivated = refused(
  'PERMISSION',
  'activate the service in the console of this account, or pay for it',
);

/**
 * The error codes of Alibaba Cloud's RPC gateway and of CDN (2018-05-10), as its documents, SDKs and Terraform provider list
 * them.
 */
export const alibabaCloudCodes: Meanings = {
  codes: {
    // "The request was denied due to flow control."
    FlowControlError: transient('RATE_LIMIT'),
    TooManyRequests: transient('RATE_LIMIT'),
    // Each try is signed again with another nonce.
    SignatureNonceUsed: transient('UNAVAILABLE'),
    LastTokenProcessing: transient('UNAVAILABLE'),
    SignatureDoesNotMatch: refused('AUTHENTICATION'),
    IncompleteSignature: refused('AUTHENTICATION'),
    'InvalidTimeStamp.Expired': refused('AUTHENTICATION'),
    IllegalTimestamp: refused('AUTHENTICATION'),
    OperationDenied: notActivated,
    CdnServiceNotFound: notActivated,
    // Older than the three days for which the vendor keeps tasks.
    InvalidTime: refused('RETENTION'),
    'InvalidTaskId.Malformed': wrongField('taskId'),
    'InvalidTaskId.NotFound': refused('NOT_FOUND'),
    MissingTimeParameter: wrongField('createdAt'),
    'MissingParameter.ObjectType': wrongField('kinds'),
    DomainNameOverLimit: wrongField('domain'),
    DomainOwnerVerifyFail: wrongField('domain'),
    InvalidParameter: wrongSomewhere,
    InvalidParameters: wrongSomewhere,
  },
  endings: [
    [
      /(?:^|\.)(?:ServiceBusy|SystemBusy|ServiceUnavailable|Internal(?:Server)?Error|UnknownError)$/,
      transient('UNAVAILABLE'),
    ],
    [/(?:TooManyRequests|FlowControl(?:Error)?|Throttled)$/, transient('RATE_LIMIT')],
    [/(?:Arrears|Overdue|InsufficientBalance|NotPurchase)$/, notActivated],
  ],
  beginnings: [
    [/Throttling/, transient('RATE_LIMIT')],
    [/^(?:ServiceUnavailable|InternalError)\b/, transient('UNAVAILABLE')],
    [/SecurityToken|^InvalidAccessKey|^InvalidCredentials/, refused('AUTHENTICATION')],
    [
      /^(?:Forbidden|NoPermission|OperationDenied|AccessDenied|Unauthorized|NotAuthorized)/,
      refused('PERMISSION'),
    ],
    [/^InvalidPageSize\b/, wrongPageSize],
    [/^InvalidTime(?:Range|Span)\b/, wrongField('createdAt', 'window')],
    [/^Invalid(?:Start|End)Time\b/, wrongField('createdAt')],
    [/^InvalidObjectType\b/, wrongField('kinds')],
    [/^InvalidObjectPath\b/, wrongField('url')],
    [/^InvalidStatus\b/, wrongField('states')],
    [/^Invalid(?:ExtensiveDomain|Domain(?:Name)?)\b/, wrongField('domain')],
    [/^(?:Invalid|Missing|Illegal|Unsupported)/, refused('INVALID_REQUEST')],
  ],
};

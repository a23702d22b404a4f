import { passing, refused, wrongField, type Meanings } from './refusal.ts';

/** The codes that a wrong clock causes. The client decides whether it could be mended. */
export const clockCodes: ReadonlySet<string> = new Set(['InvalidTimeStamp.Expired', 'IllegalTimestamp']);

/** The error codes of Alibaba Cloud's RPC gateway and of CDN (2018-05-10). */
export const alibabaCloudCodes: Meanings = {
  codes: {
    TooManyRequests: passing('RATE_LIMIT'),
    ServiceBusy: passing('UNAVAILABLE'),
    // Each try is signed anew, with another nonce.
    SignatureNonceUsed: passing('UNAVAILABLE'),
    SignatureDoesNotMatch: refused('AUTHENTICATION'),
    IncompleteSignature: refused('AUTHENTICATION'),
    'InvalidTimeStamp.Expired': refused('AUTHENTICATION'),
    IllegalTimestamp: refused('AUTHENTICATION'),
    // Older than the three days for which tasks are kept.
    InvalidTime: refused('RETENTION'),
    'InvalidTaskId.Malformed': wrongField('taskId'),
    'InvalidStartTime.Malformed': wrongField('createdAt'),
    'InvalidStartTime.ValueNotSupported': wrongField('createdAt'),
    'InvalidEndTime.Malformed': wrongField('createdAt'),
    'InvalidEndTime.Mismatch': wrongField('createdAt'),
    MissingTimeParameter: wrongField('createdAt'),
    'InvalidObjectType.ValueNotSupported': wrongField('kinds'),
    'MissingParameter.ObjectType': wrongField('kinds'),
    'InvalidStatus.ValueNotSupported': wrongField('states'),
    DomainNameOverLimit: wrongField('domain'),
  },
  families: [
    [/Throttling/, passing('RATE_LIMIT')],
    [/^(ServiceUnavailable|InternalError)\b/, passing('UNAVAILABLE')],
    [/SecurityToken|^InvalidAccessKey/, refused('AUTHENTICATION')],
    [/^(Forbidden|NoPermission|OperationDenied)\b/, refused('PERMISSION')],
    [/^(Invalid|Missing|Illegal|Unsupported)/, refused('INVALID_REQUEST')],
  ],
};

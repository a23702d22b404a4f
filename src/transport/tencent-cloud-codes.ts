import { passing, refused, wrongField, type Meanings } from './refusal.ts';

/**
 * The error codes of Tencent Cloud's APIs ("Common error codes") and of the calls of CDN (2018-06-06) and EdgeOne
 * (2022-09-01). Families decide where no full code does: `UnauthorizedOperation` is not always a matter of rights,
 * nor `ResourceUnavailable` always passing.
 */
export const tencentCloudCodes: Meanings = {
  codes: {
    'UnauthorizedOperation.OperationTooOften': passing('RATE_LIMIT'),
    'LimitExceeded.CdnHostOpTooOften': passing('RATE_LIMIT'),
    // The client decides whether its clock could be mended.
    'AuthFailure.SignatureExpire': refused('AUTHENTICATION'),
    'AuthFailure.UnauthorizedOperation': refused('PERMISSION'),
    'ResourceUnavailable.CdnHostIsNotOnline': refused('INVALID_REQUEST'),
    'ResourceUnavailable.CdnHostIsLocked': refused('INVALID_REQUEST'),
    'InvalidParameter.CdnStatInvalidDate': wrongField('createdAt'),
    'InvalidParameter.CdnUrlExceedLength': wrongField('url'),
    'InvalidParameter.Target': wrongField('url'),
    'InvalidParameter.DomainNotFound': wrongField('domain'),
    'InvalidParameter.CdnHostInvalidParam': wrongField('domain'),
  },
  families: [
    [/^RequestLimitExceeded\b/, passing('RATE_LIMIT')],
    [/^(InternalError|ServiceUnavailable|ResourceUnavailable|ResourceInUse)\b/, passing('UNAVAILABLE')],
    [/^AuthFailure\b/, refused('AUTHENTICATION')],
    [/^(UnauthorizedOperation|OperationDenied|IpInBlacklist|IpNotInWhitelist)\b/, refused('PERMISSION')],
    [/^ResourceNotFound\b/, refused('NOT_FOUND')],
    // Quotas: another day may bring more, another try will not.
    [/^LimitExceeded\b/, refused('RATE_LIMIT')],
    [
      /^(Invalid|Missing|Unknown|Unsupported|NoSuch|RequestSizeLimit|ResponseSizeLimit|ActionOffline|DryRunOperation)/,
      refused('INVALID_REQUEST'),
    ],
  ],
};

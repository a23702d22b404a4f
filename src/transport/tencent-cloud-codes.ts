import {
  refused,
  transient,
  wrongField,
  wrongPageSize,
  wrongSomewhere,
  type Meaning,
  type Meanings,
} from './refusal.ts';

const movedToEdgeOne = refused(
  'PERMISSION',
  'this account has moved to EdgeOne: configure a provider of TENCENT_EDGEONE for it',
);
const notActivated = refused('PERMISSION', 'activate the service in the console of this account first');
const wrongZone: Meaning = {
  ...wrongField('zones'),
  parameter: 'ZoneId',
  advice: 'check the zones of this provider: ids of zones of this account, such as zone-z8m9mgx',
};

/**
 * The error codes of Tencent Cloud's APIs ("Common error codes") and of CDN (2018-06-06) and EdgeOne (2022-09-01), as
 * the official SDKs list them. Beginnings can mislead: `UnauthorizedOperation` is not always a missing permission, and
 * `ResourceUnavailable` is not always transient.
 */
export const tencentCloudCodes: Meanings = {
  codes: {
    // The client decides whether it can correct the clock.
    'AuthFailure.SignatureExpire': refused('AUTHENTICATION'),
    'AuthFailure.UnauthorizedOperation': refused('PERMISSION'),
    'FailedOperation.InsufficientAccountBalance': refused('PERMISSION'),
    'FailedOperation.InvalidZoneStatus': wrongZone,
    'InvalidParameter.CDNStatusInvalidDomain': wrongField('domain'),
    'InvalidParameter.CdnConfigInvalidHost': wrongField('domain'),
    'InvalidParameter.CdnHostInvalidParam': wrongField('domain'),
    'InvalidParameter.CdnHostInvalidStatus': wrongField('domain'),
    'InvalidParameter.CdnHostTooLongHost': wrongField('domain'),
    // Documented for an invalid interval, and for any other parameter.
    'InvalidParameter.CdnParamError': wrongField('createdAt', 'page-size or window'),
    'InvalidParameter.CdnStatInvalidDate': wrongField('createdAt', 'window'),
    'InvalidParameter.CdnStatTooManyDomains': wrongField('domain'),
    'InvalidParameter.CdnUrlExceedLength': wrongField('url'),
    // Documented for an interval of over seven days, and for every other parameter.
    'InvalidParameter.ParameterError': wrongField('createdAt', 'page-size or window'),
    'InvalidParameter.Target': wrongField('url'),
    'InvalidParameter.ZoneIsGrayPublishing': transient('UNAVAILABLE'),
    'InvalidParameterValue.DomainNotMatchZone': wrongField('domain'),
    'LimitExceeded.QueryTimeLimitExceeded': wrongField('createdAt', 'window'),
    'OperationDenied.ErrZoneIsAlreadyPaused': wrongZone,
    'OperationDenied.ProductUpdating': movedToEdgeOne,
    'OperationDenied.ProductUpgraded': movedToEdgeOne,
    'OperationDenied.UserMigrating': movedToEdgeOne,
    'OperationDenied.ZoneNotActive': wrongZone,
    RequestSizeLimitExceeded: refused('INVALID_REQUEST'),
    ResourceInUse: transient('UNAVAILABLE'),
    ResourceInsufficient: transient('UNAVAILABLE'),
    'ResourceNotFound.CdnUserNotExists': notActivated,
    ResourceUnavailable: transient('UNAVAILABLE'),
    'ResourceUnavailable.CheckUserHighRisk': refused('PERMISSION'),
    'ResourceUnavailable.CdnHostIsLocked': wrongField('domain'),
    'ResourceUnavailable.CdnHostIsNotOnline': wrongField('domain'),
    ResponseSizeLimitExceeded: wrongPageSize,
    // Described as a fault of the service, not of the credentials.
    'UnauthorizedOperation.CdnUserInvalidCredential': transient('UNAVAILABLE'),
    'UnauthorizedOperation.CsrfError': transient('UNAVAILABLE'),
    'UnauthorizedOperation.EcdnMigratedCdn': refused(
      'PERMISSION',
      'this account has moved to Tencent Cloud CDN: use its key and endpoint',
    ),
    'UnsupportedOperation.OpNoAuth': refused('PERMISSION'),
  },
  endings: [
    [/(?:TooOften|RateLimitExceeded)$/, transient('RATE_LIMIT')],
    [/(?:InProgress|LockedTemporary|NotReady)$/, transient('UNAVAILABLE')],
    [/\.(?:Unknow|Unknown)(?:Error)?$|(?:System|Interface|Internal|D[bB])Error$/, transient('UNAVAILABLE')],
    [/\.ZoneNotFound$/, wrongZone],
    [/(?:Host|Domain)Not(?:Found|Exists?)$/, wrongField('domain')],
    [/TimeLimit(?:Exceeded)?$/, wrongField('createdAt', 'window')],
  ],
  beginnings: [
    [/^RequestLimitExceeded\b/, transient('RATE_LIMIT')],
    [/^(?:InternalError|ServiceUnavailable)\b/, transient('UNAVAILABLE')],
    [/^AuthFailure\b/, refused('AUTHENTICATION')],
    [/^(?:UnauthorizedOperation|OperationDenied|IpInBlacklist|IpNotInWhitelist)\b/, refused('PERMISSION')],
    [/^ResourceNotFound\b/, refused('NOT_FOUND')],
    // Concerns a domain or another resource of the account, whose state does not change by itself.
    [/^Resource(?:Unavailable|InUse|sSoldOut)\b/, refused('INVALID_REQUEST')],
    // A quota. A retry does not succeed before it is renewed.
    [/^LimitExceeded\b/, refused('RATE_LIMIT')],
    [/^Invalid(?:Parameter|ParameterValue)$/, wrongSomewhere],
    [
      /^(?:Invalid|Missing|Unknown|Unsupported|NoSuch|ActionOffline|DryRunOperation)/,
      refused('INVALID_REQUEST'),
    ],
  ],
};

import { describe, expect, it } from 'vitest';
import type { VendorErrorKind } from '../../src/domain/errors.ts';
import { meaningOf } from '../../src/transport/refusal.ts';
import { tencentCloudCodes } from '../../src/transport/tencent-cloud-codes.ts';

/*
 * The codes of the documents' "Common error codes", of DescribePushTasks, DescribePurgeTasks and DescribePrefetchTasks, and of
 * the official SDKs' errors.go of cdn/v20180606 and teo/v20220901 as far as a call that reads can give them. What each means is
 * what the remark beside it says there.
 */

/** Told to come back: the same call may succeed later. */
const transient: Partial<Record<VendorErrorKind, readonly string[]>> = {
  RATE_LIMIT: [
    'LimitExceeded.CdnCallingQueryIpTooOften',
    'LimitExceeded.CdnHostOpTooOften',
    'LimitExceeded.RateLimitExceeded',
    'RequestLimitExceeded',
    'RequestLimitExceeded.GlobalRegionUinLimitExceeded',
    'RequestLimitExceeded.IPLimitExceeded',
    'RequestLimitExceeded.UinLimitExceeded',
    'UnauthorizedOperation.OperationTooOften',
  ],
  UNAVAILABLE: [
    'FailedOperation.DataSystemError',
    'InternalError',
    'InternalError.BackendError',
    'InternalError.CamSystemError',
    'InternalError.CdnConfigError',
    'InternalError.CdnDbError',
    'InternalError.CdnQueryParamError',
    'InternalError.CdnQuerySystemError',
    'InternalError.CdnSystemError',
    'InternalError.DBError',
    'InternalError.DomainConfig',
    'InternalError.Error',
    'InternalError.InvalidErrorCode',
    'InternalError.ProxyServer',
    'InternalError.QuotaSystem',
    'InternalError.RouteError',
    'InternalError.SystemError',
    'InternalError.TagSystemError',
    'InternalError.UnknowError',
    'InternalError.UnknownError',
    'InvalidParameter.ActionInProgress',
    'InvalidParameter.CdnInterfaceError',
    'InvalidParameter.CertSystemError',
    'InvalidParameter.EcdnInterfaceError',
    'InvalidParameter.TaskSystemError',
    'InvalidParameter.ZoneIsGrayPublishing',
    'OperationDenied.EnvNotReady',
    'OperationDenied.ResourceLockedTemporary',
    'ResourceInUse',
    'ResourceInUse.CdnOpInProgress',
    'ResourceInsufficient',
    'ResourceUnavailable',
    'ServiceUnavailable',
    'UnauthorizedOperation.CdnUserInvalidCredential',
    'UnauthorizedOperation.CsrfError',
    'UnauthorizedOperation.Unknown',
  ],
};

/** Somebody has to change something first. */
const permanent: Partial<Record<VendorErrorKind, readonly string[]>> = {
  AUTHENTICATION: [
    'AuthFailure',
    'AuthFailure.InvalidAuthorization',
    'AuthFailure.InvalidSecretId',
    'AuthFailure.MFAFailure',
    'AuthFailure.SecretIdNotFound',
    'AuthFailure.SignatureExpire',
    'AuthFailure.SignatureFailure',
    'AuthFailure.TokenFailure',
  ],
  PERMISSION: [
    'AuthFailure.UnauthorizedOperation',
    'FailedOperation.InsufficientAccountBalance',
    'IpInBlacklist',
    'IpNotInWhitelist',
    'OperationDenied',
    'OperationDenied.DomainIsBlocked',
    'OperationDenied.OwnershipVerificationNotPassed',
    'OperationDenied.ProductUpdating',
    'OperationDenied.ProductUpgraded',
    'OperationDenied.UserMigrating',
    'ResourceNotFound.CdnUserNotExists',
    'ResourceUnavailable.CheckUserHighRisk',
    'UnauthorizedOperation',
    'UnauthorizedOperation.CamUnauthorized',
    'UnauthorizedOperation.CdnAccountUnauthorized',
    'UnauthorizedOperation.CdnCamUnauthorized',
    'UnauthorizedOperation.CdnHostUnauthorized',
    'UnauthorizedOperation.CdnInvalidUserStatus',
    'UnauthorizedOperation.CdnProjectUnauthorized',
    'UnauthorizedOperation.CdnTagUnauthorized',
    'UnauthorizedOperation.CdnUserAuthFail',
    'UnauthorizedOperation.CdnUserAuthWait',
    'UnauthorizedOperation.CdnUserIsIsolated',
    'UnauthorizedOperation.CdnUserIsSuspended',
    'UnauthorizedOperation.CdnUserNoWhitelist',
    'UnauthorizedOperation.DomainEmpty',
    'UnauthorizedOperation.EcdnMigratedCdn',
    'UnauthorizedOperation.NoPermission',
    'UnauthorizedOperation.OpNoAuth',
    'UnsupportedOperation.OpNoAuth',
  ],
  INVALID_REQUEST: [
    'ActionOffline',
    'DryRunOperation',
    'InvalidAction',
    'InvalidParameter',
    'InvalidParameter.InvalidParameter',
    'InvalidParameter.LengthExceedsLimit',
    'InvalidParameter.TooManyFilterValues',
    'InvalidParameterValue',
    'InvalidRequest',
    'MissingParameter',
    'NoSuchProduct',
    'NoSuchVersion',
    'RequestSizeLimitExceeded',
    'ResourceInUse.CdnHostExists',
    'ResourceUnavailable.CdnHostNoIcp',
    'ResourceUnavailable.CertNotFound',
    'UnknownParameter',
    'UnsupportedOperation',
    'UnsupportedProtocol',
    'UnsupportedRegion',
  ],
  NOT_FOUND: ['ResourceNotFound', 'ResourceNotFound.CdnProjectNotExists', 'ResourceNotFound.VersionNotFound'],
  // Quotas, not speed.
  RATE_LIMIT: [
    'LimitExceeded',
    'LimitExceeded.BatchQuota',
    'LimitExceeded.CdnPushExceedDayLimit',
    'LimitExceeded.DailyQuota',
    'LimitExceeded.PackNotAllow',
    'LimitExceeded.UserQuotaLimited',
  ],
};

const rows = (table: Partial<Record<VendorErrorKind, readonly string[]>>) =>
  Object.entries(table).flatMap(([kind, codes]) => codes.map((code) => [code, kind] as const));

it.each(rows(transient))('%s is %s, and passes', (code, kind) => {
  expect(meaningOf(tencentCloudCodes, code)).toMatchObject({ kind, retryable: true });
});

it.each(rows(permanent))('%s is %s, and stays', (code, kind) => {
  expect(meaningOf(tencentCloudCodes, code)).toMatchObject({ kind, retryable: false });
});

it.each([
  ['FailedOperation.InvalidZoneStatus', 'zones'],
  ['InvalidParameter.CDNStatusInvalidDomain', 'domain'],
  ['InvalidParameter.CdnHostInvalidParam', 'domain'],
  ['InvalidParameter.CdnHostInvalidStatus', 'domain'],
  ['InvalidParameter.CdnParamError', 'createdAt'],
  ['InvalidParameter.CdnStatInvalidDate', 'createdAt'],
  ['InvalidParameter.CdnUrlExceedLength', 'url'],
  ['InvalidParameter.DomainNotFound', 'domain'],
  ['InvalidParameter.HostNotFound', 'domain'],
  ['InvalidParameter.ParameterError', 'createdAt'],
  ['InvalidParameter.Target', 'url'],
  ['InvalidParameter.ZoneNotFound', 'zones'],
  ['InvalidParameterValue.DomainNotMatchZone', 'domain'],
  ['LimitExceeded.QueryTimeLimitExceeded', 'createdAt'],
  ['OperationDenied.ErrZoneIsAlreadyPaused', 'zones'],
  ['OperationDenied.ZoneNotActive', 'zones'],
  ['ResourceNotFound.CdnHostNotExists', 'domain'],
  ['ResourceNotFound.EcdnDomainNotExists', 'domain'],
  ['ResourceUnavailable.CdnHostIsLocked', 'domain'],
  ['ResourceUnavailable.CdnHostIsNotOnline', 'domain'],
  ['ResourceUnavailable.DomainNotFound', 'domain'],
  ['ResourceUnavailable.HostNotFound', 'domain'],
  ['ResourceUnavailable.ZoneNotFound', 'zones'],
])('%s is a wrong request, and names the field %s', (code, field) => {
  expect(meaningOf(tencentCloudCodes, code)).toMatchObject({
    kind: 'INVALID_REQUEST',
    retryable: false,
    field,
  });
});

it.each(['ProductUpgraded', 'UserMigrating', 'ProductUpdating'])(
  'OperationDenied.%s says that the account has moved to EdgeOne',
  (reason) => {
    expect(meaningOf(tencentCloudCodes, `OperationDenied.${reason}`)?.advice).toContain('TENCENT_EDGEONE');
  },
);

describe('codes that no list has', () => {
  it.each([
    ['InternalErrors', undefined, undefined],
    ['constructor', undefined, undefined],
    ['FailedOperation', undefined, undefined],
    ['', undefined, undefined],
    ['LimitExceeded.NewCallTooOften', 'RATE_LIMIT', true],
    ['OperationDenied.SomethingInProgress', 'UNAVAILABLE', true],
    ['FailedOperation.NewSystemError', 'UNAVAILABLE', true],
    ['ResourceUnavailable.NewHostNotFound', 'INVALID_REQUEST', false],
    ['UnauthorizedOperation.NewReason', 'PERMISSION', false],
    ['LimitExceeded.NewTimeLimit', 'INVALID_REQUEST', false],
  ])('%s is %s, worth another try: %s', (code, kind, retryable) => {
    const meaning = meaningOf(tencentCloudCodes, code);
    expect([meaning?.kind, meaning?.retryable]).toEqual([kind, retryable]);
  });
});

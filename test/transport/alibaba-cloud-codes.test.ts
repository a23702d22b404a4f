import { expect, it } from 'vitest';
import { alibabaCloudCodes } from '../../src/transport/alibaba-cloud-codes.ts';
import { meaningOf } from '../../src/transport/refusal.ts';

/*
 * The codes of the documents of the calls and of the RPC gateway, and those that the official SDKs and the vendor's Terraform
 * provider try again.
 */

it.each([
  ['FlowControlError', 'RATE_LIMIT'],
  ['Throttling', 'RATE_LIMIT'],
  ['Throttling.Api', 'RATE_LIMIT'],
  ['Throttling.User', 'RATE_LIMIT'],
  ['Service.Throttling', 'RATE_LIMIT'],
  ['Rejected.Throttling', 'RATE_LIMIT'],
  ['TooManyRequests', 'RATE_LIMIT'],
  ['ServiceBusy', 'UNAVAILABLE'],
  ['Site.ServiceBusy', 'UNAVAILABLE'],
  ['SystemBusy', 'UNAVAILABLE'],
  ['ServiceUnavailable', 'UNAVAILABLE'],
  ['InternalError', 'UNAVAILABLE'],
  ['InternalServerError', 'UNAVAILABLE'],
  ['UnknownError', 'UNAVAILABLE'],
  ['SignatureNonceUsed', 'UNAVAILABLE'],
  ['LastTokenProcessing', 'UNAVAILABLE'],
])('%s is %s, and passes', (code, kind) => {
  expect(meaningOf(alibabaCloudCodes, code)).toMatchObject({ kind, retryable: true });
});

it.each([
  ['SignatureDoesNotMatch', 'AUTHENTICATION'],
  ['IncompleteSignature', 'AUTHENTICATION'],
  ['InvalidTimeStamp.Expired', 'AUTHENTICATION'],
  ['IllegalTimestamp', 'AUTHENTICATION'],
  ['InvalidAccessKeyId.NotFound', 'AUTHENTICATION'],
  ['InvalidAccessKeyId.Inactive', 'AUTHENTICATION'],
  ['InvalidAccessKeySecret', 'AUTHENTICATION'],
  ['MissingSecurityToken', 'AUTHENTICATION'],
  ['InvalidSecurityToken.Expired', 'AUTHENTICATION'],
  ['InvalidSecurityToken.Malformed', 'AUTHENTICATION'],
  ['InvalidSecurityToken.MismatchWithAccessKey', 'AUTHENTICATION'],
  ['Forbidden', 'PERMISSION'],
  ['Forbidden.RAM', 'PERMISSION'],
  ['NoPermission', 'PERMISSION'],
  ['AccessDenied', 'PERMISSION'],
  ['OperationDenied', 'PERMISSION'],
  ['OperationDenied.NoStock', 'PERMISSION'],
  ['CdnServiceNotFound', 'PERMISSION'],
  ['InvalidApi.NotPurchase', 'PERMISSION'],
  ['Account.Arrears', 'PERMISSION'],
  ['InvalidTime', 'RETENTION'],
  ['InvalidTaskId.NotFound', 'NOT_FOUND'],
  ['InvalidParameters', 'INVALID_REQUEST'],
  ['InvalidParameter', 'INVALID_REQUEST'],
  ['InvalidAction.NotFound', 'INVALID_REQUEST'],
  ['InvalidVersion', 'INVALID_REQUEST'],
  ['MissingParameter', 'INVALID_REQUEST'],
  ['UnsupportedOperation', 'INVALID_REQUEST'],
])('%s is %s, and stays', (code, kind) => {
  expect(meaningOf(alibabaCloudCodes, code)).toMatchObject({ kind, retryable: false });
});

it.each([
  ['InvalidTaskId.Malformed', 'taskId'],
  ['InvalidStartTime.Malformed', 'createdAt'],
  ['InvalidStartTime.ValueNotSupported', 'createdAt'],
  ['InvalidEndTime.Malformed', 'createdAt'],
  ['InvalidEndTime.Mismatch', 'createdAt'],
  ['InvalidTimeRange', 'createdAt'],
  ['MissingTimeParameter', 'createdAt'],
  ['InvalidObjectType.ValueNotSupported', 'kinds'],
  ['MissingParameter.ObjectType', 'kinds'],
  ['InvalidStatus.ValueNotSupported', 'states'],
  ['InvalidObjectPath.Malformed', 'url'],
  ['InvalidDomain.NotFound', 'domain'],
  ['InvalidDomainName.Malformed', 'domain'],
  ['InvalidExtensiveDomain.ValueNotSupported', 'domain'],
  ['DomainNameOverLimit', 'domain'],
  ['DomainOwnerVerifyFail', 'domain'],
])('%s is a wrong request, and names the field %s', (code, field) => {
  expect(meaningOf(alibabaCloudCodes, code)).toMatchObject({
    kind: 'INVALID_REQUEST',
    retryable: false,
    field,
  });
});

it.each(['NeverHeardOf', 'constructor', ''])('%j has no meaning of its own', (code) => {
  expect(meaningOf(alibabaCloudCodes, code)).toBeUndefined();
});

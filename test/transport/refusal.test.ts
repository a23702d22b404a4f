import { describe, expect, it } from 'vitest';
import { alibabaCloudCodes } from '../../src/transport/alibaba-cloud-codes.ts';
import { awsCodes } from '../../src/transport/aws-codes.ts';
import { huaweiCloudCodes } from '../../src/transport/huawei-cloud-codes.ts';
import { failureOfRefusal, meaningOf, type Meanings } from '../../src/transport/refusal.ts';
import { tencentCloudCodes } from '../../src/transport/tencent-cloud-codes.ts';

const request = { action: 'DescribeTasks', parameters: { Limit: 1_000 }, callsPerSecond: 20 };

function rejected(table: Meanings, code: string, message: string) {
  const meaning = meaningOf(table, code);
  if (meaning === undefined) throw new Error(`${code} has no meaning`);
  return failureOfRefusal({ meaning, title: 'The vendor', request, code, message, secrets: [] }).rejected;
}

describe('what of its size a request was refused for', () => {
  it.each([
    ['InvalidParameter.CdnStatInvalidDate', 'The date is invalid.', 'window'],
    ['LimitExceeded.QueryTimeLimitExceeded', 'Too much.', 'window'],
    ['ResponseSizeLimitExceeded', 'Too much.', 'page-size'],
    ['InvalidParameter.ParameterError', 'invalid "EndTime": [StartTime, StartTime + 7 days]', 'window'],
    ['InvalidParameter.ParameterError', '参数错误: 无效 "结束时间", 不在允许的查询范围内', 'window'],
    ['InvalidParameter.ParameterError', 'The parameter Limit is out of range.', 'page-size'],
    ['InvalidParameter.ParameterError', 'Invalid parameter.', 'page-size or window'],
    ['InvalidParameter.CdnParamError', 'Bad parameters.', 'page-size or window'],
    ['InvalidParameterValue', 'The value of Limit is larger than 100.', 'page-size'],
    ['InvalidParameterValue', 'The time range is too long.', 'window'],
    ['InvalidParameterValue', 'The keyword exceeds the limit.', undefined],
    ['InvalidParameter', 'Bad parameters.', undefined],
    ['InvalidParameter.Target', 'The Limit of targets is exceeded.', undefined],
    ['InternalError', 'Limit', undefined],
  ])('is told by %s: %s', (code, message, expected) => {
    expect(rejected(tencentCloudCodes, code, message)).toBe(expected);
  });

  it.each([
    ['InvalidPageSize.Malformed', 'The specified PageSize is invalid.', 'page-size'],
    ['InvalidPageSize.ValueNotSupported', '', 'page-size'],
    ['InvalidTimeRange', '', 'window'],
    ['InvalidParameters', 'The parameter PageSize is not valid.', 'page-size'],
    ['InvalidParameters', 'The parameter is not valid.', undefined],
    ['InvalidStartTime.Malformed', 'The StartTime is not valid.', undefined],
  ])('is told by %s: %s', (code, message, expected) => {
    expect(rejected(alibabaCloudCodes, code, message)).toBe(expected);
  });

  it.each([
    ['CDN.0001', 'The parameter page_size is invalid.', 'page-size'],
    ['CDN.0001', 'The parameter start_date is invalid.', 'window'],
    ['CDN.0001', 'The parameter is invalid.', undefined],
  ])('is told by %s: %s', (code, message, expected) => {
    expect(rejected(huaweiCloudCodes, code, message)).toBe(expected);
  });

  it('is told by InvalidArgument: MaxItems is too large.', () => {
    expect(rejected(awsCodes, 'InvalidArgument', 'MaxItems is too large.')).toBe('page-size');
  });
});

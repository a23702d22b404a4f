import { createRequire } from 'node:module';

import { $OpenApiUtil } from '@alicloud/openapi-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { at, history, iso, key, prefetchedToday, urls, wrongKey } from './sdk-history.ts';
import type { SdkKey } from './sdk-history.ts';

// The vendor's own SDK, which was written by people who know the vendor's servers, against the emulator.

// Asked for as CommonJS: its default export looks different under Node and under the test runner.
const alibaba: typeof import('@alicloud/cdn20180510', { with: { 'resolution-mode': 'require' } }) =
  createRequire(import.meta.url)('@alicloud/cdn20180510');

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    accounts: [
      { vendor: 'ALIBABA_CDN', name: 'aliyun', ...key, history },
      { vendor: 'ALIBABA_CDN', name: 'sts', id: 'LTAItemporary', secret: 's', token: 'tok/en+==', history },
    ],
  });
});

afterAll(() => emulator.close());

function client({ id, secret, token }: SdkKey = key) {
  const config = new $OpenApiUtil.Config({
    accessKeyId: id,
    accessKeySecret: secret,
    protocol: 'HTTP',
    endpoint: new URL(emulator.endpoint('ALIBABA_CDN')).host,
    ...(token === undefined ? {} : { securityToken: token }),
  });
  return new alibaba.default(config);
}

describe("Alibaba's SDK", () => {
  it('DescribeRefreshTasks answers the rows of a window and of an ObjectPath', async () => {
    const { DescribeRefreshTasksRequest } = alibaba;
    const window = { startTime: iso(at - 60_000), endTime: iso(at + 1000), pageSize: 100, pageNumber: 1 };
    const all = await client().describeRefreshTasks(new DescribeRefreshTasksRequest(window));
    expect(all.body?.totalCount).toBe(3);
    expect(all.body?.tasks?.CDNTask?.map((row) => row.objectType).toSorted()).toEqual([
      'directory',
      'preload',
      'preload',
    ]);
    const one = await client().describeRefreshTasks(
      new DescribeRefreshTasksRequest({ objectPath: urls[1] ?? '' }),
    );
    expect(one.body?.tasks?.CDNTask?.map((row) => row.objectPath)).toEqual([urls[1]]);
  });

  it('DescribeRefreshTaskById answers several tasks at once', async () => {
    const request = new alibaba.DescribeRefreshTaskByIdRequest({
      taskId: '15330318532313133119,15330318532313133120',
    });
    const { body } = await client().describeRefreshTaskById(request);
    expect(body?.totalCount).toBe(3);
    expect(body?.tasks?.map((row) => row.status)).toEqual(['Complete', 'Complete', 'Complete']);
  });

  it('DescribePreloadDetailById answers the URLs of a task', async () => {
    const request = new alibaba.DescribePreloadDetailByIdRequest({ taskId: '15330318532313133119' });
    const { body } = await client().describePreloadDetailById(request);
    expect(body?.totalCount).toBe(1);
    expect(body?.urlDetails?.[0]).toMatchObject({ domain: 'www.example.com', process: '100%', retCode: '0' });
    expect(body?.urlDetails?.[0]?.urls?.map((row) => row.success)).toEqual(['100%', '100%']);
  });

  it('DescribeRefreshQuota answers what is left of today as texts', async () => {
    const { body } = await client().describeRefreshQuota(new alibaba.DescribeRefreshQuotaRequest({}));
    expect(body).toMatchObject({
      urlQuota: '10000',
      urlRemain: '10000',
      preloadQuota: '1000',
      regexRemain: '20',
    });
    expect(body?.preloadRemain).toBe(String(1000 - prefetchedToday));
  });

  it('temporary credentials are accepted with their token, and refused with another', async () => {
    const request = new alibaba.DescribeRefreshTaskByIdRequest({ taskId: '15330318532313133119' });
    const sts = { id: 'LTAItemporary', secret: 's' };
    const { body } = await client({ ...sts, token: 'tok/en+==' }).describeRefreshTaskById(request);
    expect(body?.totalCount).toBe(2);
    await expect(client({ ...sts, token: 'other' }).describeRefreshTaskById(request)).rejects.toMatchObject({
      code: 'InvalidSecurityToken.MismatchWithAccessKey',
    });
  });

  it('a wrong AccessKeySecret is SignatureDoesNotMatch, an unknown AccessKeyId InvalidAccessKeyId.NotFound', async () => {
    const request = new alibaba.DescribeRefreshTaskByIdRequest({ taskId: '1' });
    await expect(client(wrongKey).describeRefreshTaskById(request)).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
      statusCode: 400,
    });
    await expect(
      client({ id: 'nobody', secret: 's' }).describeRefreshTaskById(request),
    ).rejects.toMatchObject({
      code: 'InvalidAccessKeyId.NotFound',
      statusCode: 404,
    });
  });
});

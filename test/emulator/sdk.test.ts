import { Agent } from 'node:http';
import { createRequire } from 'node:module';

import { $OpenApiUtil } from '@alicloud/openapi-core';
import tencentCdn from 'tencentcloud-sdk-nodejs-cdn';
import { teo } from 'tencentcloud-sdk-nodejs-teo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { submission } from './histories.ts';

// The vendors' own SDKs, which were written by people who know the vendors' servers, against the emulator.

// Asked for as CommonJS: its default export looks different under Node and under the test runner.
const alibaba: typeof import('@alicloud/cdn20180510', { with: { 'resolution-mode': 'require' } }) =
  createRequire(import.meta.url)('@alicloud/cdn20180510');

const key = { id: 'AKIDemulated', secret: 'emulated-secret' };
const wrongKey = { id: key.id, secret: 'another-secret' };
// The SDKs have no clock to set.
const at = Math.floor(Date.now() / 1000) * 1000 - 60_000;
/** A day of quotas begins at midnight, UTC+8. */
const dayOf = (instant: number): number => Math.floor((instant + 8 * 3_600_000) / 86_400_000);
const prefetchedToday = dayOf(at) === dayOf(Date.now()) ? 2 : 0;
const urls = ['https://www.example.com/a.js', "https://www.example.com/目录/b (1)*~!'.js?x=1&y=%20"];

let emulator: Emulator;

beforeAll(async () => {
  const history = [
    submission('15330318532313133119', at, urls),
    submission('15330318532313133120', at - 5000, ['https://www.example.com/css/'], {
      kind: 'PURGE_DIRECTORY',
    }),
  ];
  emulator = await startEmulator({
    accounts: [
      { vendor: 'TENCENT_CDN', name: 'tencent', ...key, history },
      {
        vendor: 'TENCENT_CDN',
        name: 'temporary',
        id: 'AKIDtemporary',
        secret: 's',
        token: 'tok/en+==',
        history,
      },
      {
        vendor: 'TENCENT_EDGEONE',
        name: 'edge',
        ...key,
        zones: ['zone-1', 'zone-2'],
        zoneDetails: {
          'zone-1': { name: 'example.com', alias: 'main' },
          'zone-2': { name: '', type: 'partialComposite' },
        },
        history,
      },
      { vendor: 'ALIBABA_CDN', name: 'aliyun', ...key, history },
      { vendor: 'ALIBABA_CDN', name: 'sts', id: 'LTAItemporary', secret: 's', token: 'tok/en+==', history },
    ],
  });
});

afterAll(() => emulator.close());

interface SdkKey {
  readonly id: string;
  readonly secret: string;
  readonly token?: string;
}

/** The SDK signs for the first label of the host, so the vendor's host stays and is resolved to loopback. */
function tencentConfig(
  { id, secret, token }: SdkKey,
  host: string,
  endpoint: string,
  method: 'GET' | 'POST',
) {
  const agent = new Agent({
    // Node 20 asks for all addresses at once.
    lookup: (_host, { all }, done) =>
      all === true ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4),
  });
  return {
    credential: { secretId: id, secretKey: secret, ...(token === undefined ? {} : { token }) },
    profile: {
      httpProfile: {
        endpoint: `${host}:${new URL(endpoint).port}`,
        protocol: 'http://',
        reqMethod: method,
        agent,
      },
    },
  };
}

describe.each(['POST', 'GET'] as const)("Tencent's SDK with %s", (method) => {
  const cdn = (sdkKey: SdkKey = key) =>
    new tencentCdn.cdn.v20180606.Client(
      tencentConfig(sdkKey, 'cdn.intl.tencentcloudapi.com', emulator.endpoint('TENCENT_CDN'), method),
    );
  const edge = (sdkKey: SdkKey = key) =>
    new teo.v20220901.Client(
      tencentConfig(sdkKey, 'teo.intl.tencentcloudapi.com', emulator.endpoint('TENCENT_EDGEONE'), method),
    );

  it('DescribePushTasks answers the rows of a task', async () => {
    const answer = await cdn().DescribePushTasks({ TaskId: '15330318532313133119', Limit: 10, Offset: 0 });
    expect(answer.TotalCount).toBe(2);
    expect(answer.PushLogs?.map((row) => row.Url).toSorted()).toEqual(urls);
    expect(answer.PushLogs?.map((row) => [row.Status, row.Percent, row.Area])).toEqual([
      ['done', 100, 'mainland'],
      ['done', 100, 'mainland'],
    ]);
  });

  it('DescribePushTasks finds a URL by keyword, unicode and all', async () => {
    const Keyword = urls[1] ?? '';
    const answer = await cdn().DescribePushTasks({
      StartTime: wall(at - 60_000),
      EndTime: wall(at),
      Keyword,
    });
    expect(answer.PushLogs?.map((row) => row.Url)).toEqual([urls[1]]);
  });

  it('DescribePurgeTasks answers the purges', async () => {
    const answer = await cdn().DescribePurgeTasks({ StartTime: wall(at - 60_000), PurgeType: 'path' });
    expect(answer.PurgeLogs).toMatchObject([
      { Url: 'https://www.example.com/css/', PurgeType: 'path', Status: 'done' },
    ]);
  });

  it('DescribePushQuota and DescribePurgeQuota answer what is left of today by area', async () => {
    const push = await cdn().DescribePushQuota();
    expect(push.UrlPush).toEqual([
      { Batch: 500, Total: 1000, Available: 1000 - prefetchedToday, Area: 'mainland' },
      { Batch: 500, Total: 1000, Available: 1000, Area: 'overseas' },
    ]);
    const purge = await cdn().DescribePurgeQuota();
    expect(purge.PathPurge?.map(({ Area, Total }) => [Area, Total])).toEqual([
      ['mainland', 100],
      ['overseas', 100],
    ]);
    expect(purge.UrlPurge?.map(({ Available }) => Available)).toEqual([10_000, 10_000]);
  });

  it('DescribeZones answers the zones by name, the newest first', async () => {
    const all = await edge().DescribeZones({ Limit: 100 });
    expect(all.TotalCount).toBe(2);
    expect(all.Zones?.map(({ ZoneId, ZoneName, Type }) => [ZoneId, ZoneName, Type])).toEqual([
      ['zone-2', '', 'partialComposite'],
      ['zone-1', 'example.com', 'partial'],
    ]);
    const Filters = [{ Name: 'zone-name', Values: ['example'], Fuzzy: true }];
    const named = await edge().DescribeZones({ Filters });
    expect(named.Zones?.map(({ ZoneId, AliasZoneName }) => [ZoneId, AliasZoneName])).toEqual([
      ['zone-1', 'main'],
    ]);
    await expect(edge().DescribeZones({ Limit: 101 })).rejects.toMatchObject({
      code: 'InvalidParameter.ParameterError',
    });
    await expect(edge().DescribeZones({ Order: 'size' })).rejects.toMatchObject({
      code: 'InvalidParameter.ParameterError',
    });
  });

  it('DescribeContentQuota answers the quotas of a zone, and rejects another account’s', async () => {
    const quota = await edge().DescribeContentQuota({ ZoneId: 'zone-1' });
    expect(quota.PrefetchQuota).toEqual([
      { Batch: 500, Daily: 1000, DailyAvailable: 1000 - prefetchedToday, Type: 'prefetch_url' },
    ]);
    expect(quota.PurgeQuota?.map(({ Type }) => Type)).toEqual([
      'purge_url',
      'purge_prefix',
      'purge_host',
      'purge_all',
      'purge_cache_tag',
    ]);
    const other = await edge().DescribeContentQuota({ ZoneId: 'zone-2' });
    expect(other.PrefetchQuota?.map(({ DailyAvailable }) => DailyAvailable)).toEqual([1000]);
    await expect(edge().DescribeContentQuota({ ZoneId: 'zone-9' })).rejects.toMatchObject({
      code: 'UnauthorizedOperation.NoPermission',
    });
  });

  it('temporary credentials are accepted with their token, and refused without', async () => {
    const sdkKey = { id: 'AKIDtemporary', secret: 's', token: 'tok/en+==' };
    const question = { TaskId: '15330318532313133119' };
    expect((await cdn(sdkKey).DescribePushTasks(question)).TotalCount).toBe(2);
    const { token: _, ...withoutToken } = sdkKey;
    await expect(cdn(withoutToken).DescribePushTasks(question)).rejects.toMatchObject({
      code: 'AuthFailure.TokenFailure',
    });
  });

  it('a wrong SecretKey is AuthFailure.SignatureFailure, an unknown SecretId AuthFailure.SecretIdNotFound', async () => {
    await expect(cdn(wrongKey).DescribePushTasks({ TaskId: '1' })).rejects.toMatchObject({
      code: 'AuthFailure.SignatureFailure',
    });
    await expect(
      edge({ id: 'nobody', secret: '' }).DescribePurgeTasks({ ZoneId: 'zone-1' }),
    ).rejects.toMatchObject({
      code: 'AuthFailure.SecretIdNotFound',
    });
  });

  it('DescribePrefetchTasks answers the rows of a window, through filters', async () => {
    const answer = await edge().DescribePrefetchTasks({
      ZoneId: 'zone-1',
      StartTime: iso(at - 60_000),
      EndTime: iso(at + 1000),
      Limit: 1000,
      Filters: [
        { Name: 'domains', Values: ['www.example.com', 'www.example.org'] },
        { Name: 'statuses', Values: ['success'] },
      ],
    });
    expect(answer.TotalCount).toBe(2);
    expect(answer.Tasks?.map((row) => row.Target).toSorted()).toEqual(urls);
  });

  it('DescribePurgeTasks of EdgeOne answers a job, and refuses what the document refuses', async () => {
    const filters = [{ Name: 'job-id', Values: ['15330318532313133120'] }];
    const answer = await edge().DescribePurgeTasks({ ZoneId: 'zone-1', Filters: filters });
    expect(answer.Tasks).toMatchObject([{ Type: 'purge_prefix', Method: 'invalidate', Status: 'success' }]);
    await expect(
      edge().DescribePurgeTasks({ ZoneId: 'zone-1', Filters: filters, Limit: 1001 }),
    ).rejects.toMatchObject({
      code: 'InvalidParameter.ParameterError',
    });
  });
});

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

function iso(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

/** Tencent Cloud CDN takes Beijing's clock. */
function wall(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

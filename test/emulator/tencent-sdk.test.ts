import { Agent } from 'node:http';

import tencentCdn from 'tencentcloud-sdk-nodejs-cdn';
import { teo } from 'tencentcloud-sdk-nodejs-teo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { at, history, iso, key, prefetchedToday, urls, wrongKey } from './sdk-history.ts';
import type { SdkKey } from './sdk-history.ts';

// The vendor's own SDKs, which were written by people who know the vendor's servers, against the emulator.

let emulator: Emulator;

beforeAll(async () => {
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
    ],
  });
});

afterAll(() => emulator.close());

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

/** Tencent Cloud CDN takes Beijing's clock. */
function wall(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}

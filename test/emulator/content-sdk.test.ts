import { createRequire } from 'node:module';

import { $OpenApiUtil } from '@alicloud/openapi-core';
import { cdn } from '@volcengine/openapi';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { submission } from './histories.ts';

// The official clients of DCDN, ESA, Volcengine and BytePlus, which were written by people who know the servers, against the emulator.

const dcdn: typeof import('@alicloud/dcdn20180115', { with: { 'resolution-mode': 'require' } }) =
  createRequire(import.meta.url)('@alicloud/dcdn20180115');

const esa: typeof import('@alicloud/esa20240910', { with: { 'resolution-mode': 'require' } }) = createRequire(
  import.meta.url,
)('@alicloud/esa20240910');

const key = { id: 'emulated-key', secret: 'emulated/secret+1==' };
// The clients have no clock to set.
const at = Math.floor(Date.now() / 1000) * 1000 - 60_000;
const urls = ['https://www.example.com/a.js', 'https://www.example.com/目录/b(1).js?x=1'];
const history = [
  submission('16346513304', at, urls, { target: { area: 'overseas' } }),
  submission('16346513305', at - 5000, ['https://www.example.com/css/'], {
    kind: 'PURGE_DIRECTORY',
    target: { outcome: 'failed', message: 'InternalError', method: 'delete' },
  }),
];

let emulator: Emulator;

beforeAll(async () => {
  emulator = await startEmulator({
    accounts: [
      { vendor: 'ALIBABA_DCDN', name: 'dcdn', ...key, history, behaviour: { enforcesRate: false } },
      {
        vendor: 'ALIBABA_ESA',
        name: 'esa',
        ...key,
        zones: ['1001'],
        zoneDetails: { '1001': { name: 'example.com' } },
        history,
        behaviour: { enforcesRate: false },
      },
      { vendor: 'VOLCENGINE_CDN', name: 'volc', ...key, history },
      { vendor: 'BYTEPLUS_CDN', name: 'byte', ...key, token: 'tok/en', history },
    ],
  });
});

afterAll(() => emulator.close());

const iso = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;
const window = { startTime: iso(at - 60_000), endTime: iso(at + 1000) };

const dcdnClient = (accessKeySecret = key.secret) =>
  new dcdn.default(
    new $OpenApiUtil.Config({
      accessKeyId: key.id,
      accessKeySecret,
      protocol: 'HTTP',
      endpoint: new URL(emulator.endpoint('ALIBABA_DCDN')).host,
    }),
  );

const byId = (taskId: string) => new dcdn.DescribeDcdnRefreshTaskByIdRequest({ taskId });

const metadataOf = (answer: object): unknown =>
  'ResponseMetadata' in answer ? answer.ResponseMetadata : undefined;

describe('the official client of DCDN', () => {
  it('lists and pages, with a directory as a path', async () => {
    const pages = [1, 2].map((pageNumber) =>
      dcdnClient().describeDcdnRefreshTasks(
        new dcdn.DescribeDcdnRefreshTasksRequest({ ...window, pageSize: 2, pageNumber }),
      ),
    );
    const answers = await Promise.all(pages);
    expect(answers.map(({ body }) => body?.totalCount)).toEqual([3, 3]);
    const rows = answers.flatMap(({ body }) => body?.tasks?.task ?? []);
    expect(rows.map(({ objectType, status }) => [objectType, status])).toEqual([
      ['preload', 'Complete'],
      ['preload', 'Complete'],
      ['path', 'Failed'],
    ]);
    expect(rows[2]?.description).toBe('InternalError');
  });

  it('fetches tasks by id, whose failures are spelt with blanks', async () => {
    const request = new dcdn.DescribeDcdnRefreshTaskByIdRequest({ taskId: '16346513305,16346513304' });
    const { body } = await dcdnClient().describeDcdnRefreshTaskById(request);
    expect(body?.tasks?.map(({ objectType, description }) => [objectType, description])).toEqual([
      ['directory', 'Internal Error'],
      ['preload', undefined],
      ['preload', undefined],
    ]);
  });

  it('reads the quota', async () => {
    const { body } = await dcdnClient().describeDcdnRefreshQuota(
      new dcdn.DescribeDcdnRefreshQuotaRequest({}),
    );
    expect(body).toMatchObject({ urlQuota: '2000', urlRemain: '2000', preloadQuota: '500' });
  });

  it('receives the errors of a wrong secret, too many ids, a large page and a time alone', async () => {
    await expect(dcdnClient('wrong').describeDcdnRefreshTaskById(byId('1'))).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
    const eleven = Array.from({ length: 11 }, (_, index) => index).join(',');
    await expect(dcdnClient().describeDcdnRefreshTaskById(byId(eleven))).rejects.toMatchObject({
      code: 'InvalidTaskId',
    });
    const list = (asked: object) =>
      dcdnClient().describeDcdnRefreshTasks(new dcdn.DescribeDcdnRefreshTasksRequest(asked));
    await expect(list({ pageSize: 51 })).rejects.toMatchObject({ code: 'InvalidParameters' });
    await expect(list({ startTime: window.startTime })).rejects.toMatchObject({
      code: 'MissingTimeParameter',
    });
    await expect(list({ status: 'Failed' })).rejects.toMatchObject({ code: 'MissingParameter.ObjectType' });
    await expect(list({ objectType: 'preload', status: 'Timeout' })).rejects.toMatchObject({
      code: 'InvalidStatus.ValueNotSupported',
    });
  });
});

const esaClient = (accessKeySecret = key.secret) =>
  new esa.default(
    new $OpenApiUtil.Config({
      accessKeyId: key.id,
      accessKeySecret,
      protocol: 'HTTP',
      endpoint: new URL(emulator.endpoint('ALIBABA_ESA')).host,
    }),
  );
const purges = (asked: object) => new esa.DescribePurgeTasksRequest({ siteId: 1001, ...window, ...asked });

describe('the official client of ESA', () => {
  it('lists the sites', async () => {
    const { body } = await esaClient().listSites(new esa.ListSitesRequest({}));
    expect(body?.sites?.map(({ siteId, siteName }) => [siteId, siteName])).toEqual([[1001, 'example.com']]);
  });

  it('lists and pages prefetches, whose times have no zone', async () => {
    const pages = [1, 2].map((pageNumber) =>
      esaClient().describePreloadTasks(
        new esa.DescribePreloadTasksRequest({ siteId: 1001, ...window, pageSize: 1, pageNumber }),
      ),
    );
    const answers = await Promise.all(pages);
    expect(answers.map(({ body }) => [body?.totalCount, body?.tasks?.length])).toEqual([
      [2, 1],
      [2, 1],
    ]);
    expect(answers[0]?.body?.tasks?.[0]?.createTime).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });

  it('lists the purges of one type, by file unless it names one, and reads the quota', async () => {
    const byFile = await esaClient().describePurgeTasks(purges({}));
    expect(byFile.body?.totalCount).toBe(0);
    const byDirectory = await esaClient().describePurgeTasks(purges({ type: 'directory' }));
    expect(byDirectory.body?.tasks).toMatchObject([
      { type: 'directory', status: 'Failed', description: 'InternalError', createTime: iso(at - 5000) },
    ]);
    const { body } = await esaClient().getPurgeQuota(new esa.GetPurgeQuotaRequest({ siteId: 1001 }));
    expect(body).toMatchObject({ quota: '1000', usage: '0' });
  });

  it('receives the errors of a wrong secret, another site, a time alone and a large page', async () => {
    const codeOf = (asked: object) => esaClient().describePurgeTasks(purges(asked));
    await expect(esaClient('wrong').describePurgeTasks(purges({}))).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
    await expect(codeOf({ siteId: 9 })).rejects.toMatchObject({ code: 'InvalidSiteId.NotFound' });
    await expect(codeOf({ endTime: undefined })).rejects.toMatchObject({ code: 'MissingTimeParameter' });
    await expect(codeOf({ pageSize: 51 })).rejects.toMatchObject({ code: 'InvalidParameters' });
    await expect(codeOf({ type: 'cachekey' })).rejects.toMatchObject({ code: 'InvalidType' });
  });
});

describe.each([
  ['VOLCENGINE_CDN', 'cn-north-1', undefined],
  ['BYTEPLUS_CDN', 'ap-singapore-1', 'tok/en'],
] as const)('the official client of %s', (vendor, region, sessionToken) => {
  const client = (secretKey = key.secret) =>
    new cdn.CdnService({
      host: new URL(emulator.endpoint(vendor)).host,
      protocol: 'http:',
      region,
      accessKeyId: key.id,
      secretKey,
      ...(sessionToken !== undefined && { sessionToken }),
    });
  const range = { StartTime: at / 1000 - 60, EndTime: at / 1000 + 1 };
  const list = (asked: Record<string, unknown>, secret?: string) =>
    client(secret).DescribeContentTasks({ TaskType: 'preload', ...range, ...asked });

  it('lists and pages the tasks of one type', async () => {
    const answers = await Promise.all([1, 2].map((PageNum) => list({ PageNum, PageSize: 1 })));
    expect(answers.map(({ Result }) => Result)).toMatchObject([
      { Total: 2, PageNum: 1, PageSize: 1, Data: [{ TaskID: '16346513304', Process: '100' }] },
      { Total: 2, PageNum: 2, PageSize: 1, Data: [{ Status: 'complete', CreateTime: at / 1000 }] },
    ]);
  });

  it('fetches one task, a URL of it, and a purge with its method', async () => {
    const task = await list({ TaskID: '16346513304' });
    expect(task.Result).toMatchObject({ Total: 2, Data: [{ Area: 'outside_chinese_mainland' }, {}] });
    const url = await list({ UrlList: [urls[1]] });
    expect(url.Result).toMatchObject({ Data: [{ Url: urls[1] }] });
    const purge = await list({ TaskType: 'refresh_dir', Status: 'failed' });
    expect(purge.Result).toMatchObject({ Data: [{ TaskType: 'refresh_dir', Delete: true }] });
  });

  it('reads the quota as numbers', async () => {
    const { Result } = await client().DescribeContentQuota({});
    expect(Result).toMatchObject({ RefreshQuota: 10_000, RefreshRemain: 10_000, PreloadQuota: 2000 });
  });

  it('receives the errors of a wrong secret, an unknown type, half a range and a range of over 7 days', async () => {
    expect(metadataOf(await list({}, 'wrong'))).toMatchObject({ Error: { Code: 'SignatureDoesNotMatch' } });
    const wrong = [
      [{ TaskType: 'warmup' }, 'InvalidParameter.TaskType'],
      [{ EndTime: undefined }, 'InvalidParameter.Time'],
      [{ StartTime: range.EndTime - 8 * 86_400 }, 'InvalidParameter.Time'],
      [{ PageSize: 101 }, 'InvalidParameter.PageSize'],
      [{ Status: 'done' }, 'InvalidParameter.Status'],
    ] as const;
    for (const [asked, Code] of wrong) {
      expect(metadataOf(await list(asked))).toMatchObject({ Error: { Code } });
    }
  });
});

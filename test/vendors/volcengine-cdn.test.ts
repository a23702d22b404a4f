import { describe, expect, it } from 'vitest';
import type { FeedQuery, Provider } from '../../src/domain/source.ts';
import { bytePlusCdn, volcengineCdn } from '../../src/vendors/volcengine-cdn/vendor.ts';
import { flatCall } from './call-fixture.ts';
import { conformance } from './conformance.ts';
import { answerOf, fixture } from './fixture.ts';

const provider: Provider = { name: 'volc', vendor: 'VOLCENGINE_CDN', account: 'a' };

const calls = ['preload', 'refresh_file', 'refresh_dir', 'refresh_regex'].map((type) =>
  flatCall(fixture(`volcengine-cdn/${type}`), {
    action: 'DescribeContentTasks',
    of: type,
    list: 'Data',
    count: 'Total',
    id: 'TaskID',
    placing: ['TaskID', 'Url', 'CreateTime'],
    status: 'Status',
  }),
);

describe.each([volcengineCdn, bytePlusCdn])('$name', (vendor) => {
  conformance({ vendor, settings: {}, calls });
});

it('the two brands differ in endpoint, region and variables alone', () => {
  expect(volcengineCdn.scheme({})).toEqual({
    name: 'volcengine',
    service: 'cdn',
    version: '2021-03-01',
    region: 'cn-north-1',
  });
  expect(bytePlusCdn.scheme({})).toMatchObject({ region: 'ap-singapore-1' });
  expect(bytePlusCdn.scheme({ region: 'cn-north-1' })).toMatchObject({ region: 'cn-north-1' });
  expect([volcengineCdn.defaultEndpoint, bytePlusCdn.defaultEndpoint]).toEqual([
    'https://cdn.volcengineapi.com',
    'https://cdn.byteplusapi.com',
  ]);
});

const [preload, files] = volcengineCdn.feeds({}, provider);
const [preloadLookup] = volcengineCdn.lookups({}, provider);
if (preload === undefined || files === undefined || preloadLookup === undefined) {
  throw new Error('a call is missing');
}
const query: FeedQuery = {
  window: { from: Date.UTC(2026, 0, 13), to: Date.UTC(2026, 0, 15) },
  offset: 200,
  limit: 100,
};

describe('DescribeContentTasks', () => {
  it('names one type, the range in seconds, and every filter', () => {
    const asked = { states: ['PROCESSING'], url: 'https://a.com/(1).jpg', domain: 'A.com' } as const;
    expect(preload.encode({ ...query, ...asked })).toEqual({
      action: 'DescribeContentTasks',
      parameters: {
        TaskType: 'preload',
        StartTime: 1_768_262_400,
        EndTime: 1_768_435_200,
        UrlList: ['https://a.com/(1).jpg'],
        DomainName: 'a.com',
        Status: 'running',
        PageNum: 3,
        PageSize: 100,
      },
      callsPerSecond: 20,
    });
  });

  it('is filtered here by domain, for the vendor also lists what contains the name', () => {
    expect(preload.capabilities.domain).toEqual({ valuesPerCall: 1, isExact: false });
  });

  it('reads area, percentage and time of a prefetch', () => {
    const { rows, totalCount } = preload.decode(answerOf(fixture('volcengine-cdn/preload')));
    expect(totalCount).toBe(2);
    expect(rows.map(({ state, progress, area, createdAt }) => [state, progress, area, createdAt])).toEqual([
      ['SUCCEEDED', 100, 'MAINLAND', 1_699_424_220_000],
      ['PROCESSING', 40, 'OVERSEAS', 1_699_424_220_000],
    ]);
  });

  it('reads how a purge treats the content, where it is told', () => {
    const { rows } = files.decode(answerOf(fixture('volcengine-cdn/refresh_file')));
    expect(rows.map(({ state, purgeMethod }) => [state, purgeMethod])).toEqual([
      ['SUCCEEDED', 'DELETE'],
      ['FAILED', 'INVALIDATE'],
    ]);
    const [row] = files.decode(
      answerOf({ Data: [{ ...rows[0]?.raw, Delete: undefined, TaskType: undefined }] }),
    ).rows;
    expect(row).toMatchObject({ kind: 'PURGE_URL', purgeMethod: undefined });
  });

  it('a task of a type that no document knows is of the kind that was asked for; one of another kind is said', () => {
    const [first] = calls[0]?.rows ?? [];
    const odd = ['revalidate', 'refresh_dir'].map((TaskType) => ({ ...first, TaskType }));
    const page = preload.decode(answerOf({ Data: odd }));
    expect(page.rows).toMatchObject([{ kind: 'PREFETCH', raw: { TaskType: 'revalidate' } }]);
    expect(page.unreadable).toBe('1 row whose TaskType "refresh_dir" does not belong to this call');
  });

  it('a time in milliseconds is not taken for one in seconds', () => {
    const [first] = calls[0]?.rows ?? [];
    const page = preload.decode(answerOf({ Data: [{ ...first, CreateTime: 1_699_424_220_000 }] }));
    expect(page.unreadable).toBe('1 row without a readable CreateTime');
  });

  it('a task is asked for by its id, and around the second of its creation where that is known', () => {
    const asked = { taskIds: ['prefetch_url_1'], offset: 0, limit: 100 };
    const parameters = { TaskType: 'preload', TaskID: 'prefetch_url_1', PageNum: 1, PageSize: 100 };
    expect(preloadLookup.encode(asked).parameters).toEqual(parameters);
    const createdAt = Date.UTC(2026, 0, 13);
    expect(preloadLookup.encode({ ...asked, createdAt }).parameters).toEqual({
      ...parameters,
      StartTime: 1_768_262_340,
      EndTime: 1_768_262_460,
    });
  });
});

import { describe, expect, test } from 'vitest';
import type { FeedQuery, Provider } from '../../src/domain/source.ts';
import { isFields } from '../../src/vendors/fields.ts';
import { alibabaCdn } from '../../src/vendors/alibaba-cdn/vendor.ts';
import type { CallFixture } from './conformance-decoding.ts';
import { conformance } from './conformance.ts';
import { fixture } from './fixture.ts';

const provider: Provider = { name: 'aliyun', vendor: 'ALIBABA_CDN', account: 'a' };
const listIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter(isFields) : [];

const listed = fixture('alibaba-cdn/refresh-tasks');
const refreshTasks: CallFixture = {
  action: 'DescribeRefreshTasks',
  documented: listed,
  rows: isFields(listed['Tasks']) ? listIn(listed['Tasks']['CDNTask']) : [],
  answerWith: (CDNTask) => ({ ...listed, Tasks: { CDNTask } }),
  answerWithList: (CDNTask) => ({ ...listed, Tasks: { CDNTask } }),
  list: 'CDNTask',
  placing: ['TaskId', 'ObjectPath', 'CreationTime', 'ObjectType'],
  status: 'Status',
};

const byId = fixture('alibaba-cdn/refresh-task-by-id');
const refreshTaskById: CallFixture = {
  ...refreshTasks,
  action: 'DescribeRefreshTaskById',
  documented: byId,
  rows: listIn(byId['Tasks']),
  answerWith: (Tasks) => ({ ...byId, Tasks }),
  answerWithList: (Tasks) => ({ ...byId, Tasks }),
  list: 'Tasks',
};

const detailed = fixture('alibaba-cdn/preload-detail');
/** The item's fields beside those of each of its URLs. */
const flat = listIn(detailed['UrlDetails']).flatMap(({ Urls, ...item }) =>
  listIn(Urls).map((url) => ({ ...item, ...url })),
);
const nested = (row: unknown): unknown => {
  if (!isFields(row)) return row;
  const { Url, Success, Description, ...item } = row;
  return { ...item, Urls: [{ Url, Success, Description }] };
};
const preloadDetail: CallFixture = {
  action: 'DescribePreloadDetailById',
  documented: detailed,
  rows: flat,
  answerWith: (rows) => ({ ...detailed, UrlDetails: rows.map(nested) }),
  answerWithList: (UrlDetails) => ({ ...detailed, UrlDetails }),
  list: 'UrlDetails',
  placing: ['TaskId', 'Url', 'CreationTime'],
  status: 'Status',
};

conformance({ vendor: alibabaCdn, settings: {}, calls: [refreshTasks, refreshTaskById, preloadDetail] });

const at = (time: string) => Date.parse(time);
const answer = (body: Readonly<Record<string, unknown>>) => ({ body, requestId: 'r', observedAt: 1 });
const [feed] = alibabaCdn.feeds({}, provider);
const [detailLookup, taskLookup] = alibabaCdn.lookups({}, provider);
if (feed === undefined || detailLookup === undefined || taskLookup === undefined) {
  throw new Error('a call is missing');
}
const query: FeedQuery = {
  window: { from: at('2026-01-13T00:00:00Z'), to: at('2026-01-15T00:00:00Z') },
  offset: 200,
  limit: 100,
};

describe('DescribeRefreshTasks', () => {
  test('reads purges and prefetches, however kinds, percents and times are spelt', () => {
    const { rows, totalCount } = feed.decode(answer(listed));
    expect(totalCount).toBe(6);
    expect(rows.map(({ kind, state, progress, domain }) => [kind, state, progress, domain])).toEqual([
      ['PURGE_URL', 'SUCCEEDED', 100, 'aaa.com'],
      ['PURGE_DIRECTORY', 'PROCESSING', 10, 'bbb.com'],
      ['PURGE_REGEX', 'PROCESSING', 0, 'bbb.com'],
      ['PREFETCH', 'FAILED', 80, 'bbb.com'],
      ['PURGE_DIRECTORY', 'TIMED_OUT', 80, 'bbb.com'],
      ['PREFETCH', 'CANCELED', 0, 'bbb.com'],
    ]);
    expect(rows[2]?.createdAt).toBe(at('2014-11-27T08:18:00Z'));
  });

  test('a description is the message of a failure, and its reason where it is a documented one', () => {
    const { rows } = feed.decode(answer(listed));
    expect(rows[0]).toMatchObject({ reason: undefined, message: undefined });
    expect(rows[3]).toMatchObject({
      reason: 'OriginReturnStatusCode5XX',
      message: 'OriginReturn StatusCode 5XX',
    });
    expect(rows[4]).toMatchObject({ reason: 'OriginTimeout', message: 'Origin Timeout' });
    const other = { ...refreshTasks.rows[3], Description: 'The moon was full' };
    const [row] = feed.decode(answer(refreshTasks.answerWith([other]))).rows;
    expect(row).toMatchObject({ reason: undefined, message: 'The moon was full' });
  });

  test('what is neither a purge nor a prefetch is not lost silently', () => {
    const blocks = ['block', 'unblock', 'block'].map((ObjectType) => ({
      ...refreshTasks.rows[0],
      ObjectType,
    }));
    const page = feed.decode(answer(refreshTasks.answerWith([...blocks, ...refreshTasks.rows])));
    expect(page.rowsAnswered).toBe(9);
    expect(page.rows).toHaveLength(6);
    expect(page.unreadable).toBe(
      '2 rows whose ObjectType "block" is not known; 1 row whose ObjectType "unblock" is not known',
    );
  });

  test('no tasks at all may come without the object around them', () => {
    expect(feed.decode(answer({ TotalCount: 0, Tasks: null }))).toMatchObject({ rows: [], rowsAnswered: 0 });
    expect(feed.decode(answer({ TotalCount: 0 }))).toMatchObject({ rows: [], rowsAnswered: 0 });
  });

  test('asks by page number, with every filter beside its object type', () => {
    const request = feed.encode({
      ...query,
      kinds: ['PREFETCH'],
      states: ['TIMED_OUT'],
      url: 'https://a.com/(1).jpg',
      domain: 'A.com',
    });
    expect(request).toEqual({
      action: 'DescribeRefreshTasks',
      parameters: {
        StartTime: '2026-01-13T00:00:00Z',
        EndTime: '2026-01-15T00:00:00Z',
        PageNumber: 3,
        PageSize: 100,
        ObjectPath: 'https://a.com/(1).jpg',
        ObjectType: 'preload',
        DomainName: 'a.com',
        Status: 'Timeout',
      },
      callsPerSecond: 5,
    });
  });

  test('never names a domain or a status without an object type: that is refused', () => {
    const { parameters } = feed.encode({ ...query, states: ['FAILED'], domain: 'a.com' });
    expect([parameters['DomainName'], parameters['Status']]).toEqual([undefined, undefined]);
  });

  test('does not filter by what is in progress: Pending would be lost', () => {
    expect(feed.capabilities.states?.values).not.toContain('PROCESSING');
  });
});

describe('DescribeRefreshTaskById', () => {
  test('asks for ten ids at once', () => {
    const taskIds = Array.from({ length: 10 }, (_, index) => `${index}`);
    const { parameters } = taskLookup.encode({ taskIds, offset: 0, limit: 100 });
    expect(parameters).toEqual({ TaskId: '0,1,2,3,4,5,6,7,8,9' });
  });

  test('reads the same rows, in a plain list', () => {
    expect(taskLookup.decode(answer(byId)).rows).toMatchObject([
      { taskId: '704222904', kind: 'PURGE_URL', state: 'SUCCEEDED', message: undefined },
    ]);
  });
});

describe('DescribePreloadDetailById', () => {
  const { rows, rowsAnswered, totalCount } = detailLookup.decode(answer(detailed));

  test('gives one row for each URL of each domain', () => {
    expect([rowsAnswered, totalCount]).toEqual([5, 5]);
    expect(rows.map(({ url, domain }) => [url, domain])).toEqual([
      ['example.com/abc.jpg', 'example.com'],
      ['example.com/def.jpg', 'example.com'],
      ['https://img.example.com/1.jpg', 'img.example.com'],
      ['Img.Example.com/2.jpg', 'img.example.com'],
      ['video.example.com/1.mp4', 'video.example.com'],
    ]);
  });

  test('a complete task has failed for a URL that not all nodes have', () => {
    expect(rows[0]).toMatchObject({
      state: 'FAILED',
      vendorStatus: 'Complete',
      progress: 47,
      message: 'InternalError|OriginTimeout',
      reason: undefined,
      createdAt: at('2022-11-23T02:26:56Z'),
      finishedAt: at('2022-11-23T02:27:00Z'),
    });
    expect(rows[1]).toMatchObject({ state: 'SUCCEEDED', progress: 100, message: undefined });
  });

  test('what goes on has neither end nor reason', () => {
    expect(rows[2]).toMatchObject({
      state: 'PROCESSING',
      progress: 20,
      finishedAt: undefined,
      reason: undefined,
    });
    expect(rows[3]).toMatchObject({ state: 'PROCESSING', progress: 100, finishedAt: undefined });
  });

  test('a return code other than 0 is the reason of a failure', () => {
    expect(rows[4]).toMatchObject({ state: 'FAILED', reason: 'RetCode 5', message: 'OriginTimeout' });
  });

  test('an item without URLs is said', () => {
    const [item] = listIn(detailed['UrlDetails']);
    for (const Urls of [null, [], 'nonsense']) {
      const page = detailLookup.decode(answer({ ...detailed, UrlDetails: [{ ...item, Urls }] }));
      expect(page).toMatchObject({ rows: [], unreadable: '1 row without a readable Url' });
    }
  });
});

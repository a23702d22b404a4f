import { describe, expect, it } from 'vitest';
import type { FeedQuery, Provider } from '../../src/domain/source.ts';
import { urlIdentity } from '../../src/domain/url.ts';
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
  it('reads purges and prefetches, however kinds, percents and times are spelt', () => {
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

  it('a description is the message of a failure, and its reason where it is a documented one', () => {
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

  it('blocked and unblocked URLs are known to be no cache tasks: left out, and counted apart', () => {
    const others = ['block', 'unblock', 'Block'].map((ObjectType) => ({
      ...refreshTasks.rows[0],
      ObjectType,
    }));
    const page = feed.decode(answer(refreshTasks.answerWith([...others, ...refreshTasks.rows])));
    expect(page).toMatchObject({ rowsAnswered: 9, otherRows: 3, unreadable: undefined });
    expect(page.rows).toHaveLength(6);
  });

  it('a task of an object type that no document knows is shown, with the vendor’s word', () => {
    const [row] = feed.decode(
      answer(refreshTasks.answerWith([{ ...refreshTasks.rows[0], ObjectType: 'warmup' }])),
    ).rows;
    expect(row).toMatchObject({ kind: 'UNKNOWN', raw: { ObjectType: 'warmup' } });
    expect(feed.kinds).toContain('UNKNOWN');
  });

  it('no tasks at all may come without the object around them', () => {
    expect(feed.decode(answer({ TotalCount: 0, Tasks: null }))).toMatchObject({ rows: [], rowsAnswered: 0 });
    expect(feed.decode(answer({ TotalCount: 0 }))).toMatchObject({ rows: [], rowsAnswered: 0 });
  });

  it('asks by page number, with every filter beside its object type', () => {
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

  it('asks for a single second with an end later than its start, as the vendor demands', () => {
    const second = at('2026-01-13T00:00:00Z');
    const { parameters } = feed.encode({ ...query, window: { from: second, to: second } });
    expect([parameters['StartTime'], parameters['EndTime']]).toEqual([
      '2026-01-13T00:00:00Z',
      '2026-01-13T00:00:01Z',
    ]);
  });

  it('never names a domain or a status without an object type: that is refused', () => {
    const { parameters } = feed.encode({ ...query, states: ['FAILED'], domain: 'a.com' });
    expect([parameters['DomainName'], parameters['Status']]).toEqual([undefined, undefined]);
  });

  it('does not filter by what is in progress: Pending would be lost', () => {
    expect(feed.capabilities.states?.values).not.toContain('PROCESSING');
  });
});

describe('DescribeRefreshTaskById', () => {
  it('asks for ten ids at once', () => {
    const taskIds = Array.from({ length: 10 }, (_, index) => `${index}`);
    const { parameters } = taskLookup.encode({ taskIds, offset: 0, limit: 100 });
    expect(parameters).toEqual({ TaskId: '0,1,2,3,4,5,6,7,8,9' });
  });

  it('reads the same rows, in a plain list', () => {
    expect(taskLookup.decode(answer(byId)).rows).toMatchObject([
      { taskId: '704222904', kind: 'PURGE_URL', state: 'SUCCEEDED', message: undefined },
    ]);
  });
});

describe('DescribePreloadDetailById', () => {
  const { rows, rowsAnswered, totalCount } = detailLookup.decode(answer(detailed));

  it('gives one row for each URL of each domain', () => {
    expect([rowsAnswered, totalCount]).toEqual([5, 5]);
    expect(rows.map(({ url, domain }) => [url, domain])).toEqual([
      ['example.com/abc.jpg', 'example.com'],
      ['example.com/def.jpg', 'example.com'],
      ['https://img.example.com/1.jpg', 'img.example.com'],
      ['Img.Example.com/2.jpg', 'img.example.com'],
      ['video.example.com/1.mp4', 'video.example.com'],
    ]);
  });

  it('a complete task has failed for a URL that not all nodes have', () => {
    expect(rows[0]).toMatchObject({
      state: 'FAILED',
      vendorStatus: 'Complete',
      progress: 47,
      message: 'InternalError|OriginTimeout',
      reason: 'InternalError',
      createdAt: at('2022-11-23T02:26:56Z'),
    });
    expect(rows[1]).toMatchObject({ state: 'SUCCEEDED', progress: 100, message: undefined });
  });

  it('what goes on has neither end nor reason, and what all nodes have has succeeded already', () => {
    expect(rows[2]).toMatchObject({
      state: 'PROCESSING',
      progress: 20,
      finishedAt: undefined,
      reason: undefined,
    });
    expect(rows[3]).toMatchObject({ state: 'SUCCEEDED', progress: 100, finishedAt: undefined });
  });

  it('the reason of a failure is the documented word, or else the return code', () => {
    expect(rows[4]).toMatchObject({ state: 'FAILED', reason: 'OriginTimeout', message: 'OriginTimeout' });
    const [item] = listIn(detailed['UrlDetails']);
    const urls = [{ Url: '/a', Success: '0%' }];
    const failed = { ...detailed, UrlDetails: [{ ...item, Status: 'Failed', RetCode: '5', Urls: urls }] };
    expect(detailLookup.decode(answer(failed)).rows).toMatchObject([
      { state: 'FAILED', reason: 'RetCode 5', message: undefined },
    ]);
  });

  it.each([
    ['Refreshing', '100%', 'Successfully preloaded', 'SUCCEEDED'],
    ['Refreshing', '100%', undefined, 'SUCCEEDED'],
    ['Refreshing', '60%', 'OriginTimeout', 'FAILED'],
    ['Refreshing', '60%', '', 'PROCESSING'],
    ['Refreshing', '60%', 'Successfully preloaded', 'PROCESSING'],
    ['Refreshing', undefined, undefined, 'PROCESSING'],
    ['Complete', '100%', 'Successfully preloaded', 'SUCCEEDED'],
    ['Complete', '99%', 'Successfully preloaded', 'FAILED'],
    ['Complete', undefined, undefined, 'SUCCEEDED'],
    ['Complete', undefined, 'OriginTimeout', 'FAILED'],
    ['Failed', '100%', 'Successfully preloaded', 'SUCCEEDED'],
    ['Failed', '0%', undefined, 'FAILED'],
    ['Canceled', '50%', 'OriginTimeout', 'CANCELED'],
    ['Timeout', '50%', undefined, 'TIMED_OUT'],
    ['Teleported', '100%', 'Successfully preloaded', 'UNKNOWN'],
  ])(
    'a URL of a task that is %s, with Success %s and Description %j, is %s',
    (Status, Success, Description, state) => {
      const [item] = listIn(detailed['UrlDetails']);
      const Urls = [{ Url: '/a', Success, Description }];
      const page = detailLookup.decode(answer({ ...detailed, UrlDetails: [{ ...item, Status, Urls }] }));
      expect(page.rows).toMatchObject([{ state, vendorStatus: Status }]);
    },
  );

  it('338 URLs of a running task are 314 that succeeded, 23 that failed and 1 that goes on', () => {
    const [item] = listIn(detailed['UrlDetails']);
    const Urls = Array.from({ length: 338 }, (_, index) => ({
      Url: `/${index}`,
      ...(index < 314
        ? { Success: '100%', Description: 'Successfully preloaded' }
        : index < 337
          ? { Success: '88%', Description: 'OriginReturn StatusCode 5XX' }
          : { Success: '40%', Description: '' }),
    }));
    const UrlDetails = [{ ...item, Status: 'Refreshing', EndTime: '', Urls }];
    const states = detailLookup.decode(answer({ ...detailed, UrlDetails })).rows.map(({ state }) => state);
    const count = (state: string) => states.filter((each) => each === state).length;
    expect([count('SUCCEEDED'), count('FAILED'), count('PROCESSING')]).toEqual([314, 23, 1]);
  });

  it('says that the scheme of a URL is not known, unless the row has one', () => {
    expect(rows.map(({ isSchemeKnown }) => isSchemeKnown)).toEqual([false, false, true, false, false]);
  });

  it('a URL is the same as in the list, but for its scheme', () => {
    const [listedRow] = feed.decode(
      answer(
        refreshTasks.answerWith([{ ...refreshTasks.rows[0], ObjectPath: 'https://IMG.example.com/2.jpg' }]),
      ),
    ).rows;
    expect(urlIdentity(rows[3]?.url ?? '')).toBe(urlIdentity(listedRow?.url ?? ''));
  });

  it('a failed URL has the same reason, message and end as in the list', () => {
    const Description = 'OriginReturn StatusCode 5XX';
    const [item] = listIn(detailed['UrlDetails']);
    const Urls = [{ Url: '/a', Success: '0%', Description }];
    const [inDetail] = detailLookup.decode(
      answer({ ...detailed, UrlDetails: [{ ...item, Status: 'Failed', Urls }] }),
    ).rows;
    const [inList] = feed.decode(
      answer(refreshTasks.answerWith([{ ...refreshTasks.rows[3], Status: 'Failed', Description }])),
    ).rows;
    const { state, reason, message, finishedAt, vendorStatus } = inList ?? {};
    expect(inDetail).toMatchObject({ state, reason, message, finishedAt, vendorStatus });
  });

  it('an item without URLs is said', () => {
    const [item] = listIn(detailed['UrlDetails']);
    for (const Urls of [null, [], 'nonsense']) {
      const page = detailLookup.decode(answer({ ...detailed, UrlDetails: [{ ...item, Urls }] }));
      expect(page).toMatchObject({ rows: [], unreadable: '1 row without a readable Url' });
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { FeedQuery, Provider } from '../../src/domain/source.ts';
import { isFields } from '../../src/vendors/fields.ts';
import { alibabaCdn } from '../../src/vendors/alibaba-cdn/vendor.ts';
import type { CallFixture } from './call-fixture.ts';
import { conformance } from './conformance.ts';
import { answerOf, fixture, rowsIn } from './fixture.ts';
import { refreshCalls } from './alibaba-refresh-calls.ts';

const provider: Provider = { name: 'aliyun', vendor: 'ALIBABA_CDN', account: 'a' };

const { refreshTasks, refreshTaskById } = refreshCalls({
  folder: 'alibaba-cdn',
  list: 'DescribeRefreshTasks',
  rows: 'CDNTask',
  byId: 'DescribeRefreshTaskById',
});
const { documented: listed } = refreshTasks;

const detailed = fixture('alibaba-cdn/preload-detail');
/** The item's fields beside those of each of its URLs. */
const flat = rowsIn(detailed['UrlDetails']).flatMap(({ Urls, ...item }) =>
  rowsIn(Urls).map((url) => ({ ...item, ...url })),
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
  id: 'TaskId',
  placing: ['TaskId', 'Url', 'CreationTime'],
  status: 'Status',
};

conformance({ vendor: alibabaCdn, settings: {}, calls: [refreshTasks, refreshTaskById, preloadDetail] });

const at = (time: string) => Date.parse(time);
const [feed] = alibabaCdn.feeds({}, provider);
const [, taskLookup] = alibabaCdn.lookups({}, provider);
if (feed === undefined || taskLookup === undefined) throw new Error('a call is missing');
const query: FeedQuery = {
  window: { from: at('2026-01-13T00:00:00Z'), to: at('2026-01-15T00:00:00Z') },
  offset: 200,
  limit: 100,
};

describe('DescribeRefreshTasks', () => {
  it('reads purges and prefetches, however kinds, percents and times are spelt', () => {
    const { rows, totalCount } = feed.decode(answerOf(listed));
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
    const { rows } = feed.decode(answerOf(listed));
    expect(rows[0]).toMatchObject({ reason: undefined, message: undefined });
    expect(rows[3]).toMatchObject({
      reason: 'OriginReturnStatusCode5XX',
      message: 'OriginReturn StatusCode 5XX',
    });
    expect(rows[4]).toMatchObject({ reason: 'OriginTimeout', message: 'Origin Timeout' });
    const other = { ...refreshTasks.rows[3], Description: 'The moon was full' };
    const [row] = feed.decode(answerOf(refreshTasks.answerWith([other]))).rows;
    expect(row).toMatchObject({ reason: undefined, message: 'The moon was full' });
  });

  it('blocked and unblocked URLs are known to be no cache tasks: left out, and counted apart', () => {
    const others = ['block', 'unblock', 'Block'].map((ObjectType) => ({
      ...refreshTasks.rows[0],
      ObjectType,
    }));
    const page = feed.decode(answerOf(refreshTasks.answerWith([...others, ...refreshTasks.rows])));
    expect(page).toMatchObject({ rowsAnswered: 9, otherRows: 3, unreadable: undefined });
    expect(page.rows).toHaveLength(6);
  });

  it('a task of an object type that no document knows is shown, with the vendor’s word', () => {
    const [row] = feed.decode(
      answerOf(refreshTasks.answerWith([{ ...refreshTasks.rows[0], ObjectType: 'warmup' }])),
    ).rows;
    expect(row).toMatchObject({ kind: 'UNKNOWN', raw: { ObjectType: 'warmup' } });
    expect(feed.kinds).toContain('UNKNOWN');
  });

  it('no tasks at all may come without the object around them', () => {
    expect(feed.decode(answerOf({ TotalCount: 0, Tasks: null }))).toMatchObject({
      rows: [],
      rowsAnswered: 0,
    });
    expect(feed.decode(answerOf({ TotalCount: 0 }))).toMatchObject({ rows: [], rowsAnswered: 0 });
  });

  it('asks for the tasks of one resource group where the settings name it', () => {
    const [ofGroup] = alibabaCdn.feeds({ resourceGroupId: 'rg-1' }, provider);
    expect(ofGroup?.encode(query).parameters).toMatchObject({ ResourceGroupId: 'rg-1' });
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
    expect(taskLookup.decode(answerOf(refreshTaskById.documented)).rows).toMatchObject([
      { taskId: '704222904', kind: 'PURGE_URL', state: 'SUCCEEDED', message: undefined },
    ]);
  });
});

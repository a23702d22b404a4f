import { describe, expect, it } from 'vitest';
import type { FeedQuery, Provider } from '../../src/domain/source.ts';
import { tencentCdn } from '../../src/vendors/tencent-cdn/vendor.ts';
import { flatCall } from './call-fixture.ts';
import { conformance } from './conformance.ts';
import { answerOf, fixture, OBSERVED_AT, REQUEST_ID } from './fixture.ts';

const provider: Provider = { name: 'main', vendor: 'TENCENT_CDN', account: 'a' };

const call = (action: string, name: string, list: string, placing: readonly string[]) =>
  flatCall(fixture(`tencent-cdn/${name}`), { action, list, id: 'TaskId', placing, status: 'Status' });

const push = call('DescribePushTasks', 'push-tasks', 'PushLogs', ['TaskId', 'Url', 'CreateTime']);
const purge = call('DescribePurgeTasks', 'purge-tasks', 'PurgeLogs', [
  'TaskId',
  'Url',
  'CreateTime',
  'PurgeType',
]);

conformance({ vendor: tencentCdn, settings: {}, calls: [push, purge] });

const at = (time: string) => Date.parse(time);
const feedOf = (action: string, settings = {}) => {
  const feed = tencentCdn.feeds(settings, provider).find((candidate) => candidate.action === action);
  if (feed === undefined) throw new Error(`no feed ${action}`);
  return feed;
};
const query: FeedQuery = {
  window: { from: at('2018-07-30T10:10:53Z'), to: at('2018-07-31T00:00:00Z') },
  offset: 40,
  limit: 20,
};

describe('DescribePushTasks', () => {
  it('reads the sample: Done is done, and its time is that of the task id, in UTC+8', () => {
    const { rows, totalCount } = feedOf('DescribePushTasks').decode(answerOf(push.documented));
    expect(totalCount).toBe(20);
    expect(rows[0]).toEqual({
      provider: 'main',
      kind: 'PREFETCH',
      taskId: '1533031853231313311',
      url: 'http://www.test.com/',
      domain: 'www.test.com',
      state: 'SUCCEEDED',
      vendorStatus: 'Done',
      progress: 100,
      area: 'MAINLAND',
      createdAt: at('2018-07-30T10:10:53Z'),
      observedAt: OBSERVED_AT,
      requestId: REQUEST_ID,
      raw: push.rows[0],
    });
  });

  it('keeps ids of 23 digits and URLs with unicode, ports and blanks', () => {
    const [, row] = feedOf('DescribePushTasks').decode(answerOf(push.documented)).rows;
    expect(row).toMatchObject({
      taskId: '15330318532313133112233',
      url: 'https://WWW.Test.com:8443/%E5%9B%BE/图片 1.jpg?x=1#y',
      domain: 'www.test.com',
      state: 'PROCESSING',
      progress: 40,
      area: 'OVERSEAS',
      updatedAt: undefined,
      finishedAt: undefined,
    });
  });

  it('the last change of what is final is its end', () => {
    const [, , invalid, failed] = feedOf('DescribePushTasks').decode(answerOf(push.documented)).rows;
    const end = at('2018-07-29T16:11:00Z');
    expect(invalid).toMatchObject({ state: 'INVALID', area: 'GLOBAL', updatedAt: end, finishedAt: end });
    expect(failed).toMatchObject({ state: 'FAILED', createdAt: at('2018-02-28T15:59:59Z') });
  });

  it('asks in UTC+8, with the page and every filter', () => {
    const request = feedOf('DescribePushTasks').encode({
      ...query,
      states: ['INVALID'],
      url: 'https://www.test.com/图.jpg',
      domain: 'www.test.com',
      area: 'GLOBAL',
    });
    expect(request).toEqual({
      action: 'DescribePushTasks',
      parameters: {
        StartTime: '2018-07-30 18:10:53',
        EndTime: '2018-07-31 08:00:00',
        Offset: 40,
        Limit: 20,
        Keyword: 'https://www.test.com/图.jpg',
        Status: 'invalid',
        Area: 'global',
      },
      callsPerSecond: 20,
    });
  });

  it('does not ask for what is no URL as a keyword: it would be taken for a domain', () => {
    const { parameters } = feedOf('DescribePushTasks').encode({ ...query, url: 'www.test.com' });
    expect(parameters['Keyword']).toBeUndefined();
  });

  it.each([
    ['UTC', '2018-07-30 10:10:53', '2018-07-31 00:00:00', '2018-07-30T18:10:53Z'],
    ['UTC-3:30', '2018-07-30 06:40:53', '2018-07-30 20:30:00', '2018-07-30T21:40:53Z'],
    ['America/New_York', '2018-07-30 06:10:53', '2018-07-30 20:00:00', '2018-07-30T22:10:53Z'],
  ])('in the time zone %s', (timeZone, StartTime, EndTime, createdAt) => {
    const feed = feedOf('DescribePushTasks', { timeZone });
    expect(feed.encode(query).parameters).toMatchObject({ StartTime, EndTime });
    expect(feed.decode(answerOf(push.documented)).rows[0]?.createdAt).toBe(at(createdAt));
  });
});

describe('DescribePurgeTasks', () => {
  it('reads the sample, whatever flush type is paired with a URL', () => {
    const { rows, totalCount } = feedOf('DescribePurgeTasks').decode(answerOf(purge.documented));
    expect(totalCount).toBe(1);
    expect(rows).toMatchObject([
      { kind: 'PURGE_URL', state: 'SUCCEEDED', purgeMethod: 'INVALIDATE', taskId: '153303185323131331' },
      { kind: 'PURGE_DIRECTORY', state: 'PROCESSING', purgeMethod: 'DELETE', taskId: '1533045796-i60rfmzm' },
    ]);
  });

  it('a task of a purge type that no document knows is shown, with the vendor’s word', () => {
    const page = feedOf('DescribePurgeTasks').decode(
      answerOf(purge.answerWith([{ ...purge.rows[0], PurgeType: 'tag' }])),
    );
    expect(page.rows).toMatchObject([{ kind: 'UNKNOWN', raw: { PurgeType: 'tag' } }]);
    expect(page.unreadable).toBeUndefined();
  });

  it('asks for a kind as PurgeType', () => {
    const { parameters } = feedOf('DescribePurgeTasks').encode({ ...query, kinds: ['PURGE_DIRECTORY'] });
    expect(parameters['PurgeType']).toBe('path');
  });
});

it('a task is asked for by its id alone, never beside a time', () => {
  for (const lookup of tencentCdn.lookups({}, provider)) {
    const { parameters } = lookup.encode({ taskIds: ['1'], state: 'FAILED', offset: 100, limit: 100 });
    expect(parameters).toEqual({ TaskId: '1', Offset: 100, Limit: 100, Status: 'fail' });
  }
});

it('the page size is a setting, for its maximum is not published', () => {
  expect(feedOf('DescribePushTasks').capabilities.maxPageSize).toBe(1_000);
  expect(feedOf('DescribePushTasks', { maxPageSize: 500 }).capabilities.maxPageSize).toBe(500);
});

it.each([{ timeZone: 'Mars/Olympus' }, { maxPageSize: 0 }, { requestsPerSecond: 0.5 }])(
  'refuses %o',
  (settings) => {
    expect(tencentCdn.settings.safeParse(settings).success).toBe(false);
  },
);

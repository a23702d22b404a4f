import { describe, expect, it } from 'vitest';
import type { FeedQuery, Provider } from '../../src/domain/source.ts';
import { edgeOne } from '../../src/vendors/edgeone/vendor.ts';
import { flatCall } from './call-fixture.ts';
import { conformance } from './conformance.ts';
import { answerOf, fixture, OBSERVED_AT, REQUEST_ID } from './fixture.ts';

const provider: Provider = { name: 'edge', vendor: 'TENCENT_EDGEONE', account: 'a' };
const settings = { zones: ['zone-z8m9mgx', 'zone-2'] };

const call = (action: string, name: string) =>
  flatCall(fixture(`edgeone/${name}`), {
    action,
    list: 'Tasks',
    id: 'JobId',
    placing: ['JobId', 'Target', 'CreateTime', 'Type'],
    status: 'Status',
  });

const prefetch = call('DescribePrefetchTasks', 'prefetch-tasks');
const purge = call('DescribePurgeTasks', 'purge-tasks');

conformance({ vendor: edgeOne, settings, calls: [prefetch, purge] });

const at = (time: string) => Date.parse(time);
const feedOf = (action: string) => {
  const feed = edgeOne.feeds(settings, provider).find((candidate) => candidate.action === action);
  if (feed === undefined) throw new Error(`no feed ${action}`);
  return feed;
};
const query: FeedQuery = {
  window: { from: at('2022-02-08T16:00:00Z'), to: at('2022-02-09T15:59:00Z') },
  offset: 7,
  limit: 1,
};

it('reads each zone for itself', () => {
  const scopes = edgeOne.feeds(settings, provider).map(({ action, scope }) => `${scope} ${action}`);
  expect(scopes).toEqual([
    'zone-z8m9mgx DescribePrefetchTasks',
    'zone-z8m9mgx DescribePurgeTasks',
    'zone-2 DescribePrefetchTasks',
    'zone-2 DescribePurgeTasks',
  ]);
  expect(edgeOne.lookups(settings, provider).map(({ scope }) => scope)).toEqual([
    'zone-z8m9mgx',
    'zone-z8m9mgx',
    'zone-2',
    'zone-2',
  ]);
});

it('a zone with domains of its own serves those, the others those of the provider', () => {
  const zones = ['zone-1', { id: 'zone-2', domains: ['B.example.com'] }];
  const serving = { zones, domains: ['*.example.org'] };
  const expected = [
    ['zone-1', ['*.example.org']],
    ['zone-1', ['*.example.org']],
    ['zone-2', ['b.example.com']],
    ['zone-2', ['b.example.com']],
  ];
  expect(edgeOne.feeds(serving, provider).map(({ scope, hosts }) => [scope, hosts])).toEqual(expected);
  expect(edgeOne.lookups(serving, provider).map(({ scope, hosts }) => [scope, hosts])).toEqual(expected);
});

it('settings that were checked can be checked again', () => {
  const once = edgeOne.settings.parse({ zones: ['zone-1', { id: 'zone-2', domains: ['b.example.com'] }] });
  expect(edgeOne.settings.parse(once)).toEqual(once);
});

it.each([
  [['zone-1', 7], ['zones', 1, 'id'], 'must be the id of a zone, such as zone-z8m9mgx, or an object'],
  [['zone-1', {}], ['zones', 1, 'id'], 'must be the id of a zone'],
  [[{ id: 'zone-1', domains: ['https://a.b'] }], ['zones', 0, 'domains', 0], 'must be a host name'],
  [['zone-1', { id: 'zone-1' }], ['zones'], 'must not name a zone twice'],
  [[], ['zones'], 'must list the ids'],
  ['zone-1', ['zones'], 'must list the ids'],
])('zones %j are refused, and why is said', (zones, path, message) => {
  expect(edgeOne.settings.safeParse({ zones }).error?.issues).toMatchObject([
    { path, message: expect.stringContaining(message) },
  ]);
});

describe('DescribePrefetchTasks', () => {
  it('reads the sample: a success, and a failure with its reason', () => {
    const { rows, totalCount } = feedOf('DescribePrefetchTasks').decode(answerOf(prefetch.documented));
    const end = at('2022-02-09T02:28:52Z');
    expect(totalCount).toBe(8);
    expect(rows[0]).toEqual({
      provider: 'edge',
      kind: 'PREFETCH',
      taskId: '20g9wz8m9mgx',
      scope: 'zone-z8m9mgx',
      url: 'http://www.qq.com/a.txt',
      domain: 'www.qq.com',
      state: 'SUCCEEDED',
      vendorStatus: 'success',
      createdAt: at('2022-02-09T02:28:43Z'),
      updatedAt: end,
      finishedAt: end,
      observedAt: OBSERVED_AT,
      requestId: REQUEST_ID,
      raw: prefetch.rows[0],
    });
    expect(rows[1]).toMatchObject({
      state: 'FAILED',
      reason: 'originPullFailed',
      message: '回源失败，请重试或检查源站是否存在。',
    });
  });

  it('a change is not an end while the task goes on; an offset is the same time', () => {
    const [, , processing, invalid] = feedOf('DescribePrefetchTasks').decode(
      answerOf(prefetch.documented),
    ).rows;
    expect(processing).toMatchObject({
      state: 'PROCESSING',
      createdAt: at('2022-02-09T02:28:43Z'),
      updatedAt: at('2022-02-09T02:28:52Z'),
      finishedAt: undefined,
    });
    expect(invalid).toMatchObject({ state: 'INVALID', finishedAt: at('2022-02-09T02:28:52Z') });
  });

  it('what the call lists is a prefetch, also if no document knows its type', () => {
    const row = { ...prefetch.rows[0], Type: 'prefetch_m3u8' };
    const page = feedOf('DescribePrefetchTasks').decode(answerOf(prefetch.answerWith([row])));
    expect(page.rows).toMatchObject([{ kind: 'PREFETCH', raw: { Type: 'prefetch_m3u8' } }]);
  });

  it('asks for one zone, in UTC, with every filter', () => {
    const request = feedOf('DescribePrefetchTasks').encode({
      ...query,
      states: ['TIMED_OUT', 'INVALID'],
      url: 'http://www.qq.com/a.txt',
      domain: 'www.QQ.com',
    });
    expect(request).toEqual({
      action: 'DescribePrefetchTasks',
      parameters: {
        ZoneId: 'zone-z8m9mgx',
        StartTime: '2022-02-08T16:00:00Z',
        EndTime: '2022-02-09T15:59:00Z',
        Offset: 7,
        Limit: 1,
        Filters: [
          { Name: 'target', Values: ['http://www.qq.com/a.txt'] },
          { Name: 'domains', Values: ['www.qq.com'] },
          { Name: 'statuses', Values: ['timeout', 'invalid'] },
        ],
      },
      callsPerSecond: 20,
    });
  });

  it('a state without a word is not filtered by, for its rows would be lost', () => {
    const { parameters } = feedOf('DescribePrefetchTasks').encode({
      ...query,
      states: ['FAILED', 'UNKNOWN'],
    });
    expect(parameters['Filters']).toBeUndefined();
  });
});

describe('DescribePurgeTasks', () => {
  it('tells what was purged, how, and where', () => {
    const { rows } = feedOf('DescribePurgeTasks').decode(answerOf(purge.documented));
    const told = rows.map(({ kind, state, purgeMethod, domain }) => [kind, state, purgeMethod, domain]);
    expect(told).toEqual([
      ['PURGE_URL', 'SUCCEEDED', 'INVALIDATE', 'www.qq.com'],
      ['PURGE_DIRECTORY', 'TIMED_OUT', 'DELETE', 'www.qq.com'],
      ['PURGE_HOST', 'CANCELED', 'INVALIDATE', 'www.qq.com'],
      ['PURGE_ALL', 'PROCESSING', undefined, ''],
      ['PURGE_CACHE_TAG', 'SUCCEEDED', undefined, ''],
    ]);
  });

  it('a purge of a type that no document knows is shown, with the vendor’s word', () => {
    const rows = [purge.rows[0], { ...purge.rows[0], Type: 'purge_url_regex' }];
    const page = feedOf('DescribePurgeTasks').decode(answerOf(purge.answerWith(rows)));
    expect(page.rows).toMatchObject([
      { kind: 'PURGE_URL' },
      { kind: 'UNKNOWN', raw: { Type: 'purge_url_regex' } },
    ]);
    expect(page.unreadable).toBeUndefined();
  });

  it('a type of the other call is said: the row can be in no list', () => {
    const row = { ...purge.rows[0], Type: 'prefetch_url' };
    const page = feedOf('DescribePurgeTasks').decode(answerOf(purge.answerWith([row])));
    expect(page).toMatchObject({
      rows: [],
      unreadable: '1 row whose Type "prefetch_url" does not belong to this call',
    });
  });

  it('a purge of everything needs no target', () => {
    const { Target: _, ...row } = purge.rows[3] ?? {};
    const page = feedOf('DescribePurgeTasks').decode(answerOf(purge.answerWith([row])));
    expect(page.rows).toMatchObject([{ kind: 'PURGE_ALL', url: '*', domain: '' }]);
  });

  it('asks for a kind as its type', () => {
    const { parameters } = feedOf('DescribePurgeTasks').encode({ ...query, kinds: ['PURGE_DIRECTORY'] });
    expect(parameters['Filters']).toEqual([{ Name: 'type', Values: ['purge_prefix'] }]);
  });
});

it('a job is asked for by its id alone, in its zone', () => {
  const [lookup] = edgeOne.lookups(settings, provider);
  expect(lookup?.encode({ taskIds: ['20g9wz8m9mgx'], offset: 0, limit: 1000 }).parameters).toEqual({
    ZoneId: 'zone-z8m9mgx',
    Offset: 0,
    Limit: 1000,
    Filters: [{ Name: 'job-id', Values: ['20g9wz8m9mgx'] }],
  });
});

it.each([
  { discovery: false },
  { discovery: 1 },
  { zones: [] },
  { zones: [' '] },
  { zones: ['a', 'a'] },
  { zones: ['a'], maxPageSize: 1_001 },
])('refuses %o', (wrong) => {
  expect(edgeOne.settings.safeParse(wrong).success).toBe(false);
});

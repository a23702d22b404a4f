import { describe, expect, it } from 'vitest';
import type { FeedQuery, Provider } from '../../src/domain/source.ts';
import { purgeTypes } from '../../src/vendors/alibaba-esa/settings.ts';
import { alibabaEsa } from '../../src/vendors/alibaba-esa/vendor.ts';
import type { Fields } from '../../src/vendors/fields.ts';
import { flatCall } from './call-fixture.ts';
import { conformance } from './conformance.ts';
import { answerOf, fixture, rowsIn } from './fixture.ts';

const provider: Provider = { name: 'esa', vendor: 'ALIBABA_ESA', account: 'a' };

const call = (action: string, documented: Fields) =>
  flatCall(documented, {
    action,
    list: 'Tasks',
    id: 'TaskId',
    placing: ['TaskId', 'Content', 'CreateTime'],
    status: 'Status',
  });

const purged = fixture('alibaba-esa/purge-tasks');
const preloaded = fixture('alibaba-esa/preload-tasks');
const calls = [
  call('DescribePreloadTasks', preloaded),
  ...purgeTypes.map((type) => {
    const Tasks = rowsIn(purged['Tasks']).map((row) => ({ ...row, Type: type }));
    const ofType = { ...call('DescribePurgeTasks', { ...purged, Tasks }), of: type };
    // A purge of all may name nothing.
    return type === 'purgeall' ? { ...ofType, placing: ['TaskId', 'CreateTime'] } : ofType;
  }),
];

conformance({ vendor: alibabaEsa, settings: { sites: ['1234567890'] }, calls });

const feeds = alibabaEsa.feeds({ sites: [1_234_567_890, { id: '2', domains: ['a.com'] }] }, provider);
const query: FeedQuery = {
  window: { from: Date.UTC(2026, 0, 13), to: Date.UTC(2026, 0, 15) },
  offset: 100,
  limit: 50,
};

it('a site has a list of prefetches and one of each type of purge, which a setting narrows', () => {
  expect(feeds.map(({ scope, list, kinds }) => [scope, list, kinds])).toEqual(
    ['1234567890', '2'].flatMap((site) => [
      [site, undefined, ['PREFETCH']],
      [site, 'file', ['PURGE_URL']],
      [site, 'ignoreParams', ['PURGE_URL']],
      [site, 'directory', ['PURGE_DIRECTORY']],
      [site, 'hostname', ['PURGE_HOST']],
      [site, 'purgeall', ['PURGE_ALL']],
      [site, 'cachetag', ['PURGE_CACHE_TAG']],
    ]),
  );
  expect(feeds.at(-1)?.hosts).toEqual(['a.com']);
  const few = alibabaEsa.feeds({ sites: ['1'], purgeTypes: ['directory'] }, provider);
  expect(few.map(({ list }) => list)).toEqual([undefined, 'directory']);
});

it.each([
  [{ discovery: false }, 'must list what to read'],
  [{ sites: [] }, 'must list the ids'],
  [{ sites: ['a.com'] }, 'must be the id of a site'],
  // Too large to be exact.
  [{ sites: [2 ** 60] }, 'must be the id of a site'],
  [{ sites: [true] }, 'must be the id of a site'],
  [{ sites: ['1', 1] }, 'must not name a site twice'],
  [{ sites: ['1'], purgeTypes: [] }, 'at least one type'],
  [{ sites: ['1'], timeZone: 'Mars' }, 'must be a time zone'],
])('settings of %j are refused', (settings, message) => {
  const issues = alibabaEsa.settings.safeParse(settings).error?.issues ?? [];
  expect(issues.map((issue) => issue.message).join()).toContain(message);
});

it('the sites are those of one resource group where the settings name it', () => {
  const list = alibabaEsa.scopes?.list({ resourceGroupId: 'rg-1' });
  expect(list?.encode().parameters).toMatchObject({ ResourceGroupId: 'rg-1', PageNumber: 1 });
});

describe('a list', () => {
  const [preload, files] = feeds;

  it('is asked for by GET, with its site, its type and what it can be narrowed by', () => {
    expect(files?.encode({ ...query, states: ['FAILED'], url: 'http://a.com/1.jpg' })).toEqual({
      action: 'DescribePurgeTasks',
      method: 'GET',
      parameters: {
        SiteId: '1234567890',
        Type: 'file',
        StartTime: '2026-01-13T00:00:00Z',
        EndTime: '2026-01-15T00:00:00Z',
        Content: 'http://a.com/1.jpg',
        Status: 'Failed',
        PageNumber: 3,
        PageSize: 50,
      },
      callsPerSecond: 5,
    });
  });

  it('of purges has times in UTC, and descriptions that count for failures alone', () => {
    expect(files?.decode(answerOf(purged)).rows).toMatchObject([
      { state: 'SUCCEEDED', createdAt: Date.UTC(2023, 6, 26, 1, 56, 15), message: undefined },
      { state: 'FAILED', reason: 'OriginTimeout', message: 'Origin Timeout', scope: '1234567890' },
    ]);
  });

  it('of prefetches has times in the zone of the settings', () => {
    expect(preload?.decode(answerOf(preloaded)).rows[0]?.createdAt).toBe(Date.UTC(2023, 2, 28, 6, 28, 57));
    const [utc] = alibabaEsa.feeds({ sites: ['1'], timeZone: 'UTC' }, provider);
    expect(utc?.decode(answerOf(preloaded)).rows[0]?.createdAt).toBe(Date.UTC(2023, 2, 28, 14, 28, 57));
  });
});

it('a task is looked up by listing what was created around its second', () => {
  const [lookup] = alibabaEsa.lookups({ sites: ['1'] }, provider);
  const createdAt = Date.UTC(2026, 0, 13);
  expect(lookup?.creationTime).toBe('needed');
  expect(lookup?.encode({ taskIds: ['7'], createdAt, offset: 50, limit: 50 }).parameters).toEqual({
    SiteId: '1',
    StartTime: '2026-01-12T23:59:58Z',
    EndTime: '2026-01-13T00:00:02Z',
    PageNumber: 2,
    PageSize: 50,
  });
});

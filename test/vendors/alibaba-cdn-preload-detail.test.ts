import { expect, it } from 'vitest';
import { urlIdentity } from '../../src/domain/url.ts';
import { alibabaCdn } from '../../src/vendors/alibaba-cdn/vendor.ts';
import { refreshCalls } from './alibaba-refresh-calls.ts';
import { answerOf, fixture, rowsIn } from './fixture.ts';
import { provider } from './sound-row.ts';

const { refreshTasks } = refreshCalls({
  folder: 'alibaba-cdn',
  list: 'DescribeRefreshTasks',
  rows: 'CDNTask',
  byId: 'DescribeRefreshTaskById',
});
const detailed = fixture('alibaba-cdn/preload-detail');
const [feed] = alibabaCdn.feeds({}, provider);
const [detailLookup] = alibabaCdn.lookups({}, provider);
if (feed === undefined || detailLookup === undefined) throw new Error('a call is missing');
const { rows, rowsAnswered, totalCount } = detailLookup.decode(answerOf(detailed));

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
    createdAt: Date.UTC(2022, 10, 23, 2, 26, 56),
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
  const [item] = rowsIn(detailed['UrlDetails']);
  const urls = [{ Url: '/a', Success: '0%' }];
  const failed = { ...detailed, UrlDetails: [{ ...item, Status: 'Failed', RetCode: '5', Urls: urls }] };
  expect(detailLookup.decode(answerOf(failed)).rows).toMatchObject([
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
    const [item] = rowsIn(detailed['UrlDetails']);
    const Urls = [{ Url: '/a', Success, Description }];
    const page = detailLookup.decode(answerOf({ ...detailed, UrlDetails: [{ ...item, Status, Urls }] }));
    expect(page.rows).toMatchObject([{ state, vendorStatus: Status }]);
  },
);

it('338 URLs of a running task are 314 that succeeded, 23 that failed and 1 that goes on', () => {
  const [item] = rowsIn(detailed['UrlDetails']);
  const Urls = Array.from({ length: 338 }, (_, index) => ({
    Url: `/${index}`,
    ...(index < 314
      ? { Success: '100%', Description: 'Successfully preloaded' }
      : index < 337
        ? { Success: '88%', Description: 'OriginReturn StatusCode 5XX' }
        : { Success: '40%', Description: '' }),
  }));
  const UrlDetails = [{ ...item, Status: 'Refreshing', EndTime: '', Urls }];
  const states = detailLookup.decode(answerOf({ ...detailed, UrlDetails })).rows.map(({ state }) => state);
  const count = (state: string) => states.filter((each) => each === state).length;
  expect([count('SUCCEEDED'), count('FAILED'), count('PROCESSING')]).toEqual([314, 23, 1]);
});

it('says that the scheme of a URL is not known, unless the row has one', () => {
  expect(rows.map(({ isSchemeKnown }) => isSchemeKnown)).toEqual([false, false, true, false, false]);
});

it('a URL is the same as in the list, but for its scheme', () => {
  const [listedRow] = feed.decode(
    answerOf(
      refreshTasks.answerWith([{ ...refreshTasks.rows[0], ObjectPath: 'https://IMG.example.com/2.jpg' }]),
    ),
  ).rows;
  expect(urlIdentity(rows[3]?.url ?? '')).toBe(urlIdentity(listedRow?.url ?? ''));
});

it('a failed URL has the same reason, message and end as in the list', () => {
  const Description = 'OriginReturn StatusCode 5XX';
  const [item] = rowsIn(detailed['UrlDetails']);
  const Urls = [{ Url: '/a', Success: '0%', Description }];
  const [inDetail] = detailLookup.decode(
    answerOf({ ...detailed, UrlDetails: [{ ...item, Status: 'Failed', Urls }] }),
  ).rows;
  const [inList] = feed.decode(
    answerOf(refreshTasks.answerWith([{ ...refreshTasks.rows[3], Status: 'Failed', Description }])),
  ).rows;
  const { state, reason, message, finishedAt, vendorStatus } = inList ?? {};
  expect(inDetail).toMatchObject({ state, reason, message, finishedAt, vendorStatus });
});

it('an item without URLs is said', () => {
  const [item] = rowsIn(detailed['UrlDetails']);
  for (const Urls of [null, [], 'nonsense']) {
    const page = detailLookup.decode(answerOf({ ...detailed, UrlDetails: [{ ...item, Urls }] }));
    expect(page).toMatchObject({ rows: [], unreadable: '1 row without a readable Url' });
  }
});

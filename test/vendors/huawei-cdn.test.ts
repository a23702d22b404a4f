import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { Feed } from '../../src/domain/source.ts';
import { DAY, SECOND } from '../../src/domain/time.ts';
import { huaweiCdn } from '../../src/vendors/huawei-cdn/vendor.ts';
import { fileTypes } from '../../src/vendors/huawei-cdn/vocabulary.ts';
import { openWorld } from '../engine/world.ts';
import { flatCall, type CallFixture } from './call-fixture.ts';
import { conformance } from './conformance.ts';
import { answerOf, fixture, rowsIn } from './fixture.ts';
import { provider } from './sound-row.ts';

const history = fixture('huawei-cdn/history-tasks');
const details = fixture('huawei-cdn/history-task-details');
const documentedTasks = rowsIn(history['tasks']);

const listCall = (list: string) =>
  flatCall(
    { ...history, tasks: documentedTasks.filter((row) => row['file_type'] === list) },
    {
      action: 'ShowHistoryTasks',
      of: list,
      list: 'tasks',
      count: 'total',
      id: 'id',
      placing: ['id', 'create_time'],
    },
  );

const detailsCall: CallFixture = {
  ...flatCall(details, {
    action: 'ShowHistoryTaskDetails',
    list: 'urls',
    count: 'total',
    id: 'task_id',
    placing: ['url'],
    status: 'status',
  }),
  // The answer names the task.
  answerWith: (urls) => ({ ...details, id: rowsIn(urls)[0]?.['task_id'], urls }),
};

conformance({ vendor: huaweiCdn, settings: {}, calls: [...fileTypes.map(listCall), detailsCall] });

const feeds = huaweiCdn.feeds({ enterpriseProjectId: 'all' }, provider);
function feedOf(list: string): Feed {
  const feed = feeds.find((each) => each.list === list);
  if (feed === undefined) throw new RangeError(`There is no list of ${list}.`);
  return feed;
}
const [files, directories] = [feedOf('file'), feedOf('directory')];
const [lookup] = huaweiCdn.lookups({ enterpriseProjectId: 'all' }, provider);
if (lookup === undefined) throw new RangeError('There is no lookup.');

const window = { from: Date.UTC(2026, 0, 15), to: Date.UTC(2026, 0, 16) };
const base = { window, offset: 0, limit: 50 };

describe('ShowHistoryTasks', () => {
  it('demands the order, names the file type, and holds both ends of the range whatever they mean', () => {
    expect(files.encode({ ...base, offset: 100 })).toEqual({
      action: 'ShowHistoryTasks',
      method: 'GET',
      path: '/v1.0/cdn/historytasks',
      parameters: {
        enterprise_project_id: 'all',
        page_size: 50,
        page_number: 3,
        start_date: window.from - 1,
        end_date: window.to + SECOND,
        order_field: 'create_time',
        order_type: 'desc',
        file_type: 'file',
        task_type: undefined,
        status: undefined,
      },
      callsPerSecond: 30,
    });
    expect(directories.encode(base).parameters['file_type']).toBe('directory');
  });

  it.each([[], null, undefined])('has an empty list that is written as %j', (tasks) => {
    expect(files.decode(answerOf({ total: 0, tasks }))).toMatchObject({ rows: [], rowsAnswered: 0 });
  });

  it('narrows by one kind of file task, and by what is in progress', () => {
    expect(files.encode({ ...base, kinds: ['PREFETCH'] }).parameters['task_type']).toBe('preheating');
    expect(files.encode({ ...base, kinds: ['PURGE_URL'] }).parameters['task_type']).toBe('refresh');
    expect(
      files.encode({ ...base, kinds: ['PURGE_URL', 'PREFETCH'] }).parameters['task_type'],
    ).toBeUndefined();
    expect(files.encode({ ...base, states: ['PROCESSING'] }).parameters['status']).toBe('task_inprocess');
    expect(files.encode({ ...base, states: ['SUCCEEDED'] }).parameters['status']).toBeUndefined();
  });

  it('gives tasks with their counts; those of the other list are left out', () => {
    const page = files.decode(answerOf(history));
    expect(page).toMatchObject({ rowsAnswered: 3, otherRows: 1, totalCount: 3, unreadable: undefined });
    expect(page.rows).toMatchObject([
      {
        kind: 'PURGE_URL',
        state: 'PARTIALLY_SUCCEEDED',
        progress: 100,
        createdAt: 1_768_464_600_123,
        taskCounts: [
          { state: 'SUCCEEDED', count: 1 },
          { state: 'FAILED', count: 2 },
        ],
      },
      { kind: 'PREFETCH', taskId: '3463291', state: 'PROCESSING', progress: 25 },
    ]);
    expect(page.rows.map(({ raw }) => raw)).toEqual(documentedTasks.slice(0, 2));
    expect(directories.decode(answerOf(history)).rows).toMatchObject([
      { kind: 'PURGE_DIRECTORY', state: 'SUCCEEDED', vendorStatus: 'succeed' },
    ]);
  });

  it('counts URLs that are in no known state as UNKNOWN, and knows no other kind', () => {
    const [task] = documentedTasks;
    const odd = { ...task, task_type: 'revalidate', total: 5 };
    const [row] = files.decode(answerOf({ total: 1, tasks: [odd] })).rows;
    expect(row).toMatchObject({ kind: 'UNKNOWN' });
    expect(row?.taskCounts).toContainEqual({ state: 'UNKNOWN', count: 2 });
  });

  it('a task of the other list is left out, and one of a file type that no document knows is said', () => {
    const [task] = documentedTasks;
    const odd = ['directory', 'stream'].map((type) => ({ ...task, file_type: type }));
    expect(files.decode(answerOf({ total: 3, tasks: [...odd, task] }))).toMatchObject({
      rowsAnswered: 3,
      otherRows: 1,
      unreadable: '1 row whose file_type "stream" does not belong to this call',
    });
  });
});

describe('ShowHistoryTaskDetails', () => {
  it('is asked for by id, with the time of creation', () => {
    const request = lookup.encode({ taskIds: ['a/1'], createdAt: 1_000, offset: 1_000, limit: 1_000 });
    expect(request).toMatchObject({
      method: 'GET',
      path: '/v1.0/cdn/historytasks/a%2F1/detail',
      parameters: { page_size: 1_000, page_number: 2, create_time: 1_000 },
    });
    expect(lookup.creationTime).toBe('helpful');
  });

  it('gives the URLs, why they failed, and the time of their task', () => {
    const page = lookup.decode(answerOf(details));
    expect(page).toMatchObject({ rowsAnswered: 2, totalCount: 2 });
    expect(page.rows).toMatchObject([
      {
        kind: 'PURGE_URL',
        url: 'https://www.example.com/a.jpg',
        state: 'SUCCEEDED',
        domain: 'www.example.com',
      },
      { state: 'FAILED', vendorStatus: 'FAILED', reason: 'ORIGIN_ERROR', message: 'origin server error' },
    ]);
    expect(new Set(page.rows.map(({ createdAt }) => createdAt))).toEqual(new Set([details['create_time']]));
    expect(page.rows.map(({ raw }) => raw)).toEqual(details['urls']);
  });

  it('an answer without its time is not as documented', () => {
    expect(() => lookup.decode(answerOf({ ...details, create_time: undefined }))).toThrow(VendorError);
  });
});

it('lists tasks with one call a list, and looks up a task of ten days ago by its time', async () => {
  const now = Date.UTC(2026, 0, 15, 12);
  const at = now - 10 * DAY;
  const target = (page: number) => ({
    url: `https://www.example.com/${page}`,
    finishesAt: at,
    outcome: page === 0 ? ('failed' as const) : ('succeeded' as const),
  });
  const history10 = { taskId: 'a1', kind: 'PREFETCH' as const, at, targets: [0, 1, 2].map(target) };
  const world = await openWorld({
    accounts: [{ vendor: 'HUAWEI_CDN', name: 'huawei', id: 'id', secret: 's', history: [history10] }],
    now,
  });
  try {
    const page = await world.tasks.tasks({ from: now - 11 * DAY }, { first: 20 }, world.scope());
    const [task] = page.edges.map(({ node }) => node);
    expect(task).toMatchObject({ urlCount: 3, state: 'PARTIALLY_SUCCEEDED', details: undefined });
    expect(world.emulator.callCounts('huawei')).toEqual({ ShowHistoryTasks: 2 });
    if (task === undefined) throw new RangeError('There is no task.');
    const urls = await world.tasks.urlDetailsOf(task, {}, { first: 10 }, world.scope());
    expect(urls.edges.map(({ node }) => node.state)).toEqual(['FAILED', 'SUCCEEDED', 'SUCCEEDED']);
    const reference = { provider: 'huawei', taskId: 'a1' };
    const [known, forgotten] = await Promise.all([
      world.tasks.lookUp([{ ...reference, createdAt: at }], world.scope()),
      world.tasks.lookUp([reference], world.scope()),
    ]);
    expect(known).toMatchObject([{ taskId: 'a1', urlCount: 3, reason: 'ORIGIN_ERROR' }]);
    expect(forgotten).toMatchObject([{ kind: 'NOT_FOUND' }]);
  } finally {
    await world.close();
  }
});

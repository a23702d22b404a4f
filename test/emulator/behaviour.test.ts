import { afterEach, describe, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Behaviour, Emulator, Submission } from '../../src/emulator/emulator.ts';
import { askAlibaba, askTencent, column, key } from './asking.ts';
import type { Ask, Asked } from './asking.ts';
import { noon, oneOfEach, submission } from './histories.ts';
import { tasksOfSize } from './large-accounts.ts';

const second = 1000;
const day = 86_400 * second;
const today = { StartTime: '2026-03-10 00:00:00' };

let emulator: Emulator | undefined;
let now = noon;

afterEach(async () => {
  await emulator?.close();
  emulator = undefined;
  now = noon;
});

/** An account of every vendor with the same history and behaviour. */
async function start(history: readonly Submission[], behaviour: Partial<Behaviour> = {}) {
  const account = { ...key, history, behaviour: { enforcesRate: false, ...behaviour } };
  emulator = await startEmulator({
    now: () => now,
    accounts: [
      { ...account, vendor: 'TENCENT_CDN', name: 'cdn' },
      { ...account, vendor: 'TENCENT_EDGEONE', name: 'edge', zones: ['zone-1'] },
      { ...account, vendor: 'ALIBABA_CDN', name: 'aliyun' },
    ],
  });
  return {
    emulator,
    cdn: askTencent(emulator, 'TENCENT_CDN', () => now),
    edge: askTencent(emulator, 'TENCENT_EDGEONE', () => now),
    aliyun: askAlibaba(emulator, () => now),
  };
}

const push = (ask: Ask, parameters: Readonly<Record<string, unknown>> = {}): Promise<Asked> =>
  ask('DescribePushTasks', { ...today, ...parameters });

/** The URLs of all pages of a size. */
async function pages(ask: Ask, limit: number, rows: number): Promise<string[]> {
  const urls: string[] = [];
  for (let offset = 0; offset < rows; offset += limit) {
    urls.push(...column(await push(ask, { Offset: offset, Limit: limit }), 'Url').map(String));
  }
  return urls;
}

const sixty = tasksOfSize({ newest: noon - 60 * second, tasks: 1, urlsPerTask: 60 });
const urlsOf = (history: readonly Submission[]) =>
  history.flatMap(({ targets }) => targets.map(({ url }) => url)).toSorted();

describe('ties', () => {
  it('that are fixed give every row once, for every page size', async () => {
    const { cdn } = await start(sixty);
    expect((await pages(cdn, 7, 60)).toSorted()).toEqual(urlsOf(sixty));
    expect(await pages(cdn, 7, 60)).toEqual(await pages(cdn, 20, 60));
  });

  it('by page size have one order for a size and another for another', async () => {
    const { cdn } = await start(sixty, { ties: 'by-page-size' });
    expect(await pages(cdn, 7, 60)).toEqual(await pages(cdn, 7, 60));
    expect((await pages(cdn, 7, 60)).toSorted()).toEqual(urlsOf(sixty));
    expect(await pages(cdn, 7, 60)).not.toEqual(await pages(cdn, 20, 60));
  });

  it('per call repeat some rows and miss others over several pages', async () => {
    const { cdn } = await start(sixty, { ties: 'per-call' });
    const walked = await pages(cdn, 20, 60);
    expect(walked).toHaveLength(60);
    expect(new Set(walked).size).toBeLessThan(60);
    expect((await pages(cdn, 100, 60)).toSorted()).toEqual(urlsOf(sixty));
  });

  it('never move a row out of its second, with or without a filter', async () => {
    const history = tasksOfSize({ newest: noon - second, tasks: 10, urlsPerTask: 5, apartMs: second });
    const { cdn } = await start(history, { ties: 'per-call' });
    for (const filter of [{}, { Status: 'done' }]) {
      const times = column(await push(cdn, { Limit: 100, ...filter }), 'CreateTime').map(String);
      expect(times).toEqual(times.toSorted().toReversed());
    }
  });
});

it('the order of the last change lists a row by its update, not by its creation', async () => {
  const slow = submission('1', noon - 100 * second, ['https://www.example.com/slow'], {
    target: { finishesAt: noon - 2 * second },
  });
  const fast = submission('2', noon - 50 * second, ['https://www.example.com/fast']);
  const { cdn } = await start([slow, fast], { order: 'last-changed-first' });
  expect(column(await push(cdn), 'TaskId')).toEqual(['1', '2']);
});

describe('the largest page', () => {
  it('is rejected beyond its size, or capped without a word', async () => {
    const rejecting = await start(sixty, { maxPageSize: 20 });
    expect((await push(rejecting.cdn, { Limit: 21 })).code).toBe('InvalidParameter.CdnParamError');
    expect((await rejecting.aliyun('DescribeRefreshTasks', { PageSize: 21 })).code).toBe('InvalidParameters');
    await emulator?.close();
    const capping = await start(sixty, { maxPageSize: 20, oversizedPages: 'capped' });
    const answer = await push(capping.cdn, { Limit: 50 });
    expect([answer.rows.length, answer.total]).toEqual([20, 60]);
    const pageThree = await capping.aliyun('DescribeRefreshTasks', { PageSize: 50, PageNumber: 3 });
    expect(pageThree.rows).toHaveLength(20);
    expect(pageThree.body).toMatchObject({ PageSize: 20 });
  });
});

describe('the longest window', () => {
  const window = { StartTime: '2026-03-01 00:00:00', EndTime: '2026-03-10 23:59:59' };
  const old = submission('1', noon - 5 * day, ['https://www.example.com/old']);

  it('is rejected by each vendor with its own code', async () => {
    const { cdn, edge, aliyun } = await start([], { maxWindowMs: day });
    expect((await cdn('DescribePushTasks', window)).code).toBe('InvalidParameter.CdnStatInvalidDate');
    expect((await cdn('DescribePurgeTasks', window)).code).toBe('InvalidParameter.CdnParamError');
    const utc = { StartTime: '2026-03-08T12:00:00Z', EndTime: '2026-03-10T11:00:00Z' };
    expect((await edge('DescribePrefetchTasks', { ZoneId: 'zone-1', ...utc })).code).toBe(
      'InvalidParameter.ParameterError',
    );
    expect((await aliyun('DescribeRefreshTasks', utc)).code).toBe('InvalidTime');
  });

  it('is clipped to its newest part', async () => {
    const { cdn } = await start([old], { maxWindowMs: day, oversizedWindows: 'clipped' });
    expect(await cdn('DescribePushTasks', window)).toMatchObject({ code: undefined, total: 0 });
    expect((await cdn('DescribePushTasks', { TaskId: '1' })).total).toBe(1);
  });

  it('can be unlimited where a document names a limit', async () => {
    const { edge } = await start([], { maxWindowMs: Infinity });
    const utc = { StartTime: '2026-01-01T00:00:00Z', EndTime: '2026-03-10T11:00:00Z' };
    expect((await edge('DescribePrefetchTasks', { ZoneId: 'zone-1', ...utc })).code).toBeUndefined();
  });
});

describe('the count', () => {
  const history = tasksOfSize({ newest: noon - 60 * second, tasks: 4, urlsPerTask: 10 });

  it.each([
    ['exact', 40],
    ['one-too-high', 41],
    ['doubled', 80],
    ['absent', undefined],
    ['of-the-page', 7],
    ['of-tasks', 4],
    [{ cappedAt: 30 }, 30],
  ] as const)('%j of 40 rows in 4 tasks is %s', async (count, expected) => {
    const { cdn, edge, aliyun } = await start(history, { count });
    expect((await push(cdn, { Limit: 7 })).total).toBe(expected);
    expect((await push(cdn, { Limit: 7, Status: 'done' })).total).toBe(expected);
    const utc = { StartTime: '2026-03-10T00:00:00Z', EndTime: '2026-03-10T23:00:00Z' };
    const zone = { ZoneId: 'zone-1', Limit: 7, ...utc };
    expect((await edge('DescribePrefetchTasks', zone)).total).toBe(expected);
    expect((await aliyun('DescribeRefreshTasks', { PageSize: 7 })).total).toBe(expected);
  });

  it('promises more than can be reached where a depth is set', async () => {
    const { cdn } = await start(history, { maxDepth: 25 });
    const lengths = [0, 10, 20, 30].map(async (Offset) => {
      const { rows, total } = await push(cdn, { Offset, Limit: 10 });
      return [rows.length, total];
    });
    expect(await Promise.all(lengths)).toEqual([
      [10, 40],
      [10, 40],
      [5, 40],
      [0, 40],
    ]);
  });
});

describe('rows', () => {
  it('that repeat are listed twice and stand once in the truth', async () => {
    const { cdn, emulator: started } = await start(sixty, { identicalRowShare: 0.3 });
    const { rows, total } = await push(cdn, { Limit: 100 });
    expect(total).toBe(rows.length);
    expect(rows.length).toBeGreaterThan(65);
    expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBe(60);
    expect(started.rows('cdn')).toHaveLength(60);
  });

  it('that are late appear in the past', async () => {
    now = noon - 60 * second;
    const { cdn, emulator: started } = await start(sixty, { lateRowShare: 0.3, lateRowDelayMs: 10 * second });
    const early = (await push(cdn, { Limit: 100 })).rows.length;
    expect(started.rows('cdn')).toHaveLength(early);
    expect(early).toBeLessThan(55);
    expect(started.rows('cdn', now + 10 * second)).toHaveLength(60);
    now += 10 * second;
    expect((await push(cdn, { Limit: 100 })).rows).toHaveLength(60);
  });
});

describe('the vendor’s clock', () => {
  it('is ahead in its Date header and its row times, and in the truth', async () => {
    const { cdn, emulator: started } = await start([], { clockOffsetMs: 120 * second });
    started.submit('cdn', submission('1', noon, ['https://www.example.com/']));
    const answer = await push(cdn);
    expect(answer.headers['date']).toBe('Tue, 10 Mar 2026 12:02:00 GMT');
    expect(column(answer, 'CreateTime')).toEqual(['2026-03-10 20:02:00']);
    expect(started.rows('cdn')).toMatchObject([{ createdAt: noon - 250 + 120 * second }]);
  });

  it('rejects signatures that are right by the client’s clock if it is far off', async () => {
    const { cdn } = await start([], { clockOffsetMs: 6 * 60 * second });
    expect((await push(cdn)).code).toBe('AuthFailure.SignatureExpire');
  });
});

describe('words', () => {
  const history = oneOfEach(['succeeded', 'failed'], noon - 60 * second);

  it('for states are spelt in one of three ways, and the truth has the same word', async () => {
    for (const [stateSpelling, words] of [
      ['as-documented', ['fail', 'done']],
      ['capitalized', ['Fail', 'Done']],
      ['upper-case', ['FAIL', 'DONE']],
    ] as const) {
      const { cdn, emulator: started } = await start(history, { stateSpelling });
      expect(column(await push(cdn), 'Status')).toEqual(words);
      expect(
        started
          .rows('cdn')
          .map(({ word }) => word)
          .toSorted(),
      ).toEqual(words.toSorted());
      await started.close();
    }
  });

  it('that no document lists take the place of a share of states and kinds', async () => {
    const { edge } = await start(history, { unknownStateShare: 1, unknownKindShare: 1 });
    const utc = { StartTime: '2026-03-10T00:00:00Z', EndTime: '2026-03-10T23:00:00Z' };
    const answer = await edge('DescribePrefetchTasks', { ZoneId: 'zone-1', ...utc });
    expect(column(answer, 'Status')).toEqual(['archived', 'archived']);
    expect(column(answer, 'Type')).toEqual(['revalidate', 'revalidate']);
  });

  it('for percentages can lack their sign, also within a row', async () => {
    const { aliyun } = await start(history, { percentHasSign: false });
    expect(column(await aliyun('DescribeRefreshTasks'), 'Process')).toEqual(['100', '100']);
    const detail = await aliyun('DescribePreloadDetailById', { TaskId: '10000' });
    expect(detail.rows).toMatchObject([{ Process: '100', Urls: [{ Success: '100' }] }]);
  });
});

describe('what is empty', () => {
  it.each([
    ['array', { PushLogs: [], TotalCount: 0 }],
    ['null', { PushLogs: null, TotalCount: null }],
    ['absent', { TotalCount: 0 }],
  ] as const)('a list as %s', async (emptyLists, expected) => {
    const { cdn } = await start([], { emptyLists });
    expect((await push(cdn)).body).toEqual({ ...expected, RequestId: expect.any(String) });
  });

  it('a page after the last is written like any page without rows', async () => {
    const { cdn } = await start(sixty, { emptyLists: 'null', count: 'one-too-high' });
    expect((await push(cdn, { Offset: 60 })).body).toMatchObject({ PushLogs: null, TotalCount: 61 });
  });

  it.each([
    ['as-documented', undefined],
    ['null', null],
    ['empty-text', ''],
    ['absent', undefined],
  ] as const)('a member as %s', async (emptyValues, expected) => {
    const { aliyun } = await start(oneOfEach(['succeeded'], noon - 60 * second), { emptyValues });
    expect(column(await aliyun('DescribeRefreshTasks'), 'Description')).toEqual([expected]);
  });
});

it('calls are counted by account and action', async () => {
  const { cdn, aliyun, emulator: started } = await start([]);
  await Promise.all([push(cdn), push(cdn), aliyun('DescribeRefreshTasks')]);
  expect(started.callCounts('cdn')).toEqual({ DescribePushTasks: 2 });
  expect(started.callCounts('aliyun')).toEqual({ DescribeRefreshTasks: 1 });
  expect(started.callCounts('edge')).toEqual({});
  started.clearCalls();
  expect(started.callCounts('cdn')).toEqual({});
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { askTencent, column, key } from './asking.ts';
import type { Ask } from './asking.ts';
import { noon, oneOfEach, submission } from './histories.ts';

// Tencent Cloud CDN 2018-06-06, DescribePushTasks and DescribePurgeTasks. Beijing is at 20:00:00.

let emulator: Emulator;
let ask: Ask;

const minute = 60_000;
const push = 'DescribePushTasks';
const purge = 'DescribePurgeTasks';
const today = { StartTime: '2026-03-10 00:00:00' };

beforeAll(async () => {
  emulator = await startEmulator({
    now: () => noon,
    accounts: [
      {
        vendor: 'TENCENT_CDN',
        name: 'cdn',
        ...key,
        behaviour: { enforcesRate: false, maxPageSize: 50 },
        history: [
          ...oneOfEach(['succeeded', 'failed', 'invalid'], noon - 30 * minute),
          submission('running', noon - minute, ['https://img.example.org/目录/a%20b.png'], {
            target: { finishesAt: noon + minute, area: 'overseas' },
          }),
          submission('fresh', noon - 250, ['https://www.example.com/fresh'], {
            target: { finishesAt: noon + minute, area: 'global' },
          }),
          submission('1533045796-i60rfmzm', noon - 5 * minute, ['https://www.example.com/a'], {
            kind: 'PURGE_URL',
          }),
          submission('path', noon - 4 * minute, ['https://www.example.com/css/'], {
            kind: 'PURGE_DIRECTORY',
            target: { method: 'delete', outcome: 'failed', area: 'overseas' },
          }),
          submission(
            'large',
            noon - 3 * 86_400_000,
            Array.from({ length: 70 }, (_, index) => `https://static.example.com/${index}`),
          ),
          submission('forgotten', noon - 31 * 86_400_000, ['https://www.example.com/old']),
        ],
      },
      {
        vendor: 'TENCENT_CDN',
        name: 'nulls',
        id: 'nulls',
        secret: 's',
        behaviour: { emptyLists: 'null' },
      },
    ],
  });
  ask = askTencent(emulator, 'TENCENT_CDN', () => noon);
});

afterAll(() => emulator.close());

describe('a DescribePushTasks answer', () => {
  it('has a row for each URL with every documented field, CreateTime on the clock of UTC+8', async () => {
    const { body, status } = await ask(push, { TaskId: '10000' });
    expect(status).toBe(200);
    expect(body).toEqual({
      PushLogs: [
        {
          TaskId: '10000',
          Url: 'https://www.example.com/succeeded',
          Status: 'done',
          Percent: 100,
          CreateTime: '2026-03-10 19:30:00',
          UpdateTime: '2026-03-10 19:30:00',
          Area: 'mainland',
        },
      ],
      TotalCount: 1,
      RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('tells how far a row in progress is', async () => {
    const { rows } = await ask(push, { TaskId: 'running' });
    expect(rows).toMatchObject([{ Status: 'process', Percent: 50, UpdateTime: '2026-03-10 20:00:00' }]);
  });

  it('has no UpdateTime while nothing has happened', async () => {
    expect((await ask(push, { TaskId: 'fresh' })).rows).toMatchObject([{ Percent: 0, UpdateTime: null }]);
  });

  it('is empty, not an error, for a TaskId that is unknown or of the other call', async () => {
    expect((await ask(push, { TaskId: '404' })).body).toMatchObject({ PushLogs: [], TotalCount: 0 });
    expect((await ask(push, { TaskId: 'path' })).body).toMatchObject({ PushLogs: [], TotalCount: 0 });
  });

  it('may have null for an empty list and its count', async () => {
    const answer = await ask(push, today, { key: { id: 'nulls', secret: 's' } });
    expect(answer.body).toMatchObject({ PushLogs: null, TotalCount: null });
  });

  it('does not know what is older than 30 days', async () => {
    expect((await ask(push, { TaskId: 'forgotten' })).total).toBe(0);
    expect((await ask(push, { StartTime: '2026-01-01 00:00:00' })).total).toBe(75);
  });
});

it('a DescribePurgeTasks answer has every documented field, and neither UpdateTime, Percent nor Area', async () => {
  const { body } = await ask(purge, today);
  expect(body).toMatchObject({
    PurgeLogs: [
      {
        TaskId: 'path',
        Url: 'https://www.example.com/css/',
        Status: 'fail',
        PurgeType: 'path',
        FlushType: 'delete',
        CreateTime: '2026-03-10 19:56:00',
      },
      {
        TaskId: '1533045796-i60rfmzm',
        Url: 'https://www.example.com/a',
        Status: 'done',
        PurgeType: 'url',
        FlushType: 'flush',
        CreateTime: '2026-03-10 19:55:00',
      },
    ],
    TotalCount: 2,
  });
});

describe('filters', () => {
  it.each([
    ['Keyword, a bare domain', { Keyword: 'img.example.org' }, ['running']],
    ['Keyword, a full URL', { Keyword: 'https://img.example.org/目录/a%20b.png' }, ['running']],
    ['Keyword, part of a URL', { Keyword: 'https://img.example.org/' }, []],
    ['Area', { Area: 'global' }, ['fresh']],
    ['Status process', { Status: 'process' }, ['fresh', 'running']],
    ['Status done', { Status: 'done' }, ['10000']],
    ['Status fail', { Status: 'fail' }, ['10001']],
    ['Status invalid', { Status: 'invalid' }, ['10002']],
    ['all together', { Status: 'process', Area: 'overseas', Keyword: 'img.example.org' }, ['running']],
    ['EndTime', { EndTime: '2026-03-10 19:30:01' }, ['10001', '10000']],
  ])('%s', async (_name, filter, taskIds) => {
    const answer = await ask(push, { ...today, ...filter });
    expect(column(answer, 'TaskId')).toEqual(taskIds);
    expect(answer.total).toBe(taskIds.length);
  });

  it('PurgeType', async () => {
    expect(column(await ask(purge, { ...today, PurgeType: 'url' }), 'TaskId')).toEqual([
      '1533045796-i60rfmzm',
    ]);
    expect(column(await ask(purge, { ...today, PurgeType: 'path' }), 'TaskId')).toEqual(['path']);
  });

  it('Area of purges, which no row tells', async () => {
    expect(column(await ask(purge, { ...today, Area: 'overseas' }), 'TaskId')).toEqual(['path']);
  });

  it('TaskId and a time range narrow each other', async () => {
    expect((await ask(push, { TaskId: '10000', ...today })).total).toBe(1);
    expect((await ask(push, { TaskId: 'large', ...today })).total).toBe(0);
  });
});

describe('pages', () => {
  it('Limit defaults to 20, Offset to 0', async () => {
    const answer = await ask(push, { TaskId: 'large' });
    expect([answer.rows.length, answer.total]).toEqual([20, 70]);
  });

  it('Offset counts rows, and pages make up the whole', async () => {
    const pages = [0, 1, 2].map((page) => ask(push, { TaskId: 'large', Offset: page * 30, Limit: 30 }));
    const urls = (await Promise.all(pages)).map((page) => column(page, 'Url'));
    expect(urls.map((page) => page.length)).toEqual([30, 30, 10]);
    expect(new Set(urls.flat()).size).toBe(70);
  });

  it('an Offset beyond the end gives an empty page and the right count', async () => {
    expect(await ask(push, { TaskId: 'large', Offset: 70 })).toMatchObject({ rows: [], total: 70 });
  });
});

describe('GET', () => {
  it('takes the parameters from the query, numbers as text', async () => {
    const query = 'TaskId=large&Limit=30&Offset=60';
    expect((await ask(push, {}, { method: 'GET', query })).rows).toHaveLength(10);
  });

  it('a plus in the query is a plus', async () => {
    const query = 'StartTime=2026-03-10+00%3A00%3A00';
    expect((await ask(push, {}, { method: 'GET', query })).code).toBe('InvalidParameter.CdnStatInvalidDate');
  });
});

describe('refusals, all with HTTP 200', () => {
  const wrong = 'InvalidParameter.CdnParamError';
  const badDate = 'InvalidParameter.CdnStatInvalidDate';

  it.each([
    [push, 'neither TaskId nor StartTime', {}, wrong],
    [push, 'EndTime alone', { EndTime: '2026-03-10 00:00:00' }, wrong],
    [push, 'an empty TaskId', { TaskId: '' }, wrong],
    [push, 'a StartTime in ISO 8601', { StartTime: '2026-03-10T00:00:00Z' }, badDate],
    [push, 'a day that does not exist', { StartTime: '2026-02-30 00:00:00' }, badDate],
    [push, 'EndTime before StartTime', { ...today, EndTime: '2026-03-09 23:59:59' }, badDate],
    [purge, 'EndTime before StartTime', { ...today, EndTime: '2026-03-09 23:59:59' }, wrong],
    [push, 'a negative Offset', { ...today, Offset: -1 }, wrong],
    [push, 'a Limit of 0', { ...today, Limit: 0 }, wrong],
    [push, 'a Limit over the maximum', { ...today, Limit: 51 }, wrong],
    [push, 'an unknown Area', { ...today, Area: 'asia' }, wrong],
    [push, 'an unknown Status', { ...today, Status: 'Done' }, wrong],
    [purge, 'the Status invalid, which is of prefetches only', { ...today, Status: 'invalid' }, wrong],
    [purge, 'an unknown PurgeType', { ...today, PurgeType: 'host' }, wrong],
    [push, 'PurgeType, which is of purges only', { ...today, PurgeType: 'url' }, 'UnknownParameter'],
    [push, 'a parameter of a wrong case', { ...today, limit: 1 }, 'UnknownParameter'],
    [push, 'a Limit that is a text', { ...today, Limit: '20' }, 'InvalidParameter'],
    [push, 'an Offset that is not whole', { ...today, Offset: 0.5 }, 'InvalidParameter'],
    [push, 'a TaskId that is a number', { TaskId: 10000 }, 'InvalidParameter'],
  ])('%s: %s', async (action, _rule, parameters, code) => {
    expect(await ask(action, parameters)).toMatchObject({ status: 200, code });
  });

  it('every refusal carries a message and a RequestId', async () => {
    expect((await ask(push)).body).toEqual({
      Error: { Code: wrong, Message: 'TaskId or StartTime must be given.' },
      RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });
});

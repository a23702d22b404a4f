import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { askAlibaba, column, key } from './asking.ts';
import type { Ask } from './asking.ts';
import { noon, oneOfEach, submission } from './histories.ts';

// Alibaba CDN 2018-05-10, DescribeRefreshTasks, DescribeRefreshTaskById and DescribePreloadDetailById.

let emulator: Emulator;
let ask: Ask;

const minute = 60_000;
const list = 'DescribeRefreshTasks';
const byId = 'DescribeRefreshTaskById';
const detail = 'DescribePreloadDetailById';
const today = { StartTime: '2026-03-10T00:00:00Z', EndTime: '2026-03-10T23:59:59Z' };
const RequestId = expect.stringMatching(/^[0-9A-F-]{36}$/);

beforeAll(async () => {
  emulator = await startEmulator({
    now: () => noon,
    accounts: [
      {
        vendor: 'ALIBABA_CDN',
        name: 'aliyun',
        ...key,
        behaviour: { enforcesRate: false },
        history: [
          ...oneOfEach(['succeeded', 'failed', 'timedOut', 'canceled', 'pending'], noon - 30 * minute),
          submission(
            '20001',
            noon - minute,
            ['https://img.example.org/目录/a%20b.png', 'https://img.example.org/b'],
            {
              target: { finishesAt: noon + minute },
            },
          ),
          submission('20002', noon - 9 * minute, ['https://www.example.com/a.js'], { kind: 'PURGE_URL' }),
          submission('20003', noon - 8 * minute, ['https://www.example.com/css/'], {
            kind: 'PURGE_DIRECTORY',
          }),
          submission('20004', noon - 7 * minute, ['https://www.example.com/.*'], { kind: 'PURGE_REGEX' }),
          {
            taskId: '20005',
            kind: 'PREFETCH',
            at: noon - 20 * minute,
            targets: [
              {
                url: 'https://a.example.net/abc.jpg',
                finishesAt: noon - 10 * minute,
                outcome: 'succeeded',
                successShare: 0.47,
              },
              {
                url: 'https://a.example.net/d?x=1',
                finishesAt: noon - 9 * minute,
                outcome: 'failed',
                message: 'Origin Timeout',
              },
            ],
          },
          submission(
            '20006',
            noon - 2 * 86_400_000,
            Array.from({ length: 250 }, (_, index) => `https://static.example.com/${index}`),
          ),
        ],
      },
    ],
  });
  ask = askAlibaba(emulator, () => noon);
});

afterAll(() => emulator.close());

describe('a DescribeRefreshTasks answer', () => {
  it('has an object around its rows, and every documented field', async () => {
    const { body, status } = await ask(list, { TaskId: '10000' });
    expect(status).toBe(200);
    expect(body).toEqual({
      PageNumber: 1,
      PageSize: 20,
      TotalCount: 1,
      Tasks: {
        CDNTask: [
          {
            TaskId: '10000',
            ObjectPath: 'https://www.example.com/succeeded',
            ObjectType: 'preload',
            Status: 'Complete',
            Process: '100%',
            CreationTime: '2026-03-10T11:30:00Z',
          },
        ],
      },
      RequestId,
    });
  });

  it('has a Description of failures only', async () => {
    const { rows } = await ask(list, { ...today, PageSize: 100 });
    expect(
      rows.filter((row) => 'Description' in row).map(({ TaskId, Description }) => [TaskId, Description]),
    ).toEqual([
      ['20005', 'Origin Timeout'],
      ['10001', 'OriginTimeout'],
    ]);
  });

  it('says each state in its own word', async () => {
    const answers = await Promise.all(
      ['10000', '10001', '10002', '10003', '10004', '20001'].map((TaskId) => ask(list, { TaskId })),
    );
    expect(answers.map((answer) => column(answer, 'Status')[0])).toEqual([
      'Complete',
      'Failed',
      'Timeout',
      'Canceled',
      'Pending',
      'Refreshing',
    ]);
  });

  it('without conditions is the first 20 rows of the last 3 days', async () => {
    const answer = await ask(list);
    expect([answer.rows.length, answer.total]).toEqual([20, 262]);
  });
});

describe('filters of DescribeRefreshTasks', () => {
  it.each([
    ['ObjectPath', { ObjectPath: 'https://img.example.org/目录/a%20b.png' }, ['20001']],
    ['TaskId and ObjectPath', { TaskId: '20001', ObjectPath: 'https://img.example.org/b' }, ['20001']],
    ['ObjectType file', { ObjectType: 'file' }, ['20002']],
    ['ObjectType directory', { ObjectType: 'directory' }, ['20003']],
    ['ObjectType regex', { ObjectType: 'regex' }, ['20004']],
    ['ObjectType block, of which there are none', { ObjectType: 'block' }, []],
    ['Status and ObjectType', { ...today, ObjectType: 'preload', Status: 'Timeout' }, ['10002']],
    ['DomainName and ObjectType', { ObjectType: 'preload', DomainName: 'a.example.net' }, ['20005', '20005']],
    ['a window', { StartTime: '2026-03-10T11:30:00Z', EndTime: '2026-03-10T11:30:01Z' }, ['10001', '10000']],
  ])('%s', async (_name, parameters, taskIds) => {
    const answer = await ask(list, parameters);
    expect(column(answer, 'TaskId')).toEqual(taskIds);
    expect(answer.total).toBe(taskIds.length);
  });
});

it('PageNumber counts from one, in pages of PageSize', async () => {
  const pages = await Promise.all(
    [1, 2, 3, 4].map((PageNumber) => ask(list, { TaskId: '20006', PageNumber, PageSize: 100 })),
  );
  expect(pages.map(({ rows }) => rows.length)).toEqual([100, 100, 50, 0]);
  expect(new Set(pages.flatMap((page) => column(page, 'ObjectPath'))).size).toBe(250);
  expect(pages[3]?.body).toMatchObject({ PageNumber: 4, PageSize: 100, TotalCount: 250 });
});

it('GET is answered like POST', async () => {
  expect((await ask(list, { TaskId: '20006', PageSize: 7 }, { method: 'GET' })).rows).toHaveLength(7);
});

describe('a DescribeRefreshTaskById answer', () => {
  it('has the rows of up to ten tasks in a plain array, each task once', async () => {
    const { body } = await ask(byId, { TaskId: '10000,20003,404,10000' });
    expect(body).toMatchObject({
      TotalCount: 2,
      Tasks: [{ TaskId: '10000' }, { TaskId: '20003' }],
      RequestId,
    });
  });

  it('is not cut', async () => {
    expect((await ask(byId, { TaskId: '20006' })).rows).toHaveLength(250);
  });
});

describe('a DescribePreloadDetailById answer', () => {
  it('has the URLs as paths with a trailing line feed, each with its share of nodes', async () => {
    expect((await ask(detail, { TaskId: '20005' })).body).toEqual({
      TotalCount: 1,
      UrlDetails: [
        {
          TaskId: '20005',
          Domain: 'a.example.net',
          CreationTime: '2026-03-10T11:40:00Z',
          EndTime: '2026-03-10T11:51:00Z',
          RetCode: '1',
          Process: '100%',
          Status: 'Complete',
          Urls: expect.arrayContaining([
            { Url: '/abc.jpg\n', Success: '47%', Description: 'Successfully preloaded' },
            { Url: '/d?x=1\n', Success: '0%', Description: 'Origin Timeout' },
          ]),
        },
      ],
      RequestId,
    });
  });

  it('has no EndTime while the task is running', async () => {
    expect((await ask(detail, { TaskId: '20001' })).rows).toMatchObject([
      {
        Status: 'Refreshing',
        Process: '50%',
        RetCode: '0',
        EndTime: '',
        Urls: [{ Success: '50%' }, { Success: '50%' }],
      },
    ]);
  });

  it('is Failed when every URL is', async () => {
    expect((await ask(detail, { TaskId: '10001' })).rows).toMatchObject([{ Status: 'Failed', RetCode: '1' }]);
  });

  it('is empty for a task that is unknown or no prefetch', async () => {
    expect((await ask(detail, { TaskId: '404' })).body).toEqual({ TotalCount: 0, UrlDetails: [], RequestId });
    expect((await ask(detail, { TaskId: '20002' })).total).toBe(0);
  });
});

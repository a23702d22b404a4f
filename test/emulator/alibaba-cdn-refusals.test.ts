import { afterAll, beforeAll, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { askAlibaba, key } from './asking.ts';
import type { Ask } from './asking.ts';
import { noon, submission } from './histories.ts';

// What Alibaba CDN 2018-05-10 refuses, and with which code.

let emulator: Emulator;
let ask: Ask;

const list = 'DescribeRefreshTasks';
const byId = 'DescribeRefreshTaskById';
const detail = 'DescribePreloadDetailById';
const today = { StartTime: '2026-03-10T00:00:00Z', EndTime: '2026-03-10T23:59:59Z' };
const ids = (count: number) => Array.from({ length: count }, (_, index) => 30_000 + index).join(',');

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
          submission('10000', noon - 60_000, ['https://www.example.com/a']),
          submission('20007', noon - 3 * 86_400_000 - 1000, ['https://www.example.com/old']),
        ],
      },
      { vendor: 'ALIBABA_CDN', name: 'small', id: 'small', secret: 's', behaviour: { isAllowListed: false } },
    ],
  });
  ask = askAlibaba(emulator, () => noon);
});

afterAll(() => emulator.close());

const malformed = 'InvalidTaskId.Malformed';
const invalid = 'InvalidParameters';

it.each([
  [list, 'StartTime without EndTime', { StartTime: today.StartTime }, 'MissingTimeParameter'],
  [list, 'EndTime without StartTime', { EndTime: today.EndTime }, 'MissingTimeParameter'],
  [
    list,
    'a StartTime without seconds',
    { ...today, StartTime: '2026-03-10T00:00Z' },
    'InvalidStartTime.Malformed',
  ],
  [
    list,
    'an EndTime with an offset',
    { ...today, EndTime: '2026-03-10T00:00:00+08:00' },
    'InvalidEndTime.Malformed',
  ],
  [list, 'EndTime equal to StartTime', { ...today, EndTime: today.StartTime }, 'InvalidEndTime.Mismatch'],
  [
    list,
    'a StartTime to come',
    { StartTime: '2026-03-10T12:00:01Z', EndTime: '2026-03-10T13:00:00Z' },
    'InvalidStartTime.ValueNotSupported',
  ],
  [list, 'a StartTime over 3 days ago', { ...today, StartTime: '2026-03-07T11:59:59Z' }, 'InvalidTime'],
  [list, 'a task over 3 days ago', { TaskId: '20007' }, 'InvalidTime'],
  [byId, 'a task over 3 days ago, among others', { TaskId: '10000,20007' }, 'InvalidTime'],
  [detail, 'a task over 3 days ago', { TaskId: '20007' }, 'InvalidTime'],
  [list, 'DomainName without ObjectType', { DomainName: 'www.example.com' }, 'MissingParameter.ObjectType'],
  [list, 'Status without ObjectType', { Status: 'Complete' }, 'MissingParameter.ObjectType'],
  [list, 'an unknown ObjectType', { ObjectType: 'File' }, 'InvalidObjectType.ValueNotSupported'],
  [list, 'an unknown Status', { ObjectType: 'file', Status: 'Done' }, 'InvalidStatus.ValueNotSupported'],
  [
    list,
    'two domain names',
    { ObjectType: 'file', DomainName: 'a.example.com,b.example.com' },
    'DomainNameOverLimit',
  ],
  [list, 'a PageSize of 0', { PageSize: 0 }, invalid],
  [list, 'a PageSize over 100', { PageSize: 101 }, invalid],
  [list, 'a PageNumber of 0', { PageNumber: 0 }, invalid],
  [list, 'a PageNumber over 100000', { PageNumber: 100_001 }, invalid],
  [list, 'a PageNumber that is no number', { PageNumber: 'two' }, invalid],
  [list, 'an unknown parameter', { Limit: 20 }, invalid],
  [list, 'a TaskId that is not decimal', { TaskId: 'job-1' }, malformed],
  [list, 'two ids', { TaskId: '10000,10001' }, malformed],
  [detail, 'two ids', { TaskId: '10000,10001' }, malformed],
  [byId, 'eleven ids', { TaskId: ids(11) }, malformed],
  [byId, 'an empty id among others', { TaskId: '10000,' }, malformed],
  [byId, 'no TaskId', {}, 'MissingParameter'],
  [detail, 'no TaskId', {}, 'MissingParameter'],
])('%s: %s', async (action, _rule, parameters, code) => {
  expect(await ask(action, parameters)).toMatchObject({ status: 400, code });
});

it('ten ids, a StartTime of exactly 3 days ago, page 100000 and a page of 100 are allowed', async () => {
  expect((await ask(byId, { TaskId: ids(10) })).code).toBeUndefined();
  expect((await ask(list, { ...today, StartTime: '2026-03-07T12:00:00Z' })).code).toBeUndefined();
  expect((await ask(list, { PageNumber: 100_000, PageSize: 100 })).rows).toEqual([]);
});

it('an account that is not on the allow list has no preload detail, but the rest', async () => {
  const small = { key: { id: 'small', secret: 's' } };
  expect(await ask(detail, { TaskId: '1' }, small)).toMatchObject({ status: 403, code: 'NoPermission' });
  expect((await ask(byId, { TaskId: '1' }, small)).code).toBeUndefined();
});

it('every refusal is flat JSON with HostId, RequestId and a link', async () => {
  expect((await ask(byId)).body).toEqual({
    Code: 'MissingParameter',
    Message: 'The parameter TaskId is missing.',
    RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/),
    HostId: 'cdn.aliyuncs.com',
    Recommend: expect.stringMatching(/^https:/),
  });
});

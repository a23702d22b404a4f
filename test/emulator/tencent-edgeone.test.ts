import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { askTencent, column, key } from './asking.ts';
import type { Ask } from './asking.ts';
import { noon, oneOfEach, submission } from './histories.ts';

// EdgeOne 2022-09-01, DescribePrefetchTasks and DescribePurgeTasks.

let emulator: Emulator;
let ask: Ask;

const minute = 60_000;
const prefetch = 'DescribePrefetchTasks';
const purge = 'DescribePurgeTasks';
const ZoneId = 'zone-1';
const today = { ZoneId, StartTime: '2026-03-10T00:00:00Z', EndTime: '2026-03-11T00:00:00Z' };

const filter = (Name: string, ...Values: readonly string[]) => ({ Filters: [{ Name, Values }] });

beforeAll(async () => {
  emulator = await startEmulator({
    now: () => noon,
    accounts: [
      {
        vendor: 'TENCENT_EDGEONE',
        name: 'edge',
        ...key,
        zones: [ZoneId, 'zone-2'],
        behaviour: { enforcesRate: false },
        history: [
          ...oneOfEach(['succeeded', 'failed', 'timedOut', 'canceled', 'invalid'], noon - 30 * minute),
          submission('running', noon - minute, ['https://img.example.org/目录/a%20b.png'], {
            target: { finishesAt: noon + minute },
          }),
          submission('elsewhere', noon - minute, ['https://www.example.com/z2'], { zone: 'zone-2' }),
          submission('url', noon - 9 * minute, ['https://www.example.com/a.js'], { kind: 'PURGE_URL' }),
          submission('prefix', noon - 8 * minute, ['https://www.example.com/css/'], {
            kind: 'PURGE_DIRECTORY',
            target: { method: 'delete' },
          }),
          submission('host', noon - 7 * minute, ['www.example.com'], { kind: 'PURGE_HOST' }),
          submission('all', noon - 6 * minute, ['*'], { kind: 'PURGE_ALL' }),
          submission('tag', noon - 5 * minute, ['release-42'], { kind: 'PURGE_CACHE_TAG' }),
          submission(
            'large',
            noon - 3 * 86_400_000,
            Array.from({ length: 2500 }, (_, index) => `https://static.example.com/${index}`),
          ),
        ],
      },
    ],
  });
  ask = askTencent(emulator, 'TENCENT_EDGEONE', () => noon);
});

afterAll(() => emulator.close());

describe('a DescribePrefetchTasks answer', () => {
  it('has a row for each target, without a Method', async () => {
    expect((await ask(prefetch, { ZoneId, ...filter('job-id', '10000') })).body).toEqual({
      Tasks: [
        {
          JobId: '10000',
          Target: 'https://www.example.com/succeeded',
          Type: 'prefetch_url',
          Status: 'success',
          CreateTime: '2026-03-10T11:30:00Z',
          UpdateTime: '2026-03-10T11:30:00Z',
        },
      ],
      TotalCount: 1,
      RequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('has FailType and FailMessage of failures only', async () => {
    const answer = await ask(prefetch, today);
    const failing = answer.rows.filter((row) => 'FailType' in row || 'FailMessage' in row);
    expect(failing).toMatchObject([
      { Status: 'failed', FailType: 'taskFailed', FailMessage: 'The task has failed.' },
    ]);
  });

  it('has an UpdateTime also while the task is processing', async () => {
    expect((await ask(prefetch, { ZoneId, ...filter('job-id', 'running') })).rows).toMatchObject([
      { Status: 'processing', UpdateTime: '2026-03-10T12:00:00Z' },
    ]);
  });

  it('speaks of one zone', async () => {
    expect(column(await ask(prefetch, { ...today, ZoneId: 'zone-2' }), 'JobId')).toEqual(['elsewhere']);
  });
});

it('a DescribePurgeTasks answer has the Type and the Method of each purge', async () => {
  const { rows } = await ask(purge, today);
  expect(rows.map(({ JobId, Type, Method }) => [JobId, Type, Method])).toEqual([
    ['tag', 'purge_cache_tag', 'invalidate'],
    ['all', 'purge_all', 'invalidate'],
    ['host', 'purge_host', 'invalidate'],
    ['prefix', 'purge_prefix', 'delete'],
    ['url', 'purge_url', 'invalidate'],
  ]);
});

describe('filters', () => {
  it.each([
    ['job-id', prefetch, filter('job-id', '10001'), ['10001']],
    ['target', prefetch, filter('target', 'https://img.example.org/目录/a%20b.png'), ['running']],
    ['domains, several', prefetch, filter('domains', 'img.example.org', 'static.example.com'), ['running']],
    [
      'statuses, several',
      prefetch,
      filter('statuses', 'timeout', 'canceled', 'invalid'),
      ['10004', '10003', '10002'],
    ],
    [
      'different filters together',
      prefetch,
      { Filters: [filter('domains', 'www.example.com').Filters[0], filter('statuses', 'failed').Filters[0]] },
      ['10001'],
    ],
    ['type', purge, filter('type', 'purge_cache_tag'), ['tag']],
    ['target, a cache tag', purge, filter('target', 'release-42'), ['tag']],
    [
      'target, fuzzy',
      purge,
      { Filters: [{ Name: 'target', Values: ['example.com/'], Fuzzy: true }] },
      ['prefix', 'url'],
    ],
    [
      'target, not fuzzy',
      purge,
      { Filters: [{ Name: 'target', Values: ['example.com/'], Fuzzy: false }] },
      [],
    ],
    [
      'target, fuzzy in vain',
      prefetch,
      { Filters: [{ Name: 'target', Values: ['example'], Fuzzy: true }] },
      [],
    ],
  ])('%s', async (_name, action, filters, jobIds) => {
    const answer = await ask(action, { ...today, ...filters });
    expect(column(answer, 'JobId')).toEqual(jobIds);
    expect(answer.total).toBe(jobIds.length);
  });

  it('job-id stands in for the time range, and is narrowed by one', async () => {
    expect((await ask(prefetch, { ZoneId, ...filter('job-id', 'large') })).total).toBe(2500);
    expect((await ask(prefetch, { ...today, ...filter('job-id', 'large') })).total).toBe(0);
  });
});

describe('pages and windows', () => {
  it('Limit defaults to 20 and goes up to 1000', async () => {
    const job = { ZoneId, ...filter('job-id', 'large') };
    expect((await ask(prefetch, job)).rows).toHaveLength(20);
    expect((await ask(prefetch, { ...job, Limit: 1000, Offset: 2000 })).rows).toHaveLength(500);
  });

  it('times may have any offset', async () => {
    const window = { ZoneId, StartTime: '2026-03-10T19:59:00+08:00', EndTime: '2026-03-10T07:00:00-05:00' };
    expect(column(await ask(prefetch, window), 'JobId')).toEqual(['running']);
  });

  it('a window of exactly 7 days is answered', async () => {
    const window = { ZoneId, StartTime: '2026-03-04T00:00:00Z', EndTime: '2026-03-11T00:00:00Z' };
    expect((await ask(prefetch, window)).total).toBe(2506);
  });
});

it('GET flattens filters with dots and zero-based indexes', async () => {
  const query = 'ZoneId=zone-1&Filters.0.Name=job-id&Filters.0.Values.0=10003&Limit=5';
  expect(column(await ask(prefetch, {}, { method: 'GET', query }), 'Status')).toEqual(['canceled']);
});

describe('refusals, all with HTTP 200', () => {
  const wrong = 'InvalidParameter.ParameterError';
  const values = Array.from({ length: 21 }, (_, index) => `d${index}.example.com`);

  it.each([
    [prefetch, 'no ZoneId', { ...today, ZoneId: undefined }, 'MissingParameter'],
    [prefetch, 'a zone of somebody else', { ...today, ZoneId: 'zone-9' }, 'OperationDenied'],
    [prefetch, 'neither a time range nor a job-id', { ZoneId }, wrong],
    [prefetch, 'StartTime without EndTime', { ...today, EndTime: undefined }, wrong],
    [prefetch, 'EndTime without StartTime', { ...today, StartTime: undefined }, wrong],
    [prefetch, 'EndTime before StartTime', { ...today, EndTime: '2026-03-09T00:00:00Z' }, wrong],
    [prefetch, 'a range over 7 days', { ...today, StartTime: '2026-03-03T23:59:59Z' }, wrong],
    [prefetch, 'a time without its zone', { ...today, StartTime: '2026-03-10T00:00:00' }, wrong],
    [prefetch, 'a Limit of 0', { ...today, Limit: 0 }, wrong],
    [prefetch, 'a Limit over 1000', { ...today, Limit: 1001 }, wrong],
    [prefetch, 'a negative Offset', { ...today, Offset: -1 }, wrong],
    [prefetch, 'an unknown filter', { ...today, ...filter('url', 'x') }, wrong],
    [
      prefetch,
      'the filter type, which is of purges only',
      { ...today, ...filter('type', 'purge_url') },
      wrong,
    ],
    [prefetch, 'a filter without values', { ...today, ...filter('domains') }, wrong],
    [prefetch, 'more than 20 values in a filter', { ...today, ...filter('domains', ...values) }, wrong],
    [prefetch, 'two job-ids', { ...today, ...filter('job-id', '1', '2') }, wrong],
    [prefetch, 'two targets', { ...today, ...filter('target', '1', '2') }, wrong],
    [purge, 'two types', { ...today, ...filter('type', 'purge_url', 'purge_all') }, wrong],
    [prefetch, 'an unknown status', { ...today, ...filter('statuses', 'done') }, wrong],
    [
      purge,
      'the status invalid, which is of prefetches only',
      { ...today, ...filter('statuses', 'invalid') },
      wrong,
    ],
    [prefetch, 'an unknown parameter', { ...today, JobId: '1' }, 'UnknownParameter'],
    [
      prefetch,
      'an unknown member of a filter',
      { ...today, Filters: [{ Name: 'target', Value: 'x' }] },
      'UnknownParameter',
    ],
    [prefetch, 'Filters that are no list', { ...today, Filters: { Name: 'target' } }, 'InvalidParameter'],
    [
      prefetch,
      'Values that are numbers',
      { ...today, Filters: [{ Name: 'job-id', Values: [1] }] },
      'InvalidParameter',
    ],
    [
      purge,
      'a Fuzzy that is a text',
      { ...today, Filters: [{ Name: 'target', Values: ['x'], Fuzzy: 'true' }] },
      'InvalidParameter',
    ],
  ])('%s: %s', async (action, _rule, parameters, code) => {
    expect(await ask(action, parameters)).toMatchObject({ status: 200, code });
  });

  it('20 values in a filter are allowed', async () => {
    expect(
      (await ask(prefetch, { ...today, ...filter('domains', ...values.slice(1)) })).code,
    ).toBeUndefined();
  });
});

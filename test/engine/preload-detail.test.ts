import { afterEach, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { Task, UrlDetail } from '../../src/domain/task.ts';
import { DAY, SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount, Submission, Target } from '../../src/emulator/emulator.ts';
import { taskId, urlDetailId } from '../../src/graphql/global-id.ts';
import { NOW } from './scenario.ts';
import { openWorld, type World } from './world.ts';

// Alibaba's list tells a state for each URL, its preload detail a share of nodes and a description.

let world: World;
afterEach(() => world.close());

const submitted = NOW - 600 * SECOND;

/** 314 have succeeded, 23 have failed, and one goes on. */
const targets = Array.from({ length: 338 }, (_, place): Target => {
  const url = `https://WWW.example.com/${place}`;
  if (place === 337) return { url, finishesAt: NOW + 600 * SECOND, outcome: 'succeeded' };
  return place % 15 === 14 || place === 336
    ? { url, finishesAt: NOW - 60 * SECOND, outcome: 'failed', message: 'OriginTimeout', successShare: 0.88 }
    : { url, finishesAt: NOW - 60 * SECOND, outcome: 'succeeded' };
});

const account = (history: readonly Submission[]): EmulatedAccount => ({
  vendor: 'ALIBABA_CDN',
  name: 'aliyun',
  id: 'id',
  secret: 'secret',
  history,
});

function found(task: Task | VendorError | undefined): Task {
  if (task === undefined || task instanceof VendorError) throw task ?? new Error('There is no task.');
  return task;
}

const countsOf = (rows: readonly UrlDetail[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
};

it('a task of 338 URLs, its URLs and the lists say the same, and each URL has its own share and failure', async () => {
  const task = { taskId: '17001', kind: 'PREFETCH' as const, at: submitted, targets };
  world = await openWorld({ accounts: [account([task])], now: NOW });
  const scope = () => world.scope();
  const byId = found((await world.tasks.lookUp([{ provider: 'aliyun', taskId: '17001' }], scope()))[0]);
  const listed = found((await world.tasks.tasks({}, { first: 1 }, scope())).edges[0]?.node);
  for (const each of [byId, listed]) {
    expect(taskId(each)).toBe(taskId(byId));
    expect(each).toMatchObject({
      state: 'PROCESSING',
      urlCount: 338,
      stateCounts: [
        { state: 'PROCESSING', count: 1 },
        { state: 'SUCCEEDED', count: 314 },
        { state: 'FAILED', count: 23 },
      ],
    });
  }
  const detailed = await world.tasks.urlDetailsOf(byId, {}, { first: 1_000 }, scope());
  const inList = await world.tasks.urlDetails({}, { first: 1_000 }, scope());
  expect(world.emulator.calls.map(({ action }) => action)).toContain('DescribePreloadDetailById');
  const [own, others] = [detailed, inList].map(({ edges }) => edges.map(({ node }) => node));
  for (const rows of [own, others])
    expect(countsOf(rows ?? [])).toEqual({ SUCCEEDED: 314, FAILED: 23, PROCESSING: 1 });
  expect(own?.map((row) => [urlDetailId(row), row.url, row.state])).toEqual(
    others?.map((row) => [urlDetailId(row), row.url, row.state]),
  );
  const failed = own?.filter(({ state }) => state === 'FAILED') ?? [];
  expect(new Set(failed.map(({ progress, reason, message }) => `${progress} ${reason} ${message}`))).toEqual(
    new Set(['88 OriginTimeout OriginTimeout']),
  );
  expect(own?.find(({ state }) => state === 'PROCESSING')?.progress).toBe(50);
});

it.each(['https://www.example.com/a', 'www.example.com/a'])('a URL of a task is found as %s', async (url) => {
  const only: Target = { url: 'https://www.example.com/a', finishesAt: NOW, outcome: 'succeeded' };
  const task = { taskId: '17001', kind: 'PREFETCH' as const, at: submitted, targets: [only] };
  world = await openWorld({ accounts: [account([task])], now: NOW });
  const byId = found((await world.tasks.lookUp([{ provider: 'aliyun', taskId: '17001' }], world.scope()))[0]);
  const { edges } = await world.tasks.urlDetailsOf(byId, { urls: [url] }, { first: 5 }, world.scope());
  const inList = await world.tasks.urlDetails({ urls: [url] }, { first: 5 }, world.scope());
  expect([...edges, ...inList.edges].map(({ node }) => node.url)).toEqual(Array(2).fill(only.url));
});

it.each([undefined, 'PREFETCH' as const])(
  'a task that is too old is a RetentionError, asked for with the kind %s',
  async (kind) => {
    const at = NOW - 3 * DAY - 3_600 * SECOND;
    const only: Target = { url: 'https://www.example.com/a', finishesAt: at, outcome: 'succeeded' };
    const task = { taskId: '17001', kind: 'PREFETCH' as const, at, targets: [only] };
    world = await openWorld({ accounts: [account([task])], now: NOW });
    const [outcome] = await world.tasks.lookUp(
      [{ provider: 'aliyun', taskId: '17001', kind }],
      world.scope(),
    );
    expect(outcome).toMatchObject({ kind: 'RETENTION', earliest: NOW - 3 * DAY });
  },
);

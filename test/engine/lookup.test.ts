import { afterEach, describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import { DAY, SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount, Submission, Target } from '../../src/emulator/emulator.ts';
import { NOW } from './scenario.ts';
import { openWorld, type World } from './world.ts';

let world: World;
afterEach(() => world.close());

const target = (url: string, more: Partial<Target> = {}): Target => ({
  url,
  finishesAt: NOW - 3_000 * SECOND,
  outcome: 'succeeded',
  ...more,
});

const submission = (taskId: string, more: Partial<Submission> = {}): Submission => ({
  taskId,
  kind: 'PREFETCH',
  at: NOW - 3_600 * SECOND,
  targets: [target('https://www.example.com/a')],
  ...more,
});

const account = (
  vendor: EmulatedAccount['vendor'],
  history: Submission[],
  behaviour: EmulatedAccount['behaviour'] = {},
): EmulatedAccount => ({
  vendor,
  name: 'provider',
  id: 'id',
  secret: 'secret',
  zones: vendor === 'TENCENT_EDGEONE' ? ['zone-1', 'zone-2'] : [],
  history,
  behaviour,
});

async function look(
  accounts: EmulatedAccount[],
  ...references: { taskId: string; kind?: Submission['kind'] }[]
) {
  world = await openWorld({ accounts, now: NOW });
  return world.tasks.lookUp(
    references.map((reference) => ({ provider: 'provider', ...reference })),
    world.scope(),
  );
}

const actions = (): (string | undefined)[] => world.emulator.calls.map(({ action }) => action);

describe('a lookup', () => {
  it('of several ids whose answer is cut short asks again for each, and misses none', async () => {
    const ids = ['91', '92', '93', '94', '95', '96'];
    const history = ids.map((id) =>
      submission(id, {
        targets: [target(`https://www.example.com/${id}/a`), target('https://www.example.com/b')],
      }),
    );
    world = await openWorld({
      accounts: [account('ALIBABA_CDN', history, { isAllowListed: false })],
      now: NOW,
    });
    world.emulator.inject({ account: 'provider', fault: { kind: 'short-page', rows: 5 } });
    const tasks = await world.tasks.lookUp(
      ids.map((taskId) => ({ provider: 'provider', kind: 'PREFETCH', taskId })),
      world.scope(),
    );
    expect(tasks.map((task) => (task instanceof VendorError ? task.message : task.urlCount))).toEqual(
      ids.map(() => 2),
    );
  });

  it.each(['TENCENT_CDN', 'ALIBABA_CDN'] as const)(
    'is an error where rows of the task cannot be read, because it would look complete (%s)',
    async (vendor) => {
      world = await openWorld({ accounts: [account(vendor, [submission('17')])], now: NOW });
      const fields = ['CreateTime', 'CreationTime'];
      world.emulator.inject({ account: 'provider', fault: { kind: 'missing-fields', fields } });
      const [task] = await world.tasks.lookUp(
        [{ provider: 'provider', kind: 'PREFETCH', taskId: '17' }],
        world.scope(),
      );
      expect(task).toMatchObject({ kind: 'UNAVAILABLE', message: expect.stringContaining('Crea') });
    },
  );

  it('without a kind asks for every kind, and finds what the task is', async () => {
    const [task] = await look([account('TENCENT_CDN', [submission('17', { kind: 'PURGE_DIRECTORY' })])], {
      taskId: '17',
    });
    expect(task).toMatchObject({ kind: 'PURGE_DIRECTORY', urlCount: 1, state: 'SUCCEEDED' });
    expect(new Set(actions())).toEqual(new Set(['DescribePurgeTasks', 'DescribePushTasks']));
  });

  it('with a kind asks only for that kind', async () => {
    const [task] = await look([account('TENCENT_CDN', [submission('17')])], {
      taskId: '17',
      kind: 'PREFETCH',
    });
    expect(task).toMatchObject({ kind: 'PREFETCH' });
    expect(actions()).toEqual(['DescribePushTasks']);
  });

  it('combines the rows of a job from all zones', async () => {
    const job = submission('job', {
      targets: [
        target('https://www.example.com/a', { zone: 'zone-1' }),
        target('https://www.example.org/b', { zone: 'zone-2', outcome: 'failed' }),
      ],
    });
    const [task] = await look([account('TENCENT_EDGEONE', [job])], { taskId: 'job', kind: 'PREFETCH' });
    expect(task).toMatchObject({ urlCount: 2, state: 'PARTIALLY_SUCCEEDED' });
  });

  it('of a job asks no zone that a list has shown to hold none of it', async () => {
    const job = submission('job', { targets: [target('https://www.example.com/a', { zone: 'zone-2' })] });
    world = await openWorld({ accounts: [account('TENCENT_EDGEONE', [job])], now: NOW });
    const { edges } = await world.tasks.urlDetails({}, { first: 5 }, world.scope());
    const createdAt = edges[0]?.node.createdAt;
    world.clock.now += 60 * SECOND;
    world.emulator.clearCalls();
    const [task] = await world.tasks.lookUp(
      [{ provider: 'provider', kind: 'PREFETCH', taskId: 'job', createdAt }],
      world.scope(),
    );
    expect(task).toMatchObject({ urlCount: 1, scope: 'zone-2' });
    expect(world.emulator.calls).toHaveLength(1);
  });

  it('reads a task that would be counted where its end is asked for, once it has ended', async () => {
    const ends = [NOW - 60 * SECOND, NOW + 60 * SECOND];
    const targets = Array.from({ length: 500 }, (_, place) =>
      target(`https://www.example.com/${place}`, { finishesAt: ends[place === 250 ? 1 : 0] ?? 0 }),
    );
    world = await openWorld({
      accounts: [account('TENCENT_CDN', [submission('17', { targets })])],
      now: NOW,
    });
    const find = async (needsFinishedAt: boolean) => {
      world.emulator.clearCalls();
      const reference = { provider: 'provider', kind: 'PREFETCH', taskId: '17', needsFinishedAt } as const;
      const [task] = await world.tasks.lookUp([reference], world.scope());
      if (task === undefined || task instanceof VendorError) throw task ?? new Error('There is no task.');
      const rows = world.emulator.calls.reduce((sum, call) => sum + call.rows, 0);
      return { state: task.state, finishedAt: task.finishedAt, areAllRead: rows >= 500 };
    };
    await find(false);
    world.clock.now += 2 * SECOND;
    expect(await find(false)).toEqual({ state: 'PROCESSING', finishedAt: undefined, areAllRead: false });
    world.clock.now += 60 * SECOND;
    expect(await find(false)).toEqual({ state: 'SUCCEEDED', finishedAt: undefined, areAllRead: false });
    expect(await find(true)).toEqual({ state: 'SUCCEEDED', finishedAt: ends[1], areAllRead: true });
    // What has ended is not read again.
    expect(await find(true)).toEqual({ state: 'SUCCEEDED', finishedAt: ends[1], areAllRead: false });
  });

  it('of an unknown task is NOT_FOUND, naming the provider and the id', async () => {
    const [failure] = await look([account('TENCENT_CDN', [])], { taskId: '404' });
    expect(failure).toBeInstanceOf(VendorError);
    expect(failure).toMatchObject({
      kind: 'NOT_FOUND',
      provider: 'provider',
      message: expect.stringContaining('404'),
    });
  });

  it('of an Alibaba prefetch has the state that lists show, and asks for no detail of its URLs', async () => {
    const detailed = submission('12345', {
      targets: [target('https://www.example.com/a', { successShare: 0.47, message: 'Origin timeout' })],
    });
    const [task] = await look([account('ALIBABA_CDN', [detailed])], { taskId: '12345' });
    const page = await world.tasks.tasks({}, { first: 1 }, world.scope());
    expect(task).toMatchObject({ kind: 'PREFETCH', state: page.edges[0]?.node.state });
    expect(actions()).toEqual(['DescribeRefreshTaskById', 'DescribeRefreshTasks']);
  });

  it('of the URLs of an Alibaba prefetch returns what only the preload detail contains', async () => {
    const detailed = submission('12345', {
      targets: [target('https://www.example.com/a', { successShare: 0.47, message: 'Origin timeout' })],
    });
    const [task] = await look([account('ALIBABA_CDN', [detailed])], { taskId: '12345' });
    if (task === undefined || task instanceof VendorError) throw new Error('no task');
    const { edges } = await world.tasks.urlDetailsOf(task, {}, {}, world.scope());
    expect(edges.map(({ node }) => [node.url, node.progress])).toEqual([['https://www.example.com/a', 47]]);
    expect(actions()).toContain('DescribePreloadDetailById');
  });

  it('falls back for an account that may not see the preload detail, and does not ask for it again', async () => {
    const accounts = [
      account('ALIBABA_CDN', [submission('12345'), submission('12346')], { isAllowListed: false }),
    ];
    const tasks = await look(accounts, { taskId: '12345' }, { taskId: '12346' });
    for (const task of tasks) {
      if (task instanceof VendorError) throw task;
      const { edges } = await world.tasks.urlDetailsOf(task, {}, {}, world.scope());
      expect(edges).toHaveLength(task.urlCount);
    }
    expect(actions().filter((action) => action === 'DescribePreloadDetailById')).toHaveLength(1);
  });

  it('of an id that is too old does not fail the other ids of its call', async () => {
    const old = submission('10001', {
      at: NOW - 5 * DAY,
      targets: [target('https://a.example.com/', { finishesAt: NOW - 5 * DAY })],
    });
    const recent = Array.from({ length: 9 }, (_, index) => submission(`2000${index}`, { kind: 'PURGE_URL' }));
    const outcomes = await look(
      [account('ALIBABA_CDN', [{ ...old, kind: 'PURGE_URL' }, ...recent])],
      { taskId: '10001', kind: 'PURGE_URL' },
      ...recent.map(({ taskId }) => ({ taskId, kind: 'PURGE_URL' as const })),
    );
    expect(outcomes[0]).toMatchObject({ kind: 'RETENTION', earliest: NOW - 3 * DAY });
    expect(outcomes.slice(1).map((task) => ('urlCount' in task ? task.urlCount : task.message))).toEqual(
      Array(9).fill(1),
    );
  });

  it('of a provider that is not configured is NOT_FOUND', async () => {
    world = await openWorld({ accounts: [account('TENCENT_CDN', [])], now: NOW });
    const [failure] = await world.tasks.lookUp([{ provider: 'gone', taskId: '1' }], world.scope());
    expect(failure).toMatchObject({ kind: 'NOT_FOUND', message: expect.stringContaining('gone') });
  });
});

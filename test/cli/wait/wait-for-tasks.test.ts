import { describe, expect, it, vi } from 'vitest';
import { VendorError } from '../../../src/domain/errors.ts';
import type { Task } from '../../../src/domain/task.ts';
import { taskId } from '../../../src/graphql/global-id.ts';
import { VirtualTime } from '../../engine/virtual-time.ts';
import { fakeTasks, now, row, taskOf } from '../../graphql/fake-tasks.ts';
import { serverOver, worldWith } from '../world.ts';
import type { Asked, World, WorldParts } from '../world.ts';

/** What a lookup of a task gives from each second on. */
type Story = Readonly<Record<number, Task | VendorError>>;

const latestOf = (story: Story, second: number): Task | VendorError | undefined =>
  story[
    Math.max(
      ...Object.keys(story)
        .map(Number)
        .filter((from) => from <= second),
    )
  ];

const absent = new VendorError({ kind: 'NOT_FOUND', message: 'There is no such task.', retryable: false });
const down = new VendorError({ kind: 'UNAVAILABLE', message: 'The vendor is down.', retryable: true });
const refused = new VendorError({
  kind: 'PERMISSION',
  message: 'The key may not do this.',
  retryable: false,
});

const tooOld = new VendorError({
  kind: 'RETENTION',
  message: 'The vendor lists no such task since noon.',
  retryable: false,
  earliest: now - 3_600_000,
});

/** A world with a server whose tasks, by their ids, go through these stories. */
function worldOf(stories: Readonly<Record<string, Story>>, parts: Partial<WorldParts> = {}): World {
  const time = new VirtualTime(now);
  const rows = Object.keys(stories).map((id) => row({ provider: 'main', taskId: id, state: 'FAILED' }));
  const tasks = {
    ...fakeTasks(rows.map((each) => ({ ...each, reason: 'OriginTimeout', requestId: 'request-7' }))),
    lookUp: async (references: readonly { readonly taskId: string }[]) =>
      references.map(({ taskId: id }) => latestOf(stories[id] ?? {}, (time.now - now) / 1_000) ?? absent),
  };
  return worldWith({ time, fetch: serverOver(tasks, time), ...parts });
}

const task = (parts: Partial<Task> = {}): Task => ({
  ...taskOf([row({ provider: 'main', taskId: '1', createdAt: now, state: parts.state ?? 'PROCESSING' })]),
  ...parts,
});
const running = (progress?: number): Task => task({ progress });
const succeeded = task({ state: 'SUCCEEDED', progress: 100, finishedAt: now + 5_000 });
const failed = task({ state: 'FAILED', reason: 'originPullFailed', message: 'OriginTimeout' });

const linesOf = (text: string): readonly string[] => text.trimEnd().split('\n');
const isStream = ({ request }: Asked): boolean =>
  new Headers(request.headers).get('accept') === 'text/event-stream';
const bodyOf = ({ body }: Asked): unknown => JSON.parse(body);

const stories = (count: number, story: Story): Record<string, Story> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [String(index + 1), story]));
const names = (count: number): string =>
  Array.from({ length: count }, (_, index) => `main/PREFETCH/${index + 1}`).join(' ');

describe('waiting for tasks', () => {
  it('ends with 0 when all succeeded, and tells each change of state and each ten percent', async () => {
    const world = worldOf({
      1: { 0: running(10), 1: running(11), 3: running(55), 6: succeeded },
      2: { 0: running(), 4: succeeded },
    });
    const ended = await world.run('wait main/PREFETCH/1 main/PREFETCH/2');
    expect(linesOf(ended.output)).toEqual([
      '   0:00  main/PREFETCH/1  PROCESSING  10 %  0 of 1 URL',
      '   0:00  main/PREFETCH/2  PROCESSING  0 of 1 URL',
      '   0:03  main/PREFETCH/1  PROCESSING  55 %  0 of 1 URL',
      '   0:04  main/PREFETCH/2  SUCCEEDED  100 %  1 URL in 0:05',
      '   0:06  main/PREFETCH/1  SUCCEEDED  100 %  1 URL in 0:05',
      '2 of 2 tasks succeeded, after 0:06.',
    ]);
    expect([ended.exitCode, ended.errors]).toEqual([0, '']);
  });

  it('ends with 1 when one failed, says what did, and waits for the others first', async () => {
    const world = worldOf({ 1: { 0: failed }, 2: { 0: running(), 5: succeeded } });
    const ended = await world.run('wait main/PREFETCH/1 main/PREFETCH/2');
    expect([ended.exitCode, ended.seconds]).toEqual([1, 5]);
    expect(linesOf(ended.output)).toContain(
      '   0:00  main/PREFETCH/1  FAILED  1 FAILED; originPullFailed: OriginTimeout',
    );
    expect(linesOf(ended.output).slice(-4)).toEqual([
      '1 of 2 tasks succeeded, 1 failed, after 0:05.',
      'main/PREFETCH/1, URLs that did not succeed:',
      '  https://www.example.com/app.js',
      '    FAILED, OriginTimeout, RequestId request-7',
    ]);
  });

  it.each(['PARTIALLY_SUCCEEDED', 'CANCELED', 'INVALID', 'TIMED_OUT'] as const)(
    'takes %s for a failure',
    async (state) => {
      expect((await worldOf({ 1: { 0: task({ state }) } }).run('wait main/PREFETCH/1')).exitCode).toBe(1);
    },
  );

  it('ends with 2 when the time is over', async () => {
    const ended = await worldOf({ 1: { 0: running(40) }, 2: { 0: succeeded } }).run(
      'wait main/PREFETCH/1 main/PREFETCH/2 --timeout 90s',
    );
    expect([ended.exitCode, ended.seconds]).toEqual([2, 90]);
    expect(linesOf(ended.output).at(-1)).toBe('Timed out. 1 of 2 tasks succeeded, 1 not done, after 1:30.');
  });

  it('ends with 1 rather than 2 when the time is over and something failed', async () => {
    const ended = await worldOf({ 1: { 0: running() }, 2: { 0: failed } }).run(
      'wait main/PREFETCH/1 main/PREFETCH/2 --timeout PT1M',
    );
    expect(ended.exitCode).toBe(1);
    expect(ended.output).toContain('0 of 2 tasks succeeded, 1 failed, 1 not done, after 1:00.');
  });

  it('ends with 2 after half an hour if nothing is said', async () => {
    const ended = await worldOf({ 1: { 0: running() } }).run('wait main/PREFETCH/1');
    expect([ended.exitCode, ended.seconds]).toEqual([2, 1_800]);
  });

  it('ends with the code of the signal that interrupts it', async () => {
    const world = worldOf({ 1: { 0: running() } });
    world.time.schedule(7_000, world.interrupt);
    const ended = await world.run('wait main/PREFETCH/1');
    expect([ended.exitCode, ended.seconds]).toEqual([130, 7]);
    expect(ended.output).toContain('Interrupted. 0 of 1 tasks succeeded, 1 not done, after 0:07.');
    await vi.waitFor(() => expect(world.time.waiting).toBe(0));
  });

  it('takes global ids too, and asks for a task once however often it is named', async () => {
    const world = worldOf({ 1: { 0: running(), 3: succeeded } });
    const id = taskId({ provider: 'main', kind: 'PREFETCH', taskId: '1' });
    const ended = await world.run(`wait ${id} main/PREFETCH/1 main/prefetch/1`);
    expect([ended.exitCode, world.asked.length]).toEqual([0, 1]);
    expect(linesOf(ended.output).at(-1)).toBe('1 of 1 tasks succeeded, after 0:03.');
  });
});

describe('a task that its vendor does not show', () => {
  it('is waited for, for it may just have been submitted', async () => {
    const ended = await worldOf({ 1: { 0: absent, 25: running(), 30: succeeded } }).run(
      'wait main/PREFETCH/1',
    );
    expect(ended.exitCode).toBe(0);
    expect(linesOf(ended.output)[0]).toBe(
      '   0:00  main/PREFETCH/1  The vendor does not show this task yet.',
    );
  });

  it.each(['', '--interval 5s'])('is given up after a minute, with 3 (%s)', async (option) => {
    const ended = await worldOf({ 1: { 0: absent }, 2: { 0: succeeded } }).run(
      `wait main/PREFETCH/1 main/PREFETCH/2 ${option}`,
    );
    expect(ended.exitCode).toBe(3);
    expect(ended.seconds).toBeGreaterThanOrEqual(60);
    expect(ended.seconds).toBeLessThan(75);
    expect(ended.output).toContain('main/PREFETCH/1  The vendor has no such task, or no longer.');
    expect(ended.output).toContain('1 of 2 tasks succeeded, 1 cannot be known');
  });
});

describe("a vendor's failure", () => {
  it.each(['', '--interval 5s'])('that passes is told and waited out (%s)', async (option) => {
    const ended = await worldOf({ 1: { 0: running(), 5: down, 40: succeeded } }).run(
      `wait main/PREFETCH/1 ${option}`,
    );
    expect(ended.exitCode).toBe(0);
    expect(ended.output).toContain('main/PREFETCH/1  The vendor is down.');
  });

  it.each(['', '--interval 5s'])(
    'to look further back is waited out for a minute: the task may not be shown yet (%s)',
    async (option) => {
      const followed = { 1: { 0: tooOld, 25: running(), 30: succeeded }, 2: { 0: tooOld } };
      const ended = await worldOf(followed).run(`wait main/PREFETCH/1 main/PREFETCH/2 ${option}`);
      expect(ended.exitCode).toBe(3);
      expect(ended.seconds).toBeGreaterThanOrEqual(60);
      expect(ended.seconds).toBeLessThan(75);
      expect(ended.output).toContain('main/PREFETCH/2  The vendor lists no such task since noon.');
      expect(ended.output).toContain('1 of 2 tasks succeeded, 1 cannot be known');
    },
  );

  it.each(['', '--interval 5s'])('that lasts ends the waiting for its task with 3 (%s)', async (option) => {
    const ended = await worldOf({ 1: { 0: refused }, 2: { 0: running(), 20: succeeded } }).run(
      `wait main/PREFETCH/1 main/PREFETCH/2 ${option}`,
    );
    expect(ended.exitCode).toBe(3);
    expect(ended.seconds).toBeLessThan(26);
    expect(ended.output).toContain('main/PREFETCH/1  The key may not do this.');
    expect(ended.output).toContain('1 of 2 tasks succeeded, 1 cannot be known');
  });
});

describe('how tasks are followed', () => {
  const story = { 0: running(), 40: succeeded };

  it('a few by a stream each, without asking again', async () => {
    const world = worldOf(stories(8, story));
    expect((await world.run(`wait ${names(8)}`)).exitCode).toBe(0);
    expect(world.asked.map(isStream)).toEqual(Array.from({ length: 8 }, () => true));
  });

  it('until the server refuses one of them, which closes the streams of the others', async () => {
    const world = worldOf(stories(1, story));
    const ended = await world.run('wait main/PREFETCH/1 mian/PREFETCH/1');
    expect([ended.exitCode, ended.seconds]).toEqual([3, 0]);
    expect(world.asked.map(({ request }) => request.signal?.aborted)).toEqual([true, true]);
  });

  it('many by one query for all, less and less often', async () => {
    const world = worldOf(stories(9, { 0: running(), 200: succeeded }));
    expect((await world.run(`wait ${names(9)}`)).exitCode).toBe(0);
    expect(world.asked.some(isStream)).toBe(false);
    const seconds = world.asked.map(({ at }) => at);
    expect(seconds.slice(0, 4)).toEqual([0, 2, 4, 6]);
    const [lastButOne = 0, last = 0] = seconds.slice(-2);
    expect(last - lastButOne).toBe(10);
    expect(world.asked.map(bodyOf)[0]).toMatchObject({
      variables: { ids: expect.objectContaining({ length: 9 }) },
    });
  });

  it('in as many queries as one request can spend calls for', async () => {
    const world = worldOf(stories(45, { 0: succeeded }));
    expect((await world.run(`wait ${names(45)}`)).exitCode).toBe(0);
    expect(world.asked).toHaveLength(3);
  });

  it('by asking as often as it is told', async () => {
    const world = worldOf({ 1: { 0: running(), 20: succeeded } });
    expect((await world.run('wait main/PREFETCH/1 --interval 7s')).exitCode).toBe(0);
    expect(world.asked.map(({ at }) => at)).toEqual([0, 7, 14, 21]);
    expect(world.asked.some(isStream)).toBe(false);
  });

  it('only those that are not over yet', async () => {
    const world = worldOf({ 1: { 0: running(), 20: succeeded }, 2: { 0: succeeded } });
    await world.run('wait main/PREFETCH/1 main/PREFETCH/2 --interval 10s');
    expect(world.asked.map((asked) => bodyOf(asked))).toMatchObject(
      [2, 1, 1].map((length) => ({ variables: { ids: expect.objectContaining({ length }) } })),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { VendorError } from '../../../src/domain/errors.ts';
import type { UrlDetail } from '../../../src/domain/task.ts';
import { VirtualTime } from '../../engine/virtual-time.ts';
import { fakeTasks, now, row } from '../../graphql/fake-tasks.ts';
import { serverOver, worldWith } from '../world.ts';
import type { World } from '../world.ts';

type Standing = Partial<UrlDetail> | VendorError | undefined;

/** What a provider has for the URL from each second on. */
type Story = Readonly<Record<number, Standing>>;

const latestOf = (story: Story, second: number): Standing =>
  story[
    Math.max(
      ...Object.keys(story)
        .map(Number)
        .filter((from) => from <= second),
    )
  ];

/** A world with a server whose providers go through these stories. */
function worldOf(stories: Readonly<Record<string, Story>>): World {
  const time = new VirtualTime(now);
  const tasks = {
    ...fakeTasks(Object.keys(stories).map((provider) => row({ provider, taskId: '1' }))),
    urlDetails: (...[query, page, scope]: Parameters<ReturnType<typeof fakeTasks>['urlDetails']>) => {
      const provider = query.providers?.[0] ?? '';
      const standing = latestOf(stories[provider] ?? {}, (time.now - now) / 1_000);
      if (standing instanceof VendorError)
        return fakeTasks([], { [provider]: standing }).urlDetails(query, page, scope);
      const rows =
        standing === undefined ? [] : [row({ provider, taskId: '1', requestId: 'request-7', ...standing })];
      return fakeTasks(rows).urlDetails(query, page, scope);
    },
  };
  return worldWith({ time, fetch: serverOver(tasks, time) });
}

const url = 'https://www.example.com/app.js';
const command = `wait --site-url ${url}`;
const running = { state: 'PROCESSING', progress: 50 } as const;
const done = { state: 'SUCCEEDED', progress: 100 } as const;
const failed = { state: 'FAILED', reason: 'OriginTimeout' } as const;
const failure = (kind: 'UNAVAILABLE' | 'PERMISSION' | 'RETENTION', retryable: boolean): VendorError =>
  new VendorError({ kind, message: `It is ${kind}.`, retryable, earliest: now });

const linesOf = (text: string): readonly string[] => text.trimEnd().split('\n');

describe('waiting for a URL', () => {
  it('ends with 0 when it is everywhere, and tells how each provider comes along', async () => {
    const ended = await worldOf({ main: { 0: running, 3: done }, edge: { 0: running, 7: done } }).run(
      command,
    );
    expect(linesOf(ended.output)).toEqual([
      `   0:00  ${url}  main  PROCESSING  50 %  PREFETCH 1`,
      `   0:00  ${url}  edge  PROCESSING  50 %  PREFETCH 1`,
      `   0:04  ${url}  main  SUCCEEDED  100 %  PREFETCH 1`,
      `   0:08  ${url}  edge  SUCCEEDED  100 %  PREFETCH 1`,
      '1 of 1 URLs succeeded, after 0:08.',
    ]);
    expect(ended.exitCode).toBe(0);
  });

  it('ends with 1 when it failed on one, once all are done', async () => {
    const ended = await worldOf({ main: { 0: failed }, edge: { 0: running, 9: done } }).run(command);
    expect([ended.exitCode, ended.seconds]).toEqual([1, 10]);
    expect(linesOf(ended.output)[0]).toBe(
      `   0:00  ${url}  main  FAILED  PREFETCH 1, OriginTimeout, RequestId request-7`,
    );
  });

  it('ends with 2 when the time is over', async () => {
    const ended = await worldOf({ main: { 0: running } }).run(`${command} --timeout 1m`);
    expect([ended.exitCode, ended.seconds]).toEqual([2, 60]);
  });

  it('asks for each URL, until it is done', async () => {
    const world = worldOf({ main: { 0: running, 3: done } });
    const ended = await world.run(`${command} --site-url https://www.example.com/none.js --timeout 30s`);
    expect(ended.exitCode).toBe(2);
    const asked = world.asked.map(({ body }) => /none|app/.exec(body)?.[0]);
    expect(asked.slice(0, 7)).toEqual(['app', 'none', 'app', 'none', 'app', 'none', 'none']);
  });
});

describe('a provider without a task', () => {
  it('is waited for a minute, for it may come late', async () => {
    const late = await worldOf({ main: { 0: done }, edge: { 0: undefined, 40: running, 50: failed } }).run(
      command,
    );
    expect(late.exitCode).toBe(1);
    const never = await worldOf({ main: { 0: done }, edge: { 0: undefined } }).run(command);
    expect(never.exitCode).toBe(0);
    expect(never.seconds).toBeGreaterThanOrEqual(60);
    expect(never.output).toContain(`${url}  edge  no task`);
  });

  it('does not count where others are named', async () => {
    const ended = await worldOf({ main: { 0: done }, edge: { 0: undefined } }).run(
      `${command} --provider main`,
    );
    expect([ended.exitCode, ended.seconds]).toEqual([0, 0]);
  });

  it('ends with 3 where it is named itself', async () => {
    const ended = await worldOf({ main: { 0: done }, edge: { 0: undefined } }).run(
      `${command} --provider main --provider edge`,
    );
    expect(ended.exitCode).toBe(3);
    expect(ended.output).toContain('edge has no task that covers it.');
  });

  it('ends with 3 where none has one, for nothing was done', async () => {
    const ended = await worldOf({ main: { 0: undefined } }).run(command);
    expect(ended.exitCode).toBe(3);
    expect(ended.output).toContain(
      'No provider has a task that covers it since 2026-03-01T11:45:00.000Z. Look further back with --since.',
    );
  });

  it('that there is not ends with 3 at once', async () => {
    const ended = await worldOf({ main: { 0: running } }).run(`${command} --provider mian`);
    expect([ended.exitCode, ended.seconds]).toEqual([3, 0]);
    expect(ended.errors).toContain('No provider is called mian. There are: main.');
  });
});

describe('tasks before', () => {
  it.each([
    ['', 10, 0],
    ['', 20, 3],
    ['--since 30m', 20, 0],
    ['--since 2026-03-01T11:30:00Z', 20, 0],
    ['--since 2026-03-01T11:55:00Z', 10, 3],
  ])('%s do not count: one of %i minutes ago ends with %i', async (option, minutes, exitCode) => {
    const createdAt = now - minutes * 60_000;
    const ended = await worldOf({ main: { 0: { ...done, createdAt } } }).run(`${command} ${option}`);
    expect(ended.exitCode).toBe(exitCode);
  });
});

describe("a provider's failure", () => {
  it('that passes is told and waited out', async () => {
    const ended = await worldOf({
      main: { 0: done },
      edge: { 0: failure('UNAVAILABLE', true), 15: done },
    }).run(command);
    expect(ended.exitCode).toBe(0);
    expect(ended.output).toContain(`${url}  edge: It is UNAVAILABLE.`);
  });

  it('that lasts ends with 3, once the others are done', async () => {
    const ended = await worldOf({
      main: { 0: running, 15: done },
      edge: { 0: failure('PERMISSION', false) },
    }).run(command);
    expect(ended.exitCode).toBe(3);
    expect(ended.seconds).toBeGreaterThanOrEqual(15);
    expect(ended.output).toContain('edge: It is PERMISSION.');
  });

  it('that concerns older tasks only harms nothing', async () => {
    const ended = await worldOf({
      main: { 0: done },
      edge: { 0: failure('RETENTION', false), 5: done },
    }).run(`${command} --since 96h`);
    expect(ended.exitCode).toBe(0);
  });
});

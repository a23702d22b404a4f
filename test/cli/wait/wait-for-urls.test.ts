import { describe, expect, it } from 'vitest';
import { VendorError } from '../../../src/domain/errors.ts';
import type { UrlDetail } from '../../../src/domain/task.ts';
import { verdictOf } from '../../../src/domain/url-report.ts';
import type { UrlReport, UrlReportQuery, UrlStanding } from '../../../src/domain/url-report.ts';
import { VirtualTime } from '../../engine/virtual-time.ts';
import { fakeTasks, now, row } from '../../graphql/fake-tasks.ts';
import { serverOver, worldWith } from '../world.ts';
import type { World } from '../world.ts';

/** What the API says about a URL at a provider. */
interface Situation {
  readonly standing: UrlStanding;
  readonly latest?: Partial<UrlDetail> | undefined;
  readonly error?: VendorError | undefined;
}

/** What it says from each second on. */
type Story = Readonly<Record<number, Situation>>;

const situationAt = (story: Story, second: number): Situation =>
  story[
    Math.max(
      ...Object.keys(story)
        .map(Number)
        .filter((from) => from <= second),
    )
  ] ?? { standing: 'NOT_SUBMITTED' };

/** A world with a server whose providers go through these stories, and the reports that it was asked for. */
function worldOf(stories: Readonly<Record<string, Story>>): World & { readonly reported: UrlReportQuery[] } {
  const time = new VirtualTime(now);
  const reported: UrlReportQuery[] = [];
  const tasks = {
    ...fakeTasks(Object.keys(stories).map((provider) => row({ provider, taskId: '1' }))),
    urlReports: async (query: UrlReportQuery): Promise<readonly UrlReport[]> => {
      reported.push(query);
      return query.urls.map((url) => {
        const providers = Object.entries(stories)
          .filter(([provider]) => query.providers?.includes(provider) ?? true)
          .map(([provider, story]) => {
            const { latest, ...situation } = situationAt(story, (time.now - now) / 1_000);
            return {
              provider,
              ...situation,
              latest: latest && row({ provider, taskId: '1', url, requestId: 'request-7', ...latest }),
            };
          });
        const verdict = verdictOf(providers.map(({ standing }) => standing));
        return { url, verdict, since: query.since ?? now, state: 'UNKNOWN', providers };
      });
    },
  };
  return { ...worldWith({ time, fetch: serverOver(tasks, time) }), reported };
}

const url = 'https://www.example.com/app.js';
const command = `wait --site-url ${url}`;
const note = 'Only tasks since 2026-03-01T11:45:00.000Z count (--since 15m).';
const running: Situation = { standing: 'IN_PROGRESS', latest: { state: 'PROCESSING', progress: 50 } };
const done: Situation = { standing: 'DONE', latest: { state: 'SUCCEEDED', progress: 100 } };
const failed: Situation = { standing: 'FAILED', latest: { state: 'FAILED', reason: 'OriginTimeout' } };
const notSubmitted: Situation = { standing: 'NOT_SUBMITTED' };
const notServed: Situation = { standing: 'NOT_SERVED' };
const broken = (kind: 'UNAVAILABLE' | 'PERMISSION', retryable: boolean): Situation => ({
  standing: 'UNKNOWN',
  error: new VendorError({ kind, message: `It is ${kind}.`, retryable }),
});

const linesOf = (text: string): readonly string[] => text.trimEnd().split('\n');

describe('waiting for a URL', () => {
  it('ends with 0 when it is everywhere, and prints how each provider comes along', async () => {
    const ended = await worldOf({ main: { 0: running, 3: done }, edge: { 0: running, 7: done } }).run(
      command,
    );
    expect(linesOf(ended.output)).toEqual([
      note,
      `   0:00  ${url}  main  IN_PROGRESS  50 %  PREFETCH 1`,
      `   0:00  ${url}  edge  IN_PROGRESS  50 %  PREFETCH 1`,
      `   0:00  ${url}  IN_PROGRESS`,
      `   0:04  ${url}  main  DONE  100 %  PREFETCH 1`,
      `   0:08  ${url}  edge  DONE  100 %  PREFETCH 1`,
      `   0:08  ${url}  EVERYWHERE`,
      '1 of 1 URLs everywhere, after 0:08.',
    ]);
    expect([ended.exitCode, ended.errors]).toEqual([0, '']);
  });

  it('takes URLs as arguments too, and each once', async () => {
    const ended = await worldOf({ main: { 0: done } }).run(`wait ${url} ${url} --site-url ${url}`);
    expect(ended.exitCode).toBe(0);
    expect(linesOf(ended.output).at(-1)).toBe('1 of 1 URLs everywhere, after 0:00.');
  });

  it('ends with 1 when it failed on one, once all are done', async () => {
    const ended = await worldOf({ main: { 0: failed }, edge: { 0: running, 9: done } }).run(command);
    expect([ended.exitCode, ended.seconds]).toEqual([1, 10]);
    expect(linesOf(ended.output)[1]).toBe(
      `   0:00  ${url}  main  FAILED  PREFETCH 1, OriginTimeout, RequestId request-7`,
    );
    expect(linesOf(ended.output).at(-1)).toBe('0 of 1 URLs everywhere, 1 not everywhere, after 0:10.');
  });

  it('ends with 2 when the timeout passes', async () => {
    const ended = await worldOf({ main: { 0: running } }).run(`${command} --timeout 1m`);
    expect([ended.exitCode, ended.seconds]).toEqual([2, 60]);
    expect(ended.output).toContain('Timed out. 0 of 1 URLs everywhere, 1 in progress, after 1:00.');
  });

  it('with --json prints the verdict and the standings of the API, and the period', async () => {
    const ended = await worldOf({ main: { 0: done }, edge: { 0: failed } }).run(`${command} --json`);
    const result: unknown = JSON.parse(linesOf(ended.output).at(-1) ?? '');
    expect(result).toMatchObject({
      type: 'result',
      exitCode: 1,
      since: '2026-03-01T11:45:00.000Z',
      subjects: [
        {
          name: url,
          verdict: 'NOT_EVERYWHERE',
          rows: [
            { provider: 'main', standing: 'DONE', state: 'SUCCEEDED' },
            { provider: 'edge', standing: 'FAILED', state: 'FAILED' },
          ],
        },
      ],
    });
  });
});

const urls = (count: number): string =>
  Array.from({ length: count }, (_, index) => `https://www.example.com/${index}.js`).join(' ');

describe('waiting for many URLs', () => {
  it('asks for 200 in one request a round', async () => {
    const world = worldOf({ main: { 0: running, 5: done } });
    const ended = await world.run(`wait ${urls(200)}`);
    expect(ended.exitCode).toBe(0);
    expect(world.reported.map(({ urls: asked }) => asked.length)).toEqual([200, 200, 200, 200]);
    expect(world.asked.map(({ at }) => at)).toEqual([0, 2, 4, 6]);
  });

  it('asks for 2,500 in requests of at most 1,000', async () => {
    const world = worldOf({ main: { 0: done } });
    expect((await world.run(`wait ${urls(2_500)}`)).exitCode).toBe(0);
    expect(world.reported.map(({ urls: asked }) => asked.length)).toEqual([1_000, 1_000, 500]);
  });

  it('asks in requests that the server accepts if the URLs are long', async () => {
    const world = worldOf({ main: { 0: done } });
    const long = Array.from(
      { length: 300 },
      (_, index) => `https://www.example.com/${'ä'.repeat(2_000)}${index}`,
    );
    expect((await world.run(`wait ${long.join(' ')}`)).exitCode).toBe(0);
    expect(world.reported.length).toBe(2);
  });

  it('does not ask again for those that are over', async () => {
    const world = worldOf({ main: { 0: done } });
    const open = 'https://www.example.com/open.js';
    const ended = await world.run(`${command} --site-url ${open} --provider main`);
    expect(ended.exitCode).toBe(0);
    expect(world.reported.map(({ urls: asked }) => asked)).toEqual([[url, open]]);
  });
});

describe('a provider to which nothing was submitted', () => {
  it('is waited for during a minute', async () => {
    const late = await worldOf({
      main: { 0: done },
      edge: { 0: notSubmitted, 40: running, 50: done },
    }).run(command);
    expect(late.exitCode).toBe(0);
  });

  it('ends with 3 after the minute, because the URL is not everywhere', async () => {
    const never = await worldOf({ main: { 0: done }, edge: { 0: notSubmitted } }).run(command);
    expect(never.exitCode).toBe(3);
    expect(never.seconds).toBeGreaterThanOrEqual(60);
    expect(never.seconds).toBeLessThan(75);
    expect(never.output).toContain(`${url}  edge  NOT_SUBMITTED`);
    expect(never.output).toContain(
      'No task since 2026-03-01T11:45:00.000Z covers it at edge. Look further back with --since.',
    );
    expect(never.output).toContain('0 of 1 URLs everywhere, 1 not everywhere');
  });

  it('does not count if others are named', async () => {
    const world = worldOf({ main: { 0: done }, edge: { 0: notSubmitted } });
    const ended = await world.run(`${command} --provider main`);
    expect([ended.exitCode, ended.seconds]).toEqual([0, 0]);
    expect(world.reported[0]?.providers).toEqual(['main']);
  });

  it('that does not exist ends with 3 at once', async () => {
    const ended = await worldOf({ main: { 0: running } }).run(`${command} --provider mian`);
    expect([ended.exitCode, ended.seconds]).toEqual([3, 0]);
    expect(ended.errors).toContain('mian');
  });
});

describe('a provider that does not serve the host', () => {
  it('is not waited for', async () => {
    const ended = await worldOf({ main: { 0: done }, edge: { 0: notServed } }).run(command);
    expect([ended.exitCode, ended.seconds]).toEqual([0, 0]);
    expect(ended.output).toContain(`${url}  edge  NOT_SERVED`);
  });

  it('as all others ends with 3 at once', async () => {
    const ended = await worldOf({ main: { 0: notServed }, edge: { 0: notServed } }).run(command);
    expect([ended.exitCode, ended.seconds]).toEqual([3, 0]);
    expect(ended.output).toContain('No provider serves its host');
  });
});

describe('the period', () => {
  it.each([
    ['', '2026-03-01T11:45:00.000Z', '15m'],
    ['--since 30m', '2026-03-01T11:30:00.000Z', '30m'],
    ['--since 1d', '2026-02-28T12:00:00.000Z', '1d'],
    ['--since 2026-02-01', '2026-02-01T00:00:00.000Z', '2026-02-01'],
  ])('of %j is sent and shown', async (option, since, given) => {
    const world = worldOf({ main: { 0: done } });
    const ended = await world.run(`${command} ${option}`);
    expect(world.reported[0]?.since).toBe(Date.parse(since));
    expect(linesOf(ended.output)[0]).toBe(`Only tasks since ${since} count (--since ${given}).`);
  });
});

describe('a provider that cannot tell', () => {
  it('for a while is reported and waited for', async () => {
    const ended = await worldOf({
      main: { 0: done },
      edge: { 0: broken('UNAVAILABLE', true), 15: done },
    }).run(command);
    expect(ended.exitCode).toBe(0);
    expect(ended.output).toContain(`${url}  edge: It is UNAVAILABLE.`);
  });

  it('for good ends with 3, once the others are done', async () => {
    const ended = await worldOf({
      main: { 0: running, 15: done },
      edge: { 0: broken('PERMISSION', false) },
    }).run(command);
    expect(ended.exitCode).toBe(3);
    expect(ended.seconds).toBeGreaterThanOrEqual(15);
    expect(ended.output).toContain('edge: It is PERMISSION.');
    expect(ended.output).toContain('0 of 1 URLs everywhere, 1 unknown');
  });

  it('because only a zone was purged is waited for during a minute, and never counts as success', async () => {
    const purge: Situation = { standing: 'UNKNOWN', latest: { kind: 'PURGE_ALL', state: 'SUCCEEDED' } };
    const ended = await worldOf({ main: { 0: purge } }).run(command);
    expect([ended.exitCode, ended.seconds >= 60 && ended.seconds < 75]).toEqual([3, true]);
  });

  it('because its vendor uses an unknown word is waited for until the timeout', async () => {
    const odd: Situation = { standing: 'UNKNOWN', latest: { state: 'UNKNOWN' } };
    const ended = await worldOf({ main: { 0: odd } }).run(`${command} --timeout 5m`);
    expect([ended.exitCode, ended.seconds]).toEqual([2, 300]);
  });
});

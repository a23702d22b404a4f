import { describe, expect, it } from 'vitest';
import type { WaitTarget } from '../../../src/cli/wait/progress.ts';
import { bars, Screen } from '../../../src/cli/wait/terminal-view.ts';
import { fakeTasks, now, row, taskOf } from '../../graphql/fake-tasks.ts';
import { VirtualTime } from '../../engine/virtual-time.ts';
import { serverOver, worldWith } from '../world.ts';

const task = (name: string, parts: Partial<WaitTarget> & { progress?: number } = {}): WaitTarget => ({
  name,
  outcome: 'waiting',
  rows: [{ name: '', state: 'PROCESSING', progress: parts.progress, detail: '3 of 6 URLs' }],
  ...parts,
});
const succeeded = (name: string): WaitTarget =>
  task(name, { outcome: 'succeeded', rows: [{ name: '', state: 'SUCCEEDED', progress: 100 }] });

const plain = { columns: 80, rows: 24, hasColors: false };

describe('bars', () => {
  it('stand below each other, with what there is to say', () => {
    const targets = [
      task('main/PREFETCH/1', { progress: 53.2 }),
      succeeded('edge/PURGE_URL/job'),
      task('aliyun/PREFETCH/2', { rows: [], trouble: 'The vendor is down.' }),
    ];
    expect(bars({ targets, ...plain, footer: 'Waiting, 1:02 of at most 10:00.' })).toEqual([
      '· main/PREFETCH/1     ████████████▊░░░░░░░░░░░  53 %  PROCESSING  3 of 6 URLs',
      '✔ edge/PURGE_URL/job  ████████████████████████ 100 %  SUCCEEDED',
      '· aliyun/PREFETCH/2',
      '    The vendor is down.',
      'Waiting, 1:02 of at most 10:00.',
    ]);
  });

  it('of a URL stand below it, one for each provider', () => {
    const rows = [
      {
        name: 'tencent-main',
        standing: 'IN_PROGRESS',
        state: 'PROCESSING',
        progress: 0,
        detail: 'PREFETCH 1',
      },
      { name: 'edge', standing: 'FAILED', state: 'TIMED_OUT', detail: 'PREFETCH 2' },
      { name: 'aliyun', standing: 'NOT_SUBMITTED' },
      { name: 'other', standing: 'NOT_SERVED' },
      { name: 'away', standing: 'UNKNOWN' },
      { name: 'first', standing: 'DONE', state: 'SUCCEEDED' },
    ] as const;
    const targets: readonly WaitTarget[] = [
      { name: 'https://www.example.com/', outcome: 'waiting', verdict: 'NOT_EVERYWHERE', rows },
    ];
    expect(bars({ targets, ...plain })).toEqual([
      '· https://www.example.com/  NOT_EVERYWHERE',
      '  · tencent-main  ░░░░░░░░░░░░░░░░░░░░░░░░   0 %  IN_PROGRESS  PREFETCH 1',
      '  ✖ edge          ░░░░░░░░░░░░░░░░░░░░░░░░        FAILED  PREFETCH 2',
      '  – aliyun        ░░░░░░░░░░░░░░░░░░░░░░░░        NOT_SUBMITTED',
      '  – other         ░░░░░░░░░░░░░░░░░░░░░░░░        NOT_SERVED',
      '  ? away          ░░░░░░░░░░░░░░░░░░░░░░░░        UNKNOWN',
      '  ✔ first         ████████████████████████ 100 %  DONE',
    ]);
  });

  it.each([200, 80, 60, 40, 20])('fit into %i columns', (columns) => {
    const targets = [
      task('tencent-main/PREFETCH/17953283081630598403104', { progress: 53 }),
      task('edge/PURGE_DIRECTORY/1', { trouble: 'It cannot be reached. '.repeat(5) }),
    ];
    const lines = bars({ targets, ...plain, columns, footer: 'Waiting' });
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
    expect(lines[0]).toMatch(/^· tenc.*█/);
  });

  it('that do not all fit leave room to those that are not done', () => {
    const targets = [
      ...Array.from({ length: 9 }, (_, index) => succeeded(`main/PREFETCH/${index}`)),
      task('main/PREFETCH/10'),
      task('main/PREFETCH/11', { outcome: 'failed' }),
    ];
    const lines = bars({ targets, ...plain, rows: 7, footer: 'Waiting' });
    expect(lines.map((line) => /[\w/]+\d|and 7 more|Waiting/.exec(line)?.[0])).toEqual([
      'main/PREFETCH/0',
      'main/PREFETCH/1',
      'main/PREFETCH/10',
      'main/PREFETCH/11',
      'and 7 more',
      'Waiting',
    ]);
    expect(lines.length).toBeLessThan(7);
  });

  it('are coloured by how things went, where there are colours', () => {
    const [line] = bars({ targets: [succeeded('a/PREFETCH/1')], ...plain, hasColors: true });
    expect(line?.startsWith('\u001B[32m✔ a/PREFETCH/1')).toBe(true);
    expect(line?.endsWith('\u001B[0m')).toBe(true);
  });
});

describe('the screen', () => {
  it('draws in the same place again, and gives the cursor back', () => {
    const written: string[] = [];
    const screen = new Screen({ write: (text) => void written.push(text) });
    screen.draw(['one', 'two']);
    screen.draw(['three']);
    screen.close();
    screen.close();
    const clear = '\u001B[2K';
    expect(written).toEqual([
      `\u001B[?25l\u001B[?7l\r${clear}one\n${clear}two\n\u001B[J`,
      `\r\u001B[2A${clear}three\n\u001B[J`,
      '\u001B[?7h\u001B[?25h',
    ]);
  });
});

describe('waiting', () => {
  const one = row({ provider: 'main', taskId: '1', createdAt: now, reason: 'OriginTimeout' });
  const worldOf = (state: 'SUCCEEDED' | 'FAILED', clock: VirtualTime) => {
    const standing = () => taskOf([{ ...one, state: clock.now < now + 3_000 ? 'PROCESSING' : state }]);
    const tasks = { ...fakeTasks([{ ...one, state }]), lookUp: async () => [standing()] };
    return { time: clock, fetch: serverOver(tasks, clock) };
  };

  it('on a terminal draws bars each second, and what remains is how it ended', async () => {
    const terminal = { size: () => ({ columns: 80, rows: 24 }), hasColors: false };
    const ended = await worldWith({ ...worldOf('SUCCEEDED', new VirtualTime(now)), terminal }).run(
      'wait main/PREFETCH/1',
    );
    expect(ended.exitCode).toBe(0);
    expect(ended.output.match(/Waiting, 0:0\d/g)).toEqual(
      expect.arrayContaining(['Waiting, 0:00', 'Waiting, 0:01', 'Waiting, 0:02']),
    );
    const last = ended.output.slice(ended.output.lastIndexOf('\r'));
    expect(last).toContain('✔ main/PREFETCH/1  ████████████████████████ 100 %  SUCCEEDED  1 URL\n');
    expect(last).not.toContain('Waiting');
    expect(last.endsWith('\u001B[?25h1 of 1 tasks succeeded, after 0:03.\n')).toBe(true);
  });

  it('with --json prints one object a line, the result last', async () => {
    const ended = await worldWith(worldOf('FAILED', new VirtualTime(now))).run('wait main/PREFETCH/1 --json');
    const objects = ended.output
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    const subject = { name: 'main/PREFETCH/1', trouble: null };
    const failedRow = { state: 'FAILED', progress: null, detail: '1 FAILED' };
    expect(objects).toEqual([
      {
        type: 'change',
        at: '2026-03-01T12:00:00.000Z',
        ...subject,
        verdict: 'waiting',
        rows: [{ state: 'PROCESSING', progress: null, detail: '0 of 1 URL' }],
      },
      { type: 'change', at: '2026-03-01T12:00:03.000Z', ...subject, verdict: 'failed', rows: [failedRow] },
      {
        type: 'result',
        at: '2026-03-01T12:00:03.000Z',
        outcome: 'failed',
        exitCode: 1,
        message: '0 of 1 tasks succeeded, 1 failed, after 0:03.',
        seconds: 3,
        subjects: [{ ...subject, verdict: 'failed', rows: [failedRow] }],
        failedUrls: [
          {
            task: 'main/PREFETCH/1',
            url: 'https://www.example.com/app.js',
            state: 'FAILED',
            why: 'OriginTimeout',
          },
        ],
      },
    ]);
    expect(ended.exitCode).toBe(1);
  });

  it('with --json tells a refusal as the result too', async () => {
    const ended = await worldWith({ fetch: async () => new Response('', { status: 404 }) }).run(
      'wait main/PREFETCH/1 --json',
    );
    expect(JSON.parse(ended.output)).toMatchObject({
      type: 'result',
      outcome: 'error',
      exitCode: 3,
      message: expect.stringContaining('answers 404'),
    });
  });
});

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator, Outcome } from '../../src/emulator/emulator.ts';
import { needs } from '../needs.ts';

needs('script');

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'edgetasks-cli-'));
const program = [join(root, 'dist/cli/edgetasks.js')];

interface Process {
  readonly child: ChildProcess;
  readonly printed: { output: string; errors: string };
  /** Resolves with what was printed so far, once it holds this. */
  readonly prints: (pattern: RegExp) => Promise<RegExpExecArray>;
  readonly ended: Promise<number | null>;
}

const running = new Set<ChildProcess>();

function start(command: string, words: readonly string[], environment: Record<string, string> = {}): Process {
  const child = spawn(command, words, {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', TERM: 'xterm-256color', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const printed = { output: '', errors: '' };
  child.stdout.on('data', (chunk: Buffer) => (printed.output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (printed.errors += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  const prints = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = pattern.exec(printed.output);
        if (found !== null) resolve(found);
      };
      child.stdout.on('data', look);
      look();
      void ended.then(() => reject(new Error(`It ended without: ${JSON.stringify(printed)}`)));
    });
  return { child, printed, prints, ended };
}

const edgetasks = (words: string, environment: Record<string, string> = {}): Process =>
  start(process.execPath, [...program, ...words.split(' ')], environment);

let emulator: Emulator;
let server: Process;
let url = '';

const serve = async (port: string): Promise<void> => {
  // What is said by an option comes before its variable.
  server = edgetasks(`serve --config ${join(folder, 'config.yaml')} --port ${port}`, { PORT: 'none' });
  [url] = await server.prints(/http:\/\/[^\s/]+\/graphql/);
};

/** Submits a task of a few URLs that ends after so many seconds. */
const submit = (taskId: string, seconds: number, outcomes: readonly Outcome[]): string => {
  const at = Date.now() - 1_000;
  emulator.submit('tencent-main', {
    taskId,
    kind: 'PREFETCH',
    at,
    targets: outcomes.map((outcome, index) => ({
      url: `https://www.example.com/${taskId}/${index}.js`,
      outcome,
      finishesAt: at + 1_000 + seconds * 1_000,
    })),
  });
  return `tencent-main/PREFETCH/${taskId}`;
};

const wait = (words: string): Process => edgetasks(`wait ${words}`, { EDGETASKS_URL: url });

beforeAll(async () => {
  emulator = await startEmulator({
    accounts: [{ vendor: 'TENCENT_CDN', name: 'tencent-main', id: 'id-1', secret: 'secret-1' }],
  });
  const provider = {
    name: 'tencent-main',
    vendor: 'TENCENT_CDN',
    endpoint: emulator.endpoint('TENCENT_CDN'),
    credentials: { secretId: 'id-1', secretKey: 'secret-1' },
  };
  writeFileSync(join(folder, 'config.yaml'), JSON.stringify({ providers: [provider] }));
  await serve('0');
}, 60_000);

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await emulator.close();
  rmSync(folder, { recursive: true });
});

describe('edgetasks check', () => {
  it('ends with 0 when all providers answer', async () => {
    const { ended, printed } = edgetasks(`check --config ${join(folder, 'config.yaml')}`);
    expect(await ended).toBe(0);
    expect(printed.output).toMatch(/^ok {4}tencent-main \(Tencent Cloud CDN\)/);
  });

  it('ends with 1 when the configuration is wrong', async () => {
    const { ended, printed } = edgetasks(`check --config ${join(folder, 'none.yaml')}`);
    expect(await ended).toBe(1);
    expect(printed.errors).toContain('names a file that cannot be read');
  });
});

describe('edgetasks wait, over a server and a vendor', () => {
  it('ends with 0 when all succeeded, after lines for each change', async () => {
    const { ended, printed, prints } = wait('tencent-main/PREFETCH/1001 --timeout 60s');
    await prints(/^ +0:00 {2}tencent-main\/PREFETCH\/1001 {2}The vendor does not show this task yet\.$/m);
    submit('1001', 6, ['succeeded', 'succeeded']);
    expect(await ended).toBe(0);
    expect(printed.errors).toBe('');
    expect(printed.output).toMatch(
      /^ +0:\d\d {2}tencent-main\/PREFETCH\/1001 {2}PROCESSING {2}\d+ % {2}0 of 2 URLs$/m,
    );
    expect(printed.output).toMatch(
      /^ +0:\d\d {2}tencent-main\/PREFETCH\/1001 {2}SUCCEEDED {2}100 % {2}2 URLs in 0:0\d$/m,
    );
    expect(printed.output).toMatch(/^1 of 1 tasks succeeded, after 0:\d\d\.$/m);
  });

  it('ends with 1 when something failed, and names the URL', async () => {
    const { ended, printed } = wait(submit('1002', -1, ['succeeded', 'failed']));
    expect(await ended).toBe(1);
    expect(printed.output).toContain('PARTIALLY_SUCCEEDED');
    expect(printed.output).toMatch(
      /^ {2}https:\/\/www\.example\.com\/1002\/1\.js\n {4}FAILED.*RequestId \S+$/m,
    );
  });

  it('ends with 2 when the time is over', async () => {
    const { ended, printed } = wait(`${submit('1003', 3_600, ['succeeded'])} --timeout 2s`);
    expect(await ended).toBe(2);
    expect(printed.output).toContain('Timed out. 0 of 1 tasks succeeded, 1 not done');
  });

  it('ends with 3 if its arguments are wrong', async () => {
    const { ended, printed } = wait('nobody/PREFETCH/1');
    expect(await ended).toBe(3);
    expect(printed).toEqual({
      output: '',
      errors: 'edgetasks wait: No provider is called "nobody". There are: tencent-main.\n',
    });
  });

  it('ends with 130 at Ctrl-C and with 143 at SIGTERM, at once', async () => {
    const task = submit('1004', 3_600, ['succeeded']);
    const codes = (['SIGINT', 'SIGTERM'] as const).map(async (signal) => {
      const { child, prints, ended } = wait(task);
      await prints(/PROCESSING/);
      const began = Date.now();
      child.kill(signal);
      return [await ended, Date.now() - began < 5_000];
    });
    expect(await Promise.all(codes)).toEqual([
      [130, true],
      [143, true],
    ]);
  });

  it('waits for a URL, and prints JSON', async () => {
    submit('1005', 2, ['succeeded']);
    const { ended, printed } = wait('--site-url https://www.example.com/1005/0.js --since 1m --json');
    expect(await ended).toBe(0);
    const lines = printed.output.trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      type: 'result',
      exitCode: 0,
      subjects: [
        {
          name: 'https://www.example.com/1005/0.js',
          verdict: 'EVERYWHERE',
          rows: [{ provider: 'tencent-main', standing: 'DONE', state: 'SUCCEEDED', detail: 'PREFETCH 1005' }],
        },
      ],
    });
  });

  it('continues after the server restarts', async () => {
    const { prints, ended, printed } = wait('tencent-main/PREFETCH/1006');
    await prints(/does not show this task yet/);
    submit('1006', 9, ['succeeded']);
    await prints(/PROCESSING/);
    server.child.kill('SIGKILL');
    await server.ended;
    await serve(new URL(url).port);
    expect(await ended).toBe(0);
    expect(printed.errors).toContain('Trying again.');
    expect(printed.output).toContain('1 of 1 tasks succeeded');
  }, 60_000);
});

describe('edgetasks wait on a terminal', () => {
  it('draws bars, and leaves the terminal as it was', async () => {
    const line = `${process.execPath} ${program.join(' ')} wait tencent-main/PREFETCH/1007`;
    const { ended, printed, prints } = start('script', ['-qec', line, '/dev/null'], { EDGETASKS_URL: url });
    await prints(/does not show this task yet/);
    submit('1007', 6, ['succeeded']);
    expect(await ended).toBe(0);
    const [escape, green] = ['\u001B[', '\u001B[32m'];
    expect(printed.output).toContain(`${escape}?25l`);
    expect(printed.output).toMatch(/· tencent-main\/PREFETCH\/1007 {2}█+.?░+ +\d+ % {2}PROCESSING/);
    expect(printed.output).toMatch(/Waiting, 0:0[1-9] of at most 30:00\./);
    const last = printed.output.slice(printed.output.lastIndexOf(green));
    expect(last).toContain('✔ tencent-main/PREFETCH/1007');
    expect(last).toContain(`${escape}?7h${escape}?25h`);
  });
});

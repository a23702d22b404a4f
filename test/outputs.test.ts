import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort, portOf } from './free-port.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'edgetasks-outputs-'));
const configuration = join(directory, 'config.yaml');
// The demo takes longer to start.
writeFileSync(
  configuration,
  "providers: [{ name: a, vendor: TENCENT_CDN, endpoint: 'http://127.0.0.1:9', credentials: { secretId: id, secretKey: key } }]",
);

afterAll(() => rmSync(directory, { recursive: true }));

/** What happens to stdout and stderr. */
const outputs = {
  /** Their reader closes them as soon as the server listens, or at once if it does not. */
  closed: (child: ChildProcess) => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  },
  /** Their reader closes them once the process has said that it stops. */
  'closed while it stops': (child: ChildProcess) => {
    child.stdout?.resume();
    child.stderr?.on('data', (chunk: Buffer) => {
      if (!chunk.includes('Stopping')) return;
      child.stdout?.destroy();
      child.stderr?.destroy();
    });
  },
  /** Nobody reads them, and nothing more fits into them. */
  unread: (child: ChildProcess) => {
    child.stdout?.pause();
    child.stderr?.pause();
  },
  /** They are read a little at a time. */
  slow: (child: ChildProcess) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', () => {
        stream.pause();
        setTimeout(() => stream.resume(), 200);
      });
    }
  },
  /** Each write fails. */
  full: () => undefined,
} as const;

type OutputKind = keyof typeof outputs;

/** Fills stderr before the server runs, and adds what a test needs. */
const preload = (kind: OutputKind, code = ''): string => {
  const fill =
    kind === 'unread' || kind === 'slow'
      ? `for (const stream of [process.stdout, process.stderr]) stream.write('x'.repeat(2_000_000));`
      : '';
  return `--import=data:text/javascript,${encodeURIComponent(fill + code)}`;
};

function start(kind: OutputKind, environment: Record<string, string>, code?: string) {
  const full = kind === 'full' ? openSync('/dev/full', 'w') : undefined;
  const output = full ?? 'pipe';
  const child = spawn(process.execPath, ['dist/main.js'], {
    cwd: root,
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_OPTIONS: preload(kind, code),
      EDGETASKS_CONFIG: configuration,
      ...environment,
    },
    stdio: ['ignore', output, output],
  });
  if (full !== undefined) closeSync(full);
  const ended = new Promise<number | string | null>((resolve) =>
    child.once('exit', (exitCode, signal) => resolve(exitCode ?? signal)),
  );
  outputs[kind](child);
  return { child, ended };
}

/** Resolves once the server answers: it obeys signals then, too. */
async function listening(port: number): Promise<void> {
  const headers = { connection: 'close' };
  const isUp = await fetch(`http://127.0.0.1:${port}/healthz`, { headers }).then(
    ({ ok }) => ok,
    () => false,
  );
  if (isUp) return;
  await new Promise((resolve) => setTimeout(resolve, 50));
  await listening(port);
}

describe.each(['closed', 'closed while it stops', 'unread', 'slow', 'full'] as const)(
  'with outputs that are %s, the process',
  (kind) => {
    it('answers, and stops with 0 in ten seconds', async () => {
      const port = await freePort();
      const { child, ended } = start(kind, { PORT: String(port) });
      await listening(port);
      for (let asked = 0; asked < 20; asked += 1) {
        const response = await fetch(`http://127.0.0.1:${port}/graphql?query={__typename}`, {
          headers: { 'x-graphql-yoga-csrf': '1' },
        });
        await response.text();
        expect(response.status).toBe(200);
      }
      const told = performance.now();
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(performance.now() - told).toBeLessThan(10_000);
    });

    it('exits at once at the second signal', async () => {
      const port = await freePort();
      const { child, ended } = start(kind, { PORT: String(port) });
      await listening(port);
      child.kill('SIGTERM');
      await new Promise((resolve) => setTimeout(resolve, 300));
      child.kill('SIGTERM');
      expect(await ended).toBe(143);
    });

    it('exits with 1, 2 and 3 if it cannot continue', async () => {
      const taken = createServer();
      await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
      const port = portOf(taken);
      const crash = `process.on('newListener', (name) => name === 'SIGTERM' && setImmediate(() => { throw new Error('boom'); }));`;
      const started = [
        start(kind, { PORT: 'http' }),
        start(kind, { PORT: String(port) }),
        start(kind, { PORT: '0' }, crash),
      ];
      expect(await Promise.all(started.map(({ ended }) => ended))).toEqual([1, 2, 3]);
      taken.close();
    });
  },
);

it('a process whose main thread is blocked is killed before ten seconds are over', async () => {
  const port = await freePort();
  const block = `process.on('SIGTERM', () => setTimeout(() => { for (;;); }, 300));`;
  const { child, ended } = start('closed', { PORT: String(port) }, block);
  await listening(port);
  const told = performance.now();
  child.kill('SIGTERM');
  expect(await ended).toBe('SIGKILL');
  expect(performance.now() - told).toBeLessThan(11_000);
});

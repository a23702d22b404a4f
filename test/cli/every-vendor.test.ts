import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmulator, type Emulator, type Outcome } from '../../src/emulator/emulator.ts';
import { needs } from '../needs.ts';
import { accountsOfEveryVendor } from '../trust/every-vendor.ts';
import { startServer, type ServerProcess } from '../trust/server-process.ts';
import { configurationFor } from '../trust/world.ts';

needs('script');

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'edgetasks-wait-'));
const accounts = accountsOfEveryVendor('main', 3, Date.now());
/** A few tasks are followed by a stream each, as most users do. */
const groups = [accounts.slice(0, 5), accounts.slice(5)];

let emulator: Emulator;
let server: ServerProcess;
let url = '';

beforeAll(async () => {
  emulator = await startEmulator({ accounts });
  const file = join(folder, 'edgetasks.json');
  writeFileSync(file, configurationFor(emulator, { accounts }));
  server = startServer({ environment: { EDGETASKS_CONFIG: file, PORT: '0', EDGETASKS_LOG_LEVEL: 'warn' } });
  url = await server.isUp;
});

afterAll(async () => {
  await server.stop();
  await emulator.close();
  rmSync(folder, { recursive: true });
});

/** Runs `edgetasks wait` as a process of its own. */
function wait(
  targets: readonly string[],
): Promise<{ readonly code: number | null; readonly output: string }> {
  const words = ['--import', 'tsx', 'src/cli/edgetasks.ts', 'wait', ...targets, '--timeout', '90s'];
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', EDGETASKS_URL: `${url}/graphql` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => void (output += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, output })));
}

/** Submits a task of two URLs, the second of which ends so; gives its name on the command line. */
function submit(account: string, taskId: string, seconds: number, outcome: Outcome): string {
  const at = Date.now() - 1_000;
  const isOfPaths = account.includes('cloudfront');
  emulator.submit(account, {
    taskId,
    kind: 'PURGE_URL',
    at,
    targets: ['a', 'b'].map((name, index) => ({
      url: `${isOfPaths ? '' : 'https://www.example.com'}/${taskId}/${name}.js`,
      finishesAt: at + seconds * 1_000,
      outcome: index === 0 ? 'succeeded' : outcome,
      message: 'The origin failed',
    })),
  });
  return `${account}/PURGE_URL/${taskId}`;
}

describe('edgetasks wait, for a running task of every vendor', () => {
  it('ends with 0 when all succeeded, after lines of each', async () => {
    const waits = groups.map(async (group) => {
      const targets = group.map(({ name }, index) => submit(name, `9100${index}`, 25, 'succeeded'));
      const { code, output } = await wait(targets);
      for (const target of targets) {
        expect(output).toMatch(new RegExp(`^ +\\d:\\d\\d {2}${target} {2}PROCESSING`, 'm'));
        expect(output).toMatch(new RegExp(`^ +\\d:\\d\\d {2}${target} {2}SUCCEEDED {2}100 % {2}2 URLs`, 'm'));
      }
      expect(output).toContain(`${targets.length} of ${targets.length} tasks succeeded, after `);
      expect(code).toBe(0);
    });
    await Promise.all(waits);
  });

  it('ends with 1 when some failed, and names their URLs', async () => {
    // No invalidation of CloudFront fails.
    const failing = groups.map((group) => group.filter(({ vendor }) => vendor !== 'AWS_CLOUDFRONT'));
    const waits = failing.map(async (group) => {
      const targets = group.map(({ name }, index) => submit(name, `9200${index}`, 15, 'failed'));
      const { code, output } = await wait(targets);
      for (const [index, target] of targets.entries()) {
        expect(output).toMatch(
          new RegExp(`^ +\\d:\\d\\d {2}${target} {2}PARTIALLY_SUCCEEDED .*1 FAILED`, 'm'),
        );
        expect(output).toContain(
          `${target}, URLs that did not succeed:\n  https://www.example.com/9200${index}/b.js`,
        );
      }
      expect(code).toBe(1);
    });
    await Promise.all(waits);
  });
});

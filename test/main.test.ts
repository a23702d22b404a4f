import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'edgetasks-'));

afterAll(() => rmSync(directory, { recursive: true }));

/** Runs a script as a process of its own, with nothing in its environment but what it needs. */
function run(script: string, environment: Record<string, string>) {
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
  });
  const output = { out: '', error: '' };
  const isUp = new Promise<string>((resolve) => {
    child.stdout.on('data', (chunk: Buffer) => {
      output.out += chunk.toString();
      const url = /http:\/\/[^\s/]+/.exec(output.out)?.[0];
      if (url !== undefined) resolve(url);
    });
  });
  child.stderr.on('data', (chunk: Buffer) => {
    output.error += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output, isUp, ended };
}

describe('the process', () => {
  it('starts the demo without any configuration, says so, answers, and stops when it is told to', async () => {
    const { child, output, isUp, ended } = run('src/main.ts', { PORT: '0' });
    const url = await isUp;
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ tasks(first: 3) { nodes { taskId } errors { message } } }' }),
    });
    expect(await response.json()).toMatchObject({ data: { tasks: { nodes: [{}, {}, {}], errors: [] } } });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output.out).toContain('the data are made up');
    expect(output.error).toContain('Stopped');
  });

  it('tells what is wrong with its configuration and ends with 1', async () => {
    const path = join(directory, 'wrong.yaml');
    writeFileSync(
      path,
      'providers:\n  - { name: a, vendor: TENCENT_CDN, credentials: { secretId: hush, secretKey: "" } }\n',
    );
    for (const script of ['src/main.ts', 'src/check-providers.ts']) {
      const { output, ended } = run(script, { EDGETASKS_CONFIG: path });
      expect(await ended).toBe(1);
      expect(output.error).toContain('providers[0].credentials.secretKey: is missing or empty (line 2)');
      expect(output.error).not.toContain('hush');
    }
  });

  it('ends with 2 when it cannot listen', async () => {
    const first = run('src/main.ts', { PORT: '0' });
    const { port } = new URL(await first.isUp);
    const second = run('src/main.ts', { PORT: port });
    expect(await second.ended).toBe(2);
    expect(second.output.error).toContain('EADDRINUSE');
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
  });
});

describe('the check of providers', () => {
  it('says of each whether it answers', async () => {
    const { output, ended } = run('src/check-providers.ts', {});
    expect(await ended).toBe(0);
    expect(output.out).toMatch(/^ok {4}tencent-main \(Tencent Cloud CDN\): DescribePushTasks, \d+ ms$/m);
  });

  it('says what is wrong, and ends with 1', async () => {
    const path = join(directory, 'unreachable.yaml');
    writeFileSync(
      path,
      'providers:\n  - { name: a, vendor: ALIBABA_CDN, endpoint: "http://127.0.0.1:9", credentials: { accessKeyId: hush, accessKeySecret: hush } }\n',
    );
    const { output, ended } = run('src/check-providers.ts', { EDGETASKS_CONFIG: path });
    expect(await ended).toBe(1);
    expect(output.out).toMatch(/^FAIL {2}a \(Alibaba Cloud CDN\): DescribeRefreshTasks$/m);
    expect(output.out).toContain('UNAVAILABLE: http://127.0.0.1:9 could not be reached');
    expect(output.out + output.error).not.toContain('hush');
  });
});

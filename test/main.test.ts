import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startEmulator } from '../src/emulator/emulator.ts';
import type { Emulator } from '../src/emulator/emulator.ts';
import { accountWith, configurationOf, secret } from './observability/running-app.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'edgetasks-'));

afterAll(() => rmSync(directory, { recursive: true }));

/** Runs a script as a process of its own, with nothing in its environment but what it needs. */
function run(command: string, environment: Record<string, string>) {
  const child = spawn(process.execPath, command.split(' '), {
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
  it('starts the demo without configuration, says so, answers, and stops at a signal', async () => {
    const { child, output, isUp, ended } = run('dist/main.js', {
      PORT: '0',
      OTEL_TRACES_EXPORTER: 'otlp',
    });
    const url = await isUp;
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ tasks(first: 3) { nodes { taskId } errors { message } } }' }),
    });
    expect(await response.json()).toMatchObject({ data: { tasks: { nodes: [{}, {}, {}], errors: [] } } });
    expect(await statusFor(url, 'rebound.example.com')).toBe(403);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output.out).toContain('the data are made up');
    expect(output.error).toContain('no OpenTelemetry SDK was registered');
    expect(output.error).toContain('Stopped');
  });

  it('ends with 1 and lists the mistakes if its configuration is invalid', async () => {
    const path = join(directory, 'wrong.yaml');
    writeFileSync(
      path,
      'providers:\n  - { name: a, vendor: TENCENT_CDN, credentials: { secretId: hush, secretKey: "" } }\n',
    );
    for (const command of ['dist/main.js', 'dist/cli/edgetasks.js check']) {
      const { output, ended } = run(command, { EDGETASKS_CONFIG: path });
      expect(await ended).toBe(1);
      expect(output.error).toContain('providers[0].credentials.secretKey: is missing or empty (line 2)');
      expect(output.error).not.toContain('hush');
    }
  });

  it('starts the demo in production only if requested', async () => {
    const refused = run('dist/main.js', { NODE_ENV: 'production', PORT: '0' });
    expect(await refused.ended).toBe(1);
    expect(refused.output.error).toContain('EDGETASKS_CONFIG: is not set, and NODE_ENV is production');
    const asked = run('dist/main.js --demo', { NODE_ENV: 'production', PORT: '0' });
    await asked.isUp;
    asked.child.kill('SIGINT');
    expect(await asked.ended).toBe(0);
  });

  it('ends with 1 if it would listen beyond loopback without tokens or open access', async () => {
    const { output, ended } = run('dist/main.js', { HOST: '0.0.0.0', PORT: '0' });
    expect(await ended).toBe(1);
    expect(output.error).toContain('HOST: is not a loopback address');
  });

  it('uses a changed file at SIGHUP, and keeps the old settings if the file is invalid', async () => {
    const at = Date.now() - 60_000;
    const emulator = await startEmulator({ accounts: [accountWith({ at, finishesAt: at + 1_000 })] });
    const path = join(directory, 'changing.json');
    const whole = configurationOf(emulator, { cache: false });
    writeFileSync(path, whole.replace(secret, 'expired'));
    const { child, output, isUp, ended } = run('dist/main.js', { PORT: '0', EDGETASKS_CONFIG: path });
    const url = await isUp;
    const ask = async () => (await post(url, '{ tasks { nodes { taskId } errors { __typename } } }')).json();
    expect(await ask()).toMatchObject({ data: { tasks: { nodes: [] } } });
    for (const [text, line] of [
      [whole, 'The configuration was reloaded'],
      ['providers: []', 'the old one stays in use'],
    ] as const) {
      writeFileSync(path, text);
      child.kill('SIGHUP');
      await vi.waitFor(() => expect(output.error).toContain(line), { timeout: 20_000 });
      await vi.waitFor(
        async () =>
          expect(await ask()).toMatchObject({ data: { tasks: { nodes: [{ taskId: '1' }], errors: [] } } }),
        { timeout: 20_000, interval: 500 },
      );
    }
    expect(output.error).toContain('must list at least one provider');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await emulator.close();
  });

  it('ends with 3 after an uncaught error, and logs it', async () => {
    const crash = `process.on('newListener', (name) => name === 'SIGTERM' && setImmediate(() => { throw new Error('boom'); }))`;
    const { output, ended } = run('dist/main.js', {
      PORT: '0',
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(crash)}`,
    });
    expect(await ended).toBe(3);
    expect(output.error).toMatch(/^{"level":"error".*"message":"boom".*}\n$/);
  });

  it('ends with 2 when it cannot listen', async () => {
    const first = run('dist/main.js', { PORT: '0' });
    const { port } = new URL(await first.isUp);
    const second = run('dist/main.js', { PORT: port });
    expect(await second.ended).toBe(2);
    expect(second.output.error).toContain('EADDRINUSE');
    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
  });
});

describe('a process that is told to stop', () => {
  let emulator: Emulator;
  const at = Date.now() - 60_000;
  const configuration = join(directory, 'emulated.json');

  beforeAll(async () => {
    emulator = await startEmulator({ accounts: [accountWith({ at, finishesAt: at + 3_600_000 })] });
    writeFileSync(configuration, configurationOf(emulator, { metrics: { port: 0 } }));
  });

  afterAll(() => emulator.close());

  const start = () => run('dist/main.js', { PORT: '0', EDGETASKS_CONFIG: configuration });

  it('is unready first, answers what is in flight, ends its streams and exits with 0 in time', async () => {
    const { child, output, isUp, ended } = start();
    const url = await isUp;
    const metrics = /Metrics +(\S+)/.exec(output.out)?.[1] ?? '';
    expect((await fetch(metrics)).status).toBe(200);
    expect(await statusFor(metrics, 'rebound.example.com')).toBe(403);
    const { data } = await (await post(url, '{ tasks(first: 1) { nodes { id } } }')).json();
    const watching = await post(
      url,
      `subscription { taskProgress(id: "${data.tasks.nodes[0].id}") { __typename } }`,
    );
    const reader = watching.body?.pipeThrough(new TextDecoderStream()).getReader();
    let stream = '';
    while (!stream.includes('"Task"')) stream += (await reader?.read())?.value ?? '';

    const remove = emulator.inject({ action: 'DescribePurgeTasks', fault: { kind: 'delay', ms: 2_000 } });
    const before = emulator.calls.length;
    // The rows of an earlier day are not stored yet, so that the answer waits for the vendor.
    const [from, to] = [3, 2].map((days) => new Date(at - days * 86_400_000).toISOString());
    const slow = post(
      url,
      `{ tasks(filter: { kinds: [PURGE_URL], createdAt: { from: "${from}", to: "${to}" } }) { errors { message } } }`,
    );
    while (!emulator.calls.slice(before).some(({ action }) => action === 'DescribePurgeTasks')) {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const told = Date.now();
    child.kill('SIGTERM');
    while ((await fetch(`${url}/readyz`)).status !== 503);
    const answer = await slow;
    expect(answer.headers.get('connection')).toBe('close');
    expect(await answer.json()).toMatchObject({ data: { tasks: { errors: [] } } });
    for (let chunk = await reader?.read(); chunk?.done === false; chunk = await reader?.read())
      stream += chunk.value;
    expect(stream).not.toContain('event: complete');
    expect(await ended).toBe(0);
    expect(Date.now() - told).toBeLessThan(10_000);
    remove();
    const lines = output.error
      .trim()
      .split('\n')
      .map((line): { msg?: string } => JSON.parse(line));
    expect(lines.map(({ msg }) => msg)).toEqual([
      'A request',
      'Stopping',
      'A request',
      'A request',
      'Stopped',
    ]);
    expect(output.error).toContain('"operations":["subscription"]');
    expect(output.out + output.error).not.toContain(secret);
  });

  it('exits at once at a second signal', async () => {
    const { child, isUp, ended, output } = start();
    const url = await isUp;
    const remove = emulator.inject({ fault: { kind: 'hang' } });
    emulator.clearCalls();
    const cut = post(url, '{ tasks { nodes { id } } }').catch(() => 'cut');
    while (emulator.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGINT');
    while (!output.error.includes('Stopping')) await new Promise((resolve) => setTimeout(resolve, 10));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(await cut).toBe('cut');
    remove();
  });
});

async function statusFor(url: string, host: string): Promise<unknown> {
  const sent = request(url, { headers: { host } }).end();
  const [response]: unknown[] = await once(sent, 'response');
  sent.destroy();
  return typeof response === 'object' && response !== null && 'statusCode' in response
    ? response.statusCode
    : undefined;
}

const post = (url: string, query: string): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ query }),
  });

describe('the check of providers', () => {
  it('reports for each whether it answers', async () => {
    const { output, ended } = run('dist/cli/edgetasks.js check', {});
    expect(await ended).toBe(0);
    expect(output.out).toMatch(/^ok {4}tencent-main \(Tencent Cloud CDN\): DescribePushTasks, \d+ ms$/m);
  });

  it('says what is wrong, and ends with 1', async () => {
    const path = join(directory, 'unreachable.yaml');
    writeFileSync(
      path,
      'providers:\n  - { name: a, vendor: ALIBABA_CDN, endpoint: "http://127.0.0.1:9", credentials: { accessKeyId: hush, accessKeySecret: hush } }\n',
    );
    const { output, ended } = run('dist/cli/edgetasks.js check', { EDGETASKS_CONFIG: path });
    expect(await ended).toBe(1);
    expect(output.out).toMatch(/^FAIL {2}a \(Alibaba Cloud CDN\): DescribeRefreshTasks$/m);
    expect(output.out).toContain('UNAVAILABLE: http://127.0.0.1:9 could not be reached');
    expect(output.out + output.error).not.toContain('hush');
  });
});

import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import { loadSettings } from '../src/config.ts';
import { ConfigurationError } from '../src/config/issue.ts';
import type { Settings } from '../src/config/settings.ts';
import { startEmulator } from '../src/emulator/emulator.ts';
import type { EmulatedAccount, Emulator } from '../src/emulator/emulator.ts';
import { reloadOnChange } from '../src/reload.ts';
import { vendors } from '../src/vendors/registry.ts';

const folder = mkdtempSync(join(tmpdir(), 'edgetasks-'));
const path = join(folder, 'edgetasks.json');

/** What a test started, newest last. */
const started: { close(): unknown }[] = [];

afterEach(async () => {
  for (const part of started.splice(0).toReversed()) await part.close();
  rmSync(path, { force: true });
});

interface Line {
  readonly level: string;
  readonly message: string;
  readonly fields: object;
}

function logInto(lines: Line[]) {
  const note = (level: string) => (fields: object, message: string) =>
    void lines.push({ level, message, fields });
  return { info: note('info'), warn: note('warn'), error: note('error') };
}

function watchFile(apply: () => Promise<void>): Line[] {
  const lines: Line[] = [];
  started.push({ close: reloadOnChange({ path, apply, log: logInto(lines) }) });
  return lines;
}

describe('the configuration file', () => {
  it('is reloaded when its content changes, also when another file takes its place', async () => {
    writeFileSync(path, 'one');
    const apply = vi.fn<() => Promise<void>>(() => Promise.resolve());
    watchFile(apply);
    writeFileSync(path, 'another');
    await vi.waitFor(() => expect(apply).toHaveBeenCalledTimes(1), { timeout: 10_000 });
    writeFileSync(`${path}.new`, 'third');
    renameSync(`${path}.new`, path);
    await vi.waitFor(() => expect(apply).toHaveBeenCalledTimes(2), { timeout: 10_000 });
  });

  it('is reloaded at SIGHUP, one reload at a time', async () => {
    writeFileSync(path, 'one');
    let running = 0;
    let most = 0;
    const apply = vi.fn<() => Promise<void>>(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
    });
    watchFile(apply);
    for (let sent = 0; sent < 5; sent += 1) process.emit('SIGHUP');
    await vi.waitFor(() => expect(apply).toHaveBeenCalledTimes(2), { timeout: 10_000 });
    expect(most).toBe(1);
  });

  it('that is wrong is logged with every issue, and changes nothing', async () => {
    writeFileSync(path, 'one');
    const issues = [{ path: 'providers', message: 'must list at least one provider' }];
    const lines = watchFile(() => Promise.reject(new ConfigurationError(path, issues)));
    process.emit('SIGHUP');
    await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 10_000 });
    expect(lines[0]).toMatchObject({
      level: 'error',
      message: 'The configuration cannot be used: the old one stays in use',
      fields: { issues },
    });
  });
});

const hour = 3_600_000;

const accountOf = (id: string): EmulatedAccount => ({
  vendor: 'TENCENT_CDN',
  name: id,
  id,
  secret: `secret of ${id}`,
  history: [
    {
      taskId: `task-of-${id}`,
      kind: 'PREFETCH',
      at: Date.now() - hour,
      targets: [
        {
          url: 'https://www.example.com/',
          finishesAt: Date.now() - hour + 1_000,
          outcome: 'succeeded',
        },
      ],
    },
  ],
});

/** Settings for one account of the emulator. */
function settingsFor(emulator: Emulator, id: string, more: object = {}): Settings {
  const credentials = { secretId: id, secretKey: `secret of ${id}` };
  const provider = {
    name: 'main',
    vendor: 'TENCENT_CDN',
    endpoint: emulator.endpoint('TENCENT_CDN'),
    credentials,
  };
  return loadSettings(vendors, { EDGETASKS_CONFIG: path }, () =>
    JSON.stringify({ cache: false, providers: [provider], ...more }),
  );
}

const question = '{ tasks(filter: { kinds: [PREFETCH] }) { nodes { taskId } errors { message } } }';

async function ask(app: App, headers: Record<string, string> = {}): Promise<string> {
  const response = await app.api.fetch('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: question }),
  });
  const { data, errors } = await response.json();
  return JSON.stringify({ data, errors });
}

const answerOf = (id: string): string =>
  JSON.stringify({ data: { tasks: { nodes: [{ taskId: `task-of-${id}` }], errors: [] } } });

async function start() {
  const emulator = await startEmulator({ accounts: [accountOf('old'), accountOf('new')] });
  started.push(emulator);
  const app = await createApp(settingsFor(emulator, 'old'), logInto([]));
  started.push(app);
  return { emulator, app };
}

describe('an app with new settings', () => {
  it('answers new requests with the new credentials, and those in flight with the old ones', async () => {
    const { emulator, app } = await start();
    const remove = emulator.inject({ account: 'old', fault: { kind: 'delay', ms: 300 } });
    const early = ask(app);
    await vi.waitFor(() => expect(emulator.calls).toHaveLength(1));
    expect(await app.reload(settingsFor(emulator, 'new'))).toEqual([]);
    expect(await ask(app)).toBe(answerOf('new'));
    expect(await early).toBe(answerOf('old'));
    remove();
  });

  it('fails no request while it changes again and again', async () => {
    const { emulator, app } = await start();
    const answers: Promise<string>[] = [];
    for (let round = 0; round < 20; round += 1) {
      const id = round % 2 === 0 ? 'new' : 'old';
      answers.push(ask(app));
      const reloaded = app.reload(settingsFor(emulator, id));
      answers.push(ask(app));
      await reloaded;
    }
    for (const answer of await Promise.all(answers))
      expect([answerOf('old'), answerOf('new')]).toContain(answer);
  });

  it('applies tokens, limits and names of providers, and names the settings that need a new start', async () => {
    const { emulator, app } = await start();
    const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'; // test
    const tokens = [{ name: 'ci', sha256 }];
    const next = settingsFor(emulator, 'new', { access: { tokens }, metrics: false, cache: true });
    expect(await app.reload(next)).toEqual(['metrics', 'cacheRows']);
    expect(await ask(app)).toContain('UNAUTHENTICATED');
    expect(await ask(app, { authorization: 'Bearer test' })).toBe(answerOf('new'));
    const readiness = await app.routes.get('/readyz')?.(() => undefined);
    expect(String(readiness?.body)).not.toContain('main');
    expect(app.isHostAllowed('edgetasks.example.com')).toBe(true);
  });

  it('ends the streams of changes, so that a token which is no longer known reads nothing more', async () => {
    const emulator = await startEmulator({ accounts: [accountOf('old'), accountOf('new')] });
    started.push(emulator);
    const history = { url: `file:${join(folder, 'history.db')}` };
    const app = await createApp(settingsFor(emulator, 'old', { history }), logInto([]));
    started.push(app);
    const response = await app.api.fetch('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { taskChanges { taskId } }' }),
    });
    const stream = response.text();
    await app.reload(settingsFor(emulator, 'new', { history }));
    expect(await stream).toContain('event: complete');
  });
});

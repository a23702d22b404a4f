import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { runApp } from './observability/running-app.ts';
import type { Configuration, RunningApp } from './observability/running-app.ts';

/** A window of the past, so that the question is the same whenever it is asked. */
const window = `{ from: "${ago(3_600)}", to: "${ago(300)}" }`;
const query = `{ tasks(filter: { kinds: [PREFETCH], createdAt: ${window} }) { nodes { taskId } errors { message } } }`;
function ago(seconds: number): string {
  return new Date(Date.now() - seconds * 1_000).toISOString();
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const tokens = [
  { name: 'operator', sha256: sha256('all') },
  { name: 'partner', sha256: sha256('some'), providers: ['main'] },
];

const apps: RunningApp[] = [];
const run = async (configuration?: Configuration): Promise<RunningApp> => {
  const running = await runApp(configuration);
  apps.push(running);
  return running;
};

afterEach(async () => {
  for (const running of apps.splice(0)) await running.close();
});

/** How many vendor calls a question takes when it was asked before. */
async function callsAgain(file: Configuration['file']): Promise<number> {
  const { ask, emulator } = await run({ file });
  await (await ask(query)).text();
  emulator.clearCalls();
  await (await ask(query)).text();
  return emulator.calls.length;
}

async function graphiqlPage(file: Configuration['file']): Promise<string> {
  const { app } = await run({ file });
  const page = await app.api.fetch('http://localhost/graphql', { headers: { accept: 'text/html' } });
  return page.text();
}

describe('beside the API', () => {
  it('serves the dashboard, health and metrics unless they are turned off', async () => {
    const on = await run();
    expect([...on.app.routes.keys()]).toEqual(
      expect.arrayContaining(['/', '/healthz', '/readyz', '/metrics']),
    );
    const off = await run({ file: { dashboard: false, metrics: false } });
    expect([...off.app.routes.keys()]).toEqual(['/', '/healthz', '/readyz']);
    expect((await off.read('/'))?.status).toBe(302);
  });

  it('serves metrics on a port of their own if one is configured', async () => {
    const { app } = await run({ file: { metrics: { port: 0 } } });
    expect(app.routes.has('/metrics')).toBe(false);
    expect([...app.operatorRoutes.keys()]).toEqual(['/healthz', '/readyz', '/metrics']);
  });

  it('requires a token for all providers for metrics, and none for health and the page', async () => {
    const { read } = await run({ file: { access: { tokens } } });
    const statuses = async (authorization?: string) => (await read('/metrics', authorization))?.status;
    expect(await statuses()).toBe(401);
    expect(await statuses('Bearer guessed')).toBe(401);
    expect(await statuses('Bearer some')).toBe(403);
    expect(await statuses('Bearer all')).toBe(200);
    for (const path of ['/', '/healthz', '/readyz']) expect((await read(path))?.status).toBe(200);
  });

  it('counts operations and vendor calls in the metrics', async () => {
    const { ask, read } = await run();
    await (await ask(query)).text();
    await (await ask(query)).text();
    const text = (await read('/metrics'))?.text ?? '';
    const at = 'provider="main",action="DescribePushTasks"';
    expect(text).toMatch(
      new RegExp(`^edgetasks_vendor_tries_total{${at},outcome="succeeded",code=""} \\d`, 'm'),
    );
    expect(text).toContain('edgetasks_http_requests_total{method="POST",status="200"} 2');
    expect(text).toContain(`edgetasks_circuit_state{${at},state="closed"} 1`);
    // The old name works for one release.
    for (const name of ['edgetasks_cache_answers_total', 'edgetasks_kept_answers_total']) {
      expect(text).toMatch(new RegExp(`^${name}{event="hit"} [1-9]`, 'm'));
    }
    expect(text).toMatch(/^process_resident_memory_bytes \d/m);
  });

  it('names providers in /readyz only to a token for all providers', async () => {
    const { app, read } = await run({ file: { access: { tokens } } });
    for (const authorization of [undefined, 'Bearer guessed', 'Bearer some']) {
      expect(JSON.parse((await read('/readyz', authorization))?.text ?? '')).toEqual({ status: 'ready' });
    }
    expect((await read('/readyz', 'Bearer all'))?.text).toContain('main');
    app.announceStop();
    expect(await read('/readyz')).toEqual({ status: 503, text: '{\n  "status": "not ready"\n}\n' });
  });

  it('names open circuits in /readyz, and is not ready when the instance stops', async () => {
    const { app, ask, emulator, read } = await run({ file: { cache: false } });
    emulator.inject({ account: 'main', fault: { kind: 'http', status: 503 } });
    for (let asked = 0; asked < 5; asked += 1) await (await ask(query)).text();
    expect(JSON.parse((await read('/readyz'))?.text ?? '')).toMatchObject({
      providers: [{ name: 'main', openCircuits: [{ action: 'DescribePushTasks', state: 'open' }] }],
    });
    app.announceStop();
    expect((await read('/readyz'))?.status).toBe(503);
  });
});

describe('the API', () => {
  it('answers only loopback names unless access is open or tokens are configured', async () => {
    const hosts = ['localhost:4000', '127.0.0.1', '[::1]:4000', 'edgetasks.example.com', '10.0.0.1:4000'];
    const allowed = async (file: Configuration['file'] = {}) => {
      const { app } = await run({ file });
      return [app.isHostAllowed(undefined), ...hosts.map((host) => app.isHostAllowed(host))];
    };
    expect(await allowed()).toEqual([true, true, true, true, false, false]);
    expect(await allowed({ access: { open: true } })).not.toContain(false);
    expect(await allowed({ access: { tokens } })).not.toContain(false);
  });

  it('answers from the cache unless it is turned off', async () => {
    expect(await callsAgain({})).toBe(0);
    expect(await callsAgain({ cache: false })).toBeGreaterThan(0);
  });

  it('answers requests in flight at once with what has been read when the shutdown hurries', async () => {
    const { app, ask, emulator } = await run();
    emulator.inject({ account: 'main', fault: { kind: 'hang' } });
    const answer = ask(query);
    while (emulator.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
    app.hurry();
    const { data } = await (await answer).json();
    expect(data.tasks).toMatchObject({
      nodes: [],
      errors: [{ message: expect.stringContaining("no answer before the request's deadline") }],
    });
  });

  it('shows no ids or URLs of tasks in the page of GraphiQL if tokens are configured', async () => {
    const present = 'https://www.example.com/app.js';
    expect(await graphiqlPage({})).toContain(present);
    expect(await graphiqlPage({ access: { tokens } })).not.toContain(present);
  });
});

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
  it('are the dashboard, health and metrics, unless they are turned off', async () => {
    const on = await run();
    expect([...on.app.routes.keys()]).toEqual(
      expect.arrayContaining(['/', '/healthz', '/readyz', '/metrics']),
    );
    const off = await run({ file: { dashboard: false, metrics: false } });
    expect([...off.app.routes.keys()]).toEqual(['/', '/healthz', '/readyz']);
    expect((await off.read('/'))?.status).toBe(302);
  });

  it('metrics may have a place of their own', async () => {
    const { app } = await run({ file: { metrics: { port: 0 } } });
    expect(app.routes.has('/metrics')).toBe(false);
    expect([...app.operatorRoutes.keys()]).toEqual(['/healthz', '/readyz', '/metrics']);
  });

  it('metrics want a token that sees all providers where there are tokens; health and the page want none', async () => {
    const { read } = await run({ file: { access: { tokens } } });
    const statuses = async (authorization?: string) => (await read('/metrics', authorization))?.status;
    expect(await statuses()).toBe(401);
    expect(await statuses('Bearer guessed')).toBe(401);
    expect(await statuses('Bearer some')).toBe(403);
    expect(await statuses('Bearer all')).toBe(200);
    for (const path of ['/', '/healthz', '/readyz']) expect((await read(path))?.status).toBe(200);
  });

  it('metrics tell what the API was asked, and what that took of the vendor', async () => {
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

  it('readiness names no provider without a token that sees all, where there are tokens', async () => {
    const { app, read } = await run({ file: { access: { tokens } } });
    for (const authorization of [undefined, 'Bearer guessed', 'Bearer some']) {
      expect(JSON.parse((await read('/readyz', authorization))?.text ?? '')).toEqual({ status: 'ready' });
    }
    expect((await read('/readyz', 'Bearer all'))?.text).toContain('main');
    app.announceStop();
    expect(await read('/readyz')).toEqual({ status: 503, text: '{\n  "status": "not ready"\n}\n' });
  });

  it('readiness names what is open, and ends when the instance stops', async () => {
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
  it('answers on this machine by loopback names alone, until access is open or by token', async () => {
    const hosts = ['localhost:4000', '127.0.0.1', '[::1]:4000', 'edgetasks.example.com', '10.0.0.1:4000'];
    const allowed = async (file: Configuration['file'] = {}) => {
      const { app } = await run({ file });
      return [app.isHostAllowed(undefined), ...hosts.map((host) => app.isHostAllowed(host))];
    };
    expect(await allowed()).toEqual([true, true, true, true, false, false]);
    expect(await allowed({ access: { open: true } })).not.toContain(false);
    expect(await allowed({ access: { tokens } })).not.toContain(false);
  });

  it('keeps answers, unless it is told to keep nothing', async () => {
    expect(await callsAgain({})).toBe(0);
    expect(await callsAgain({ cache: false })).toBeGreaterThan(0);
  });

  it('answers what is in flight at once, with what there is, when it must hurry', async () => {
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

  it('shows no tasks in the page of GraphiQL where a token is wanted', async () => {
    const present = 'https://www.example.com/app.js';
    expect(await graphiqlPage({})).toContain(present);
    expect(await graphiqlPage({ access: { tokens } })).not.toContain(present);
  });
});

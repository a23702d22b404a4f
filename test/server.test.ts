import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { taskId } from '../src/graphql/global-id.ts';
import { plainText } from '../src/observability/route.ts';
import type { Route, Routes } from '../src/observability/route.ts';
import { listen } from '../src/server.ts';
import { apiOver } from './graphql/api-over.ts';
import { fakeTasks, row } from './graphql/fake-tasks.ts';

const running = row({ provider: 'main', taskId: '1', state: 'PROCESSING' });
const anyPort = { host: '127.0.0.1', port: 0 };
const ask = (url: string, query: string, accept = 'application/json'): Promise<Response> =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept },
    body: JSON.stringify({ query }),
  });

/** Something to wait for, and the way to bring it about. */
function gate(): { readonly isOpen: Promise<void>; readonly open: () => void } {
  const gates: (() => void)[] = [];
  const isOpen = new Promise<void>((open) => {
    gates.push(open);
  });
  return { isOpen, open: () => gates.forEach((open) => open()) };
}

describe('the server', () => {
  it('answers its routes, and passes everything else to the API', async () => {
    const routes: Routes = new Map<string, Route>([
      ['/here', (header) => plainText(200, `read by ${header('x-reader')}`)],
      ['/broken', () => Promise.reject(new Error('hush'))],
    ]);
    const server = await listen(apiOver(fakeTasks([running])).api, anyPort, { routes });
    expect(await (await ask(server.url, '{ providers { name } }')).json()).toEqual({
      data: { providers: [{ name: 'main' }] },
    });
    const here = await fetch(`${server.url}/here?a=b`, { headers: { 'x-reader': 'me' } });
    expect([here.status, await here.text()]).toEqual([200, 'read by me\n']);
    const head = await fetch(`${server.url}/here`, { method: 'HEAD' });
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['18', '']);
    expect((await fetch(`${server.url}/here`, { method: 'POST' })).status).toBe(405);
    expect((await fetch(`${server.url}/elsewhere`)).status).toBe(404);
    const broken = await fetch(`${server.url}/broken`);
    expect([broken.status, await broken.text()]).toEqual([500, 'An unexpected error occurred.\n']);
    await server.close(1_000);
  });

  it('rejects an invalid host, and one that is not its own', async () => {
    const { api } = apiOver(fakeTasks([running]));
    const server = await listen(api, anyPort, { isHostAllowed: (host) => host === 'localhost' });
    const statusFor = async (host: string): Promise<unknown> => {
      const sent = request(`${server.url}/graphql`, { headers: { host } });
      sent.end();
      const [response]: unknown[] = await once(sent, 'response');
      sent.destroy();
      return (
        typeof response === 'object' && response !== null && 'statusCode' in response && response.statusCode
      );
    };
    expect(await Promise.all(['[', 'a b', 'evil.example', 'localhost'].map(statusFor))).toEqual([
      400, 400, 403, 403,
    ]);
    await server.close(1_000);
  });

  it('rejects a body without a Content-Length that becomes too large', async () => {
    const server = await listen(apiOver(fakeTasks([running])).api, anyPort);
    const sent = request(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    });
    // Never ended: the server must not wait for the rest.
    sent.on('error', () => {});
    sent.write(JSON.stringify({ query: '{ providers { name } }', variables: { a: 'x'.repeat(1_000_000) } }));
    const [response]: unknown[] = await once(sent, 'response');
    expect(response).toHaveProperty('statusCode', 413);
    sent.destroy();
    await server.close(1_000);
  });

  it('ends the scope of a client that disconnects', async () => {
    const aborted = gate();
    const tasks = fakeTasks([running]);
    const going = new AbortController();
    const { api } = apiOver({
      ...tasks,
      tasks: (_query, _page, { signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            reject(new Error('aborted'));
            aborted.open();
          });
          going.abort();
        }),
    });
    const server = await listen(api, anyPort);
    const answer = fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ tasks { nodes { id } } }' }),
      signal: going.signal,
    });
    await expect(answer).rejects.toThrow('aborted');
    await aborted.isOpen;
    await server.close(1_000);
  });

  it('closes when requests in flight are answered', async () => {
    const tasks = fakeTasks([running]);
    const [begun, finishing] = [gate(), gate()];
    const { api } = apiOver({
      ...tasks,
      tasks: async (query, page, scope) => {
        begun.open();
        await finishing.isOpen;
        return tasks.tasks(query, page, scope);
      },
    });
    const server = await listen(api, anyPort);
    const response = ask(server.url, '{ tasks { nodes { taskId } } }');
    await begun.isOpen;
    const closed = server.close(10_000);
    finishing.open();
    expect(await (await response).json()).toEqual({ data: { tasks: { nodes: [{ taskId: '1' }] } } });
    await closed;
    await expect(ask(server.url, '{ __typename }')).rejects.toThrow('fetch failed');
  });

  it('ends streams at once when it closes, without calling them complete', async () => {
    const ended = gate();
    const { api } = apiOver(fakeTasks([running]), {
      watch: () => ({
        next: () => new Promise(() => {}),
        return: () => {
          ended.open();
          return Promise.resolve({ done: true, value: undefined });
        },
        [Symbol.asyncIterator]() {
          return this;
        },
      }),
    });
    const server = await listen(api, anyPort);
    const stream = await ask(
      server.url,
      `subscription { taskProgress(id: "${taskId(running)}") { __typename } }`,
      'text/event-stream',
    );
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const read = stream.text();
    await server.close(10_000);
    expect(await read).not.toContain('complete');
    await ended.isOpen;
  });

  it('closes connections in flight after the grace period', async () => {
    const begun = gate();
    const { api } = apiOver({
      ...fakeTasks([running]),
      tasks: () => {
        begun.open();
        return new Promise(() => {});
      },
    });
    const server = await listen(api, anyPort);
    const answer = ask(server.url, '{ tasks { nodes { id } } }').catch(() => 'cut');
    await begun.isOpen;
    await server.close(100);
    expect(await answer).toBe('cut');
  });

  it('cuts a client whose headers do not arrive in time', async () => {
    const { api } = apiOver(fakeTasks([running]));
    const timeouts = { headersTimeout: 200, requestTimeout: 400, connectionsCheckingInterval: 20 };
    const server = await listen(api, anyPort, {}, timeouts);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write('POST /graphql HTTP/1.1\r\nhost: localhost\r\n');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toContain('408');
    await once(socket, 'close');
    await server.close(1_000);
  });

  it('cuts slow headers after 10 to 12 seconds by default', async () => {
    const { api } = apiOver(fakeTasks([running]));
    const server = await listen(api, anyPort);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    const began = performance.now();
    socket.on('error', () => undefined).resume();
    socket.write('POST /graphql HTTP/1.1\r\nhost: localhost\r\n');
    const dribble = setInterval(() => socket.write('x'), 500);
    await once(socket, 'close');
    clearInterval(dribble);
    expect(performance.now() - began).toBeGreaterThan(9_900);
    // Half of what it took when Node looked every 30 s.
    expect(performance.now() - began).toBeLessThan(18_000);
    await server.close(1_000);
  });

  it('reports that its address is in use', async () => {
    const { api } = apiOver(fakeTasks([running]));
    const server = await listen(api, anyPort);
    const port = Number(new URL(server.url).port);
    await expect(listen(api, { ...anyPort, port })).rejects.toThrow(/EADDRINUSE.*PORT/);
    await server.close(1_000);
  });
});

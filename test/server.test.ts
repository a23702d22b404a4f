import { once } from 'node:events';
import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import { taskId } from '../src/graphql/global-id.ts';
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
  it('answers, tells that it is alive, and leads from its root to GraphQL', async () => {
    const server = await listen(apiOver(fakeTasks([running])).api, anyPort);
    expect(await (await ask(server.url, '{ providers { name } }')).json()).toEqual({
      data: { providers: [{ name: 'main' }] },
    });
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    expect((await fetch(`${server.url}/elsewhere`)).status).toBe(404);
    const root = await fetch(server.url, { redirect: 'manual' });
    expect([root.status, root.headers.get('location')]).toEqual([302, '/graphql']);
    await server.close(1_000);
  });

  it('refuses a body that grows too large without telling its length', async () => {
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

  it('ends the scope of a client that hangs up', async () => {
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

  it('closes once what is in flight is answered', async () => {
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

  it('ends streams when the grace is over', async () => {
    const { api } = apiOver(fakeTasks([running]), {
      watch: () => ({
        next: () => new Promise(() => {}),
        return: () => Promise.resolve({ done: true, value: undefined }),
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
    const read = stream.text().catch(() => 'cut');
    await server.close(100);
    expect(await read).toBe('cut');
  });

  it('says that its place is taken', async () => {
    const { api } = apiOver(fakeTasks([running]));
    const server = await listen(api, anyPort);
    const port = Number(new URL(server.url).port);
    await expect(listen(api, { ...anyPort, port })).rejects.toThrow('EADDRINUSE');
    await server.close(1_000);
  });
});

import { createClient } from 'graphql-ws';
import type { Client, ClientOptions } from 'graphql-ws';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { taskId } from '../../../src/graphql/global-id.ts';
import type { ApiParts, ApiSettings } from '../../../src/graphql/http/api.ts';
import { listen } from '../../../src/server.ts';
import { apiOver } from '../api-over.ts';
import { fakeTasks, row } from '../fake-tasks.ts';

const rows = [row({ provider: 'main', taskId: '1' }), row({ provider: 'aliyun', taskId: '2' })];
const closers: (() => unknown)[] = [];

async function served(parts: Partial<ApiParts> = {}, settings: Partial<ApiSettings> = {}) {
  const { api, reported } = apiOver(fakeTasks(rows), parts, settings);
  const webSockets = new Map([['/graphql', api.webSockets]]);
  const server = await listen(api, { host: '127.0.0.1', port: 0 }, { webSockets });
  closers.push(() => server.close(2_000));
  return { url: server.url.replace('http', 'ws'), server, reported };
}

function connected(url: string, options: Partial<ClientOptions> = {}): Client {
  const client = createClient({
    url: `${url}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...options,
  });
  closers.unshift(() => client.dispose());
  return client;
}

async function results(client: Client, query: string, variables: Record<string, unknown> = {}) {
  const found: unknown[] = [];
  for await (const result of client.iterate({ query, variables })) found.push(result);
  return found;
}

const authenticate = (token: string) =>
  token === 'good' ? { name: 'gateway', providers: ['main'] } : undefined;
const watch = 'subscription ($id: ID!) { taskProgress(id: $id) { ... on Task { taskId state } } }';
const id = taskId({ provider: 'main', kind: 'PREFETCH', taskId: '1' });

describe('a WebSocket', () => {
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
  });

  it('answers queries and subscriptions as requests are', async () => {
    const { url } = await served();
    const client = connected(url);
    expect(await results(client, '{ providers { name } }')).toMatchObject([
      { data: { providers: [{ name: 'main' }, { name: 'aliyun' }] } },
    ]);
    expect(await results(client, watch, { id })).toMatchObject([
      { data: { taskProgress: { taskId: '1', state: 'SUCCEEDED' } } },
    ]);
  });

  it.each<[string, string, Record<string, unknown>, string]>([
    ['an unknown field', '{ oops }', {}, 'GRAPHQL_VALIDATION_FAILED'],
    ['text that is no query', '{', {}, 'GRAPHQL_PARSE_FAILED'],
    ['a wrong argument', '{ tasks(first: -1) { nodes { id } } }', {}, 'BAD_USER_INPUT'],
    [
      'too many keys',
      'query ($u: [String!]!) { urlReports(urls: $u) { url } }',
      { u: Array(1_001).fill('x') },
      'QUERY_TOO_COMPLEX',
    ],
    ['a wrong id', watch, { id: 'nonsense' }, 'BAD_USER_INPUT'],
  ])('answers %s with an error and stays open', async (_, query, variables, code) => {
    const { url, reported } = await served();
    const client = connected(url);
    const found = await results(client, query, variables).catch((error: unknown) => [{ errors: error }]);
    expect(found).toMatchObject([{ errors: [{ extensions: { code } }] }]);
    expect(await results(client, '{ providers { name } }')).toMatchObject([{ data: {} }]);
    expect(reported).toEqual([]);
  });

  it('needs a token where requests do, and sees what it allows', async () => {
    const { url } = await served({ authenticate });
    for (const connectionParams of [{ authorization: 'Bearer good' }, { Authorization: 'Bearer good' }]) {
      expect(await results(connected(url, { connectionParams }), '{ providers { name } }')).toEqual([
        { data: { providers: [{ name: 'main' }] } },
      ]);
    }
    for (const connectionParams of [{}, { authorization: 'Bearer bad' }]) {
      const refused = results(connected(url, { connectionParams }), '{ providers { name } }');
      await expect(refused).rejects.toMatchObject({ code: 4403 });
    }
  });

  it('has the limits of its client', async () => {
    const { url } = await served({}, { clientLimits: { concurrentRequests: 0 } });
    expect(await results(connected(url), '{ providers { name } }')).toMatchObject([
      { errors: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }] },
    ]);
    const { url: other } = await served({}, { clientLimits: { openStreams: 0 } });
    expect(await results(connected(other), watch, { id })).toMatchObject([
      { errors: [{ extensions: { code: 'TOO_MANY_REQUESTS' } }] },
    ]);
  });

  it('answers trusted documents alone where there are such', async () => {
    const { url } = await served({ documents: new Map([['abc', '{ providers { name } }']]) });
    const client = connected(url);
    expect(await results(client, '{ providers { name } }')).toMatchObject([{ data: {} }]);
    expect(await results(client, '{ providers { id } }')).toMatchObject([
      { errors: [{ extensions: { code: 'PERSISTED_QUERY_ONLY' } }] },
    ]);
  });

  it.each([
    ['of another origin', { origin: 'https://evil.example' }, '/graphql', 403],
    ['of a sandboxed frame', { origin: 'null' }, '/graphql', 403],
    ['to another path', {}, '/metrics', 404],
  ])('from a page %s is refused', async (_, headers, path, status) => {
    const { url } = await served({}, { corsOrigins: ['https://listed.example'] });
    const answer = async (given: Record<string, string>, to: string): Promise<string> =>
      new Promise((resolve) => {
        const socket = new WebSocket(`${url}${to}`, 'graphql-transport-ws', { headers: given });
        socket.once('open', () => {
          socket.terminate();
          resolve('open');
        });
        socket.once('error', ({ message }) => resolve(message));
      });
    expect(await answer(headers, path)).toContain(String(status));
    expect(await answer({ origin: 'https://listed.example' }, '/graphql')).toBe('open');
    expect(await answer({ origin: url.replace('ws', 'http') }, '/graphql')).toBe('open');
  });

  it('is closed when the server stops, so that clients go elsewhere', async () => {
    const { url, server } = await served();
    const closed = new Promise((resolve) => {
      const client = connected(url, {
        lazy: false,
        onNonLazyError: () => undefined,
        on: { closed: resolve },
      });
      client.on('connected', () => void server.close(1_000));
    });
    expect(await closed).toMatchObject({ code: 1001 });
  });
});

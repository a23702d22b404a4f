import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { RequestScope } from '../../../src/domain/request-scope.ts';
import { requestObserver } from '../../../src/observability/request-observer.ts';
import type { RequestRecord } from '../../../src/observability/request-record.ts';
import { listen } from '../../../src/server.ts';
import type { Listening } from '../../../src/server.ts';
import { apiOver } from '../api-over.ts';
import { rows } from '../fake-rows.ts';
import { fakeTasks } from '../fake-tasks.ts';
import type { FakeTasks } from '../fake-tasks.ts';

const servers: Listening[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close(1_000)));
});

interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly answer: unknown;
  readonly record: Partial<RequestRecord> | undefined;
}

/** A server whose requests are counted where yoga sees them. */
async function serverOver(tasks: FakeTasks, settings: Parameters<typeof apiOver>[2] = {}) {
  const records: RequestRecord[] = [];
  let byYoga = 0;
  let ids = 0;
  const { plugin, watchQuery } = requestObserver({
    observe: (event) => event.type === 'request' && records.push(event.record),
    newId: () => `new-${(ids += 1)}`,
    monotonicNow: () => 0,
  });
  const grants = new Map([['good', { name: 'frontend', providers: ['main'] }]]);
  const { api } = apiOver(
    tasks,
    {
      observers: [plugin, { onRequest: () => void (byYoga += 1) }],
      watchQuery,
      newId: () => 'an-id',
      ...(settings.isIntrospectionOn === false && { authenticate: (token: string) => grants.get(token) }),
    },
    settings,
  );
  const server = await listen(api, { host: '127.0.0.1', port: 0 });
  servers.push(server);
  const ask = async (body: unknown, headers: Record<string, string> = {}): Promise<Told> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const answer: unknown = await response.json();
    const { date: _, 'x-request-id': id, ...told } = Object.fromEntries(response.headers);
    const record = records.find((candidate) => candidate.id === id);
    return { status: response.status, headers: told, answer, record: record && { ...record, id: '' } };
  };
  return { ask, url: server.url, seenByYoga: () => byYoga };
}

const listing = 'query List($first: Int) { tasks(first: $first) { nodes { taskId } } }';
const throwing = (tasks: FakeTasks): FakeTasks => ({
  ...tasks,
  plan: () => {
    throw new TypeError('hush');
  },
});

describe('a plain query', () => {
  it.each<[string, object, Record<string, string>?]>([
    ['with variables and a name', { query: listing, variables: { first: 1 }, operationName: 'List' }],
    [
      'with what Apollo Client sends beside it',
      { query: listing, variables: {}, extensions: { clientLibrary: { name: 'a' } } },
    ],
    [
      'as graphql-response+json',
      { query: '{ providers { name } }' },
      { accept: 'application/graphql-response+json, application/json;q=0.9' },
    ],
    ['that names itself', { query: '{ providers { name } }' }, { 'x-request-id': 'mine' }],
    ['that is in a hurry', { query: listing }, { 'x-edgetasks-deadline': 'PT2S' }],
    ['with an argument that is refused', { query: '{ tasks(first: -1) { nodes { id } } }' }],
    [
      'that is refused beside data',
      { query: '{ providers { name } node(id: "x") { id } }' },
      { accept: 'application/graphql-response+json' },
    ],
    [
      'that is refused, as graphql-response+json',
      { query: '{ tasks(first: -1) { nodes { id } } }' },
      { accept: 'application/graphql-response+json' },
    ],
    ['with a variable of another type', { query: listing, variables: { first: 'x' } }],
    ['that meets something unforeseen', { query: '{ plan { action } }' }],
  ])('%s is answered without yoga as with it', async (_, body, headers) => {
    const { ask, seenByYoga } = await serverOver(throwing(fakeTasks(rows)));
    const [first, second, third] = [
      await ask(body, headers),
      await ask(body, headers),
      await ask(body, headers),
    ];
    expect(first.record).toBeDefined();
    expect(second).toEqual(first);
    expect(third).toEqual(first);
    expect(seenByYoga()).toBe(1);
  });

  it.each<[string, object, Record<string, string>?]>([
    ['with a deadline that is none', { query: listing }, { 'x-edgetasks-deadline': 'soon' }],
    ['with a parameter that there is not', { query: listing, more: 1 }],
    ['with variables that are none', { query: listing, variables: [] }],
    ['that names an operation that there is not', { query: listing, operationName: 'X' }],
    [
      'for more rows than are answered',
      { query: `{ tasks(first: 1000) { nodes { urlDetails(first: 1000) { nodes { url } } } } }` },
    ],
    ['in a batch', [{ query: listing }, { query: listing }]],
    ['by its hash', { query: listing, extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } }],
    ['for a stream', { query: listing }, { accept: 'text/event-stream' }],
  ])('%s is left to yoga', async (_, body, headers) => {
    const { ask, seenByYoga } = await serverOver(fakeTasks(rows));
    await ask({ query: listing });
    await ask({ query: listing });
    const before = seenByYoga();
    const answer = ask(body, headers).catch((error: unknown) => error);
    await answer;
    expect(seenByYoga()).toBe(before + 1);
  });

  it('needs a token where others do, and sees what the token allows', async () => {
    const { ask, seenByYoga } = await serverOver(fakeTasks(rows), { isIntrospectionOn: false });
    const authorization = 'Bearer good';
    const body = { query: '{ providers { name } }' };
    await ask(body, { authorization });
    const allowed = await ask(body, { authorization });
    expect(allowed).toMatchObject({ status: 200, answer: { data: { providers: [{ name: 'main' }] } } });
    expect(allowed.record).toMatchObject({ client: 'frontend' });
    expect(seenByYoga()).toBe(1);
    expect(await ask(body, { authorization: 'Bearer bad' })).toMatchObject({ status: 401 });
    expect(await ask(body)).toMatchObject({ status: 401 });
  });

  it('tells pages of listed origins that they may read it', async () => {
    const { ask, seenByYoga } = await serverOver(fakeTasks(rows), { corsOrigins: ['https://a.example'] });
    const body = { query: '{ providers { name } }' };
    const both = [
      await ask(body, { origin: 'https://a.example' }),
      await ask(body, { origin: 'https://a.example' }),
    ];
    expect(both[1]).toEqual(both[0]);
    expect(both[1]?.headers).toMatchObject({
      'access-control-allow-origin': 'https://a.example',
      vary: 'origin',
    });
    const other = await ask(body, { origin: 'https://b.example' });
    expect(other.headers).toMatchObject({ vary: 'origin' });
    expect(other.headers).not.toHaveProperty('access-control-allow-origin');
    expect(seenByYoga()).toBe(1);
  });

  it('that meets a fault of the server itself is answered with 500, and is in the log', async () => {
    const { api, reported } = apiOver(fakeTasks(rows), {
      watchQuery: () => {
        throw new TypeError('hush');
      },
    });
    const server = await listen(api, { host: '127.0.0.1', port: 0 });
    servers.push(server);
    const ask = () =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ providers { name } }' }),
      });
    expect((await ask()).status).toBe(200);
    const refused = await ask();
    expect([refused.status, await refused.json()]).toMatchObject([
      500,
      { errors: [{ message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }] },
    ]);
    expect(reported).toMatchObject([{ error: { message: 'hush' } }]);
    expect((await fetch(`${server.url}/graphql`, { method: 'POST' })).status).toBeLessThan(500);
  });

  it('ends its calls when the client goes away', async () => {
    const tasks = fakeTasks(rows);
    const scopes: RequestScope[] = [];
    const { ask, url } = await serverOver({
      ...tasks,
      tasks: async (query, page, scope) => {
        scopes.push(scope);
        if (scopes.length > 1) await once(scope.signal, 'abort');
        return tasks.tasks(query, page, scope);
      },
    });
    await ask({ query: listing });
    const body = JSON.stringify({ query: listing });
    const { port } = new URL(url);
    const client = connect(Number(port), '127.0.0.1');
    client.write(
      `POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    );
    await expect.poll(() => scopes.length).toBe(2);
    client.destroy();
    await expect.poll(() => scopes[1]?.signal.aborted).toBe(true);
    expect(scopes[1]?.signal.reason).toMatchObject({ name: 'AbortError' });
  });
});

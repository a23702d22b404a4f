import { describe, expect, it, vi } from 'vitest';
import type { RequestScope } from '../../../src/domain/request-scope.ts';
import { apiOver, codesOf } from '../api-over.ts';
import { fakeTasks, now, row } from '../fake-tasks.ts';

const rows = [row({ provider: 'main', taskId: '1' }), row({ provider: 'aliyun', taskId: '2' })];
const cheap = '{ providers { name } }';

const headersFor = async (origins: readonly string[], origin: string, method = 'POST') => {
  const { api } = apiOver(fakeTasks(rows), {}, { corsOrigins: origins });
  const { status, headers } = await api.fetch('http://localhost/graphql', {
    method,
    headers: {
      'content-type': 'application/json',
      origin,
      ...(method === 'OPTIONS' && {
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization, content-type',
      }),
    },
    ...(method === 'POST' && { body: JSON.stringify({ query: cheap }) }),
  });
  const told = [...headers].filter(([name]) => name.startsWith('access-control-'));
  return { status, told: Object.fromEntries(told), vary: headers.get('vary') };
};

const deadlineWith = async (header?: string): Promise<unknown> => {
  let deadline: unknown;
  const tasks = fakeTasks(rows);
  const { ask } = apiOver({
    ...tasks,
    tasks: (query, page, scope) => {
      deadline = scope.deadline - now;
      return tasks.tasks(query, page, scope);
    },
  });
  const answer = await ask(
    '{ tasks { nodes { id } } }',
    {},
    header === undefined ? {} : { 'x-edgetasks-deadline': header },
  );
  return answer.errors ?? deadline;
};

describe('a request', () => {
  it('that is not JSON, or contains no query, is rejected', async () => {
    const { post } = apiOver(fakeTasks(rows));
    expect((await post('{')).status).toBe(400);
    expect((await post('{}', { accept: 'application/graphql-response+json' })).status).toBe(400);
    expect((await post(cheap, { 'content-type': 'text/plain' })).status).toBe(403);
    expect(
      (await post(cheap, { 'content-type': 'multipart/form-data', 'x-graphql-yoga-csrf': '1' })).status,
    ).toBe(415);
  });

  it.each<[string, string]>([
    ['application/json', '{"query": oops'],
    ['application/json', 'null'],
    ['application/json', '"text"'],
    ['application/graphql+json', '['],
    ['application/x-www-form-urlencoded', 'query=%7Ba%7D&variables=oops'],
  ])('of type %s with the malformed body %s says so in our words', async (type, body) => {
    const { post, reported } = apiOver(fakeTasks(rows));
    const response = await post(body, { 'content-type': type, 'x-graphql-yoga-csrf': '1' });
    const text = await response.text();
    expect([response.status, text]).toEqual([400, expect.stringMatching(/must be|not valid JSON\./)]);
    expect(text).not.toMatch(/Unexpected|position|oops|originalError|SyntaxError/);
    expect(reported).toEqual([]);
  });

  it('by GET with malformed variables says so', async () => {
    const { api } = apiOver(fakeTasks(rows));
    const headers = { 'x-graphql-yoga-csrf': '1' };
    const response = await api.fetch('http://localhost/graphql?query=%7Ba%7D&variables=oops', { headers });
    expect([response.status, await response.text()]).toEqual([400, expect.stringContaining('BAD_REQUEST')]);
  });

  it('by GET needs a header that pages of other origins cannot send', async () => {
    const { api } = apiOver(fakeTasks(rows));
    const url = `http://localhost/graphql?query=${encodeURIComponent(cheap)}`;
    const refused = await api.fetch(url);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain('x-graphql-yoga-csrf, apollo-require-preflight, x-requested-with');
    expect((await api.fetch(url, { headers: { 'apollo-require-preflight': '1' } })).status).toBe(200);
  });

  it('of another origin gets no CORS headers unless the origin is listed', async () => {
    const listed = ['https://a.example', 'https://b.example'];
    expect((await headersFor([], 'https://a.example')).told).toEqual({});
    expect(await headersFor(listed, 'https://a.example')).toEqual({
      status: 200,
      told: {
        'access-control-allow-origin': 'https://a.example',
        'access-control-expose-headers': 'x-request-id',
      },
      vary: 'origin',
    });
    // `null` is the origin of every sandboxed frame.
    for (const origin of ['https://c.example', 'null', 'https://a.example.evil.example']) {
      expect(await headersFor(listed, origin)).toEqual({ status: 200, told: {}, vary: 'origin' });
      expect(await headersFor(['https://a.example'], origin)).toMatchObject({ told: {} });
    }
  });

  it('is preceded by a preflight request without a token', async () => {
    const listed = ['https://a.example'];
    expect(await headersFor(listed, 'https://a.example', 'OPTIONS')).toEqual({
      status: 204,
      told: {
        'access-control-allow-origin': 'https://a.example',
        'access-control-expose-headers': 'x-request-id',
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'authorization, content-type',
        'access-control-max-age': '3600',
      },
      vary: 'origin',
    });
    expect((await headersFor(listed, 'https://c.example', 'OPTIONS')).told).toEqual({});
  });

  it('that is too large is rejected, with and without a Content-Length', async () => {
    const { api, post } = apiOver(fakeTasks(rows));
    const large = JSON.stringify({ query: cheap, variables: { filler: 'x'.repeat(1_000_000) } });
    const told = await post(large, { 'content-length': String(large.length) });
    const streamed = await api.fetch('http://localhost/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Blob([large]).stream(),
      duplex: 'half',
    });
    expect([told.status, streamed.status]).toEqual([413, 413]);
    expect(codesOf((await told.json()).errors)).toEqual(['REQUEST_TOO_LARGE']);
  });

  it('may contain a few operations, not many', async () => {
    const { post } = apiOver(fakeTasks(rows));
    const batch = (size: number) =>
      post(JSON.stringify(Array.from({ length: size }, () => ({ query: cheap }))));
    expect(await (await batch(2)).json()).toHaveLength(2);
    expect((await batch(11)).status).toBe(413);
  });

  it('must name its operation if there are several', async () => {
    const { post, reported } = apiOver(fakeTasks(rows));
    const query = 'query A { providers { name } } query B { providers { name } }';
    const answer = async (operationName?: string): Promise<unknown> =>
      (await post(JSON.stringify({ query, operationName }))).json();
    expect(await answer('A')).toHaveProperty('data.providers');
    expect(await answer('C')).toMatchObject({
      errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }],
    });
    expect(await answer()).toMatchObject({
      errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }],
    });
    expect(reported).toEqual([]);
  });
});

describe('a deadline', () => {
  it('can be lowered by the client, never raised', async () => {
    expect(await deadlineWith()).toBe(10_000);
    expect(await deadlineWith('2500')).toBe(2_500);
    expect(await deadlineWith('PT1.5S')).toBe(1_500);
    expect(await deadlineWith('PT1H')).toBe(10_000);
  });

  it.each(['soon', '0', '-5', ''])('of %j is refused', async (header) => {
    expect(await deadlineWith(header)).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT', argument: 'x-edgetasks-deadline' } },
    ]);
  });
});

describe('a client', () => {
  it('that disconnects ends the scope of its request', async () => {
    const scopes: RequestScope[] = [];
    const tasks = fakeTasks(rows);
    const { api } = apiOver({
      ...tasks,
      tasks: (_query, _page, scope) => {
        scopes.push(scope);
        return new Promise((_, reject) => {
          scope.signal.addEventListener('abort', () => reject(new Error('aborted')));
        });
      },
    });
    const going = new AbortController();
    const answer = Promise.resolve(
      api.fetch('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ tasks { nodes { id } } }' }),
        signal: going.signal,
      }),
    ).catch(() => undefined);
    await vi.waitFor(() => expect(scopes).toHaveLength(1));
    going.abort();
    await answer;
    expect(scopes.map(({ signal }) => signal.aborted)).toEqual([true]);
  });
});

import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import type { RequestScope } from '../../src/domain/request-scope.ts';
import { taskId } from '../../src/graphql/global-id.ts';
import { apiOver } from './api-over.ts';
import { fakeTasks, now, row } from './fake-tasks.ts';

const rows = [row({ provider: 'main', taskId: '1' }), row({ provider: 'aliyun', taskId: '2' })];
const cheap = '{ providers { name } }';

const codesOf = (errors: unknown): unknown =>
  Array.isArray(errors)
    ? errors.map((error: { extensions?: { code?: unknown } }) => error.extensions?.code)
    : errors;

const allowed = async (origins: readonly string[], origin: string) => {
  const { post } = apiOver(fakeTasks(rows), {}, { corsOrigins: origins });
  const response = await post(JSON.stringify({ query: cheap }), { origin });
  return response.headers.get('access-control-allow-origin');
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

const nested = (depth: number) =>
  `{ ${'a: __schema { types { '.repeat(depth)} name ${'} } '.repeat(depth)} }`;

describe('a request', () => {
  it('that is not JSON, or holds no query, is refused', async () => {
    const { post } = apiOver(fakeTasks(rows));
    expect((await post('{')).status).toBe(400);
    expect((await post('{}', { accept: 'application/graphql-response+json' })).status).toBe(400);
    expect((await post(cheap, { 'content-type': 'text/plain' })).status).toBe(403);
    expect(
      (await post(cheap, { 'content-type': 'multipart/form-data', 'x-graphql-yoga-csrf': '1' })).status,
    ).toBe(415);
  });

  it('by GET needs a header that no foreign page can send', async () => {
    const { api } = apiOver(fakeTasks(rows));
    const url = `http://localhost/graphql?query=${encodeURIComponent(cheap)}`;
    expect((await api.fetch(url)).status).toBe(403);
    expect((await api.fetch(url, { headers: { 'apollo-require-preflight': '1' } })).status).toBe(200);
  });

  it('of another origin gets no leave to read the answer, unless the origin is listed', async () => {
    expect(await allowed([], 'https://a.example')).toBeNull();
    expect(await allowed(['https://a.example', 'https://b.example'], 'https://a.example')).toBe(
      'https://a.example',
    );
    expect(await allowed(['https://a.example', 'https://b.example'], 'https://c.example')).not.toBe(
      'https://c.example',
    );
  });

  it('that is too large is refused, whether it tells its length or not', async () => {
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

  it('may hold a few operations at once, not many', async () => {
    const { post } = apiOver(fakeTasks(rows));
    const batch = (size: number) =>
      post(JSON.stringify(Array.from({ length: size }, () => ({ query: cheap }))));
    expect(await (await batch(2)).json()).toHaveLength(2);
    expect((await batch(11)).status).toBe(413);
  });

  it('must say which operation it means', async () => {
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
  it('that goes away ends the scope of its request', async () => {
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

describe('a query that is too large', () => {
  it.each([
    [
      'by depth',
      `{ tasks { nodes { ${'provider { tasks { nodes { '.repeat(5)} id ${'} } } '.repeat(5)} } } }`,
    ],
    [
      'by depth in fragments',
      `{ tasks { nodes { ...A } } } ${'ABCDEF'
        .split('')
        .map(
          (name, index) =>
            `fragment ${name} on Task { provider { tasks { nodes { id ${index < 5 ? `...${'ABCDEF'[index + 1] ?? ''}` : ''} } } } }`,
        )
        .join(' ')}`,
    ],
    [
      'by fields at its top',
      `{ ${Array.from({ length: 251 }, (_, index) => `a${index}: providers { id }`).join(' ')} }`,
    ],
    [
      'by aliases',
      `{ providers { ${Array.from({ length: 1_001 }, (_, index) => `a${index}: id`).join(' ')} } }`,
    ],
    ['by rows', '{ tasks(first: 1000) { nodes { urlDetails(first: 1000) { nodes { url } } } } }'],
  ])('%s is refused', async (_, query) => {
    const tasks = fakeTasks(rows);
    const { ask } = apiOver(tasks);
    const answer = await ask(query);
    expect(codesOf(answer.errors)).toEqual(['QUERY_TOO_COMPLEX']);
    expect(tasks.listed).toEqual([]);
  });

  it('by tokens is refused before it is read', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const answer = await ask(`{ ${'id '.repeat(15_000)} }`);
    expect(answer.errors).toMatchObject([{ message: expect.stringContaining('tokens') }]);
  });

  it('by rows is known also by its variables', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const query =
      'query ($n: Int) { tasks(first: $n) { nodes { urlDetails(first: 100) { nodes { url } } } } }';
    expect(codesOf((await ask(query, { n: 1_000 })).errors)).toEqual(['QUERY_TOO_COMPLEX']);
    expect((await ask(query, { n: 100 })).errors).toBeUndefined();
  });

  it('in fragments of fragments is measured in no time', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const names = Array.from({ length: 30 }, (_, index) => `F${index}`);
    const fragments = names.map((name, index) => {
      const next = names[index + 1];
      return `fragment ${name} on Query { ${next === undefined ? 'providers { id }' : `...${next} ...${next}`} }`;
    });
    const began = performance.now();
    await ask(`{ ...F0 } ${fragments.join(' ')}`);
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('does not include a hundred lookups with every field, nor the introspection of tools', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const lookups = Array.from(
      { length: 100 },
      (_, index) =>
        `t${index}: task(provider: "main", taskId: "${index}") { ... on Task { id kind state createdAt stateCounts { state count } urlDetails { nodes { url state } } } ... on Error { message } }`,
    );
    expect((await ask(`{ ${lookups.join(' ')} }`)).errors).toBeUndefined();
    expect((await ask(nested(1))).errors).toBeUndefined();
  });
});

describe('names', () => {
  it('of the schema are not suggested', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const { errors } = await ask('{ task { taskIds } provders { name } }');
    expect(JSON.stringify(errors)).not.toContain('Did you mean');
  });

  it('of the schema are not told where introspection is off', async () => {
    const { ask } = apiOver(fakeTasks(rows), {}, { isIntrospectionOn: false });
    expect(codesOf((await ask('{ __schema { types { name } } }')).errors)).toContain(
      'GRAPHQL_VALIDATION_FAILED',
    );
    expect((await ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });
});

describe('GraphiQL', () => {
  const page = { accept: 'text/html' };

  it('is one whole page that asks no other host, with the examples in it', async () => {
    const { api } = apiOver(fakeTasks(rows));
    const response = await api.fetch('http://localhost/graphql', { headers: page });
    const html = await response.text();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(html).toContain('query Example { providers { name } }');
    expect(html).not.toMatch(/<(?:script|link)[^>]+(?:src|href)="https?:/);
  });

  it('is packed as the browser likes', async () => {
    const { api } = apiOver(fakeTasks(rows));
    const packed = async (accepted: string): Promise<[string | null, Buffer]> => {
      const response = await api.fetch('http://localhost/graphql', {
        headers: { ...page, 'accept-encoding': accepted },
      });
      return [response.headers.get('content-encoding'), Buffer.from(await response.arrayBuffer())];
    };
    const [whole, packedByGzip, packedByBrotli] = await Promise.all([
      packed('identity'),
      packed('gzip'),
      packed('gzip, br'),
    ]);
    expect([whole[0], packedByGzip[0], packedByBrotli[0]]).toEqual([null, 'gzip', 'br']);
    expect(gunzipSync(packedByGzip[1]).equals(whole[1])).toBe(true);
    expect(brotliDecompressSync(packedByBrotli[1]).equals(whole[1])).toBe(true);
    expect((await packed('br;q=0, gzip'))[0]).toBe('gzip');
  });

  it('can be off', async () => {
    const { api } = apiOver(fakeTasks(rows), {}, { isGraphiqlOn: false });
    const response = await api.fetch('http://localhost/graphql', { headers: page });
    expect(response.status).toBe(406);
  });
});

describe('access', () => {
  const grants: Record<string, { name: string; providers?: string[] }> = {
    all: { name: 'ci' },
    some: { name: 'partner', providers: ['main'] },
  };
  const authenticate = (token: string) => grants[token];
  const asked = `{ providers { name } tasks { nodes { taskId } } urlDetails { nodes { url } } plan { provider { name } }
    urlReport(url: "https://www.example.com/app.js") { providers { provider { name } } }`;

  it('needs a token that was given', async () => {
    const { post } = apiOver(fakeTasks(rows), { authenticate });
    const body = JSON.stringify({ query: cheap });
    const refused = await post(body);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(codesOf((await refused.json()).errors)).toEqual(['UNAUTHENTICATED']);
    expect((await post(body, { authorization: 'Bearer guessed' })).status).toBe(401);
    expect((await post(body, { authorization: 'Basic all' })).status).toBe(401);
    expect((await post(body, { authorization: 'Bearer all' })).status).toBe(200);
  });

  it('may be limited to some providers: of the others nothing is known', async () => {
    const { ask } = apiOver(fakeTasks(rows), { authenticate });
    const bearer = { authorization: 'Bearer some' };
    const { data } = await ask(`${asked} }`, {}, bearer);
    expect(data).toMatchObject({ providers: [{ name: 'main' }], tasks: { nodes: [{ taskId: '1' }] } });
    expect(JSON.stringify(data)).toContain('"urlReport":{"providers":[{"provider":{"name":"main"}}]}');
    const { errors } = await ask(
      `query ($id: ID!) { a: task(provider: "aliyun", taskId: "2") { __typename } b: node(id: $id) { id } }`,
      { id: taskId({ provider: 'aliyun', kind: 'PREFETCH', taskId: '2' }) },
      bearer,
    );
    expect(errors).toMatchObject([{ message: expect.stringContaining('There are: main.') }]);
  });
});

describe('trusted documents', () => {
  const documents = new Map([['abc', 'query Names { providers { name } }']]);
  const answerTo = async (body: object): Promise<unknown> => {
    const { post } = apiOver(fakeTasks(rows), { documents });
    return (await post(JSON.stringify(body))).json();
  };

  it('are answered by their id, in either form', async () => {
    for (const body of [
      { documentId: 'abc' },
      { documentId: 'sha256:abc', operationName: 'Names' },
      { extensions: { persistedQuery: { version: 1, sha256Hash: 'abc' } } },
    ]) {
      expect(await answerTo(body)).toHaveProperty('data.providers');
    }
  });

  it.each([
    [{ query: cheap }, 'PERSISTED_QUERY_ONLY'],
    [{ documentId: 'abc', query: cheap }, 'CANNOT_SEND_PQ_ID_AND_BODY'],
    [{ documentId: 'abd' }, 'PERSISTED_QUERY_NOT_IN_LIST'],
  ])('leave %j unanswered', async (body, code) => {
    expect(await answerTo(body)).toMatchObject({ errors: [{ extensions: { code } }] });
  });
});

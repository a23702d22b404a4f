import { describe, expect, it } from 'vitest';
import { apiOver, codesOf } from '../api-over.ts';
import { fakeTasks, row } from '../fake-tasks.ts';

const rows = [row({ provider: 'main', taskId: '1' }), row({ provider: 'aliyun', taskId: '2' })];

const nested = (depth: number) =>
  `{ ${'a: __schema { types { '.repeat(depth)} name ${'} } '.repeat(depth)} }`;

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
    [
      'by fields of rows',
      `{ urlDetails(first: 1000) { nodes { ${Array.from({ length: 400 }, (_, index) => `a${index}: url`).join(' ')} } } }`,
    ],
    ['by rows', '{ tasks(first: 1000) { nodes { urlDetails(first: 1000) { nodes { url } } } } }'],
  ])('%s is refused', async (_, query) => {
    const tasks = fakeTasks(rows);
    const { ask } = apiOver(tasks);
    const answer = await ask(query);
    expect(codesOf(answer.errors)).toEqual(['QUERY_TOO_COMPLEX']);
    expect(tasks.listed).toEqual([]);
  });

  it('by tokens is rejected while it is parsed', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const answer = await ask(`{ ${'id '.repeat(15_000)} }`);
    expect(answer.errors).toMatchObject([{ message: expect.stringContaining('tokens') }]);
  });

  it('by rows is detected in variables too', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const query =
      'query ($n: Int) { tasks(first: $n) { nodes { urlDetails(first: 100) { nodes { url } } } } }';
    expect(codesOf((await ask(query, { n: 1_000 })).errors)).toEqual(['QUERY_TOO_COMPLEX']);
    expect((await ask(query, { n: 100 })).errors).toBeUndefined();
  });

  it('in nested fragments is measured quickly', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const names = Array.from({ length: 30 }, (_, index) => `F${index}`);
    const fragments = names.map((name, index) => {
      const next = names[index + 1];
      return `fragment ${name} on Query { ${next === undefined ? 'providers { id }' : `...${next} ...${next}`} }`;
    });
    const began = performance.now();
    await ask(`{ ...F0 } ${fragments.join(' ')}`);
    expect(performance.now() - began).toBeLessThan(20_000);
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

const ids = (count: number): readonly string[] => Array.from({ length: count }, () => 'nonsense');

describe('a request with too many keys', () => {
  const aliases = Array.from({ length: 250 }, (_, index) => `n${index}: nodes(ids: $ids) { id }`).join(' ');

  it.each<[string, string, Record<string, unknown>]>([
    [
      'invalid representations',
      'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }',
      { r: ids(20_000) },
    ],
    ['invalid ids in many aliases', `query ($ids: [ID!]!) { ${aliases} }`, { ids: ids(200) }],
    [
      'names of providers',
      'query ($f: TaskFilter) { tasks(filter: $f) { nodes { id } } }',
      { f: { providers: ids(50_000) } },
    ],
    ['URLs', 'query ($u: [String!]!) { urlReports(urls: $u) { url } }', { u: ids(1_001) }],
    [
      'literal ids',
      `{ ${[1, 2].map((name) => `a${name}: nodes(ids: [${'"x" '.repeat(501)}]) { id }`).join(' ')} }`,
      {},
    ],
    [
      'ids in the default of a variable',
      `query ($ids: [ID!]! = [${'"x" '.repeat(501)}]) { a: nodes(ids: $ids) { id } b: nodes(ids: $ids) { id } }`,
      {},
    ],
  ])('such as %s is rejected before they are read', async (_, query, variables) => {
    const tasks = fakeTasks(rows);
    const { ask, post } = apiOver(tasks);
    const response = await post(JSON.stringify({ query, variables }));
    const text = await response.text();
    expect(text).toContain('QUERY_TOO_COMPLEX');
    expect(text).toMatch(/has \d+ values in its list arguments; at most 1000 are allowed/);
    expect(text.length).toBeLessThan(1_000);
    expect(tasks.lookedUp).toEqual([]);
    expect((await ask('{ providers { name } }')).data).toBeDefined();
  });

  it('is accepted with a thousand', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const query = 'query ($u: [String!]!) { urlReports(urls: $u) { url } }';
    const urls = Array.from({ length: 1_000 }, (_, index) => `https://www.example.com/${index}`);
    expect((await ask(query, { u: urls })).data).toMatchObject({ urlReports: { length: 1_000 } });
  });

  it('is rejected if they are in deeply nested variables', async () => {
    const { post } = apiOver(fakeTasks(rows));
    const lists = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    const response = await post(`{"query":${JSON.stringify(query)},"variables":{"r":${lists}}}`);
    expect(codesOf((await response.json()).errors)).toEqual(['QUERY_TOO_COMPLEX']);
  });
});

describe('a response', () => {
  it('lists a hundred errors and says how many more there were', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const aliases = Array.from({ length: 140 }, (_, index) => `n${index}: node(id: "nonsense") { id }`);
    const { errors } = await ask(`{ ${aliases.join(' ')} }`);
    expect(errors).toHaveLength(101);
    expect(errors).toHaveProperty('100.extensions', { code: 'ERRORS_SUPPRESSED', suppressed: 40 });
  });

  it('that would be longer than ten million characters is an error instead', async () => {
    const raw = { text: 'x'.repeat(600_000) };
    const many = Array.from({ length: 20 }, (_, index) =>
      row({ provider: 'main', taskId: String(index), raw }),
    );
    const { ask, post } = apiOver(fakeTasks(many));
    const query = '{ urlDetails(first: 20) { nodes { raw } } }';
    for (const asked of [query, `${query.slice(0, -1)} node(id: "nonsense") { id } }`]) {
      expect(await ask(asked)).toMatchObject({ errors: [{ extensions: { code: 'RESPONSE_TOO_LARGE' } }] });
    }
    const accept = 'application/graphql-response+json';
    expect((await post(JSON.stringify({ query }), { accept })).status).toBe(400);
    const half = { query: '{ urlDetails(first: 10) { nodes { raw } } }' };
    const batch: unknown = await (await post(JSON.stringify([half, half, half]))).json();
    expect(batch).toMatchObject([
      { data: {} },
      { errors: [{ extensions: { code: 'RESPONSE_TOO_LARGE' } }] },
      {},
    ]);
  });
});

describe('names', () => {
  it.each([true, false])(
    'of the schema are suggested if introspection is on: %j',
    async (isIntrospectionOn) => {
      const { ask } = apiOver(fakeTasks(rows), {}, { isIntrospectionOn });
      const { errors } = await ask('{ provders { name } }');
      expect(JSON.stringify(errors).includes('Did you mean')).toBe(isIntrospectionOn);
    },
  );

  it('of the schema are not suggested if introspection is off', async () => {
    const { ask } = apiOver(fakeTasks(rows), {}, { isIntrospectionOn: false });
    expect(codesOf((await ask('{ __schema { types { name } } }')).errors)).toContain(
      'GRAPHQL_VALIDATION_FAILED',
    );
    expect((await ask('{ __typename }')).data).toEqual({ __typename: 'Query' });
  });
});

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

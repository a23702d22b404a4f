import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { company } from './company.ts';
import { openWorld } from './world.ts';
import type { World } from './world.ts';

let world: World;

beforeAll(async () => {
  const accounts = company(Date.now()).map((each) => ({ ...each, behaviour: { enforcesRate: false } }));
  world = await openWorld({ accounts, requestsPerSecond: 10_000 });
});

afterAll(() => world.close());

/** A thousand hosts, each of whose lists is one. */
const hosts = Array.from({ length: 1_000 }, (_, index) => ({
  __typename: 'Domain',
  name: `${index}.example.com`,
}));

describe('lists within lists', () => {
  it.each<[string, string, Record<string, unknown>?]>([
    [
      'by a default of its variable',
      'query ($n: Int = 1000) { tasks(first: $n) { nodes { urlDetails(first: $n) { nodes { url } } } } }',
    ],
    [
      'by "last" beside a "first" that is null',
      '{ tasks(first: null, last: 1000) { nodes { urlDetails(first: null, last: 1000) { nodes { url } } } } }',
    ],
    [
      'by ids',
      `{ nodes(ids: [${'"x" '.repeat(1_000)}]) { ... on Task { urlDetails(first: 1000) { nodes { url } } } } }`,
    ],
    [
      'by representations',
      `query ($hosts: [_Any!]!) { _entities(representations: $hosts) { ... on Domain { tasks(first: 100) { nodes { id } } } } }`,
      { hosts },
    ],
  ])('are refused %s, before a vendor is asked', async (_, query, variables = {}) => {
    world.emulator.clearCalls();
    const { errors } = await world.ask(query, { variables });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['QUERY_TOO_COMPLEX']);
    expect(world.emulator.calls).toEqual([]);
  });
});

describe('what is no representation of an entity', () => {
  it('is an error in its own place, and costs the others nothing', async () => {
    const representations = [
      'Task',
      [],
      {},
      { __typename: 'PageInfo' },
      { __typename: '__proto__', id: '' },
      { __typename: 'Task', id: {} },
      { __typename: 'Domain', name: null },
      { __typename: 'Domain', name: 'www.example.com' },
    ];
    const { data, errors } = await world.ask<{ found: unknown[] }>(
      'query ($them: [_Any!]!) { found: _entities(representations: $them) { ... on Domain { name } } }',
      { variables: { them: representations } },
    );
    expect(data?.found).toEqual([...Array.from({ length: 7 }, () => null), { name: 'www.example.com' }]);
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(
      Array.from({ length: 7 }, () => 'BAD_USER_INPUT'),
    );
  });
});

describe('a variable that is no number', () => {
  it('is refused as such', async () => {
    const query = 'query ($n: Int) { tasks(first: $n) { nodes { id } } }';
    const { errors } = await world.ask(query, { variables: { n: { toString: 1, valueOf: {} } } });
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['BAD_USER_INPUT']);
  });
});

describe('what is nested beyond all measure', () => {
  it.each([
    ['fields', '{a'.repeat(7_000)],
    ['fields that end', `${'{a'.repeat(5_000)}${'}'.repeat(5_000)}`],
    ['values', `{ tasks(filter: ${'['.repeat(7_000)}`],
    ['types', `query ($a: ${'['.repeat(14_000)}Int`],
    ['an object', `{ tasks(filter: ${'{a:'.repeat(4_000)}`],
  ])('is refused: %s', async (_, query) => {
    const { errors, status } = await world.ask(query);
    expect(status).toBeLessThan(500);
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['QUERY_TOO_COMPLEX']);
  });

  it.each(['[', '{"a":'])('is refused: variables of %s', async (bracket) => {
    const close = bracket === '[' ? ']' : '}';
    const deep = `${bracket.repeat(100_000)}1${close.repeat(100_000)}`;
    const query = 'query ($f: TaskFilter) { tasks(filter: $f) { nodes { id } } }';
    const response = await world.post(`{"query":${JSON.stringify(query)},"variables":{"f":${deep}}}`);
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).not.toContain('Unexpected error');
  });

  it('is refused: representations', async () => {
    const deep = `${'['.repeat(100_000)}1${']'.repeat(100_000)}`;
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { __typename } }';
    const response = await world.post(`{"query":${JSON.stringify(query)},"variables":{"r":${deep}}}`);
    expect(response.status).toBeLessThan(500);
    expect(await response.text()).not.toContain('Unexpected error');
  });
});

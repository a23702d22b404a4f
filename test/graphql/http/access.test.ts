import { GraphQLError } from 'graphql';
import { describe, expect, it } from 'vitest';
import { identification } from '../../../src/graphql/http/access.ts';
import { taskId } from '../../../src/graphql/global-id.ts';
import { apiOver, codesOf } from '../api-over.ts';
import { fakeTasks, now, row } from '../fake-tasks.ts';

const rows = [row({ provider: 'main', taskId: '1' }), row({ provider: 'aliyun', taskId: '2' })];
const cheap = '{ providers { name } }';

describe('access', () => {
  const grants: Record<string, { name: string; providers?: string[] }> = {
    all: { name: 'ci' },
    some: { name: 'partner', providers: ['main'] },
  };
  const authenticate = (token: string) => grants[token];
  const asked = `{ providers { name } tasks { nodes { taskId } } urlDetails { nodes { url } } plan { provider { name } }
    urlReport(url: "https://www.example.com/app.js") { providers { provider { name } } }`;

  it('requires a known token', async () => {
    const { post } = apiOver(fakeTasks(rows), { authenticate });
    const body = JSON.stringify({ query: cheap });
    const refused = await post(body);
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
    expect(codesOf((await refused.json()).errors)).toEqual(['UNAUTHENTICATED']);
    expect((await post(body, { authorization: 'Bearer guessed' })).status).toBe(401);
    expect((await post(body, { authorization: 'Basic all' })).status).toBe(401);
    expect((await post(body, { authorization: 'Bearer all' })).status).toBe(200);
  });

  it('is refused to an address that guesses, except with tokens that it used before', () => {
    let time = now;
    const identify = identification(authenticate, () => time);
    const attempt = (token: string, address: string): unknown => {
      try {
        return identify(`Bearer ${token}`, address).client;
      } catch (error) {
        return error instanceof GraphQLError ? error.extensions['code'] : error;
      }
    };
    expect(attempt('all', 'proxy')).toBe('ci');
    for (let count = 0; count < 20; count += 1) {
      expect(attempt(`guess-${count}`, 'proxy')).toBe('UNAUTHENTICATED');
    }
    expect(attempt('guess', 'proxy')).toBe('TOO_MANY_REQUESTS');
    expect(attempt('some', 'proxy')).toBe('TOO_MANY_REQUESTS');
    expect(attempt('all', 'proxy')).toBe('ci');
    expect(attempt('some', 'elsewhere')).toBe('partner');
    time += 60_000;
    expect(attempt('some', 'proxy')).toBe('partner');
  });

  it('refuses a guessing client with 429 and says when to try again', async () => {
    const { post } = apiOver(fakeTasks(rows), { authenticate });
    const body = JSON.stringify({ query: cheap });
    const guess = () => post(body, { authorization: 'Bearer guessed' });
    for (let count = 0; count < 20; count += 1) await guess();
    const refused = await guess();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60']);
  });

  it('can be limited to some providers, and reveals nothing of the others', async () => {
    const { ask } = apiOver(fakeTasks(rows), { authenticate });
    const bearer = { authorization: 'Bearer some' };
    const { data } = await ask(`${asked} }`, {}, bearer);
    expect(data).toMatchObject({ providers: [{ name: 'main' }], tasks: { nodes: [{ taskId: '1' }] } });
    expect(JSON.stringify(data)).toContain('"urlReport":{"providers":[{"provider":{"name":"main"}}]}');
    const id = taskId({ provider: 'aliyun', kind: 'PREFETCH', taskId: '2' });
    const known = expect.stringContaining('There are: main.');
    const { errors } = await ask(`{ node(id: "${id}") { id } }`, {}, bearer);
    expect(errors).toMatchObject([{ message: known }]);
    const looked = await ask(
      '{ task(provider: "aliyun", taskId: "2") { __typename ... on Error { message provider { name } } } }',
      {},
      bearer,
    );
    expect(looked).toMatchObject({
      data: { task: { __typename: 'NotFoundError', message: known, provider: null } },
    });
  });
});

import { describe, expect, it } from 'vitest';
import { taskId } from '../../../src/graphql/global-id.ts';
import { apiOver, codesOf } from '../api-over.ts';
import { fakeTasks, row } from '../fake-tasks.ts';

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
    const id = taskId({ provider: 'aliyun', kind: 'PREFETCH', taskId: '2' });
    for (const query of [
      'task(provider: "aliyun", taskId: "2") { __typename }',
      `node(id: "${id}") { id }`,
    ]) {
      const { errors } = await ask(`{ ${query} }`, {}, bearer);
      expect(errors).toMatchObject([{ message: expect.stringContaining('There are: main.') }]);
    }
  });
});

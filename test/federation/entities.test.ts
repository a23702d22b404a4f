import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { providerId, taskId } from '../../src/graphql/global-id.ts';
import { ask } from '../clients/ask.ts';
import { accountsWith, deploy, hashOf } from '../clients/deployment.ts';
import type { Deployment } from '../clients/deployment.ts';

const entities = `query ($representations: [_Any!]!) {
  entities: _entities(representations: $representations) {
    __typename
    ... on Task { taskId state error { __typename } }
    ... on Provider { name }
    ... on Domain { name tasks(first: 2) { nodes { taskId } errors { message } } }
  }
}`;

/** As a gateway puts it. */
const aliyunTask = (number: number) => ({
  __typename: 'Task',
  id: taskId({ provider: 'aliyun', kind: 'PURGE_URL', taskId: String(3_000 + number) }),
});

const everything = 'token-of-the-gateway';
const tencentOnly = 'token-of-a-team';
const bearing = (token: string) => ({ authorization: `Bearer ${token}` });

let open: Deployment;
let guarded: Deployment;

beforeAll(async () => {
  open = await deploy(accountsWith(40));
  guarded = await deploy(accountsWith(4), {
    access: {
      tokens: [
        { name: 'gateway', sha256: hashOf(everything) },
        { name: 'team', sha256: hashOf(tencentOnly), providers: ['tencent'] },
      ],
    },
  });
});

afterAll(async () => {
  await open.close();
  await guarded.close();
});

beforeEach(() => open.emulator.clearCalls());

describe('a gateway that asks for entities', () => {
  it('gets twenty purges of Alibaba Cloud by two calls, however often each is named', async () => {
    const representations = Array.from({ length: 40 }, (_, index) => aliyunTask(1 + 2 * (index % 20)));
    const { data, errors } = await ask<{ entities: unknown[] }>(open.url, {
      query: entities,
      variables: { representations },
    });
    expect(errors).toBeUndefined();
    expect(data?.entities).toHaveLength(40);
    expect(data?.entities[20]).toEqual({
      __typename: 'Task',
      taskId: '3001',
      state: 'SUCCEEDED',
      error: null,
    });
    expect(open.emulator.calls.map(({ action }) => action)).toEqual([
      'DescribeRefreshTaskById',
      'DescribeRefreshTaskById',
    ]);
  });

  it('loses nothing by a wrong key, a task that nobody knows, or a vendor that fails', async () => {
    const stop = open.emulator.inject({
      account: 'edge',
      fault: { kind: 'error', code: 'AuthFailure.SignatureFailure' },
    });
    const { status, data, errors } = await ask(open.url, {
      query: entities,
      variables: {
        representations: [
          aliyunTask(1),
          { __typename: 'Task', id: 'nonsense' },
          aliyunTask(999),
          {
            __typename: 'Task',
            id: taskId({ provider: 'edge', kind: 'PREFETCH', taskId: '2000' }),
          },
          { __typename: 'Domain', name: 'www.example.com' },
          { __typename: 'Provider', id: providerId('edge') },
        ],
      },
    });
    stop();
    expect(status).toBe(200);
    expect(data).toMatchObject({
      entities: [
        { taskId: '3001' },
        null,
        null,
        { taskId: '2000', state: 'UNKNOWN', error: { __typename: 'AuthenticationError' } },
        { name: 'www.example.com', tasks: { nodes: [{}, {}], errors: [{}] } },
        { name: 'edge' },
      ],
    });
    expect(errors?.map(({ path }) => path)).toEqual([['entities', 1]]);
  });
});

describe('the gateway’s own fields', () => {
  const sdl = { query: '{ service: _service { sdl } }' };
  const domain = {
    query: entities,
    variables: { representations: [{ __typename: 'Domain', name: 'www.example.com' }] },
  };

  it('are refused without a token, like all others', async () => {
    for (const body of [sdl, domain]) expect((await ask(guarded.url, body)).status).toBe(401);
  });

  it('answer a token that may see everything', async () => {
    const { data } = await ask<{ service: { sdl: string } }>(guarded.url, sdl, bearing(everything));
    expect(data?.service.sdl).toContain('@key(fields: "name")');
  });

  it('show a token of one provider nothing of the others', async () => {
    const keys = [
      { __typename: 'Task', id: taskId({ provider: 'tencent', kind: 'PREFETCH', taskId: '1000' }) },
      { __typename: 'Task', id: taskId({ provider: 'aliyun', kind: 'PREFETCH', taskId: '3000' }) },
      { __typename: 'Provider', id: providerId('aliyun') },
      { __typename: 'Domain', name: 'www.example.com' },
    ];
    const body = { query: entities, variables: { representations: keys } };
    const seen = await ask(guarded.url, body, bearing(tencentOnly));
    expect(seen.data).toMatchObject({
      entities: [{ taskId: '1000' }, null, null, { tasks: { nodes: [{ taskId: '1000' }, {}] } }],
    });
    expect(JSON.stringify(seen)).not.toMatch(/300\d/);
    expect(guarded.emulator.calls.filter(({ account }) => account !== 'tencent')).toEqual([]);
    const whole = await ask(guarded.url, body, bearing(everything));
    expect(whole.errors).toBeUndefined();
    expect(whole.data).toMatchObject({ entities: [{}, { taskId: '3000' }, { name: 'aliyun' }, {}] });
  });
});

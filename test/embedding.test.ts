import { parse } from 'graphql';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEdgetasks, EdgetasksError } from '../src/edgetasks.ts';
import { startEmulator } from '../src/emulator/emulator.ts';
import type { EdgetasksSettings } from '../src/embedding.ts';
import { NewestTasksDocument, ProvidersDocument } from '../schema/generated/graphql.ts';
import { accountWith, secret } from './observability/running-app.ts';

/** What a test started, newest last. */
const started: { close(): unknown }[] = [];

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const part of started.splice(0).toReversed()) await part.close();
});

async function settings(more: Partial<EdgetasksSettings> = {}): Promise<EdgetasksSettings> {
  const at = Date.now() - 60_000;
  const emulator = await startEmulator({ accounts: [accountWith({ at, finishesAt: at + 1_000 })] });
  started.push(emulator);
  const provider = {
    name: 'main',
    vendor: 'TENCENT_CDN',
    endpoint: emulator.endpoint('TENCENT_CDN'),
    credentials: { secretId: 'id', secretKey: secret },
  };
  return { providers: [provider], ...more };
}

async function create(...given: Parameters<typeof createEdgetasks>) {
  const edgetasks = await createEdgetasks(...given);
  started.push(edgetasks);
  return edgetasks;
}

const post = (body: object, headers: Record<string, string> = {}): Request =>
  new Request('http://localhost/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

const question = (headers: Record<string, string> = {}): Request =>
  post({ query: '{ providers { name } }' }, headers);

describe('the API inside another program', () => {
  it('answers the same by fetch, by node:http and by its client', async () => {
    const { client, fetch: answer, listener } = await create(await settings());
    const { tasks } = await client.query(NewestTasksDocument, { first: 1 });
    expect(tasks.nodes.map(({ taskId }) => taskId)).toEqual(['1']);
    const { providers } = await client.query(ProvidersDocument);
    expect(providers.map(({ name }) => name)).toEqual(['main']);
    const expected = { data: { providers: [{ name: 'main' }] } };
    expect(await (await answer(question())).json()).toEqual(expected);
    const server = createServer(listener);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    started.push(server);
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, question());
    expect(await response.json()).toEqual(expected);
  });

  it('asks HTTP clients for a token where there are tokens, which its client does not need', async () => {
    const sha256 = createHash('sha256').update('sesame').digest('hex');
    const access = { tokens: [{ name: 'ci', sha256 }] };
    const { client, fetch: answer } = await create(await settings({ access }));
    expect((await answer(question())).status).toBe(401);
    expect((await answer(question({ authorization: 'Bearer sesame' }))).status).toBe(200);
    expect((await client.query(ProvidersDocument)).providers).toHaveLength(1);
  });

  it('answers a gateway by the names of its graph, and its client by those of its own operations', async () => {
    const subgraph = { prefix: 'Cdn', withoutNode: true };
    const { client, fetch: answer } = await create(await settings({ subgraph }));
    const asked = async (query: string) =>
      (await answer(post({ query: `{ providers { __typename } ${query} }` }))).json();
    expect(await asked('_service { sdl }')).toMatchObject({
      data: {
        providers: [{ __typename: 'CdnProvider' }],
        _service: { sdl: expect.stringContaining('type CdnProvider implements Node') },
      },
    });
    expect(await asked('node(id: "") { id }')).toMatchObject({
      errors: [{ message: expect.stringContaining('Cannot query field "node"') }],
    });
    const { tasks } = await client.query(NewestTasksDocument, { first: 1 });
    expect(tasks.nodes.map(({ taskId }) => taskId)).toEqual(['1']);
  });

  it('rejects with the errors of a wrong question', async () => {
    const { client } = await create(await settings());
    const wrong: TypedDocumentNode<unknown, Record<string, never>> = parse('{ nothing }');
    const failure = await client.query(wrong).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(EdgetasksError);
    expect(failure).toMatchObject({ data: null, errors: [{ message: expect.stringContaining('nothing') }] });
  });

  it('rejects wrong settings with every mistake and no secret', async () => {
    const wrong = {
      providers: [{ name: 'a', vendor: 'TENCENT_CDN', credentials: { secretKey: 'hush' } }],
      cache: { rows: 0 },
    };
    const failure: unknown = await create(wrong).catch((error: unknown) => error);
    expect(String(failure)).toContain('cache.rows: must be a whole number');
    expect(String(failure)).toContain('providers[0].credentials.secretId: is missing or empty');
    expect(String(failure)).not.toContain('hush');
    await expect(create(await settings(), { redisUrl: 'localhost' })).rejects.toThrow('EDGETASKS_REDIS_URL');
  });

  it('is the demo without settings, in production only if requested', async () => {
    vi.stubEnv('NODE_ENV', 'production');
    await expect(createEdgetasks()).rejects.toThrow('NODE_ENV is production');
    const { client } = await create(undefined, { demo: true });
    expect((await client.query(NewestTasksDocument, { first: 3 })).tasks.nodes).toHaveLength(3);
  });
});

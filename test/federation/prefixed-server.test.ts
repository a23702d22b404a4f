import { buildSchema } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { schemaHeader } from '../../src/graphql/http/request-headers.ts';
import { ask } from '../clients/ask.ts';
import { accountsWith, deploy } from '../clients/deployment.ts';
import type { Deployment } from '../clients/deployment.ts';
import { run } from '../../src/cli/run.ts';
import { runtime } from '../../src/engine/runtime.ts';

/** What a client asks that knows `schema/schema.graphql`. */
const documented = `query ($filter: TaskFilter) {
  tasks(filter: $filter, first: 1) { __typename nodes { __typename id } }
}`;
const prefixed = documented.replace('TaskFilter', 'CdnTaskFilter');
const variables = { filter: { providers: ['aliyun'] } };

let server: Deployment;

beforeAll(async () => {
  server = await deploy(accountsWith(3), { subgraph: { prefix: 'Cdn', withoutNode: true } });
});

afterAll(() => server.close());

describe('a server whose configuration gives the subgraph a prefix and no node', () => {
  it('answers with the names that its _service tells composers', async () => {
    const { data, errors } = await ask<{ service: { sdl: string } }>(server.url, {
      query: '{ service: _service { sdl } }',
    });
    expect(errors).toBeUndefined();
    const told = buildSchema(data?.service.sdl ?? '', { assumeValidSDL: true });
    expect(told.getType('CdnTask')).toBeDefined();
    expect(told.getType('Task')).toBeUndefined();
    expect(Object.keys(told.getQueryType()?.getFields() ?? {})).not.toContain('node');

    expect(await ask(server.url, { query: prefixed, variables })).toMatchObject({
      data: { tasks: { __typename: 'CdnTaskConnection', nodes: [{ __typename: 'CdnTask' }] } },
    });
    expect((await ask(server.url, { query: documented, variables })).errors).toMatchObject([
      { message: expect.stringContaining('Unknown type "TaskFilter"') },
    ]);
    expect((await ask(server.url, { query: '{ node(id: "x") { id } }' })).errors).toMatchObject([
      { message: expect.stringContaining('Cannot query field "node"') },
    ]);
  });

  it('answers with the documented names on request, the same text again and again', async () => {
    const headers = { [schemaHeader]: 'client' };
    // Both schemas know this text; repeated queries are compiled.
    const query = '{ tasks(first: 1) { __typename nodes { __typename id } } }';
    for (let time = 0; time < 4; time += 1) {
      const [ours, theirs] = [await ask(server.url, { query }, headers), await ask(server.url, { query })];
      expect([ours, theirs]).toMatchObject([
        { data: { tasks: { __typename: 'TaskConnection', nodes: [{ __typename: 'Task' }] } } },
        { data: { tasks: { __typename: 'CdnTaskConnection', nodes: [{ __typename: 'CdnTask' }] } } },
      ]);
    }
    const { data } = await ask<{ tasks: { nodes: [{ id: string }] } }>(
      server.url,
      { query: documented, variables },
      headers,
    );
    const id = data?.tasks.nodes[0].id;
    expect(await ask(server.url, { query: `{ node(id: "${id}") { __typename } }` }, headers)).toMatchObject({
      data: { node: { __typename: 'Task' } },
    });
  });

  it('streams the names of the graph over WebSockets, as a router subscribes', async () => {
    const { data } = await ask<{ tasks: { nodes: [{ id: string }] } }>(server.url, {
      query: prefixed,
      variables,
    });
    const client = createClient({ url: server.url.replace('http', 'ws'), webSocketImpl: WebSocket });
    const query = 'subscription ($id: ID!) { taskProgress(id: $id) { __typename ... on CdnTask { state } } }';
    const events: unknown[] = [];
    for await (const event of client.iterate({ query, variables: { id: data?.tasks.nodes[0].id } })) {
      events.push(event.data);
    }
    expect(events).toEqual([{ taskProgress: { __typename: 'CdnTask', state: 'SUCCEEDED' } }]);
    await client.dispose();
  });

  it.each([
    ['tasks', '--provider', 'aliyun', '--since', '1h', '--first', '1'],
    ['urls', '--kind', 'PREFETCH', '--since', '1h', '--first', '1'],
    ['wait', 'aliyun/PREFETCH/3000'],
    ['wait', 'https://www.example.com/app.3000.js', '--provider', 'aliyun'],
  ])('answers edgetasks %s %s', async (...words) => {
    const printed = { output: '', errors: '' };
    const { clock, schedule } = runtime();
    const exitCode = await run(words, {
      environment: { EDGETASKS_URL: server.url },
      output: { write: (text) => void (printed.output += text) },
      errors: { write: (text) => void (printed.errors += text) },
      fetch: (url, request) => fetch(url, request),
      clock,
      schedule,
      interruption: () => new AbortController().signal,
    });
    expect([exitCode, printed.errors]).toEqual([0, '']);
    expect(printed.output).toMatch(/"taskId":"3000"|1 of 1 \w+ succeeded|1 of 1 URLs/);
  });
});

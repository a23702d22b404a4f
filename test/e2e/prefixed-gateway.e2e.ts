import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subgraphSdl } from '../../src/graphql/schema.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { ask } from '../clients/ask.ts';
import { accountsWith, deploy } from '../clients/deployment.ts';
import type { Deployment } from '../clients/deployment.ts';
import { composed, startGateway } from './gateway.ts';

/** As the configuration file has it. */
const subgraph = { prefix: 'Cdn', withoutNode: true };
const todoSdl = readFileSync(new URL('../federation/todo-subgraph.graphql', import.meta.url), 'utf8');

/** An ordinary Relay server, one of whose tasks refers to a purge of ours. */
async function serveTodos(purge: string) {
  const todo = {
    __typename: 'Task',
    id: 'todo-1',
    title: 'Purge the site',
    status: 'OPEN',
    provider: { name: 'the web team' },
    purge: { id: purge },
  };
  const schema = buildSubgraphSchema({
    typeDefs: parse(todoSdl),
    resolvers: { Query: { todos: () => [todo], node: () => todo } },
  });
  const server = new ApolloServer({ schema });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return { url, close: () => server.stop() };
}

/** What composers ask a running subgraph. */
async function toldSdl(url: string): Promise<string> {
  const { data } = await ask<{ service: { sdl: string } }>(url, { query: '{ service: _service { sdl } }' });
  return data?.service.sdl ?? '';
}

let edgetasks: Deployment;
let ours: string;
let todos: Awaited<ReturnType<typeof serveTodos>>;
let gateway: Awaited<ReturnType<typeof startGateway>>;

beforeAll(async () => {
  edgetasks = await deploy(accountsWith(4), { subgraph });
  ours = await toldSdl(edgetasks.url);
  const { data } = await ask<{ tasks: { nodes: [{ id: string }] } }>(edgetasks.url, {
    query: '{ tasks(filter: { providers: ["aliyun"], kinds: [PURGE_URL] }, first: 1) { nodes { id } } }',
  });
  todos = await serveTodos(data?.tasks.nodes[0].id ?? '');
  gateway = await startGateway([
    { name: 'edgetasks', url: edgetasks.url, sdl: ours },
    { name: 'todo', url: todos.url, sdl: todoSdl },
  ]);
});

afterAll(async () => {
  await gateway.close();
  await todos.close();
  await edgetasks.close();
});

const errorsWith = (sdl: string) =>
  composed([
    { name: 'edgetasks', url: edgetasks.url, sdl },
    { name: 'todo', url: todos.url, sdl: todoSdl },
  ]).errors;

describe('Apollo’s composer and gateway, beside a subgraph that has node, Status, Provider and Task', () => {
  it('compose with a prefix and without node, and not otherwise', () => {
    expect(errorsWith(ours)).toBeUndefined();
    expect(errorsWith(subgraphSdl({ vendors }))?.length).toBeGreaterThan(0);
    expect(errorsWith(subgraphSdl({ vendors, prefix: 'Cdn' }))?.length).toBeGreaterThan(0);
  });

  it('have the same subgraph from the command line as from the running server', async () => {
    const words = ['schema', '--subgraph', '--prefix', subgraph.prefix, '--without-node'];
    const program = fileURLToPath(new URL('../../src/cli/edgetasks.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', program, ...words]);
    expect(stdout.trimEnd()).toBe(ours.trimEnd());
  });

  it('answer both teams’ tasks in one query, each with the names of its subgraph', async () => {
    const { data, errors } = await ask(gateway.url, {
      query: `{
        todos { __typename title status provider { __typename name }
          purge { __typename state provider { __typename name } status { __typename } } }
        node(id: "todo-1") { __typename id }
        tasks(first: 1) { __typename nodes { __typename taskId } }
        task(provider: "aliyun", taskId: "404") { __typename ... on CdnError { message } }
      }`,
    });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      todos: [
        {
          __typename: 'Task',
          title: 'Purge the site',
          status: 'OPEN',
          provider: { __typename: 'Provider', name: 'the web team' },
          purge: {
            __typename: 'CdnTask',
            state: 'SUCCEEDED',
            provider: { __typename: 'CdnProvider', name: 'aliyun' },
            status: { __typename: 'CdnSucceeded' },
          },
        },
      ],
      node: { __typename: 'Task', id: 'todo-1' },
      tasks: {
        __typename: 'CdnTaskConnection',
        nodes: [{ __typename: 'CdnTask', taskId: expect.any(String) }],
      },
      task: { __typename: 'CdnNotFoundError', message: expect.stringContaining('knows no task 404') },
    });
  });
});

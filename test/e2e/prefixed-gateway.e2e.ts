import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taskId } from '../../src/graphql/global-id.ts';
import { buildSubgraph, subgraphSdl } from '../../src/graphql/schema.ts';
import type { SubgraphInputs } from '../../src/graphql/schema.ts';
import { ask } from '../clients/ask.ts';
import { apiOver, vendors } from '../graphql/api-over.ts';
import { rows } from '../graphql/fake-rows.ts';
import { fakeTasks } from '../graphql/fake-tasks.ts';
import { composed, startGateway } from './gateway.ts';

const options = { vendors, prefix: 'Cdn', withoutNode: true };
const todoSdl = readFileSync(new URL('../federation/todo-subgraph.graphql', import.meta.url), 'utf8');
const purge = taskId({ provider: 'main', kind: 'PURGE_URL', taskId: '2' });

/** An ordinary Relay server, one of whose tasks refers to a purge of ours. */
async function serveTodos() {
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

async function serveEdgetasks() {
  const { api } = apiOver(fakeTasks(rows), { schema: buildSubgraph(options) });
  const server = createServer(api);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/graphql`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

let edgetasks: Awaited<ReturnType<typeof serveEdgetasks>>;
let todos: Awaited<ReturnType<typeof serveTodos>>;
let gateway: Awaited<ReturnType<typeof startGateway>>;

beforeAll(async () => {
  edgetasks = await serveEdgetasks();
  todos = await serveTodos();
  gateway = await startGateway([
    { name: 'edgetasks', url: edgetasks.url, sdl: subgraphSdl(options) },
    { name: 'todo', url: todos.url, sdl: todoSdl },
  ]);
});

afterAll(async () => {
  await gateway.close();
  await todos.close();
  await edgetasks.close();
});

const errorsOf = (given: SubgraphInputs) =>
  composed([
    { name: 'edgetasks', url: edgetasks.url, sdl: subgraphSdl(given) },
    { name: 'todo', url: todos.url, sdl: todoSdl },
  ]).errors;

describe('Apollo’s composer and gateway, beside a subgraph that has node, Status, Provider and Task', () => {
  it('compose with a prefix and without node, and not otherwise', () => {
    expect(errorsOf(options)).toBeUndefined();
    expect(errorsOf({ vendors })?.length).toBeGreaterThan(0);
    expect(errorsOf({ vendors, prefix: 'Cdn' })?.length).toBeGreaterThan(0);
  });

  it('answer both teams’ tasks in one query, each with the names of its subgraph', async () => {
    const { data, errors } = await ask(gateway.url, {
      query: `{
        todos { __typename title status provider { __typename name }
          purge { __typename state provider { __typename name } status { __typename } } }
        node(id: "todo-1") { __typename id }
        tasks(first: 1) { __typename nodes { __typename taskId } }
        task(provider: "main", taskId: "404") { __typename ... on CdnError { message } }
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
            state: 'PROCESSING',
            provider: { __typename: 'CdnProvider', name: 'main' },
            status: { __typename: 'CdnProcessing' },
          },
        },
      ],
      node: { __typename: 'Task', id: 'todo-1' },
      tasks: { __typename: 'CdnTaskConnection', nodes: [{ __typename: 'CdnTask', taskId: '1' }] },
      task: { __typename: 'CdnNotFoundError', message: 'There is no such task.' },
    });
  });
});

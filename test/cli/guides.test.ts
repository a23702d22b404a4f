import { execFile, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startDemoServer } from '../browser/demo-server.ts';
import { ask } from '../clients/ask.ts';
import { accountsWith, deploy, hashOf } from '../clients/deployment.ts';
import type { Deployment } from '../clients/deployment.ts';
import { freePort } from '../free-port.ts';
import { needs } from '../needs.ts';
import { exampleOf, file, link, packPackage, run } from './packed-package.ts';
import type { PackedPackage } from './packed-package.ts';

needs('curl');

const token = 'token-of-a-page';
let pack: PackedPackage;
/** Where the package is installed, and nothing else at first. */
let empty: string;
let open: Deployment;
let guarded: Deployment;

beforeAll(async () => {
  pack = await packPackage();
  empty = await pack.installWith(process.execPath);
  open = await deploy(accountsWith(4));
  guarded = await deploy(accountsWith(4), {
    access: { tokens: [{ name: 'page', sha256: hashOf(token) }] },
  });
}, 480_000);

afterAll(async () => {
  await Promise.all([open.close(), guarded.close(), pack.remove()]);
}, 120_000);

/** Runs a program in the folder of the package. What it prints is JSON; what it complains of is shown. */
async function printedBy(program: string, text: string, ...flags: readonly string[]): Promise<unknown> {
  writeFileSync(join(empty, program), text);
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...flags, program], { cwd: empty });
  // Node 20 announces its WebSocket as an experiment.
  expect(stderr.replaceAll(/^\(.*\n/gm, '')).toBe('');
  return JSON.parse(stdout);
}

describe('what the document for consumers shows', () => {
  it('is a request that curl sends', async () => {
    const example = exampleOf('curl', 'sh');
    expect(example).toContain('http://127.0.0.1:4000/graphql');
    const answer: unknown = JSON.parse(
      await run('sh', ['-c', example.replace('http://127.0.0.1:4000/graphql', open.url)], empty),
    );
    expect(answer).toMatchObject({
      data: { tasks: { nodes: [{}, {}, {}], pageInfo: { hasNextPage: true }, errors: [] } },
    });
  });

  it('is a cache of Apollo Client, in which pages grow together and each task is once', async () => {
    for (const name of ['@apollo/client', 'rxjs']) link(name, empty);
    const printed = await printedBy(
      'apollo.mjs',
      `${exampleOf('apollo', 'ts')}
import { ApolloClient, gql, HttpLink } from '@apollo/client';
const client = new ApolloClient({ cache, link: new HttpLink({ uri: '${open.url}' }) });
const query = gql\`query ($after: String) {
  tasks(first: 5, after: $after) {
    edges { cursor node { id state status { ... on Status { vendorStatus } ... on Failed { reason } } } }
    pageInfo { hasNextPage endCursor }
  }
}\`;
const pages = client.watchQuery({ query, variables: {} });
const { data } = await new Promise((resolve) => pages.subscribe((result) => result.data && !result.loading && resolve(result)));
await pages.fetchMore({ variables: { after: data.tasks.pageInfo.endCursor } });
// Another question about the status must not lose what is known of it.
const [{ node: { id } }] = data.tasks.edges;
await client.query({
  query: gql\`query ($id: ID!) { node(id: $id) { id ... on Task { status { ... on Succeeded { finishedAt } } } } }\`,
  variables: { id },
});
const { edges } = client.readQuery({ query }).tasks;
console.log(JSON.stringify({
  shown: edges.length,
  tasks: new Set(edges.map(({ node }) => node.id)).size,
  statuses: edges.filter(({ node }) => node.status.vendorStatus !== undefined).length,
}));
client.stop();
process.exit();
`,
    );
    expect(printed).toEqual({ shown: 10, tasks: 10, statuses: 10 });
  });

  it('is a link over WebSockets, with the token', async () => {
    for (const name of ['@apollo/client', 'rxjs', 'graphql-ws']) link(name, empty);
    const { data } = await ask<{ tasks: { nodes: [{ id: string }] } }>(
      guarded.url,
      { query: '{ tasks(filter: { providers: ["aliyun"] }, first: 1) { nodes { id } } }' },
      { authorization: `Bearer ${token}` },
    );
    const example = exampleOf('websocket', 'ts');
    expect(example).toContain('wss://tasks.example.com/graphql');
    const printed = await printedBy(
      'websocket.mjs',
      `const token = '${token}';
${example.replace('wss://tasks.example.com/graphql', guarded.url.replace('http', 'ws'))}
import { ApolloClient, gql, InMemoryCache } from '@apollo/client';
const client = new ApolloClient({ link, cache: new InMemoryCache() });
const query = gql\`subscription ($id: ID!) { taskProgress(id: $id) { ... on Task { state } } }\`;
client.subscribe({ query, variables: { id: '${data?.tasks.nodes[0].id}' } }).subscribe((result) => {
  console.log(JSON.stringify(result.error?.message ?? result.data.taskProgress.state));
  process.exit();
});
`,
      // Browsers and newer versions of Node have it anyway.
      '--experimental-websocket',
    );
    expect(printed).toBe('SUCCEEDED');
  });

  it.each([
    ['express', ['express']],
    ['fastify', ['fastify']],
    ['hono', ['hono', '@hono/node-server']],
  ])(
    'answers within %s as its document shows',
    async (name, packages) => {
      for (const needed of packages) link(needed, empty);
      writeFileSync(join(empty, `${name}.mjs`), exampleOf(name, 'js'));
      const port = await freePort();
      const child = spawn(process.execPath, [`${name}.mjs`], {
        cwd: empty,
        env: { PATH: process.env['PATH'] ?? '', PORT: String(port) },
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      const response = await vi.waitFor(
        () =>
          fetch(`http://127.0.0.1:${port}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ query: '{ tasks(first: 2) { nodes { taskId } } }' }),
          }),
        { timeout: 30_000, interval: 100 },
      );
      expect(await response.json()).toMatchObject({ data: { tasks: { nodes: [{}, {}] } } });
      const stream = await fetch(`http://127.0.0.1:${port}/graphql`, { headers: { accept: 'text/html' } });
      expect(await stream.text()).toContain('GraphiQL');
      child.kill();
    },
    60_000,
  );

  it('runs its client as its document shows', async () => {
    // The types are erased by hand: there are none but in the imports.
    writeFileSync(join(empty, 'client.mjs'), exampleOf('client', 'ts'));
    expect((await run('node', ['client.mjs'], empty)).trim().split('\n')).toHaveLength(5);
  }, 60_000);
});

describe('README.md', () => {
  it('shows a query that the demo answers in the form that is shown below it', async () => {
    const [, query = '', answer = ''] =
      /```graphql\n([^]*?)```[^]*?```json\n([^]*?)```/.exec(file('README.md')) ?? [];
    const shown: { data: object } = JSON.parse(answer);
    const demo = await startDemoServer();
    try {
      const { data } = await ask(`${demo.url}/graphql`, { query });
      expect(formOf(data)).toEqual(formOf(shown.data));
    } finally {
      await demo.close();
    }
  }, 60_000);
});

/** The keys of an answer, and the names of providers, which do not change with the hour. */
const formOf = (value: unknown, key = ''): unknown => {
  if (Array.isArray(value)) return value.map((item) => formOf(item));
  if (typeof value !== 'object' || value === null) return key === 'name' ? value : undefined;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, formOf(item, name)]));
};

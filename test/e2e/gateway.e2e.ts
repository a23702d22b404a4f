import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../clients/ask.ts';
import { accountsWith, deploy } from '../clients/deployment.ts';
import type { Deployment } from '../clients/deployment.ts';
import { composed, startGateway } from './gateway.ts';
import { releasesSdl, serveReleases } from './releases-server.ts';

const ours = readFileSync(new URL('../../schema/subgraph.graphql', import.meta.url), 'utf8');

/** The ids of purges, as the API returns them. */
async function purgeIds(url: string): Promise<readonly string[]> {
  const { data } = await ask<{ tasks: { nodes: { id: string }[] } }>(url, {
    query: '{ tasks(filter: { providers: ["aliyun"], kinds: [PURGE_URL] }, first: 12) { nodes { id } } }',
  });
  return data?.tasks.nodes.map(({ id }) => id) ?? [];
}

/** Twelve purges in three releases, each of two sites. */
const releasesOf = (purges: readonly string[]) =>
  ['1.0.0', '1.1.0', '1.2.0'].map((version, place) => ({
    version,
    domain: place === 1 ? 'www.example.com' : 'img.example.com',
    taskIds: purges.slice(place * 4, place * 4 + 4),
  }));

let purges: readonly string[];
let edgetasks: Deployment;
let theirs: Awaited<ReturnType<typeof serveReleases>>;
let gateway: Awaited<ReturnType<typeof startGateway>>;

beforeAll(async () => {
  edgetasks = await deploy(accountsWith(30));
  purges = await purgeIds(edgetasks.url);
  theirs = await serveReleases(releasesOf(purges));
  gateway = await startGateway([
    { name: 'edgetasks', url: edgetasks.url, sdl: ours },
    { name: 'releases', url: theirs.url, sdl: releasesSdl },
  ]);
});

afterAll(async () => {
  await gateway.close();
  await theirs.close();
  await edgetasks.close();
});

beforeEach(() => {
  edgetasks.emulator.clearCalls();
  gateway.sent.length = 0;
});

const vendorCalls = () => edgetasks.emulator.calls.map(({ action }) => action);
const asked = (subgraph: string) => gateway.sent.filter((request) => request.subgraph === subgraph);

describe('Apollo’s composer', () => {
  it('composes the subgraph beside another team’s', () => {
    const { errors, hints, supergraphSdl } = composed([
      { name: 'edgetasks', url: edgetasks.url, sdl: ours },
      { name: 'releases', url: theirs.url, sdl: releasesSdl },
    ]);
    expect(errors).toBeUndefined();
    expect(supergraphSdl).toContain('type Domain');
    expect(hints?.map(({ message }) => message)).toEqual([]);
  });
});

describe('Apollo’s gateway', () => {
  it('gives their releases with our tasks, looked up in one request and the fewest vendor calls', async () => {
    const { data, errors } = await ask(gateway.url, {
      query: `{
        releases {
          edges { node { version tasks { taskId state provider { name } status { ... on Succeeded { finishedAt } } } } }
          pageInfo { hasNextPage }
        }
      }`,
    });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      releases: {
        edges: [
          {
            node: { version: '1.0.0', tasks: [{ taskId: '3001', provider: { name: 'aliyun' } }, {}, {}, {}] },
          },
          { node: { version: '1.1.0', tasks: [{ taskId: '3009' }, {}, {}, {}] } },
          { node: { version: '1.2.0', tasks: [{ taskId: '3017' }, {}, {}, {}] } },
        ],
      },
    });
    expect(asked('edgetasks')).toHaveLength(1);
    // Twelve ids, ten a call.
    expect(vendorCalls()).toEqual(['DescribeRefreshTaskById', 'DescribeRefreshTaskById']);
  });

  it('gives our list with what they know of each task and site', async () => {
    const { data, errors } = await ask(gateway.url, {
      query: `{
        tasks(filter: { providers: ["aliyun"], kinds: [PURGE_URL] }, first: 5) {
          nodes { taskId release { version site { name ownedBy } } }
          pageInfo { hasNextPage endCursor }
        }
      }`,
    });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      tasks: {
        nodes: [
          { taskId: '3001', release: { version: '1.0.0', site: { ownedBy: 'the team of img.example.com' } } },
          {},
          {},
          {},
          { taskId: '3009', release: { version: '1.1.0', site: { name: 'www.example.com' } } },
        ],
        pageInfo: { hasNextPage: true },
      },
    });
    expect(asked('releases')).toHaveLength(1);
  });

  it('joins a site’s tasks to their data on it, there and back', async () => {
    const { data, errors } = await ask(gateway.url, {
      query: `{
        site(domain: "img.example.com") {
          ownedBy
          tasks(first: 3) { nodes { state release { version } } errors { message } }
          releases { version tasks { urlCount } }
        }
        domain(name: "www.example.com") { name ownedBy }
      }`,
    });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      site: {
        ownedBy: 'the team of img.example.com',
        tasks: { nodes: [{}, {}, {}], errors: [] },
        releases: [{ version: '1.0.0', tasks: [{ urlCount: 2 }, {}, {}, {}] }, { version: '1.2.0' }],
      },
      domain: { ownedBy: 'the team of www.example.com' },
    });
  });

  it('answers as the document for consumers shows', async () => {
    const readme = readFileSync(new URL('../../src/graphql/README.md', import.meta.url), 'utf8');
    const [, query, answer = ''] =
      /A real gateway answers[^]*?```graphql\n([^]*?)```\s*```json\n([^]*?)```/.exec(readme) ?? [];
    expect(await ask(gateway.url, { query })).toEqual({ status: 200, ...JSON.parse(answer) });
    expect(asked('edgetasks').length).toBeGreaterThan(0);
    expect(asked('releases').length).toBeGreaterThan(0);
  });

  it('passes errors on as data: the rows of the other vendors are there', async () => {
    const stop = edgetasks.emulator.inject({
      account: 'edge',
      fault: { kind: 'error', code: 'AuthFailure.SignatureFailure' },
    });
    const { data, errors } = await ask<{ tasks: { nodes: unknown[] } }>(gateway.url, {
      query: `{
        tasks(first: 100) {
          nodes { taskId }
          errors { __typename message vendorCode provider { name } ... on RateLimitError { retryAfter } }
        }
        task(provider: "edge", taskId: "2028", kind: PREFETCH) {
          __typename
          ... on Error { vendorCode retryable }
        }
      }`,
    });
    stop();
    expect(errors).toBeUndefined();
    expect(data?.tasks.nodes).toHaveLength(60);
    expect(data).toMatchObject({
      tasks: { errors: [{ __typename: 'AuthenticationError', provider: { name: 'edge' } }] },
      task: {
        __typename: 'AuthenticationError',
        vendorCode: 'AuthFailure.SignatureFailure',
        retryable: false,
      },
    });
  });

  it('answers by global ids', async () => {
    const { data, errors } = await ask(gateway.url, {
      query:
        'query ($id: ID!, $ids: [ID!]!) { node(id: $id) { id ... on Task { taskId release { version } } } nodes(ids: $ids) { __typename } }',
      variables: { id: purges[0], ids: purges.slice(1, 3) },
    });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      node: { taskId: '3001', release: { version: '1.0.0' } },
      nodes: [{ __typename: 'Task' }, { __typename: 'Task' }],
    });
  });

  it('tells a client what it asked wrongly', async () => {
    const { data, errors } = await ask(gateway.url, {
      query: '{ tasks(first: -1) { nodes { id } } providers { name } }',
    });
    expect(data ?? null).toBeNull();
    expect(errors).toMatchObject([
      { message: expect.stringContaining('`first`'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

import { gql } from '@apollo/client';
import type { ApolloClient, TypedDocumentNode } from '@apollo/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { taskId } from '../../src/graphql/global-id.ts';
import { edgetasksClient } from './apollo-client.ts';
import { ask } from './ask.ts';
import { accountsWith, deploy } from './deployment.ts';
import type { Deployment } from './deployment.ts';
import { possibleTypes } from '../../schema/generated/possible-types.ts';
import { idsOf, progressSubscription, timelineQuery } from './timeline.ts';
import type { Timeline, TimelinePage } from './timeline.ts';

const createClient = (url: string, types = possibleTypes) => edgetasksClient(url, types);

const timeline: TypedDocumentNode<Timeline, TimelinePage> = gql(timelineQuery);

const second = 1_000;
const perAccount = 12;
let deployment: Deployment;
/** What Apollo Client says about its use while it is developed with. */
const complaints: string[] = [];

beforeEach(async () => {
  deployment = await deploy(accountsWith(perAccount));
  for (const level of ['warn', 'error'] as const) {
    vi.spyOn(console, level).mockImplementation((...words) => complaints.push(words.join(' ')));
  }
});

afterEach(async () => {
  vi.restoreAllMocks();
  await deployment.close();
  if (complaints.length > 0) throw new Error(complaints.join('\n'));
});

/** Scrolls to the end, as a page with infinite scrolling does; gives the ids that it shows then. */
const scrolledDown = (
  client: ApolloClient,
  first: number,
  beforeEachPage: () => void,
): Promise<readonly string[]> =>
  new Promise((resolve, reject) => {
    const list = client.watchQuery({ query: timeline, variables: { first } });
    list.subscribe(({ data, dataState, loading, error }) => {
      if (error !== undefined) reject(error);
      if (loading || dataState !== 'complete') return;
      const { hasNextPage, endCursor } = data.tasks.pageInfo;
      if (!hasNextPage) {
        resolve(idsOf(data));
        return;
      }
      beforeEachPage();
      list.fetchMore({ variables: { after: endCursor } }).catch(reject);
    });
  });

describe('Apollo Client', () => {
  it('shows every task once when it scrolls, also while new ones arrive', async () => {
    let arrived = 0;
    const ids = await scrolledDown(createClient(deployment.url), 7, () => {
      const at = Date.now() - second;
      arrived += 1;
      deployment.emulator.submit('tencent', {
        taskId: String(9_000 + arrived),
        kind: 'PREFETCH',
        at,
        targets: [{ url: 'https://www.example.com/new.js', finishesAt: at, outcome: 'succeeded' }],
      });
    });
    expect(arrived).toBe(5);
    expect(ids).toHaveLength(3 * perAccount);
    expect(new Set(ids).size).toBe(3 * perAccount);
    const { data } = await ask<Timeline>(deployment.url, {
      query: '{ tasks(first: 100) { edges { node { id taskId } } } }',
    });
    const plain = data?.tasks.edges.filter(({ node }) => !node.taskId.startsWith('90')) ?? [];
    expect(ids).toEqual(plain.map(({ node }) => node.id));
  });

  it('keeps what it knew of a task that cannot be looked up just now', async () => {
    const client = createClient(deployment.url);
    const at = Date.now() - second;
    deployment.emulator.submit('aliyun', {
      taskId: '8000',
      kind: 'PREFETCH',
      at,
      targets: [
        { url: 'https://www.example.com/slow.js', finishesAt: at + 600 * second, outcome: 'succeeded' },
      ],
    });
    const id = taskId({ provider: 'aliyun', kind: 'PREFETCH', taskId: '8000', createdAt: at });
    await client.query({
      query: gql`
        query Known($id: ID!) {
          node(id: $id) {
            id
            ... on Task {
              state
              urlCount
            }
          }
        }
      `,
      variables: { id },
    });
    for (const action of ['DescribePreloadDetailById', 'DescribeRefreshTaskById']) {
      deployment.emulator.inject({
        account: 'aliyun',
        action,
        fault: { kind: 'error', code: 'Forbidden', status: 403 },
      });
    }
    deployment.elapse(30 * second);
    const rows = gql`
      query Rows {
        urlDetails(filter: { url: "https://www.example.com/slow.js" }) {
          edges {
            cursor
            node {
              id
              task {
                id
                state
                urlCount
                error {
                  message
                }
              }
            }
          }
          pageInfo {
            endCursor
          }
        }
      }
    `;
    const { data } = await client.query<object>({ query: rows });
    expect(data).toMatchObject({
      urlDetails: {
        edges: [{ node: { task: { state: 'UNKNOWN', error: { message: expect.any(String) } } } }],
      },
    });
    const kept = client.readFragment({
      id: `Task:${id}`,
      fragment: gql`
        fragment Kept on Task {
          state
        }
      `,
    });
    expect(kept).toMatchObject({ state: 'PROCESSING' });
  });

  it('keeps a list for each filter', async () => {
    const client = createClient(deployment.url);
    const failed = gql`
      query Failed {
        tasks(filter: { states: [FAILED] }, first: 3) {
          edges {
            cursor
            node {
              id
            }
          }
          pageInfo {
            endCursor
          }
        }
      }
    `;
    await client.query({ query: timeline, variables: { first: 5 } });
    await client.query({ query: failed });
    const all = client.readQuery({ query: timeline, variables: { first: 5 } });
    expect(idsOf(all ?? undefined)).toHaveLength(5);
    expect(all?.tasks.edges.some(({ node }) => node.state === 'SUCCEEDED')).toBe(true);
  });

  it('shows the rows of the others when a vendor fails, by its default error policy', async () => {
    deployment.emulator.inject({
      account: 'edge',
      fault: { kind: 'error', code: 'AuthFailure.SignatureFailure' },
    });
    const { data, error } = await createClient(deployment.url).query({
      query: timeline,
      variables: { first: 50 },
    });
    expect(error).toBeUndefined();
    expect(idsOf(data)).toHaveLength(2 * perAccount);
    expect(data?.tasks.errors).toMatchObject([
      { __typename: 'AuthenticationError', provider: { name: 'edge' } },
    ]);
  });

  it('reads fragments on unions and interfaces from its cache', async () => {
    const client = createClient(deployment.url);
    await client.query({ query: timeline, variables: { first: 50 } });
    const read = client.readQuery({ query: timeline, variables: { first: 50 } });
    const one = (state: string) => read?.tasks.edges.find(({ node }) => node.state === state)?.node.status;
    const vendorStatus = expect.any(String);
    expect(one('SUCCEEDED')).toMatchObject({ __typename: 'Succeeded', vendorStatus });
    expect(one('SUCCEEDED')).toHaveProperty('finishedAt');
    expect(one('SUCCEEDED')).not.toHaveProperty('reason');
    expect(one('FAILED')).toMatchObject({ __typename: 'Failed', vendorStatus });
    expect(one('FAILED')).toHaveProperty('reason');
  });

  it('reads no fragments without the possible types', async () => {
    const client = createClient(deployment.url, {});
    await client.query({ query: timeline, variables: { first: 5 } });
    const read = client.readQuery({ query: timeline, variables: { first: 5 } });
    expect(read?.tasks.edges[0]?.node.status.vendorStatus).toBeUndefined();
    expect(complaints.splice(0).join('\n')).toContain('possibleTypes');
  });

  it('keeps what each of several queries knows of one thing', async () => {
    const client = createClient(deployment.url);
    const limits = gql`
      query Limits {
        provider(name: "edge") {
          id
          limits {
            maxPageSize
          }
          health {
            available
          }
        }
      }
    `;
    const rest = gql`
      query Rest {
        provider(name: "edge") {
          id
          limits {
            maxWindow
          }
          health {
            lastError {
              message
            }
          }
        }
      }
    `;
    await client.query({ query: limits });
    await client.query({ query: rest });
    expect(client.readQuery({ query: limits })).toMatchObject({
      provider: { limits: { maxPageSize: 1_000 }, health: { available: true } },
    });
  });

  it('updates the list by a subscription until the task is done', async () => {
    const at = Date.now() - 2 * second;
    deployment.emulator.submit('tencent', {
      taskId: '8000',
      kind: 'PREFETCH',
      at,
      targets: [{ url: 'https://www.example.com/a.js', finishesAt: at + 60 * second, outcome: 'succeeded' }],
    });
    const client = createClient(deployment.url);
    await client.query({ query: timeline, variables: { first: 5 } });
    const newest = () => client.readQuery({ query: timeline, variables: { first: 5 } })?.tasks.edges[0]?.node;
    expect(newest()).toMatchObject({ taskId: '8000', state: 'PROCESSING' });
    const id = taskId({ provider: 'tencent', kind: 'PREFETCH', taskId: '8000' });
    const progress = client.subscribe({ query: gql(progressSubscription), variables: { id } });
    const states: unknown[] = [];
    await new Promise<void>((complete, reject) => {
      progress.subscribe({
        next: ({ error }) => {
          states.push(error ?? newest()?.state);
          deployment.elapse(60 * second);
        },
        error: reject,
        complete,
      });
    });
    expect(states).toEqual(['PROCESSING', 'SUCCEEDED']);
  });
});

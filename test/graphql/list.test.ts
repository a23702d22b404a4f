import { describe, expect, it } from 'vitest';
import { VendorError, vendorErrorKinds } from '../../src/domain/errors.ts';
import type { VendorErrorKind } from '../../src/domain/errors.ts';
import { taskStates } from '../../src/domain/task.ts';
import { providerId } from '../../src/graphql/global-id.ts';
import { apiOver } from './api-over.ts';
import { down, failed, rows } from './fake-rows.ts';
import { fakeTasks, now, row } from './fake-tasks.ts';

describe('a list', () => {
  it('returns the fields of each task, and its status by its state', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const answer =
      await ask(`{ tasks { totalCount pageInfo { hasNextPage hasPreviousPage endCursor } edges { cursor node {
      taskId kind state progress createdAt urlCount stateCounts { state count } provider { name vendor }
      status { __typename ... on Status { state } ... on PartiallySucceeded { succeeded unsuccessful } ... on Processing { percent }
        ... on Failed { reason } }
      urlDetails(first: 1) { nodes { url } pageInfo { hasNextPage } } } } } }`);
    expect(answer).toEqual({
      status: 200,
      data: {
        tasks: {
          totalCount: 3,
          pageInfo: { hasNextPage: false, hasPreviousPage: false, endCursor: '3' },
          edges: [
            {
              cursor: '1',
              node: {
                taskId: '1',
                kind: 'PREFETCH',
                state: 'PARTIALLY_SUCCEEDED',
                progress: null,
                createdAt: '2026-03-01T11:59:00.000Z',
                urlCount: 2,
                stateCounts: [
                  { state: 'SUCCEEDED', count: 1 },
                  { state: 'FAILED', count: 1 },
                ],
                provider: { name: 'main', vendor: 'TENCENT_CDN' },
                status: {
                  __typename: 'PartiallySucceeded',
                  state: 'PARTIALLY_SUCCEEDED',
                  succeeded: 1,
                  unsuccessful: 1,
                },
                urlDetails: {
                  nodes: [{ url: 'https://www.example.com/app.js' }],
                  pageInfo: { hasNextPage: true },
                },
              },
            },
            expect.objectContaining({ cursor: '2' }),
            expect.objectContaining({ cursor: '3' }),
          ],
        },
      },
    });
  });

  it('returns the fields of each row, and null for missing ones', async () => {
    const { ask } = apiOver(fakeTasks([failed]));
    const { data } = await ask(`{ urlDetails { nodes {
      url domain state progress area purgeMethod createdAt updatedAt observedAt requestId raw
      status { ... on Failed { vendorStatus reason message finishedAt } } } } }`);
    expect(data).toEqual({
      urlDetails: {
        nodes: [
          {
            url: 'https://img.example.com/a.png',
            domain: 'img.example.com',
            state: 'FAILED',
            progress: null,
            area: 'MAINLAND',
            purgeMethod: null,
            createdAt: '2026-03-01T11:59:00.000Z',
            updatedAt: null,
            observedAt: '2026-03-01T12:00:00.000Z',
            requestId: null,
            raw: { TaskId: '9' },
            status: {
              vendorStatus: 'Failed',
              reason: 'originPullFailed',
              message: 'The origin said 502.',
              finishedAt: '2026-03-01T11:59:59.000Z',
            },
          },
        ],
      },
    });
  });

  it('has a type for every state', async () => {
    const { ask } = apiOver(
      fakeTasks(taskStates.map((state) => row({ provider: 'main', taskId: state, state }))),
    );
    const { data } = await ask('{ urlDetails { nodes { state status { __typename } } } }');
    expect(data).toEqual({
      urlDetails: {
        nodes: taskStates.map((state) => ({
          state,
          status: { __typename: expect.stringMatching(/^[A-Z][A-Za-z]+$/) },
        })),
      },
    });
  });

  it('contains the rows of the other providers if one fails, and the failure', async () => {
    const { ask } = apiOver(fakeTasks([failed], { edge: down }));
    const answer =
      await ask(`{ tasks { nodes { taskId } errors { __typename message retryable vendorCode requestId provider { name } }
      coverage { provider { name } action scope kinds outcome requested { from to } covered { from } source asOf vendorCalls rowsRead requestIds
        pushedDown filteredHere error { message } } } }`);
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      tasks: {
        nodes: [{ taskId: '9' }],
        errors: [
          {
            __typename: 'UnavailableError',
            message: 'The vendor is down.',
            retryable: true,
            vendorCode: 'InternalError',
            requestId: 'r-1',
            provider: { name: 'edge' },
          },
        ],
        coverage: [
          {
            provider: { name: 'aliyun' },
            action: 'DescribeTasks',
            scope: 'zone-1',
            kinds: ['PREFETCH'],
            outcome: 'COMPLETE',
            requested: { from: '2026-02-28T12:00:00.000Z', to: '2026-03-01T12:00:00.000Z' },
            covered: null,
            source: 'VENDOR',
            asOf: '2026-03-01T12:00:00.000Z',
            vendorCalls: 1,
            rowsRead: 1,
            requestIds: ['request-1'],
            pushedDown: { kinds: ['PREFETCH'] },
            filteredHere: ['domain'],
            error: null,
          },
          { provider: { name: 'edge' }, outcome: 'FAILED', error: { message: 'The vendor is down.' } },
        ],
      },
    });
  });

  it('has a type, with its own fields, for every kind of failure', async () => {
    const failures = Object.fromEntries(
      vendorErrorKinds.map((kind: VendorErrorKind) => [
        kind,
        new VendorError({
          kind,
          message: kind,
          retryable: false,
          retryAfter: 2_000,
          earliest: now,
          budget: 50,
          field: 'domain',
        }),
      ]),
    );
    const { ask } = apiOver(fakeTasks([], failures));
    const { data } = await ask(`{ tasks { errors { __typename ... on RateLimitError { retryAfter }
      ... on RetentionError { earliest } ... on CallBudgetError { budget } ... on InvalidRequestError { field } } } }`);
    expect(data).toEqual({
      tasks: {
        errors: [
          { __typename: 'AuthenticationError' },
          { __typename: 'PermissionError' },
          { __typename: 'InvalidRequestError', field: 'domain' },
          { __typename: 'NotFoundError' },
          { __typename: 'RateLimitError', retryAfter: 'PT2S' },
          { __typename: 'RetentionError', earliest: '2026-03-01T12:00:00.000Z' },
          { __typename: 'TimeoutError' },
          { __typename: 'UnavailableError' },
          { __typename: 'CallBudgetError', budget: 50 },
        ],
      },
    });
  });

  it('of a provider or a domain is the list with that additional condition', async () => {
    const tasks = fakeTasks(rows);
    const { ask } = apiOver(tasks);
    const { data } = await ask(`{
      provider(name: "main") { tasks { nodes { taskId } } urlDetails(filter: { states: [FAILED] }) { nodes { url } }
        other: tasks(filter: { providers: ["aliyun"] }) { nodes { taskId } pageInfo { hasNextPage } coverage { action } } }
      domain(name: "IMG.example.com") { name tasks { nodes { taskId } }
        other: tasks(filter: { domain: "www.example.com" }) { nodes { taskId } } } }`);
    expect(data).toEqual({
      provider: {
        tasks: { nodes: [{ taskId: '1' }, { taskId: '2' }] },
        urlDetails: { nodes: [{ url: 'https://www.example.com/b.js' }] },
        other: { nodes: [], pageInfo: { hasNextPage: false }, coverage: [] },
      },
      domain: { name: 'img.example.com', tasks: { nodes: [{ taskId: '9' }] }, other: { nodes: [] } },
    });
    expect(tasks.listed).toHaveLength(3);
  });

  it('may be filtered by several URLs and hosts, within those of the domain that it belongs to', async () => {
    const tasks = fakeTasks(rows);
    const { ask } = apiOver(tasks);
    const { data } = await ask(`{
      urls: urlDetails(filter: { urls: ["https://www.example.com/b.js", "img.example.com/a.png"] }) { nodes { url } }
      domains: tasks(filter: { domains: ["IMG.example.com", "other.example.com"] }) { nodes { taskId } }
      domain(name: "img.example.com") {
        both: tasks(filter: { domains: ["www.example.com", "img.example.com"] }) { nodes { taskId } }
        neither: tasks(filter: { domains: ["www.example.com"] }) { nodes { taskId } } }
      task(provider: "main", taskId: "1") { ... on Task {
        urlDetails(filter: { urls: ["www.example.com/b.js"] }) { nodes { url } } } } }`);
    expect(data).toEqual({
      urls: { nodes: [{ url: 'https://www.example.com/b.js' }, { url: 'https://img.example.com/a.png' }] },
      domains: { nodes: [{ taskId: '9' }] },
      domain: { both: { nodes: [{ taskId: '9' }] }, neither: { nodes: [] } },
      task: { urlDetails: { nodes: [{ url: 'https://www.example.com/b.js' }] } },
    });
  });

  it('passes the allowed age of its data to the engine', async () => {
    const tasks = fakeTasks(rows);
    const { ask } = apiOver(tasks);
    await ask(
      '{ tasks(maxAge: "PT30S") { nodes { id } } domain(name: "a.example") { tasks { nodes { id } } } }',
    );
    expect(tasks.listed.map(({ page }) => page.maxAge)).toEqual([30_000, undefined]);
  });

  it('without a history has no changes, statistics or stream of changes, and names the setting', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const { data } = await ask('{ tasks(first: 1) { nodes { changes { state seenAt } } } }');
    expect(data).toEqual({ tasks: { nodes: [{ changes: [] }] } });
    const { errors } = await ask('{ statistics(by: [PROVIDER, DAY]) { groups { tasks } } }');
    expect(errors).toMatchObject([
      {
        message: expect.stringContaining('Set `history`'),
        extensions: { code: 'HISTORY_REQUIRED', setting: 'history' },
      },
    ]);
    const stream = await apiOver(fakeTasks(rows)).post(
      JSON.stringify({ query: 'subscription { taskChanges { id } }' }),
      { accept: 'text/event-stream' },
    );
    expect(await stream.text()).toContain('HISTORY_REQUIRED');
  });

  it('can be planned without being read', async () => {
    const tasks = fakeTasks(rows);
    const { ask } = apiOver(tasks);
    const { data, extensions } = await ask(`{ plan(filter: { providers: ["main"] }, first: 5) {
      provider { name } action scope requested { from } windows { to } minimumCalls pushedDown filteredHere error { message } } }`);
    expect(data).toMatchObject({
      plan: [{ provider: { name: 'main' }, scope: null, minimumCalls: 1, error: null }],
    });
    expect(tasks.listed).toEqual([{ query: { providers: ['main'] }, page: { first: 5 } }]);
    expect(extensions).toBeUndefined();
  });
});

describe('providers', () => {
  it('have non-null limits and their health', async () => {
    const { ask } = apiOver(fakeTasks([failed], { edge: down }));
    const { data } = await ask(`{ providers(vendors: [ALIBABA_CDN]) { id name vendor kinds
        limits { requestsPerSecond maxPageSize maxWindow retention } health { available lastError { message } } }
      edge: provider(name: "edge") { health { available lastError { __typename } } } nobody: provider(name: "nobody") { name } }`);
    expect(data).toMatchObject({
      providers: [
        {
          id: providerId('aliyun'),
          name: 'aliyun',
          limits: { requestsPerSecond: 20, maxPageSize: 100, maxWindow: null, retention: 'P3D' },
          health: { available: true, lastError: null },
        },
      ],
      edge: { health: { available: false, lastError: { __typename: 'UnavailableError' } } },
      nobody: null,
    });
  });
});

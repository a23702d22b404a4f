import { describe, expect, it } from 'vitest';
import { Failure } from '../../src/domain/errors.ts';
import type { FailureKind } from '../../src/domain/errors.ts';
import { failureKinds } from '../../src/domain/errors.ts';
import { taskStates } from '../../src/domain/task.ts';
import { providerId, taskId, urlDetailId } from '../../src/graphql/global-id.ts';
import { apiOver } from './api-over.ts';
import { fakeTasks, now, row } from './fake-tasks.ts';

const failed = row({
  provider: 'aliyun',
  taskId: '9',
  state: 'FAILED',
  vendorStatus: 'Failed',
  reason: 'originPullFailed',
  message: 'The origin said 502.',
  finishedAt: now - 1_000,
  area: 'MAINLAND',
  url: 'https://img.example.com/a.png',
  domain: 'img.example.com',
});
const rows = [
  row({ provider: 'main', taskId: '1', progress: 100 }),
  row({ provider: 'main', taskId: '1', url: 'https://www.example.com/b.js', state: 'FAILED' }),
  row({
    provider: 'main',
    taskId: '2',
    state: 'PROCESSING',
    progress: 40,
    kind: 'PURGE_URL',
    purgeMethod: 'DELETE',
  }),
  failed,
];
const down = new Failure({
  kind: 'UNAVAILABLE',
  message: 'The vendor is down.',
  provider: 'edge',
  vendorCode: 'InternalError',
  requestId: 'r-1',
  retryable: true,
});

describe('a list', () => {
  it('gives what each task tells, with its status by its state', async () => {
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

  it('gives what each row tells, null where it tells nothing', async () => {
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

  it('keeps the others’ rows beside a provider that fails, and says what failed', async () => {
    const { ask } = apiOver(fakeTasks([failed], { edge: down }));
    const answer =
      await ask(`{ tasks { nodes { taskId } errors { __typename message retryable vendorCode requestId provider { name } }
      coverage { provider { name } action scope kinds outcome requested { from to } covered { from } vendorCalls rowsRead requestIds
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
      failureKinds.map((kind: FailureKind) => [
        kind,
        new Failure({
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

  it('of a provider or a domain is the list with that condition more', async () => {
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
  it('tell their limits, none being null, and their health', async () => {
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

describe('a lookup', () => {
  it('gives the task or why not, and asks for each once, all together', async () => {
    const tasks = fakeTasks(rows, { edge: down });
    const { ask } = apiOver(tasks);
    const { data, extensions } = await ask(`{
      a: task(provider: "main", taskId: "1") { ... on Task { state } }
      b: task(provider: "main", taskId: "1") { ... on Task { urlCount } }
      c: task(provider: "main", taskId: "404") { __typename ... on Error { message } }
      d: task(provider: "edge", taskId: "1") { __typename ... on Error { vendorCode provider { name } } } }`);
    expect(data).toEqual({
      a: { state: 'PARTIALLY_SUCCEEDED' },
      b: { urlCount: 2 },
      c: { __typename: 'NotFoundError', message: 'There is no such task.' },
      d: { __typename: 'UnavailableError', vendorCode: 'InternalError', provider: { name: 'edge' } },
    });
    expect(tasks.lookedUp.map((references) => references.map(({ taskId: id }) => id))).toEqual([
      ['1', '404', '1'],
    ]);
    expect(extensions).toEqual({
      vendorCalls: [
        {
          provider: 'main',
          action: 'DescribeTasks',
          calls: 2,
          tries: 2,
          tookMs: 12,
          waitedMs: 3,
          failures: 0,
        },
        {
          provider: 'edge',
          action: 'DescribeTasks',
          calls: 1,
          tries: 1,
          tookMs: 12,
          waitedMs: 3,
          failures: 0,
        },
      ],
    });
  });

  it('of a row’s task is made only for what the row does not know', async () => {
    const tasks = fakeTasks(rows);
    const { ask } = apiOver(tasks);
    const known = await ask(
      '{ urlDetails { nodes { task { __typename id taskId kind provider { name } } } } }',
    );
    expect(tasks.lookedUp).toEqual([]);
    expect(known.data).toMatchObject({
      urlDetails: {
        nodes: [{ task: { id: taskId({ provider: 'main', kind: 'PREFETCH', taskId: '1' }) } }, {}, {}, {}],
      },
    });
    await ask('{ urlDetails { nodes { task { ...More } } } } fragment More on Task { ... { state } }');
    expect(tasks.lookedUp).toHaveLength(1);
    expect(tasks.lookedUp[0]).toHaveLength(3);
  });

  it('that fails does not cost the row that led to it', async () => {
    const tasks = fakeTasks(rows);
    const { ask } = apiOver({ ...tasks, lookUp: async (references) => references.map(() => down) });
    const answer = await ask(
      '{ urlDetails(first: 1) { nodes { url task { taskId state urlCount error { message } } } } }',
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      urlDetails: {
        nodes: [
          {
            url: 'https://www.example.com/app.js',
            task: { taskId: '1', state: 'UNKNOWN', urlCount: 1, error: { message: 'The vendor is down.' } },
          },
        ],
      },
    });
  });
});

describe('a node', () => {
  const ids = {
    provider: providerId('main'),
    task: taskId({ provider: 'main', kind: 'PREFETCH', taskId: '1' }),
    url: urlDetailId(failed),
    gone: taskId({ provider: 'main', kind: 'PREFETCH', taskId: '404' }),
    goneUrl: urlDetailId({ ...failed, url: 'https://img.example.com/gone.png' }),
    otherArea: urlDetailId({ ...failed, area: 'GLOBAL' }),
    down: taskId({ provider: 'edge', kind: 'PREFETCH', taskId: '1' }),
  };
  const fragments = '__typename id ... on Provider { name } ... on Task { taskId } ... on UrlDetail { url }';

  it('is whatever its id names, null when that is gone', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const { data } = await ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${fragments} } }`, {
      ids: [ids.provider, ids.task, ids.url, ids.gone, ids.goneUrl, ids.otherArea],
    });
    expect(data).toEqual({
      nodes: [
        { __typename: 'Provider', id: ids.provider, name: 'main' },
        { __typename: 'Task', id: ids.task, taskId: '1' },
        { __typename: 'UrlDetail', id: ids.url, url: 'https://img.example.com/a.png' },
        null,
        null,
        null,
      ],
    });
  });

  it('that cannot be read is an error in its own place', async () => {
    const { ask } = apiOver(fakeTasks(rows, { edge: down }));
    const answer = await ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${fragments} } }`, {
      ids: [ids.task, ids.down, 'nonsense'],
    });
    expect(answer.data).toMatchObject({ nodes: [{ taskId: '1' }, null, null] });
    expect(answer.errors).toHaveLength(2);
    expect(answer.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          path: ['nodes', 1],
          extensions: {
            code: 'VENDOR_UNAVAILABLE',
            provider: 'edge',
            vendorCode: 'InternalError',
            requestId: 'r-1',
            retryable: true,
          },
        }),
        expect.objectContaining({
          path: ['nodes', 2],
          extensions: { code: 'BAD_USER_INPUT', argument: 'ids.2' },
        }),
      ]),
    );
  });

  it('of a URL is found also where the vendor leaves out its scheme', async () => {
    const bare = { ...failed, url: 'img.example.com/a.png' };
    const { ask } = apiOver(fakeTasks([bare]));
    for (const id of [ids.url, urlDetailId(bare)]) {
      const { data } = await ask(`query ($id: ID!) { node(id: $id) { ${fragments} } }`, { id });
      expect(data).toMatchObject({ node: { id } });
    }
  });

  it('of a URL is asked for by URL where the task was counted and not read', async () => {
    const tasks = fakeTasks(rows);
    const { ask } = apiOver({
      ...tasks,
      lookUp: async (references, scope) =>
        (await tasks.lookUp(references, scope)).map((task) =>
          task instanceof Failure ? task : { ...task, details: undefined },
        ),
    });
    const { data } = await ask(`query ($id: ID!) { node(id: $id) { ${fragments} } }`, { id: ids.url });
    expect(data).toMatchObject({ node: { id: ids.url } });
  });
});

describe('a wrong argument', () => {
  it.each([
    ['tasks(first: -1) { nodes { id } }', 'first'],
    ['tasks(first: 1, last: 1) { nodes { id } }', 'last'],
    ['urlDetails(last: 1001) { nodes { id } }', 'last'],
    ['tasks(filter: { providers: ["nobody"] }) { nodes { id } }', 'filter.providers'],
    ['tasks(filter: { states: [] }) { nodes { id } }', 'filter.states'],
    [
      'tasks(filter: { createdAt: { from: "2026-02-02T00:00:00Z", to: "2026-02-01T00:00:00Z" } }) { nodes { id } }',
      'filter.createdAt.from',
    ],
    ['providers(vendors: []) { id }', 'vendors'],
    ['task(provider: "nobody", taskId: "1") { __typename }', 'provider'],
    ['task(provider: "main", taskId: " ") { __typename }', 'taskId'],
    ['node(id: "nonsense") { id }', 'id'],
    ['domain(name: "https://www.example.com/") { name }', 'name'],
    ['urlReport(url: "www.example.com") { state }', 'url'],
    ['urlReport(url: "https://www.example.com/", since: "2100-01-01T00:00:00Z") { state }', 'since'],
    ['urlReport(url: "https://www.example.com/", kinds: []) { state }', 'kinds'],
  ])('%s is explained, naming %s', async (field, argument) => {
    const { ask, reported } = apiOver(fakeTasks(rows));
    const answer = await ask(`{ ${field} }`);
    expect(answer.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument } }]);
    expect(reported).toEqual([]);
  });

  it('is explained also where GraphQL itself finds it', async () => {
    const { ask, reported } = apiOver(fakeTasks(rows));
    for (const query of [
      '{ tasks(filter: { createdAt: { from: "yesterday" } }) { nodes { id } } }',
      '{ tasks(filter: { states: [DONE] }) { nodes { id } } }',
      '{ nothing }',
      '{ tasks',
    ]) {
      const answer = await ask(query);
      expect(answer.errors).toMatchObject([{ extensions: { code: expect.stringMatching(/^GRAPHQL_/) } }]);
    }
    const answer = await ask(
      'query ($from: DateTime) { tasks(filter: { createdAt: { from: $from } }) { nodes { id } } }',
      {
        from: 'yesterday',
      },
    );
    expect(answer.errors).toMatchObject([
      { message: expect.stringContaining('yesterday'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(reported).toEqual([]);
  });
});

describe('an unforeseen error', () => {
  it('is masked, with an id that is reported with the whole error', async () => {
    const broken = new Error('secret of the house');
    const { post, reported } = apiOver({ ...fakeTasks(rows), tasks: () => Promise.reject(broken) });
    const response = await post(JSON.stringify({ query: '{ tasks { nodes { id } } }' }));
    const text = await response.text();
    expect(text).not.toContain('secret');
    expect(JSON.parse(text)).toMatchObject({
      errors: [{ message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR', id: 'id-1' } }],
    });
    expect(reported).toEqual([{ error: broken, id: 'id-1' }]);
  });
});

describe('a gateway', () => {
  const entities =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Task { taskId } ... on Provider { name } ... on UrlDetail { url } ... on Domain { name } } }';

  it('gets entities by their keys, looked up together, one wrong key costing the others nothing', async () => {
    const tasks = fakeTasks(rows);
    const { ask } = apiOver(tasks);
    const answer = await ask(entities, {
      representations: [
        { __typename: 'Task', id: taskId({ provider: 'main', kind: 'PREFETCH', taskId: '1' }) },
        { __typename: 'Task', id: taskId({ provider: 'main', kind: 'PURGE_URL', taskId: '2' }) },
        { __typename: 'Task', id: 'nonsense' },
        { __typename: 'Provider', id: providerId('main') },
        { __typename: 'UrlDetail', id: urlDetailId(failed) },
        { __typename: 'Domain', name: 'www.example.com' },
      ],
    });
    expect(answer.data).toEqual({
      _entities: [
        { __typename: 'Task', taskId: '1' },
        { __typename: 'Task', taskId: '2' },
        null,
        { __typename: 'Provider', name: 'main' },
        { __typename: 'UrlDetail', url: 'https://img.example.com/a.png' },
        { __typename: 'Domain', name: 'www.example.com' },
      ],
    });
    expect(answer.errors).toMatchObject([{ path: ['_entities', 2], extensions: { code: 'BAD_USER_INPUT' } }]);
    expect(tasks.lookedUp).toHaveLength(1);
    expect(rows.every((given) => !('__typename' in given))).toBe(true);
  });

  it('gets the subgraph’s schema', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const { data } = await ask('{ _service { sdl } }');
    expect(JSON.stringify(data)).toContain('@key(fields: \\"id\\")');
  });
});

describe('a report on a URL', () => {
  it('tells for each provider what last covered it', async () => {
    const { ask } = apiOver(fakeTasks(rows, { edge: down }));
    const { data } = await ask(`{ urlReport(url: "https://img.example.com/a.png") { url state
      providers { provider { name } latest { state url } error { __typename } } } }`);
    expect(data).toEqual({
      urlReport: {
        url: 'https://img.example.com/a.png',
        state: 'FAILED',
        providers: [
          { provider: { name: 'main' }, latest: null, error: { __typename: 'UnavailableError' } },
          {
            provider: { name: 'aliyun' },
            latest: { state: 'FAILED', url: 'https://img.example.com/a.png' },
            error: { __typename: 'UnavailableError' },
          },
          { provider: { name: 'edge' }, latest: null, error: { __typename: 'UnavailableError' } },
        ],
      },
    });
  });
});

const events = async (response: Response): Promise<unknown[]> =>
  (await response.text())
    .split('\n')
    .filter((line) => line.startsWith('data: {'))
    .map((line): unknown => JSON.parse(line.slice('data: '.length)));

describe('the progress of a task', () => {
  it('is a stream of events that ends with the task', async () => {
    const states = ['PROCESSING', 'PROCESSING', 'SUCCEEDED'] as const;
    const tasks = fakeTasks(rows);
    let polls = 0;
    const { post } = apiOver({
      ...tasks,
      lookUp: async (references, scope) => {
        const [task] = await tasks.lookUp(references, scope);
        const state = states[polls++] ?? 'SUCCEEDED';
        return task === undefined || task instanceof Failure ? [] : [{ ...task, state }];
      },
    });
    const query =
      'subscription ($id: ID!) { taskProgress(id: $id) { ... on Task { state urlDetails { nodes { url } } } } }';
    const id = taskId({ provider: 'aliyun', kind: 'PREFETCH', taskId: '9' });
    const response = await post(JSON.stringify({ query, variables: { id } }), {
      accept: 'text/event-stream',
    });
    const nodes = [{ url: 'https://img.example.com/a.png' }];
    expect(await events(response)).toEqual([
      { data: { taskProgress: { state: 'PROCESSING', urlDetails: { nodes } } } },
      { data: { taskProgress: { state: 'SUCCEEDED', urlDetails: { nodes } } } },
    ]);
  });

  it('tells of a failure as an event', async () => {
    const { post } = apiOver(fakeTasks(rows));
    const query = 'subscription ($id: ID!) { taskProgress(id: $id) { __typename } }';
    const id = taskId({ provider: 'main', kind: 'PREFETCH', taskId: '404' });
    const response = await post(JSON.stringify({ query, variables: { id } }), {
      accept: 'text/event-stream',
    });
    expect(await events(response)).toEqual([{ data: { taskProgress: { __typename: 'NotFoundError' } } }]);
  });

  it('is refused for what is no task', async () => {
    const { post } = apiOver(fakeTasks(rows));
    const query = `subscription { taskProgress(id: "${providerId('main')}") { __typename } }`;
    const response = await post(JSON.stringify({ query }), { accept: 'text/event-stream' });
    expect(await events(response)).toMatchObject([
      { errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'id' } }] },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import { providerId, taskId, unreadTaskId, urlDetailId } from '../../src/graphql/global-id.ts';
import { apiOver } from './api-over.ts';
import { down, failed, rows } from './fake-rows.ts';
import { fakeTasks, now } from './fake-tasks.ts';

/** The first task of `rows`. */
const first = { provider: 'main', kind: 'PREFETCH', taskId: '1', createdAt: now - 60_000 } as const;

describe('a lookup', () => {
  it('returns the task or the error, and looks up each task once, in one batch', async () => {
    const tasks = fakeTasks(rows, { edge: down });
    const { ask } = apiOver(tasks);
    const { data, extensions } = await ask(`{
      a: task(provider: "main", taskId: "1") { ... on Task { state } }
      b: task(provider: "main", taskId: "1") { ... on Task { urlCount } }
      c: task(provider: "main", taskId: "404") { __typename ... on Error { message } }
      d: task(provider: "edge", taskId: "1") { __typename ... on Error { vendorCode provider { name } } }
      e: task(provider: "nope", taskId: "1") { __typename ... on Error { message retryable provider { name } } } }`);
    expect(data).toEqual({
      a: { state: 'PARTIALLY_SUCCEEDED' },
      b: { urlCount: 2 },
      c: { __typename: 'NotFoundError', message: 'There is no such task.' },
      d: { __typename: 'UnavailableError', vendorCode: 'InternalError', provider: { name: 'edge' } },
      e: {
        __typename: 'NotFoundError',
        message: 'No provider is called "nope". There are: main, aliyun, edge.',
        retryable: false,
        provider: null,
      },
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
          shared: 0,
          tries: 2,
          tookMs: 12,
          waitedMs: 3,
          failures: 0,
        },
        {
          provider: 'edge',
          action: 'DescribeTasks',
          calls: 1,
          shared: 0,
          tries: 1,
          tookMs: 12,
          waitedMs: 3,
          failures: 0,
        },
      ],
    });
  });

  it('of a row’s task is made only for fields that the row does not contain', async () => {
    const tasks = fakeTasks(rows);
    const { ask } = apiOver(tasks);
    const known = await ask(
      '{ urlDetails { nodes { task { __typename id taskId kind provider { name } } } } }',
    );
    expect(tasks.lookedUp).toEqual([]);
    expect(known.data).toMatchObject({
      urlDetails: {
        nodes: [{ task: { id: taskId(first) } }, {}, {}, {}],
      },
    });
    await ask('{ urlDetails { nodes { task { ...More } } } } fragment More on Task { ... { state } }');
    expect(tasks.lookedUp).toHaveLength(1);
    expect(tasks.lookedUp[0]).toHaveLength(3);
  });

  it('that fails returns an id of its own, by which the task can be fetched again', async () => {
    let isDown = true;
    const tasks = fakeTasks(rows);
    const { ask } = apiOver({
      ...tasks,
      lookUp: async (references, scope) =>
        isDown ? references.map(() => down) : tasks.lookUp(references, scope),
    });
    const question = '{ urlDetails(first: 1) { nodes { task { id state } } } }';
    const { data } = await ask(question);
    isDown = false;
    const known = taskId(first);
    const unread = unreadTaskId(first);
    expect(unread).not.toBe(known);
    expect(data).toEqual({ urlDetails: { nodes: [{ task: { id: unread, state: 'UNKNOWN' } }] } });
    const again = await ask('query ($id: ID!) { node(id: $id) { id } }', { id: unread });
    expect(again.data).toEqual({ node: { id: known } });
  });

  it('that fails does not affect the row that led to it', async () => {
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
    task: taskId(first),
    url: urlDetailId(failed),
    gone: taskId({ provider: 'main', kind: 'PREFETCH', taskId: '404' }),
    goneUrl: urlDetailId({ ...failed, url: 'https://img.example.com/gone.png' }),
    otherArea: urlDetailId({ ...failed, area: 'GLOBAL' }),
    down: taskId({ ...first, provider: 'edge', scope: 'zone-1' }),
  };
  const fragments = '__typename id ... on Provider { name } ... on Task { taskId } ... on UrlDetail { url }';

  it('is the object that its id identifies, or null if that does not exist any more', async () => {
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

  const unread =
    '__typename id ... on Task { taskId kind state createdAt urlCount stateCounts { count } provider { name } error { __typename message } urlDetails { nodes { url } errors { message } totalCount } }';
  const downTask = {
    __typename: 'Task',
    id: ids.down,
    taskId: '1',
    kind: 'PREFETCH',
    state: 'UNKNOWN',
    createdAt: '2026-03-01T11:59:00.000Z',
    urlCount: 0,
    stateCounts: [],
    provider: { name: 'edge' },
    error: { __typename: 'UnavailableError', message: 'The vendor is down.' },
    urlDetails: { nodes: [], errors: [{ message: 'The vendor is down.' }], totalCount: null },
  };

  it('whose vendor cannot be asked is a task with its key and the error, beside the others', async () => {
    const { ask } = apiOver(fakeTasks(rows, { edge: down }));
    const answer = await ask(
      `query ($ids: [ID!]!, $id: ID!) { nodes(ids: $ids) { ${unread} } node(id: $id) { ${unread} } }`,
      {
        ids: [ids.provider, ids.down, ids.task],
        id: ids.down,
      },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({
      nodes: [
        { __typename: 'Provider', id: ids.provider },
        downTask,
        expect.objectContaining({ id: ids.task, state: 'PARTIALLY_SUCCEEDED', error: null }),
      ],
      node: downTask,
    });
  });

  it('whose vendor cannot be asked has no creation time if its id has none', async () => {
    const { ask } = apiOver(fakeTasks(rows, { edge: down }));
    const id = taskId({ provider: 'edge', kind: 'PREFETCH', taskId: '1' });
    const answer = await ask(
      'query ($id: ID!) { known: node(id: $id) { id ... on Task { state } } node(id: $id) { ... on Task { createdAt } } }',
      { id },
    );
    expect(answer.data).toEqual({ known: { id, state: 'UNKNOWN' }, node: null });
    expect(answer.errors).toMatchObject([
      {
        path: ['node', 'createdAt'],
        extensions: {
          code: 'VENDOR_UNAVAILABLE',
          provider: 'edge',
          vendorCode: 'InternalError',
          requestId: 'r-1',
          retryable: true,
        },
      },
    ]);
  });

  it('with a wrong id, or a URL whose vendor cannot be asked, is an error in its own place', async () => {
    const { ask } = apiOver(fakeTasks(rows, { edge: down }));
    const url = urlDetailId({ ...failed, provider: 'edge' });
    const answer = await ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${fragments} } }`, {
      ids: [ids.task, url, 'nonsense'],
    });
    expect(answer.data).toMatchObject({ nodes: [{ taskId: '1' }, null, null] });
    expect(answer.errors).toHaveLength(2);
    expect(answer.errors).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          path: ['nodes', 1],
          extensions: expect.objectContaining({ code: 'VENDOR_UNAVAILABLE', provider: 'edge' }),
        }),
        expect.objectContaining({
          path: ['nodes', 2],
          extensions: { code: 'BAD_USER_INPUT', argument: 'ids.2' },
        }),
      ]),
    );
  });

  it('is found by the id of an earlier version, which has no zone and no time, and keeps it', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const { provider, kind, taskId: vendorId, url, area } = failed;
    const old = [
      taskId({ provider, kind, taskId: vendorId }),
      urlDetailId({ provider, kind, taskId: vendorId, url, area }),
    ];
    const { data } = await ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ${fragments} } }`, { ids: old });
    expect(data).toMatchObject({ nodes: old.map((id) => ({ id })) });
  });

  it('passes the zone and the creation time of its id on to the lookup', async () => {
    const tasks = fakeTasks(rows);
    const { ask } = apiOver(tasks);
    const id = taskId({ ...first, scope: 'zone-1', createdAt: now - 60_000 });
    await ask('query ($id: ID!) { node(id: $id) { id } }', { id });
    expect(tasks.lookedUp).toEqual([
      [
        {
          provider: 'main',
          kind: 'PREFETCH',
          taskId: '1',
          scope: 'zone-1',
          createdAt: now - 60_000,
          needsFinishedAt: false,
        },
      ],
    ]);
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
          task instanceof VendorError ? task : { ...task, details: undefined },
        ),
    });
    const { data } = await ask(`query ($id: ID!) { node(id: $id) { ${fragments} } }`, { id: ids.url });
    expect(data).toMatchObject({ node: { id: ids.url } });
  });
});

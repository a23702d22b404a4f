import { describe, expect, it } from 'vitest';
import { providerId, taskId, urlDetailId } from '../../src/graphql/global-id.ts';
import { buildSubgraph } from '../../src/graphql/schema.ts';
import { apiOver, vendors } from './api-over.ts';
import { down, failed, rows } from './fake-rows.ts';
import { fakeTasks } from './fake-tasks.ts';

describe('a gateway', () => {
  const entities =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Task { taskId state error { message } } ... on Provider { name } ... on UrlDetail { url } ... on Domain { name } } }';

  it('gets entities by their keys in one lookup, in which a wrong key does not affect the others', async () => {
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
        { __typename: 'Task', taskId: '1', state: 'PARTIALLY_SUCCEEDED', error: null },
        { __typename: 'Task', taskId: '2', state: 'PROCESSING', error: null },
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

  it('gets a task with its key and the error where the vendor cannot be asked', async () => {
    const { ask } = apiOver(fakeTasks(rows, { edge: down }));
    const answer = await ask(entities, {
      representations: [
        { __typename: 'Domain', name: 'www.example.com' },
        { __typename: 'Task', id: taskId({ provider: 'edge', kind: 'PREFETCH', taskId: '1' }) },
        { __typename: 'Provider', id: providerId('main') },
      ],
    });
    expect(answer.data).toEqual({
      _entities: [
        { __typename: 'Domain', name: 'www.example.com' },
        { __typename: 'Task', taskId: '1', state: 'UNKNOWN', error: { message: 'The vendor is down.' } },
        { __typename: 'Provider', name: 'main' },
      ],
    });
    expect(answer.errors).toBeUndefined();
  });

  it('gets the subgraph’s schema', async () => {
    const { ask } = apiOver(fakeTasks(rows));
    const { data } = await ask('{ _service { sdl } }');
    expect(JSON.stringify(data)).toContain('@key(fields: \\"id\\")');
  });

  it('meets the prefixed names everywhere in a schema with a prefix', async () => {
    const schema = buildSubgraph({ vendors, prefix: 'Cdn', withoutNode: true });
    const { ask } = apiOver(fakeTasks(rows, { edge: down }), { schema });
    const id = taskId({ provider: 'main', kind: 'PREFETCH', taskId: '1' });
    const { data, errors } = await ask(
      `query ($keys: [_Any!]!, $filter: CdnTaskFilter) {
        _entities(representations: $keys) { __typename ... on CdnTask { state } }
        tasks(filter: $filter) { __typename nodes { __typename status { __typename ... on CdnStatus { state } } }
          errors { __typename } }
        task(provider: "nope", taskId: "1") { __typename }
        _service { sdl } }`,
      {
        keys: [
          { __typename: 'CdnTask', id },
          { __typename: 'Task', id },
          { __typename: 'CdnDomain', name: 'www.example.com' },
        ],
        filter: { providers: ['main'], states: ['PROCESSING'] },
      },
    );
    expect(data).toMatchObject({
      _entities: [{ __typename: 'CdnTask', state: 'PARTIALLY_SUCCEEDED' }, null, { __typename: 'CdnDomain' }],
      tasks: {
        __typename: 'CdnTaskConnection',
        nodes: [{ __typename: 'CdnTask', status: { __typename: 'CdnProcessing', state: 'PROCESSING' } }],
        errors: [{ __typename: 'CdnUnavailableError' }],
      },
      task: { __typename: 'CdnNotFoundError' },
      _service: { sdl: expect.stringContaining('type CdnTask implements Node @key(fields: "id")') },
    });
    expect(errors).toMatchObject([
      { path: ['_entities', 1], message: expect.stringContaining('CdnProvider, CdnTask') },
    ]);
    const { errors: unknown } = await ask('{ nodes(ids: []) { id } }');
    expect(JSON.stringify(unknown)).toContain('nodes');
  });
});

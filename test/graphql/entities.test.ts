import { describe, expect, it } from 'vitest';
import { providerId, taskId, urlDetailId } from '../../src/graphql/global-id.ts';
import { apiOver } from './api-over.ts';
import { down, failed, rows } from './fake-rows.ts';
import { fakeTasks } from './fake-tasks.ts';

describe('a gateway', () => {
  const entities =
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Task { taskId state error { message } } ... on Provider { name } ... on UrlDetail { url } ... on Domain { name } } }';

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
});

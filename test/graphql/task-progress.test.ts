import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import { providerId, taskId } from '../../src/graphql/global-id.ts';
import { apiOver } from './api-over.ts';
import { rows } from './fake-rows.ts';
import { fakeTasks } from './fake-tasks.ts';

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
        return task === undefined || task instanceof VendorError ? [] : [{ ...task, state }];
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

  it('reports a failure as an event', async () => {
    const { post } = apiOver(fakeTasks(rows));
    const query = 'subscription ($id: ID!) { taskProgress(id: $id) { __typename } }';
    const id = taskId({ provider: 'main', kind: 'PREFETCH', taskId: '404' });
    const response = await post(JSON.stringify({ query, variables: { id } }), {
      accept: 'text/event-stream',
    });
    expect(await events(response)).toEqual([{ data: { taskProgress: { __typename: 'NotFoundError' } } }]);
  });

  it('is rejected for an id of another type', async () => {
    const { post } = apiOver(fakeTasks(rows));
    const query = `subscription { taskProgress(id: "${providerId('main')}") { __typename } }`;
    const response = await post(JSON.stringify({ query }), { accept: 'text/event-stream' });
    expect(await events(response)).toMatchObject([
      { errors: [{ extensions: { code: 'BAD_USER_INPUT', argument: 'id' } }] },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { apiOver } from './api-over.ts';
import { rows } from './fake-rows.ts';
import { fakeTasks } from './fake-tasks.ts';

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
    ['tasks(maxAge: "-PT1S") { nodes { id } }', 'maxAge'],
    ['urlReport(url: "https://www.example.com/", maxAge: "PT-1S") { state }', 'maxAge'],
    ['urlReport(url: "https://www.example.com/", providers: ["nobody"]) { state }', 'providers'],
    ['statistics(by: []) { groups { tasks } }', 'by'],
    ['statistics(by: [DAY], filter: { states: [] }) { groups { tasks } }', 'filter.states'],
    ['domain(name: " ") { name }', 'name'],
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
      {
        message: expect.stringMatching(/"yesterday".*such as "2026-03-01T12:30:00Z"/),
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
    expect(reported).toEqual([]);
  });
});

describe('an unexpected error', () => {
  it('is masked, with an id that is logged with the complete error', async () => {
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

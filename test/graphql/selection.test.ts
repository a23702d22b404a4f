import { expect, it } from 'vitest';
import { taskId } from '../../src/graphql/global-id.ts';
import { apiOver } from './api-over.ts';
import { rows } from './fake-rows.ts';
import { fakeTasks } from './fake-tasks.ts';

const id = taskId({ provider: 'main', kind: 'PREFETCH', taskId: '1' });

it.each([
  ['{ task(provider: "main", taskId: "1") { ... on Task { state urlCount } } }', false],
  ['{ task(provider: "main", taskId: "1") { ... on Task { end: finishedAt } } }', true],
  ['query ($id: ID!) { node(id: $id) { id ... on Task { state } } }', false],
  ['query ($id: ID!) { node(id: $id) { ...Ended } } fragment Ended on Task { finishedAt }', true],
  [
    'query ($id: ID!) { nodes(ids: [$id]) { ... on Task { status { ...Done } } } } fragment Done on Succeeded { finishedAt }',
    true,
  ],
  [
    'query ($id: ID!) { _entities(representations: [{ __typename: "Task", id: $id }]) { ... on Task { finishedAt } } }',
    true,
  ],
  ['{ urlDetails(first: 1) { nodes { status { ... on Succeeded { finishedAt } } task { state } } } }', false],
  ['{ urlDetails(first: 1) { nodes { task { finishedAt } } } }', true],
])('the end of a task is looked up for those alone who select it: %s', async (query, needsFinishedAt) => {
  const tasks = fakeTasks(rows);
  const { errors } = await apiOver(tasks).ask(query, query.includes('$id') ? { id } : {});
  expect(errors).toBeUndefined();
  expect(tasks.lookedUp.flat().map((reference) => reference.needsFinishedAt)).toEqual([needsFinishedAt]);
});

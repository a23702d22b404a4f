import { afterEach, beforeEach, expect, it } from 'vitest';
import type { TaskState } from '../../src/domain/task.ts';
import { HOUR, SECOND } from '../../src/domain/time.ts';
import { NOW } from './scenario.ts';
import { openWorld, type World } from './world.ts';

type Ending = 'succeeded' | 'failed' | undefined;

const taskOf = (taskId: string, endings: readonly Ending[]) => ({
  taskId,
  kind: 'PREFETCH' as const,
  at: NOW - HOUR,
  targets: endings.map((outcome, index) => ({
    url: `https://www.example.com/${taskId}/${index}`,
    finishesAt: outcome === undefined ? NOW + HOUR : NOW - HOUR + 5 * SECOND,
    outcome: outcome ?? ('succeeded' as const),
  })),
});

let world: World;
beforeEach(async () => {
  const history = [
    taskOf('1001', ['succeeded', 'failed']),
    taskOf('1002', ['succeeded', 'succeeded']),
    taskOf('1003', ['failed', 'failed']),
    taskOf('1004', ['failed', undefined]),
  ];
  world = await openWorld({
    accounts: [{ vendor: 'TENCENT_CDN', name: 'main', id: 'id', secret: 'secret', history }],
    now: NOW,
  });
});
afterEach(() => world.close());

it.each<[TaskState, readonly string[]]>([
  ['PARTIALLY_SUCCEEDED', ['1001']],
  ['SUCCEEDED', ['1002']],
  ['FAILED', ['1003']],
  ['PROCESSING', ['1004']],
])('a list of tasks that are %s has those whose URLs are together in this state', async (state, ids) => {
  const { edges } = await world.tasks.tasks({ states: [state] }, { first: 10 }, world.scope());
  expect(edges.map(({ node }) => [node.taskId, node.state, node.urlCount])).toEqual(
    ids.map((id) => [id, state, 2]),
  );
});

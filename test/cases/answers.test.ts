import { afterEach, expect, it } from 'vitest';
import { answers } from './expectations.ts';
import { firstRows } from './listed.ts';
import { replay } from './replayed-app.ts';
import type { ReplayedApp } from './replayed-app.ts';

let app: ReplayedApp | undefined;

afterEach(async () => {
  await app?.close();
  app = undefined;
});

async function observed(name: string): Promise<Readonly<Record<string, unknown>>> {
  app = await replay(name);
  const { nodes, errors, coverage, totalCount } = await firstRows(app);
  return {
    urls: nodes.map(({ url }) => url),
    taskIds: nodes.map(({ task }) => task.taskId),
    kinds: nodes.map(({ task }) => task.kind),
    hosts: nodes.map(({ domain }) => domain),
    errors,
    outcomes: [...new Set(coverage.map(({ outcome }) => outcome))],
    totalCount,
    calls: app.calls,
  };
}

it.each(
  Object.entries(answers).map(
    ([name, { title, ...expected }]) => [`${title} (${name})`, name, expected] as const,
  ),
)('%s', async (_, name, expected) => {
  expect(await observed(name)).toMatchObject(expected);
});

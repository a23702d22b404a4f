import { afterEach, expect, it } from 'vitest';
import { caseNames, createdAt, filled, keyOf, readCase, rowsAt } from './case-file.ts';
import { walkRows, walkTasks } from './listed.ts';
import type { Page } from './listed.ts';
import { answers, lists } from './expectations.ts';
import { replay } from './replayed-app.ts';
import type { ReplayedApp } from './replayed-app.ts';

const pageSizes = [3, 20, 200];

let app: ReplayedApp | undefined;

afterEach(async () => {
  await app?.close();
  app = undefined;
});

/** An app that has not asked the vendor anything. */
async function fresh(name: string): Promise<ReplayedApp> {
  await app?.close();
  app = await replay(name);
  return app;
}

/** The distinct rows of a case, in the product's order: newest first, then by task id and URL. */
function truth(name: string, began: number) {
  const rows = Object.values(readCase(name).actions)
    .flat()
    .flatMap(({ body, paged }) =>
      paged === undefined ? [] : rowsAt(JSON.parse(filled(JSON.stringify(body), began)), paged),
    )
    .map((row) => ({ ...keyOf(row), at: createdAt(row) }));
  const distinct = new Map(rows.map((row) => [`${row.taskId} ${row.url}`, row]));
  return [...distinct.values()].toSorted(
    (one, other) => other.at - one.at || compare(one.taskId, other.taskId) || compare(one.url, other.url),
  );
}

/** The number of URLs of each task, in the order of the list. */
function trueCounts(rows: readonly { readonly taskId: string }[]): [taskId: string, urls: number][] {
  const counts = new Map<string, number>();
  for (const { taskId } of rows) counts.set(taskId, (counts.get(taskId) ?? 0) + 1);
  return [...counts];
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** What the pages say of themselves: without a fault `['COMPLETE']` and no error. */
function claims(pages: readonly Page<unknown>[]) {
  return {
    outcomes: [...new Set(pages.flatMap(({ coverage }) => coverage.map(({ outcome }) => outcome)))],
    errors: pages.flatMap(({ errors }) => errors),
  };
}

const whole = { outcomes: ['COMPLETE'], errors: [] };

const walks = Object.entries(lists).flatMap(([name, list]) =>
  list.directions.map(
    (direction) =>
      [
        `every row once, for every page size, of a list ${list.title}, ${direction} (${name})`,
        name,
        direction,
        list,
      ] as const,
  ),
);

it.each(walks)('%s', async (_, name, direction, { rowsWithCopies }) => {
  const totals = new Set<number>();
  for (const size of pageSizes) {
    const opened = await fresh(name);
    const rows = truth(name, opened.began).map(({ taskId, url }) => `${taskId} ${url}`);
    const { nodes, pages } = await walkRows(opened, size, direction);
    expect({ size, rows: nodes.map(({ task, url }) => `${task.taskId} ${url}`) }).toEqual({ size, rows });
    expect({ size, ...claims(pages) }).toEqual({ size, ...whole });
    for (const { totalCount } of pages) if (typeof totalCount === 'number') totals.add(totalCount);
    expect([[], [rows.length], [rowsWithCopies ?? rows.length]]).toContainEqual([...totals]);
  }
});

const taskWalks = Object.entries(lists)
  .filter(([, { listsTasks }]) => listsTasks === true)
  .map(
    ([name, { title }]) =>
      [`every task once, with its number of URLs, of a list ${title} (${name})`, name] as const,
  );

it.each(taskWalks)('%s', async (_, name) => {
  for (const size of pageSizes) {
    const opened = await fresh(name);
    const tasks = trueCounts(truth(name, opened.began));
    const { nodes, pages } = await walkTasks(opened, size);
    expect({ size, tasks: nodes.map(({ taskId, urlCount }) => [taskId, urlCount]) }).toEqual({ size, tasks });
    expect({ size, ...claims(pages) }).toEqual({ size, ...whole });
  }
});

it('every case file has an expectation', () => {
  expect([...Object.keys(answers), ...Object.keys(lists)].toSorted(compare)).toEqual([...caseNames]);
});

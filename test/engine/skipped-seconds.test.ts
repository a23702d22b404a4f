import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { TaskKind, TaskState, UrlDetail } from '../../src/domain/task.ts';
import { HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import { memorySource, NOW, scopeNow, tasksInMemory, type MemoryFeed } from './memory-source.ts';

/** A task whose rows were created together, so many hours ago. */
const taskOf = (
  taskId: string,
  rows: number,
  hours: number,
  state: TaskState,
  kind: TaskKind = 'PREFETCH',
): UrlDetail[] =>
  Array.from({ length: rows }, (_, index) => ({
    provider: 'north',
    kind,
    taskId,
    url: `https://www.example.com/${taskId}/${index}`,
    domain: 'www.example.com',
    state,
    createdAt: NOW - hours * HOUR,
    observedAt: NOW,
    raw: {},
  }));

const hours = [1, 2, 3, 4, 5];
const large = hours.flatMap((hour) => taskOf(`large${hour}`, 400, hour, 'SUCCEEDED'));
/** Each shares its second with a task that fills pages. */
const small = hours.flatMap((hour) => taskOf(`small${hour}`, 1, hour, 'FAILED'));
/** Tasks of two rows, which prove that the total counts rows. */
const newest = Array.from({ length: 75 }, (_, index) =>
  taskOf(`new${index}`, 2, 0.5 + index / 3_600, 'SUCCEEDED'),
).flat();

const names = ({ edges }: { readonly edges: readonly { readonly node: { readonly taskId: string } }[] }) =>
  edges.map(({ node }) => node.taskId);
const north = (feed: MemoryFeed) => tasksInMemory([memorySource('north', [{ lookups: 'within', ...feed }])]);
const period = { from: NOW - 10 * HOUR, to: NOW - 50 * MINUTE };

describe('a list of tasks that skips seconds whose rows fill pages', () => {
  it('gives the tasks of a state that share such a second, also where the page is not full', async () => {
    const tasks = north({ rows: [...newest, ...large, ...small] });
    const page = await tasks.tasks({ ...period, states: ['FAILED'] }, { first: 50 }, scopeNow());
    expect(names(page)).toEqual(hours.map((hour) => `small${hour}`));
    expect([page.hasNextPage, page.errors]).toEqual([false, []]);
  });

  it('gives the tasks of a kind that share such a second', async () => {
    const purges = hours.flatMap((hour) => taskOf(`purge${hour}`, 1, hour, 'SUCCEEDED', 'PURGE_URL'));
    const tasks = north({ rows: [...newest, ...large, ...purges] });
    const page = await tasks.tasks({ ...period, kinds: ['PURGE_URL'] }, { first: 50 }, scopeNow());
    expect(names(page)).toEqual(hours.map((hour) => `purge${hour}`));
  });

  it('loses none of them between pages where the vendor fails below one', async () => {
    let isDown = true;
    const tasks = north({
      rows: [...newest, ...large, ...small],
      distort: ({ window }, page) => {
        if (isDown && window !== undefined && window.to <= NOW - 3 * HOUR + SECOND)
          throw new VendorError({ kind: 'UNAVAILABLE', message: 'It is down.', retryable: false });
        return page;
      },
    });
    const first = await tasks.tasks(period, { first: 50 }, scopeNow());
    expect(first.errors).toHaveLength(1);
    isDown = false;
    const next = await tasks.tasks(period, { first: 50, after: first.endCursor }, scopeNow());
    expect([...names(first), ...names(next)].toSorted()).toEqual(
      [...new Set([...large, ...small].map(({ taskId }) => taskId))].toSorted(),
    );
  });
});

/** Rows of a task, so many seconds after an hour ago. */
const rowsAt = (taskId: string, rows: number, secondsLater: number) =>
  taskOf(taskId, rows, 1, 'SUCCEEDED').map((row) => ({
    ...row,
    url: `${row.url}?${secondsLater}`,
    createdAt: row.createdAt + secondsLater * SECOND,
  }));

describe('a task that is counted and has rows in several seconds', () => {
  it.each([
    [
      'some of which are read',
      [...rowsAt('wide', 215, 0), ...rowsAt('wide', 95, 2), ...rowsAt('wide', 90, 3)],
      185,
      5,
    ],
    ['which are all skipped', [...rowsAt('wide', 250, 0), ...rowsAt('wide', 150, 2)], 150, 95],
  ])('%s, does not pass for the rows of another task', async (_, wide, hidden, seen) => {
    // In the older second both tasks together have as many rows as the first has in all: 400.
    const rows = [...wide, ...rowsAt('hidden', hidden, 0), ...rowsAt('hidden', seen, 4)];
    const page = await north({ rows }).tasks(period, { first: 50 }, scopeNow());
    expect(page.edges.map(({ node: { taskId, urlCount } }) => [taskId, urlCount])).toEqual([
      ['hidden', hidden + seen],
      ['wide', 400],
    ]);
  });
});

describe('one empty answer that counts rows', () => {
  it.each([
    ['at the first page', 0],
    ['in the middle of a list', 100],
  ])('%s is not taken for the end', async (_, at) => {
    let isLost = false;
    const tasks = north({
      rows: taskOf('one', 240, 1, 'SUCCEEDED'),
      distort: ({ offset }, page) => {
        if (isLost || offset !== at) return page;
        isLost = true;
        return { ...page, rows: [], rowsAnswered: 0 };
      },
    });
    const page = await tasks.urlDetails({ from: NOW - 3 * HOUR }, { first: 500 }, scopeNow());
    expect([page.edges.length, page.errors]).toEqual([240, []]);
  });
});

it('a task of several zones is not given in part when the budget ends between them', async () => {
  const zones = ['z1', 'z2', 'z3'].map((scope): MemoryFeed => ({
    scope,
    lookups: 'spanning',
    rows: ['a', 'b', 'c'].flatMap((taskId) =>
      taskOf(taskId, 2, 1, 'SUCCEEDED').map((row) => ({ ...row, scope, url: `${row.url}/${scope}` })),
    ),
  }));
  const references = ['a', 'b', 'c'].map((taskId) => ({ provider: 'north', taskId }));
  for (const budget of [4, 5, 100]) {
    const tasks = tasksInMemory([memorySource('north', zones)]);
    const found = await tasks.lookUp(references, scopeNow(budget));
    for (const task of found)
      expect(task instanceof VendorError ? task.kind : task.urlCount).toBeOneOf([6, 'CALL_BUDGET']);
  }
});

import { expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { RequestScope } from '../../src/domain/request-scope.ts';
import type { Feed, TaskSource } from '../../src/domain/source.ts';
import type { Task, UrlDetail } from '../../src/domain/task.ts';
import type { Page } from '../../src/domain/page.ts';
import { HOUR, SECOND } from '../../src/domain/time.ts';
import { vendorCalls } from '../../src/engine/call/calls.ts';
import { requestScope } from '../../src/engine/call/deadline.ts';
import { MemoryStore } from '../../src/engine/store/store.ts';
import { createTasks } from '../../src/engine/tasks.ts';
import { NOW } from './scenario.ts';

/** A batch of paths at a vendor that lists batches by marker. */
interface Batch {
  readonly id: string;
  readonly at: number;
  readonly paths: number;
  isDone: boolean;
}

const batch = (name: number, age: number, paths = 2): Batch => ({
  id: `I${String(name).padStart(4, '0')}`,
  at: NOW - age * SECOND,
  paths,
  isDone: true,
});

/** Batches that are so many seconds apart, newest first. */
const batchesApart = (count: number, seconds = 2): Batch[] =>
  Array.from({ length: count }, (_, index) => batch(index, index * seconds));

const rowOf = ({ id, at, isDone }: Batch, url: string): UrlDetail => ({
  provider: 'front',
  kind: 'PURGE_URL',
  taskId: id,
  url,
  domain: '',
  state: isDone ? 'SUCCEEDED' : 'PROCESSING',
  createdAt: at,
  observedAt: NOW,
  raw: {},
});

const decode: Feed['decode'] = ({ body }) => {
  const rows = Array.isArray(body['rows']) ? body['rows'] : [];
  const nextMarker = typeof body['next'] === 'string' ? body['next'] : undefined;
  return { rows, rowsAnswered: rows.length, nextMarker };
};

/** The engine over one such vendor; `list` may be changed while it is read. */
function markerList(
  list: Batch[],
  more: { readonly pageSize?: number; readonly forgotten?: Set<string> } = {},
) {
  const clock = { now: NOW };
  const calls: string[] = [];
  const lookedUp: string[] = [];
  const capabilities: Feed['capabilities'] = {
    paging: 'marker',
    rows: 'tasks',
    maxPageSize: more.pageSize ?? 100,
    maxWindow: Infinity,
    retention: Infinity,
    isNewestFirst: true,
    taskSpan: 0,
    tellsArea: false,
  };
  const common = { kinds: ['PURGE_URL'] as const, callsPerSecond: Infinity, decode };
  const source: TaskSource = {
    provider: { name: 'front', vendor: 'ANY_VENDOR', account: 'front' },
    now: () => clock.now,
    feeds: [
      {
        ...common,
        action: 'List',
        capabilities,
        encode: ({ limit, marker }) => ({
          action: 'List',
          parameters: { limit, marker },
          callsPerSecond: Infinity,
        }),
      },
    ],
    lookups: [
      {
        ...common,
        action: 'Get',
        idsPerCall: 1,
        maxPageSize: Infinity,
        countableStates: [],
        isDetailed: false,
        urlsNeverChange: true,
        retention: Infinity,
        encode: ({ taskIds: [id] }) => ({ action: 'Get', parameters: { id }, callsPerSecond: Infinity }),
      },
    ],
    async send({ action, parameters: { id, limit, marker } }) {
      if (action === 'Get') {
        lookedUp.push(String(id));
        const found = list.find((each) => each.id === id);
        const paths = Array.from({ length: found?.paths ?? 0 }, (_, index) => `/${index}`);
        return answer(clock.now, { rows: paths.map((path) => found && rowOf(found, path)) });
      }
      const name = typeof marker === 'string' ? marker : '';
      calls.push(name);
      if (more.forgotten?.delete(name) === true) throw refusedMarker();
      const start = marker === undefined ? 0 : list.findIndex((each) => each.id === marker) + 1;
      const page = list.slice(start, start + Number(limit));
      const hasMore = start + page.length < list.length;
      return answer(clock.now, {
        rows: page.map((each) => rowOf(each, '')),
        next: hasMore ? page.at(-1)?.id : undefined,
      });
    },
  };
  const tasks = createTasks([source], {
    calls: vendorCalls({ clock: () => clock.now }),
    store: new MemoryStore(100_000, () => clock.now),
    maxRows: 100_000,
    clock: () => clock.now,
    fingerprint: (text) => String(text.length),
  });
  const scope = (callBudget = 1_000): RequestScope =>
    requestScope({ now: clock.now, deadlineMs: HOUR, callBudget, schedule: () => () => undefined }).scope;
  return { tasks, clock, calls, lookedUp, scope };
}

const refusedMarker = (): VendorError =>
  new VendorError({ kind: 'INVALID_REQUEST', message: 'No such marker.', retryable: false });

const idsOf = ({ edges }: Page<Task>): string[] => edges.map(({ node }) => node.taskId);
const ids = (from: number, to: number): string[] =>
  batchesApart(to)
    .slice(from)
    .map(({ id }) => id);

const answer = (sentAt: number, body: Record<string, unknown>) => ({ body, sentAt, observedAt: NOW });

it('a page costs one call and one for each task that is new, and then one', async () => {
  const { tasks, clock, calls, lookedUp, scope } = markerList(batchesApart(500));
  const page = await tasks.tasks({}, { first: 20 }, scope());
  expect(idsOf(page)).toEqual(ids(0, 20));
  expect(page.edges[0]?.node).toMatchObject({ urlCount: 2, state: 'SUCCEEDED' });
  expect([calls.length, lookedUp.length <= 25]).toEqual([1, true]);
  lookedUp.length = 0;
  clock.now += 60 * SECOND;
  await tasks.tasks({}, { first: 20 }, scope());
  expect([calls.length, lookedUp.length]).toEqual([2, 0]);
});

it('the next page begins at the marker of an earlier answer', async () => {
  const { tasks, clock, calls, scope } = markerList(batchesApart(60), { pageSize: 10 });
  const first = await tasks.tasks({}, { first: 25 }, scope());
  expect(calls).toEqual(['', 'I0009', 'I0019']);
  clock.now += 10 * SECOND;
  const second = await tasks.tasks({}, { first: 5, after: first.endCursor }, scope());
  expect(idsOf(second)).toEqual(ids(25, 30));
  expect(calls.slice(3)).not.toContain('');
});

it.each([1, 3, 20])(
  'pages of %i give each task once, forwards and backwards, while tasks arrive',
  async (count) => {
    // Four share each second, and a page of the vendor ends within one.
    const list = batchesApart(70).map((each, index) => ({
      ...each,
      at: NOW - Math.floor(index / 4) * 3 * SECOND,
    }));
    for (const direction of ['forward', 'backward'] as const) {
      const growing = [...list];
      const { tasks, clock, scope } = markerList(growing, { pageSize: 7 });
      const given: string[] = [];
      for (let cursor: string | undefined, pages = 0; pages < 200; pages++) {
        const page = await tasks.tasks(
          { to: NOW + SECOND },
          direction === 'forward' ? { first: count, after: cursor } : { last: count, before: cursor },
          scope(),
        );
        if (direction === 'forward') given.push(...idsOf(page));
        else given.unshift(...idsOf(page));
        expect(page.errors).toEqual([]);
        cursor = direction === 'forward' ? page.endCursor : page.startCursor;
        if (!(direction === 'forward' ? page.hasNextPage : page.hasPreviousPage)) break;
        clock.now += SECOND;
        growing.unshift(batch(9_000 + pages, -1 - pages));
      }
      expect(given).toEqual(list.map(({ id }) => id));
    }
  },
);

it('the state of a task is the one that the list tells, and its paths are not asked for again', async () => {
  const list = batchesApart(3);
  const [newest] = list;
  if (newest === undefined) throw new RangeError('There is no batch.');
  newest.isDone = false;
  const { tasks, clock, lookedUp, scope } = markerList(list);
  const before = await tasks.urlDetails({ states: ['PROCESSING'] }, { first: 10 }, scope());
  expect(before.edges.map(({ node }) => [node.taskId, node.url])).toEqual([
    ['I0000', '/0'],
    ['I0000', '/1'],
  ]);
  newest.isDone = true;
  clock.now += 10 * SECOND;
  const after = await tasks.urlDetails({}, { first: 1 }, scope());
  expect(after.edges[0]?.node).toMatchObject({ taskId: 'I0000', state: 'SUCCEEDED' });
  expect(lookedUp.filter((id) => id === 'I0000')).toHaveLength(1);
});

it('what the budget does not allow to read is said, and the cursor goes on there', async () => {
  const { tasks, clock, scope } = markerList(batchesApart(100), { pageSize: 10 });
  const given: string[] = [];
  let errors = 0;
  for (let cursor: string | undefined, pages = 0; pages < 50; pages++) {
    const page = await tasks.tasks({}, { first: 50, after: cursor }, scope(30));
    given.push(...idsOf(page));
    if (page.errors.some(({ kind }) => kind === 'CALL_BUDGET')) errors += 1;
    cursor = page.endCursor;
    if (!page.hasNextPage) break;
    clock.now += SECOND;
  }
  expect(errors).toBeGreaterThan(0);
  expect(given).toEqual(ids(0, 100));
});

it('a marker that the vendor forgot is no end: the list is read from its head', async () => {
  const forgotten = new Set<string>();
  const { tasks, clock, calls, scope } = markerList(batchesApart(40), { pageSize: 10, forgotten });
  const first = await tasks.tasks({}, { first: 15 }, scope());
  forgotten.add('I0009');
  clock.now += 10 * SECOND;
  calls.length = 0;
  const all = await tasks.tasks({}, { first: 12, after: first.endCursor }, scope());
  expect([all.errors, idsOf(all)]).toEqual([[], ids(15, 27)]);
  expect(calls.slice(0, 2)).toEqual(['I0009', '']);
});

it('a list of tasks is counted once all of it is known, and its total is not asked for before', async () => {
  const { tasks, calls, scope } = markerList(batchesApart(300), { pageSize: 10 });
  const page = await tasks.urlDetails({}, { first: 5 }, scope());
  const before = calls.length;
  expect(await page.totalCount()).toBeUndefined();
  expect(calls.length).toBe(before);
});

it('a vendor that names the same page again is reported, not read for ever', async () => {
  const list = batchesApart(5, 0);
  const { tasks, scope, calls } = markerList([...list, ...list, ...list], { pageSize: 5 });
  const page = await tasks.tasks({}, { first: 20 }, scope(50));
  expect(page.errors.map(({ kind }) => kind)).toEqual(['UNAVAILABLE']);
  expect(calls.length).toBeLessThan(10);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type { Page } from '../../src/domain/page.ts';
import type { RowPage } from '../../src/domain/source.ts';
import type { UrlDetail } from '../../src/domain/task.ts';
import { DAY } from '../../src/domain/time.ts';
import type { Submission } from '../../src/emulator/emulator.ts';
import { memoryCache, type Cache } from '../../src/engine/keep.ts';
import { oneList, rowOf, rowsApart, type Asked, type OneList, type OneListSettings } from './one-list.ts';
import { NOW } from './scenario.ts';
import { settled } from './virtual-time.ts';
import { openWorld } from './world.ts';

const RUNS = Number(process.env['PROPERTY_RUNS'] ?? 200);

const keepAll = (): Cache => memoryCache(200_000, () => NOW);
const query = { from: NOW - DAY };
const names = (page: Page<UrlDetail>): string[] => page.edges.map(({ node }) => node.taskId);
const namesOf = (rows: readonly UrlDetail[]): string[] => rows.map(({ taskId }) => taskId);
const offsets = ({ asked }: OneList): number[] => asked.map(({ offset }) => offset);

/** Answers nothing until it is told to. */
function gated(settings: Omit<OneListSettings, 'answering'>) {
  const waiting = new Map<number, (answer: RowPage | VendorError | undefined) => void>();
  const list = oneList({
    ...settings,
    answering: ({ offset }, view) =>
      new Promise((resolve, reject) => {
        waiting.set(offset, (answer) =>
          answer instanceof VendorError ? reject(answer) : resolve(answer ?? view()),
        );
      }),
  });
  return {
    ...list,
    waiting: () => [...waiting.keys()],
    /** Answers the call for the page at an offset: as the list stands, unless said otherwise. */
    async answer(offset: number, answer?: RowPage | VendorError): Promise<void> {
      const answerIt = waiting.get(offset);
      if (answerIt === undefined) throw new RangeError(`Nobody waits for the page at ${offset}.`);
      waiting.delete(offset);
      answerIt(answer);
      await settled();
    },
  };
}

const refused = new VendorError({
  kind: 'AUTHENTICATION',
  message: 'The key was refused.',
  retryable: false,
});

describe('the pages that a page of rows is certain to need', () => {
  test('are asked for side by side, once the first has told how many rows there are', async () => {
    const rows = rowsApart(100);
    const list = gated({ rows, maxPageSize: 10 });
    const reading = list.tasks.urlDetails(query, { first: 45 }, list.scope());
    await settled();
    expect(list.waiting()).toEqual([0]);
    await list.answer(0);
    expect(list.waiting()).toEqual([10, 20, 30, 40]);
    for (const offset of [40, 20, 30, 10]) await list.answer(offset);
    expect(names(await reading)).toEqual(namesOf(rows.slice(0, 45)));
    expect(offsets(list)).toEqual([0, 10, 20, 30, 40]);
  });

  test('end where the list ends', async () => {
    const rows = rowsApart(34);
    const list = oneList({ rows, maxPageSize: 10 });
    const page = await list.tasks.urlDetails(query, { first: 1_000 }, list.scope());
    expect([names(page), page.hasNextPage]).toEqual([namesOf(rows), false]);
    expect(offsets(list)).toEqual([0, 10, 20, 30]);
  });

  test('are asked for side by side on the next page of a walk too, from the page that is kept', async () => {
    const rows = rowsApart(100);
    const list = oneList({ rows, maxPageSize: 10, keep: keepAll() });
    const first = await list.tasks.urlDetails(query, { first: 45 }, list.scope());
    const second = await list.tasks.urlDetails(query, { first: 45, after: first.endCursor }, list.scope());
    expect([...names(first), ...names(second)]).toEqual(namesOf(rows.slice(0, 90)));
    expect(offsets(list)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
  });

  test('are no more than reading them one by one costs', async () => {
    const scenario = fc.record({
      gaps: fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 120 }),
      first: fc.integer({ min: 1, max: 130 }),
      maxPageSize: fc.integer({ min: 1, max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ gaps, first, maxPageSize }) => {
        let age = 0;
        const rows = gaps.map((gap, index) => rowOf(String(index).padStart(5, '0'), (age += gap)));
        const list = oneList({ rows, maxPageSize });
        const page = await list.tasks.urlDetails(query, { first }, list.scope());
        expect(names(page)).toEqual(namesOf(rows.slice(0, first)));
        expect(list.asked).toEqual(oneByOne(rows, first, maxPageSize));
      }),
      { numRuns: RUNS },
    );
    expect.hasAssertions();
  });

  test('are read one by one where tasks are wanted, for nobody knows how many rows they have', async () => {
    const list = gated({ rows: rowsApart(100), maxPageSize: 10 });
    const reading = list.tasks.tasks(query, { first: 12 }, list.scope());
    await settled();
    await list.answer(0);
    expect(list.waiting()).toEqual([10]);
    await list.answer(10);
    expect((await reading).edges).toHaveLength(12);
  });

  test('are read one by one where another list may have the rows', async () => {
    const history = rowsApart(100).map(({ taskId, url, createdAt }, index): Submission => ({
      taskId,
      kind: index % 2 === 0 ? 'PREFETCH' : 'PURGE_URL',
      at: createdAt,
      targets: [{ url, finishesAt: createdAt, outcome: 'succeeded' }],
    }));
    const world = await openWorld({
      accounts: [{ vendor: 'TENCENT_CDN', name: 'tencent', id: 'id', secret: 's', history }],
      settings: { tencent: { maxPageSize: 10 } },
      now: NOW,
    });
    const page = await world.tasks.urlDetails(query, { first: 45 }, world.scope());
    expect(page.edges).toHaveLength(45);
    expect(world.emulator.calls).toHaveLength(6);
    await world.close();
  });
});

/** The pages that are needed until a row more than wanted is read, and the last second is whole. */
function oneByOne(rows: readonly UrlDetail[], first: number, maxPageSize: number): Asked[] {
  const asked: Asked[] = [];
  const oldest = rows.at(-1)?.createdAt;
  let isConfirmed = false;
  for (let read = 0; ;) {
    const limit = read === 0 ? Math.min(first + 1, maxPageSize) : maxPageSize;
    asked.push({ offset: read, limit });
    read = Math.min(rows.length, read + limit);
    const open = rows[read - 1]?.createdAt;
    const whole = rows.slice(0, read).filter(({ createdAt }) => createdAt !== open).length;
    if (whole >= first || read === rows.length) return asked;
    // Rows of one second tell no order; then the last of the list does, if it is of another.
    if (!isConfirmed && whole === 0) asked.push({ offset: rows.length - 1, limit: 1 });
    isConfirmed ||= whole > 0 || oldest !== open;
  }
}

describe('reading ahead', () => {
  test('loses no row to a page that fails, and goes on from there', async () => {
    const rows = rowsApart(60);
    const list = gated({ rows, maxPageSize: 10 });
    const reading = list.tasks.urlDetails(query, { first: 55 }, list.scope());
    await settled();
    await list.answer(0);
    await list.answer(40, refused);
    await list.answer(50, refused);
    await list.answer(30, refused);
    for (const offset of [20, 10]) await list.answer(offset);
    const page = await reading;
    expect(page.errors).toMatchObject([{ kind: 'AUTHENTICATION' }]);
    // The second of the row at 29 may go on behind it.
    expect(names(page)).toEqual(namesOf(rows.slice(0, 29)));

    const rest = list.tasks.urlDetails(query, { first: 55, after: page.endCursor }, list.scope());
    while (list.waiting().length > 0 || !(await isSettled(rest))) {
      for (const offset of list.waiting()) await list.answer(offset);
    }
    expect(names(await rest)).toEqual(namesOf(rows.slice(29)));
  });

  test('does not wait for the pages behind one that failed', async () => {
    const list = gated({ rows: rowsApart(60), maxPageSize: 10 });
    const reading = list.tasks.urlDetails(query, { first: 55 }, list.scope());
    await settled();
    await list.answer(0);
    await list.answer(10, refused);
    expect(names(await reading)).toHaveLength(9);
    for (const offset of list.waiting()) await list.answer(offset, refused);
  });

  test.each(['offset', 'page-number'] as const)(
    'goes on one by one behind a page that is shorter than promised (%s)',
    async (paging) => {
      const rows = rowsApart(60);
      const list = oneList({
        rows,
        maxPageSize: 10,
        paging,
        async answering({ offset, limit }, view) {
          const page = view();
          return offset === 20 && limit === 10
            ? { ...page, rows: page.rows.slice(0, 7), rowsAnswered: 7 }
            : page;
        },
      });
      const page = await list.tasks.urlDetails(query, { first: 55 }, list.scope());
      expect(names(page)).toEqual(namesOf(rows.slice(0, 55)));
    },
  );

  test('does not begin with a vendor whose pages are shorter than promised', async () => {
    const rows = rowsApart(60);
    const list = gated({ rows, maxPageSize: 10 });
    const reading = list.tasks.urlDetails(query, { first: 55 }, list.scope());
    await settled();
    await list.answer(0, { rows: rows.slice(0, 5), rowsAnswered: 5, totalCount: 60 });
    expect(list.waiting()).toEqual([5]);
    while (!(await isSettled(reading))) for (const offset of list.waiting()) await list.answer(offset);
    expect(names(await reading)).toEqual(namesOf(rows.slice(0, 55)));
  });

  test('asks anew for a page that is older than the one before it, though it is kept', async () => {
    const rows = rowsApart(60);
    const list = gated({ rows, maxPageSize: 10, keep: keepAll() });
    const reading = list.tasks.urlDetails(query, { first: 35 }, list.scope());
    await settled();
    await list.answer(0);
    await list.answer(20);
    rows.unshift(rowOf('new', 0));
    for (const offset of [10, 30]) await list.answer(offset);
    expect(list.waiting()).toEqual([20]);
    await list.answer(20);
    const page = await reading;
    expect(names(page)).toEqual(namesOf(rows.slice(1, 36)));
    expect(offsets(list)).toEqual([0, 10, 20, 30, 20]);
  });

  test('leaves half of what the request may still spend', async () => {
    const rows = rowsApart(200);
    const list = gated({ rows, maxPageSize: 10 });
    const reading = list.tasks.urlDetails(query, { first: 200 }, list.scope(9));
    await settled();
    const together: number[] = [];
    while (!(await isSettled(reading))) {
      together.push(list.waiting().length);
      for (const offset of list.waiting()) await list.answer(offset);
    }
    expect(together).toEqual([1, 4, 2, 1, 1]);
    const page = await reading;
    expect(page.errors).toMatchObject([{ kind: 'CALL_BUDGET', budget: 9 }]);
    expect(names(page)).toEqual(namesOf(rows.slice(0, 89)));
  });

  test('gives everything once, however late answers are and whatever comes in the meantime', async () => {
    const scenario = fc.record({
      gaps: fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 80 }),
      first: fc.integer({ min: 1, max: 60 }),
      maxPageSize: fc.integer({ min: 2, max: 9 }),
      paging: fc.constantFrom('offset' as const, 'page-number' as const),
      keeps: fc.boolean(),
      waits: fc.infiniteStream(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))),
      arrivals: fc.infiniteStream(fc.integer({ min: 0, max: 9 }).map((number) => number === 0)),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ gaps, first, waits, arrivals, keeps, ...settings }) => {
        let age = 0;
        const owed = gaps.map((gap, index) => rowOf(String(index).padStart(5, '0'), (age += gap)));
        const rows = [...owed];
        const list = oneList({
          ...settings,
          ...(keeps ? { keep: keepAll() } : {}),
          rows,
          async answering(_, view) {
            const [there, back] = waits.next().value;
            for (let turn = 0; turn < there; turn++) await settled();
            if (arrivals.next().value) rows.unshift(rowOf(`new${rows.length}`, 0));
            const page = view();
            for (let turn = 0; turn < back; turn++) await settled();
            return page;
          },
        });
        const given: string[] = [];
        for (let after: string | undefined; ;) {
          const page = await list.tasks.urlDetails(query, { first, after }, list.scope());
          expect(page.errors).toEqual([]);
          given.push(...names(page).filter((name) => !name.startsWith('new')));
          if (!page.hasNextPage) break;
          after = page.endCursor;
        }
        expect(given).toEqual(namesOf(owed));
      }),
      { numRuns: RUNS },
    );
    expect.hasAssertions();
  });
});

async function isSettled(promise: Promise<unknown>): Promise<boolean> {
  const first = await Promise.race([promise.then(() => 'settled'), settled()]);
  return first === 'settled';
}

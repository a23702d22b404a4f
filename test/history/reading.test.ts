import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PageArguments, TaskQuery } from '../../src/domain/query.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount, Submission } from '../../src/emulator/emulator.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { NOW } from '../engine/scenario.ts';
import { openWorld, type World } from '../engine/world.ts';
import { openHistory } from './opening.ts';

/** Tasks of one URL, one every three hours for thirty days before an hour ago. */
const submissions = (vendor: string): Submission[] =>
  Array.from({ length: 240 }, (_, index) => {
    const at = NOW - HOUR - index * 3 * HOUR;
    return {
      taskId: `${vendor === 'ALIBABA_CDN' ? '' : 'job'}${1_000 - index}`,
      kind: 'PREFETCH',
      at,
      targets: [
        { url: `https://www.example.com/${index}`, finishesAt: at + 5 * SECOND, outcome: 'succeeded' },
      ],
    };
  });

const account = (vendor: EmulatedAccount['vendor']): EmulatedAccount => ({
  vendor,
  name: vendor,
  id: `id-${vendor}`,
  secret: 'secret',
  zones: vendor === 'TENCENT_EDGEONE' ? ['zone-1'] : [],
  history: submissions(vendor),
});

let world: World;
let history: DatabaseHistory;
const month: TaskQuery = { from: NOW - 30 * DAY + HOUR };

/** The rows of a whole walk, and the calls that it cost. */
async function walk(query: TaskQuery, page: PageArguments = {}) {
  world.emulator.clearCalls();
  const ids: string[] = [];
  const errors = new Set<string>();
  const sources = new Set<string>();
  for (let after: string | undefined; ;) {
    const answer = await world.tasks.urlDetails(query, { first: 50, ...page, after }, world.scope());
    ids.push(...answer.edges.map(({ node }) => `${node.provider} ${node.taskId}`));
    for (const { message } of answer.errors) errors.add(message);
    for (const { source } of answer.coverage) sources.add(source);
    await history.flush();
    if (!answer.hasNextPage)
      return { ids, errors: [...errors], sources: [...sources], calls: world.emulator.calls.length };
    after = answer.endCursor;
  }
}

async function open(vendors: readonly EmulatedAccount['vendor'][]): Promise<void> {
  history = await openHistory({ clock: () => world.clock.now });
  world = await openWorld({ accounts: vendors.map(account), now: NOW, history });
}

describe('a list of thirty days over three vendors', () => {
  let first: Awaited<ReturnType<typeof walk>>;
  beforeEach(async () => {
    await open(['TENCENT_CDN', 'TENCENT_EDGEONE', 'ALIBABA_CDN']);
    first = await walk(month);
    world.restart();
    world.clock.now += 10 * MINUTE;
  });
  afterEach(async () => {
    await world.close();
    await history.close();
  });

  it('costs calls for the newest part only after a restart', async () => {
    expect(first.ids.length).toBeGreaterThan(400);
    const again = await walk(month);
    expect(again.ids).toEqual(first.ids);
    // The newest minute of each feed, once a page at most.
    expect(again.calls).toBeLessThanOrEqual(5 * Math.ceil(first.ids.length / 50));
    expect(again.calls).toBeLessThan(first.calls);
    expect(again.sources).toEqual(expect.arrayContaining(['BOTH']));
  });

  it('costs no call if the client accepts the age of the last reading', async () => {
    world.clock.now -= 10 * MINUTE;
    world.clock.now += 30 * SECOND;
    const again = await walk({ ...month, to: NOW + SECOND }, { maxAge: MINUTE });
    expect(again.ids).toEqual(first.ids);
    expect(again.calls).toBe(0);
    expect(again.sources).toEqual(['HISTORY']);
  });

  it('costs a call for the newest part if the last reading is older than the client accepts', async () => {
    const again = await walk(month, { maxAge: MINUTE });
    expect(again.ids).toEqual(first.ids);
    expect(again.calls).toBeGreaterThan(0);
  });
});

/** Reads the last three days, every two days. */
async function collect(days: readonly number[]): Promise<void> {
  for (const day of days) {
    world.clock.now = NOW - day * DAY;
    await world.tasks.urlDetails({ from: world.clock.now - 3 * DAY }, { first: 1_000 }, world.scope());
    world.restart();
  }
  await history.flush();
  world.clock.now = NOW;
}

describe('what a vendor has forgotten', () => {
  beforeEach(() => open(['ALIBABA_CDN']));
  afterEach(async () => {
    await world.close();
    await history.close();
  });

  const everyOtherDay = Array.from({ length: 14 }, (_, index) => 28 - 2 * index);

  it('is listed in both directions, and nothing is missing', async () => {
    await collect(everyOtherDay);
    const query = { from: NOW - 30 * DAY } satisfies TaskQuery;
    const { ids, errors } = await walk(query);
    expect(ids).toEqual(
      submissions('ALIBABA_CDN')
        .filter(({ at }) => at >= query.from)
        .map(({ taskId }) => `ALIBABA_CDN ${taskId}`),
    );
    expect(errors).toEqual([]);
    const page = await world.tasks.urlDetails(query, { last: 1_000 }, world.scope());
    expect(page.edges.map(({ node }) => `${node.provider} ${node.taskId}`)).toEqual(ids);
  });

  it('is found by URLs whose query strings are not stored', async () => {
    await world.close();
    await history.close();
    history = await openHistory({ clock: () => world.clock.now, settings: { queryStrings: false } });
    const url = 'https://www.example.com/a?token=secret';
    const at = NOW - 10 * DAY;
    const submission = {
      taskId: '9',
      kind: 'PREFETCH',
      at,
      targets: [{ url, finishesAt: at, outcome: 'succeeded' }],
    } as const;
    world = await openWorld({
      accounts: [{ ...account('ALIBABA_CDN'), history: [submission] }],
      now: NOW,
      history,
    });
    await collect([9]);
    for (const list of ['urlDetails', 'tasks'] as const) {
      const answer = await world.tasks[list]({ from: NOW - 12 * DAY, urls: [url] }, {}, world.scope());
      expect(answer.edges.map(({ node }) => node.taskId)).toEqual(['9']);
    }
  });

  it('is a RetentionError as far as the history does not reach', async () => {
    await collect([4, 2]);
    const { ids, errors } = await walk({ from: NOW - 30 * DAY });
    const reach = NOW - 7 * DAY;
    const known = submissions('ALIBABA_CDN').filter(({ at }) => at >= reach);
    expect(ids).toEqual(known.map(({ taskId }) => `ALIBABA_CDN ${taskId}`));
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(/keeps tasks of DescribeRefreshTasks only since 2026-11-15T12:00/);
  });

  it('is a RetentionError where the history has a gap, and the rows on both sides are listed', async () => {
    await collect([14, 2]);
    const query = { from: NOW - 16 * DAY } satisfies TaskQuery;
    const { ids, errors } = await walk(query);
    const isKnown = (at: number) => (at >= query.from && at < NOW - 14 * DAY) || at >= NOW - 5 * DAY;
    expect(ids).toEqual(
      submissions('ALIBABA_CDN')
        .filter(({ at }) => isKnown(at))
        .map(({ taskId }) => `ALIBABA_CDN ${taskId}`),
    );
    expect(errors).toHaveLength(1);
    expect(errors[0]).toMatch(
      /no longer keeps tasks that were created from 2026-11-08T1.* to 2026-11-17T1.*, and the history does not contain them/,
    );
  });
});

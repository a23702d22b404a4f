import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TaskQuery } from '../../src/domain/query.ts';
import { MINUTE } from '../../src/domain/time.ts';
import type { History } from '../../src/engine/store/history.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { NOW } from '../engine/scenario.ts';
import { openWorld, type World } from '../engine/world.ts';
import { accounts, fill } from './large.ts';
import { openHistory } from './opening.ts';

let history: DatabaseHistory;
let world: World;
/** Rows that were loaded from the database. */
let loaded = 0;

/** The history, which counts what is loaded from it. */
const counting: History = {
  since: (source, feed) => history.since(source, feed),
  urlOf: (url) => history.urlOf(url),
  record: (source, feed, facts) => history.record(source, feed, facts),
  load: async (source, feed, request) => {
    const kept = await history.load(source, feed, request);
    loaded += kept?.rows.length ?? 0;
    return kept;
  },
};

beforeAll(async () => {
  history = await openHistory({ clock: () => NOW });
  world = await openWorld({ accounts, now: NOW, history: counting });
  await fill(history, world.sources);
});
afterAll(async () => {
  await world.close();
  await history.close();
});
beforeEach(() => {
  world.restart();
  world.emulator.clearCalls();
  loaded = 0;
});

const range = { from: NOW - 28 * 1_440 * MINUTE } satisfies TaskQuery;
const page = { first: 20, maxAge: MINUTE };
const rare: readonly (readonly [string, TaskQuery])[] = [
  ['state', { states: ['FAILED'] }],
  ['domain', { domains: ['img.example.com'] }],
  ['url', { urls: ['https://img.example.com/rare'] }],
  ['state and domain', { states: ['FAILED'], domains: ['img.example.com'] }],
  ['state and frequent kind', { states: ['FAILED'], kinds: ['PREFETCH'] }],
];
const expected = Array.from({ length: 20 }, (_, index) => `task-${index * 1_000}`);

describe('of 100,000 stored rows', () => {
  it.each(rare)('the newest 20 by %s are loaded without the others', async (_, filter) => {
    const answer = await world.tasks.urlDetails({ ...range, ...filter }, page, world.scope());
    expect(answer.edges.map(({ node }) => node.taskId)).toEqual(expected);
    expect(world.emulator.calls).toEqual([]);
    expect(loaded).toBe(50);
  });

  it.each(rare.filter(([name]) => !name.startsWith('state')))(
    'the newest 20 tasks by %s are whole, and loaded without the others',
    async (_, filter) => {
      const answer = await world.tasks.tasks({ ...range, ...filter }, page, world.scope());
      expect(answer.edges.map(({ node }) => node.taskId)).toEqual(expected);
      for (const { node } of answer.edges)
        expect(node).toMatchObject({ urlCount: 2, state: 'PARTIALLY_SUCCEEDED' });
      expect(world.emulator.calls).toEqual([]);
      expect(loaded).toBe(100);
    },
  );

  it('the newest 20 tasks by their state are whole, and loaded without the others', async () => {
    const filter: TaskQuery = { states: ['PARTIALLY_SUCCEEDED'] };
    const answer = await world.tasks.tasks({ ...range, ...filter }, page, world.scope());
    expect(answer.edges.map(({ node }) => node.taskId)).toEqual(expected);
    expect(answer.edges.every(({ node }) => node.urlCount === 2)).toBe(true);
    expect(loaded).toBe(100);
  });

  it('a list of 20 loads no more than 200', async () => {
    const answer = await world.tasks.urlDetails(range, page, world.scope());
    expect(answer.edges).toHaveLength(20);
    expect(loaded).toBeLessThanOrEqual(200);
  });
});

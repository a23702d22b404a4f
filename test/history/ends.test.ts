import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { End } from '../../src/domain/task-end.ts';
import { DAY, SECOND } from '../../src/domain/time.ts';
import type { Task } from '../../src/domain/task.ts';
import { ObservedEnds, observed } from '../../src/engine/observed-ends.ts';
import type { EmulatedAccount } from '../../src/emulator/emulator.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { HistoryQueries } from '../../src/history/queries.ts';
import { NOW } from '../engine/scenario.ts';
import { openWorld, type World } from '../engine/world.ts';
import { openHistory } from './opening.ts';

/** Its vendor reports no ends. The URLs of one task end after 20 and 40 seconds; another has ended before. */
const account: EmulatedAccount = {
  vendor: 'ALIBABA_CDN',
  name: 'aliyun',
  id: 'id',
  secret: 'secret',
  zones: [],
  history: [['1701', [20, 40]] as const, ['1702', [-90, -90]] as const].map(([taskId, ends]) => ({
    taskId,
    kind: 'PURGE_URL' as const,
    at: NOW - 100 * SECOND,
    targets: ends.map((seconds, place) => ({
      url: `https://www.example.com/${place}`,
      finishesAt: NOW + seconds * SECOND,
      outcome: 'succeeded' as const,
    })),
  })),
};

let world: World;
let history: DatabaseHistory;
let ends: ObservedEnds;

/** A process that remembers nothing. */
function restart(): void {
  world.restart();
  const queries = new HistoryQueries(history, world.sources);
  ends = new ObservedEnds(
    () => world.clock.now,
    (tasks) => queries.observedTasks(tasks),
  );
}

beforeEach(async () => {
  history = await openHistory({ clock: () => world.clock.now });
  world = await openWorld({ accounts: [account], now: NOW, history });
  restart();
});
afterEach(async () => {
  await world.close();
  await history.close();
});

const tasks = () => observed(world.tasks, ends);

/** Lists so many seconds later. */
async function listAt(seconds: number): Promise<readonly Task[]> {
  world.clock.now = NOW + seconds * SECOND;
  const page = await tasks().tasks({}, { needsFinishedAt: true }, world.scope());
  await history.flush();
  return page.edges.map(({ node }) => node);
}

/** By id, when tasks have ended, and the first of their rows. */
async function endsOf(listed: readonly Task[]): Promise<Record<string, (End | undefined)[]>> {
  const all = listed.map(async (task) => {
    const own = [task, ...(task.details ?? [])].map(async (each) => ends.of(each));
    return [task.taskId, await Promise.all(own)] as const;
  });
  return Object.fromEntries(await Promise.all(all));
}

const bound = (seconds: number): End => ({ at: NOW + seconds * SECOND, isUpperBound: true });

describe('when a task was first seen final whose vendor reports no end', () => {
  const expected = { 1701: [bound(50), bound(30), bound(50)], 1702: [undefined, undefined, undefined] };

  it('is the bound of its end, for those that were seen in progress, and survives a restart', async () => {
    for (const seconds of [0, 30]) await listAt(seconds);
    expect(await endsOf(await listAt(50))).toEqual(expected);
    expect(await endsOf(await listAt(200))).toEqual(expected);
    restart();
    expect(await endsOf(await listAt(300))).toEqual(expected);
  });

  it('is what a lookup has seen first, also after a restart', async () => {
    for (const seconds of [0, 30]) await listAt(seconds);
    world.clock.now = NOW + 50 * SECOND;
    const [found] = await tasks().lookUp([{ provider: 'aliyun', taskId: '1701' }], world.scope());
    if (found === undefined || found instanceof Error) throw new Error('The task is not found.');
    expect(await ends.of(found)).toEqual(bound(50));
    await history.flush();
    expect(await endsOf(await listAt(60))).toEqual(expected);
    restart();
    expect(await endsOf(await listAt(300))).toEqual(expected);
  });

  it('is seen after a restart if it was in progress before', async () => {
    await listAt(0);
    restart();
    const last = await endsOf(await listAt(50));
    expect(last).toEqual({ ...expected, 1701: [bound(50), bound(50), bound(50)] });
    restart();
    expect(await endsOf(await listAt(300))).toEqual(last);
  });

  it('is the end in statistics', async () => {
    for (const seconds of [0, 30, 50]) await listAt(seconds);
    const queries = new HistoryQueries(history, world.sources);
    const { groups } = await queries.statistics({ from: NOW - DAY }, ['PROVIDER'], world.clock.now);
    const length = 150 * SECOND;
    expect(groups).toMatchObject([
      { tasks: 2, timeToDone: { p50: length, p95: length, max: length, isUpperBound: true } },
    ]);
  });
});

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FinishedTask, HistoryFigures } from '../../src/domain/history.ts';
import { DAY, HOUR, SECOND } from '../../src/domain/time.ts';
import { historyFigures } from '../../src/history/figures.ts';
import type { DatabaseHistory } from '../../src/history/history.ts';
import { health } from '../../src/observability/health.ts';
import { createMetrics } from '../../src/observability/metrics.ts';
import { feed, NOW, rangeOf, rowOf, sourceOf } from './fixture.ts';
import { openHistory } from './opening.ts';

const purges = { ...feed, action: 'ListPurges' };
const north = { ...sourceOf('north'), feeds: [feed, purges] };
const south = sourceOf('south', 'another account');

let history: DatabaseHistory;
let figures: HistoryFigures;
let isHolder: boolean;
beforeEach(async () => {
  isHolder = true;
  history = await openHistory({ clock: () => NOW });
  figures = historyFigures({
    history,
    sources: () => [north, south],
    isHolder: () => isHolder,
    clock: () => NOW,
  });
});
afterEach(() => history.close());

/** Records rows that one call returned, and that the feed was read completely up to then. */
async function read(rows: readonly ReturnType<typeof rowOf>[], age = 0, given = feed): Promise<void> {
  const seenAt = NOW - age * SECOND;
  history.record(north, given, {
    rows: rows.map((row) => ({ ...row, observedAt: seenAt })),
    seenAt,
    ranges: [rangeOf(200_000, age, seenAt)],
  });
  await history.flush();
  await history.changes.look();
}

describe('the reach of the history', () => {
  test('is that of the feed that was read least recently, once all were read', async () => {
    await read([], 10);
    expect(figures.reach().get('north')).toEqual({});
    await read([], 70, purges);
    const reach = { since: NOW - 200_000 * SECOND, lag: 70 * SECOND };
    expect(Object.fromEntries(figures.reach())).toEqual({ north: reach, south: {} });
  });

  test('is shown in /readyz, and does not decide whether the instance is ready', async () => {
    await read([], 10);
    await read([], 70, purges);
    const watched = health(() => NOW);
    watched.setProviders(
      ['north', 'south'].map((name) => ({ name, actions: ['ListTasks'], isAvailable: () => true })),
    );
    watched.setHistory(figures.reach);
    const answer = await watched.routes.get('/readyz')?.(() => undefined);
    expect(answer?.status).toBe(200);
    expect(JSON.parse(String(answer?.body))).toMatchObject({
      providers: [
        { name: 'north', history: { since: '2026-11-20T04:26:40.000Z', lagSeconds: 70 } },
        { name: 'south', history: { since: null, lagSeconds: null } },
      ],
    });
  });
});

describe('the tasks that end', () => {
  const seen: FinishedTask[] = [];
  beforeEach(async () => {
    seen.length = 0;
    figures.onFinished((task) => seen.push(task));
    await history.changes.look();
  });
  const task = { provider: 'north', kind: 'PREFETCH' };

  test('are told once, with how long they took where that is known', async () => {
    await read([rowOf('watched', 100, 'PROCESSING')], 30);
    expect(seen).toEqual([]);
    await read([
      rowOf('watched', 100),
      { ...rowOf('reported', 100, 'FAILED'), finishedAt: NOW - 60 * SECOND },
      rowOf('unwatched', 50),
      rowOf('of the day before', 90_000),
    ]);
    expect(seen.toSorted((a, b) => (a.took ?? 0) - (b.took ?? 0))).toEqual([
      { ...task, state: 'SUCCEEDED', took: undefined },
      { ...task, state: 'FAILED', took: 40 * SECOND },
      { ...task, state: 'SUCCEEDED', took: 100 * SECOND },
    ]);
    await read([{ ...rowOf('watched', 100), message: 'done' }]);
    expect(seen).toHaveLength(3);
  });

  test('are told by the instance that collects', async () => {
    isHolder = false;
    await read([rowOf('one', 100)]);
    expect(seen).toEqual([]);
    expect(await figures.openTasks()).toBeUndefined();
  });
});

test('the metrics show the lag, the open tasks, and what ended, by provider and kind', async () => {
  const metrics = createMetrics({ areNamesKnown: false });
  metrics.watchHistory(figures);
  await history.changes.look();
  await read(
    [
      rowOf('a', 100, 'PROCESSING'),
      rowOf('b', 90, 'PROCESSING'),
      rowOf('forgotten', (40 * DAY) / SECOND, 'PROCESSING'),
    ],
    20,
  );
  const other = { url: 'https://www.example.com/other' };
  await read(
    [
      rowOf('b', 90, 'SUCCEEDED'),
      rowOf('c', 3_600, 'PROCESSING'),
      { ...rowOf('c', 3_600, 'PROCESSING'), ...other },
    ],
    10,
  );
  await read([], HOUR / SECOND, purges);
  const { body } = await metrics.route(() => undefined);
  const samples = String(body)
    .split('\n')
    .filter((line) => /^edgetasks_(?:history|tasks?_)/.test(line) && !line.includes('_bucket{'));
  expect(samples).toEqual([
    'edgetasks_history_lag_seconds{provider="north"} 3600',
    'edgetasks_tasks_open{provider="north",kind="PREFETCH"} 2',
    'edgetasks_tasks_finished_total{provider="north",kind="PREFETCH",state="SUCCEEDED"} 1',
    'edgetasks_task_duration_seconds_sum{provider="north",kind="PREFETCH"} 80',
    'edgetasks_task_duration_seconds_count{provider="north",kind="PREFETCH"} 1',
  ]);
});

import { describe, expect, it } from 'vitest';
import { VendorError } from '../../src/domain/errors.ts';
import type {
  StatisticsKey,
  StatisticsReport,
  TaskHistory,
  TaskStatistics,
} from '../../src/domain/history.ts';
import type { TaskQuery } from '../../src/domain/query.ts';
import { DAY, MINUTE, SECOND } from '../../src/domain/time.ts';
import { VirtualTime } from '../engine/virtual-time.ts';
import { fakeTasks, now, row } from '../graphql/fake-tasks.ts';
import { scopeWith } from '../scope-with.ts';
import { serverOver, worldWith } from './world.ts';

const groups: TaskStatistics[] = [
  {
    provider: 'main',
    from: now - (now % DAY),
    tasks: 1_234,
    urls: 5_000,
    stateCounts: [{ state: 'SUCCEEDED', count: 1_233 }],
    successShare: 0.99995,
    timeToDone: { p50: 9 * SECOND, p95: 2 * MINUTE, max: 65 * MINUTE, isUpperBound: true },
  },
  { provider: 'main', from: now - (now % DAY) - DAY, tasks: 2, urls: 2, stateCounts: [] },
];

/** Runs `edgetasks stats` against a server whose history gives this report. */
async function run(
  commandLine: string,
  { history = true, columns, error }: { history?: boolean; columns?: number; error?: VendorError } = {},
) {
  const asked: { query: TaskQuery; by: readonly StatisticsKey[] }[] = [];
  const report: StatisticsReport = {
    groups,
    coverage: error === undefined ? [] : [{ ...(await coverage()), outcome: 'PARTIAL', error }],
  };
  const kept: TaskHistory = {
    keepFor: 90 * DAY,
    reachOf: () => ({}),
    observedTasks: () => Promise.resolve([]),
    changesOf: () => Promise.resolve([]),
    taskChanges: () => Promise.reject(new Error('Nobody subscribes here.')),
    statistics: (query, by) => {
      asked.push({ query, by });
      return Promise.resolve(report);
    },
  };
  const time = new VirtualTime(now);
  const tasks = fakeTasks([row({ provider: 'main', taskId: '1' })]);
  const ended = await worldWith({
    time,
    fetch: serverOver(tasks, time, history ? { history: kept } : {}),
    terminal: columns === undefined ? undefined : { size: () => ({ columns, rows: 24 }), hasColors: false },
  }).run(commandLine);
  return { ...ended, asked };
}

async function coverage() {
  const [first] = (
    await fakeTasks([row({ provider: 'main', taskId: '1' })]).tasks({}, {}, scopeWith({ now }))
  ).coverage;
  if (first === undefined) throw new Error('The list covers nothing.');
  return first;
}

describe('edgetasks stats', () => {
  it('asks for the groups and the tasks that the options name', async () => {
    const { asked, exitCode } = await run('stats --by provider,day --by domain --since 30d --kind prefetch');
    expect(exitCode).toBe(0);
    expect(asked).toEqual([
      {
        query: expect.objectContaining({ from: now - 30 * DAY, kinds: ['PREFETCH'], providers: ['main'] }),
        by: ['PROVIDER', 'DAY', 'DOMAIN'],
      },
    ]);
    expect((await run('stats')).asked[0]?.by).toEqual(['PROVIDER']);
  });

  it('prints a table on a terminal, upper bounds as such, and never rounds up to all', async () => {
    const { output } = await run('stats --by provider,day', { columns: 100 });
    expect(output.split('\n').map((line) => line.split(/ {2,}/).map((cell) => cell.trim()))).toEqual([
      ['DAY (UTC)', 'PROVIDER', 'TASKS', 'URLS', 'SUCCEEDED', 'P50', 'P95', 'MAX'],
      ['2026-03-01', 'main', '1234', '5000', '99.9 %', '≤ 0:09', '≤ 2:00', '≤ 1:05:00'],
      ['2026-02-28', 'main', '2', '2'],
      [''],
    ]);
    const narrow = await run('stats --by provider,day', { columns: 50 });
    expect(Math.max(...narrow.output.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(50);
    expect(narrow.output).toContain('P50');
  });

  it('prints one JSON object a line elsewhere', async () => {
    const { output } = await run('stats --by provider,day');
    expect(
      output
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line))[0],
    ).toMatchObject({
      provider: 'main',
      vendor: null,
      from: '2026-03-01T00:00:00.000Z',
      tasks: 1_234,
      timeToDone: { p50: 'PT9S', isUpperBound: true },
    });
  });

  it('ends with 1 and says what the history does not contain', async () => {
    const message = 'The history does not contain all tasks of main.';
    const error = new VendorError({
      kind: 'RETENTION',
      provider: 'main',
      message,
      retryable: false,
      earliest: now,
    });
    const { exitCode, errors, output } = await run('stats', { error });
    expect([exitCode, errors]).toEqual([1, `edgetasks stats: ${message}\n`]);
    expect(output).not.toBe('');
  });

  it('ends with 3 without a history, and names the setting', async () => {
    const { exitCode, errors } = await run('stats', { history: false });
    expect(exitCode).toBe(3);
    expect(errors).toMatch(/^edgetasks stats: .*Set `history` in its configuration/);
  });

  it('ends with 3 on a key that does not exist, and lists those that do', async () => {
    const { exitCode, errors } = await run('stats --by week');
    expect(exitCode).toBe(3);
    expect(errors).toContain('PROVIDER, VENDOR, KIND, DOMAIN, HOUR, DAY');
  });
});

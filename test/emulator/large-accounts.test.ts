import { afterEach, expect, it } from 'vitest';
import { startEmulator, type Emulator } from '../../src/emulator/emulator.ts';
import { askTencent, key } from './asking.ts';
import { noon } from './histories.ts';
import { domainNames, tasksOfSize, zoneIds } from './large-accounts.ts';

let emulator: Emulator | undefined;
afterEach(() => emulator?.close());

it('a large account has 100 zones with a task each and 100 domains', async () => {
  const zones = zoneIds(100);
  const domains = domainNames(100);
  const history = tasksOfSize({ newest: noon, tasks: 100, urlsPerTask: 2, zones, domains });
  emulator = await startEmulator({
    now: () => noon,
    accounts: [{ ...key, vendor: 'TENCENT_EDGEONE', name: 'edge', zones, history }],
  });
  const rows = emulator.rows('edge');
  expect([rows.length, new Set(rows.map(({ zone }) => zone)).size]).toEqual([200, 100]);
  expect(new Set(rows.map(({ domain }) => domain)).size).toBe(100);
});

it('a call by id touches only its task, beside others of 5,000 rows', async () => {
  const history = tasksOfSize({ newest: noon - 1_000, tasks: 20, urlsPerTask: 5_000 });
  emulator = await startEmulator({
    now: () => noon,
    accounts: [{ ...key, vendor: 'TENCENT_CDN', name: 'cdn', history, behaviour: { maxPageSize: 1_000 } }],
  });
  const ask = askTencent(emulator, 'TENCENT_CDN', () => noon);
  const answer = await ask('DescribePushTasks', { TaskId: history[3]?.taskId, Limit: 1_000, Offset: 4_500 });
  expect([answer.rows.length, answer.total]).toEqual([500, 5_000]);
  expect(emulator.calls[0]?.scanned).toBe(500);
});

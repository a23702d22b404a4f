import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistorySettings } from '../../src/domain/history.ts';
import { DAY, SECOND, type Clock } from '../../src/domain/time.ts';
import { inMemory } from '../../src/history/connect.ts';
import { DatabaseHistory, type HistoryState } from '../../src/history/history.ts';
import { scheduleInRealTime } from '../../src/engine/runtime.ts';

export const settingsFor = (url: string, others: Partial<HistorySettings> = {}): HistorySettings => ({
  url,
  interval: 30 * SECOND,
  keepFor: 90 * DAY,
  raw: true,
  queryStrings: true,
  ...others,
});

interface Opening {
  readonly url?: string;
  readonly clock: Clock;
  readonly settings?: Partial<HistorySettings>;
  readonly onState?: (state: HistoryState) => void;
}

/** A history in memory, unless a location is given. */
export const openHistory = ({
  url = inMemory,
  clock,
  settings,
  onState = () => undefined,
}: Opening): Promise<DatabaseHistory> =>
  DatabaseHistory.open(settingsFor(url, settings), {
    clock,
    schedule: scheduleInRealTime,
    fingerprint: (text) => String(text.length),
    onState,
  });

/** A folder for databases, and how to remove it. */
export async function temporaryFolder(): Promise<{ path: string; remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'edgetasks-history-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

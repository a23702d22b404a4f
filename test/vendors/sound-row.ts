import { expect } from 'vitest';
import { aggregateState, isFinal, taskStates, type TaskKind, type UrlDetail } from '../../src/domain/task.ts';
import type { Capabilities, Provider } from '../../src/domain/source.ts';
import { OBSERVED_AT, REQUEST_ID } from './fixture.ts';

export const provider: Provider = { name: 'the provider', vendor: 'X', account: 'the account' };

const isTime = (time: number | undefined): boolean => time === undefined || Number.isSafeInteger(time);
const isPercent = (progress: number | undefined): boolean =>
  progress === undefined || (progress >= 0 && progress <= 100);

/** What holds for each row of each vendor, whatever a row stands for. */
export function expectSound(row: UrlDetail, kinds: readonly TaskKind[], rows: Capabilities['rows']): void {
  expect(row).toMatchObject({ provider: provider.name, observedAt: OBSERVED_AT, requestId: REQUEST_ID });
  expect(kinds).toContain(row.kind);
  expect(taskStates).toContain(row.state);
  expect(row.taskId).not.toBe('');
  expect(row.url === '').toBe(rows !== undefined);
  for (const text of [row.taskId, row.url]) expect(text.trim()).toBe(text);
  expect(row.domain).toBe(row.domain.toLowerCase());
  expect(Number.isSafeInteger(row.createdAt)).toBe(true);
  expect([row.updatedAt, row.finishedAt].every(isTime)).toBe(true);
  expect(isPercent(row.progress)).toBe(true);
  expect(row.finishedAt === undefined || isFinal(row.state)).toBe(true);
  expect(row.taskCounts !== undefined).toBe(rows === 'counted-tasks');
  if (row.taskCounts !== undefined) expect(row.state).toBe(aggregateState(row.taskCounts));
}

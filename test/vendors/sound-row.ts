import { expect } from 'vitest';
import { isFinal, taskStates, type TaskKind, type UrlDetail } from '../../src/domain/task.ts';
import type { Provider } from '../../src/domain/source.ts';

export const provider: Provider = { name: 'the provider', vendor: 'X', account: 'the account' };
export const OBSERVED_AT = Date.UTC(2026, 0, 15);
export const REQUEST_ID = 'the request';

const isTime = (time: number | undefined): boolean => time === undefined || Number.isSafeInteger(time);
const isPercent = (progress: number | undefined): boolean =>
  progress === undefined || (progress >= 0 && progress <= 100);

/** What holds for each row of each vendor. */
export function expectSound(row: UrlDetail, kinds: readonly TaskKind[]): void {
  expect(row).toMatchObject({ provider: provider.name, observedAt: OBSERVED_AT, requestId: REQUEST_ID });
  expect(kinds).toContain(row.kind);
  expect(taskStates).toContain(row.state);
  for (const text of [row.taskId, row.url]) {
    expect(text).not.toBe('');
    expect(text.trim()).toBe(text);
  }
  expect(row.domain).toBe(row.domain.toLowerCase());
  expect(Number.isSafeInteger(row.createdAt)).toBe(true);
  expect([row.updatedAt, row.finishedAt].every(isTime)).toBe(true);
  expect(isPercent(row.progress)).toBe(true);
  expect(row.finishedAt === undefined || isFinal(row.state)).toBe(true);
}

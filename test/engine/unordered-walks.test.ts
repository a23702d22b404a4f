import { describe, expect, it } from 'vitest';
import { DAY, SECOND } from '../../src/domain/time.ts';
import type { EmulatedAccount, Submission } from '../../src/emulator/emulator.ts';
import { account, faults, scenario, task } from './named-walk.ts';
import { NOW } from './scenario.ts';
import { walk } from './walking.ts';

/** Prefetches that all ended in the same second. */
const endedTogether = (taskId: string, age: number, rows: number): Submission => {
  const ages = Array.from({ length: rows }, () => age);
  const { targets, ...submission } = task(taskId, 'PREFETCH', ages);
  return { ...submission, targets: targets.map((target) => ({ ...target, finishesAt: NOW - 5 * SECOND })) };
};
const inOrderOfChange = (...history: Submission[]): EmulatedAccount => ({
  ...account('ALIBABA_CDN', 'newest-first', ...history),
  behaviour: { order: 'last-changed-first', ties: 'per-call', maxPageSize: 30, oversizedPages: 'capped' },
});

describe('a list in the order of the last change, whose ties come in another order in each call', () => {
  const long = { maxPageSize: 30, count: 1_000 };

  it('is not whole because rows beyond its range stand in the place of others', async () => {
    for (let run = 0; run < 20; run++) {
      const tasks = [50, 55, 60, 65].map((age) => endedTogether(`${run}${age}`, age, age === 50 ? 20 : 8));
      const query = { from: NOW - 100 * SECOND, to: NOW - 50 * SECOND };
      expect(await faults('urlDetails', { ...long, query, accounts: [inOrderOfChange(...tasks)] })).toEqual(
        [],
      );
    }
  });

  it('that never adds up is partial for that reason, whatever the vendor has forgotten besides', async () => {
    const tasks = [50, 55, 60, 65].map((age) => endedTogether(`${age}`, age, 100));
    const query = { from: NOW - 400 * DAY };
    const { partial, errors } = await walk(
      scenario({ ...long, query, accounts: [inOrderOfChange(...tasks)] }),
      'urlDetails',
    );
    expect([...partial]).toEqual(['ALIBABA_CDN']);
    expect(errors).toEqual([expect.stringContaining('rows moved while the list was read')]);
  });
});

import { expect, it } from 'vitest';
import type { RowFilter } from '../../src/domain/query.ts';
import type { TaskSource } from '../../src/domain/source.ts';
import { DAY, SECOND } from '../../src/domain/time.ts';
import { feedPlans } from '../../src/engine/list/question.ts';
import { plan } from '../../src/engine/list/plan.ts';
import { tencentCdn } from '../../src/vendors/tencent-cdn/vendor.ts';

const NOW = Date.UTC(2026, 10, 22, 12);
const provider = { name: 'main', vendor: tencentCdn.name, account: 'main' };
const source: TaskSource = {
  provider,
  feeds: tencentCdn.feeds({ maxPageSize: 20 }, provider),
  lookups: [],
  send: () => Promise.reject(new Error('A plan sends nothing.')),
  now: () => NOW,
};

const planOf = (filter: RowFilter, days: number, count: number) => {
  const range = { from: NOW - days * DAY, to: NOW };
  const planned = plan([source], { kinds: ['PREFETCH'], ...filter }, range, () => NOW, 'forward');
  return feedPlans(planned, { count, direction: 'forward', cursor: undefined });
};

it('a plan needs the pages of every list of a feed', () => {
  expect(planOf({}, 1, 20)).toMatchObject([{ action: 'DescribePushTasks', minimumCalls: 1 }]);
  expect(planOf({}, 1, 50)).toMatchObject([{ minimumCalls: 3 }]);
  expect(planOf({ states: ['FAILED', 'INVALID'] }, 1, 50)).toMatchObject([{ minimumCalls: 6 }]);
});

it('a plan lists the newest windows, and counts the others', () => {
  const [feed] = planOf({}, 60, 20);
  const { windows = [], remainingWindows = NaN } = feed ?? {};
  expect(windows[0]?.to).toBe(NOW);
  expect(windows.slice(1).map(({ to }) => to)).toEqual(windows.slice(0, -1).map(({ from }) => from));
  const longest = source.feeds[0]?.capabilities.maxWindow ?? NaN;
  expect(windows.every(({ from, to }) => to - from <= longest - SECOND)).toBe(true);
  const reached = windows.at(-1)?.from ?? NaN;
  expect(remainingWindows).toBe(Math.ceil((reached - (NOW - 60 * DAY)) / (longest - SECOND)));
});

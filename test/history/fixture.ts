import { unnarrowed, type Coverage } from '../../src/engine/store/coverage.ts';
import type { Feed, TaskSource } from '../../src/domain/source.ts';
import type { TaskState, UrlDetail } from '../../src/domain/task.ts';
import { MINUTE, SECOND } from '../../src/domain/time.ts';

/** When the tests take place. */
export const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);

export const feed: Feed = {
  action: 'ListTasks',
  kinds: ['PREFETCH', 'PURGE_URL'],
  callsPerSecond: 20,
  capabilities: {
    paging: 'offset',
    maxPageSize: 100,
    maxWindow: Infinity,
    retention: Infinity,
    isNewestFirst: true,
    taskSpan: 0,
    tellsArea: true,
  },
  encode: () => ({ action: 'ListTasks', parameters: {}, callsPerSecond: 20 }),
  decode: () => ({ rows: [], rowsAnswered: 0 }),
};

/** A provider with one feed. */
export const sourceOf = (name: string, account = 'account'): TaskSource => ({
  provider: { name, vendor: 'ANY_VENDOR', account },
  feeds: [feed],
  lookups: [],
  send: () => Promise.reject(new Error('No vendor is asked here.')),
  now: () => NOW,
});

/** A row of its own task that was created so many seconds ago. */
export const rowOf = (taskId: string, age: number, state: TaskState = 'SUCCEEDED'): UrlDetail => ({
  provider: 'north',
  kind: 'PREFETCH',
  taskId,
  url: `https://www.example.com/${taskId}?v=1`,
  domain: 'www.example.com',
  state,
  vendorStatus: state.toLowerCase(),
  createdAt: NOW - age * SECOND,
  observedAt: NOW,
  raw: { Id: taskId },
});

/** A range, in seconds ago, that was read completely at an instant. */
export const rangeOf = (oldest: number, newest: number, readAt: number): Coverage => ({
  narrowing: unnarrowed,
  from: NOW - oldest * SECOND,
  to: NOW - newest * SECOND,
  readAt,
  settledUntil: readAt - MINUTE,
});

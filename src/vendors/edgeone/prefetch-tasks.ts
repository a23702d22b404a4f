import type { ZoneTasks } from './task-row.ts';

/** Prefetch history (EdgeOne, DescribePrefetchTasks). */
export const prefetchTasks: ZoneTasks = {
  action: 'DescribePrefetchTasks',
  kinds: ['PREFETCH'],
  // Whatever its type, what this call lists is a prefetch.
  kindOfUnknownType: 'PREFETCH',
  states: ['PROCESSING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'CANCELED', 'INVALID'],
  pushdowns: {
    url: { valuesPerCall: 1, isExact: true },
    domain: { valuesPerCall: 1, isExact: true },
  },
};

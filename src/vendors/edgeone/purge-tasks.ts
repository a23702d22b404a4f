import type { ZoneTasks } from './task-row.ts';

const KNOWN_KINDS = ['PURGE_URL', 'PURGE_DIRECTORY', 'PURGE_HOST', 'PURGE_ALL', 'PURGE_CACHE_TAG'] as const;

/** Purge history (EdgeOne, DescribePurgeTasks). */
export const purgeTasks: ZoneTasks = {
  action: 'DescribePurgeTasks',
  kinds: [...KNOWN_KINDS, 'UNKNOWN'],
  kindOfUnknownType: 'UNKNOWN',
  states: ['PROCESSING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'CANCELED'],
  pushdowns: {
    kinds: { values: KNOWN_KINDS, valuesPerCall: 1, isExact: true },
    // Targets can be tags too, and a tag belongs to domains that its row does not name.
    url: { valuesPerCall: 1, isExact: false },
    domain: { valuesPerCall: 1, isExact: false },
  },
};

import type { TaskKind, TaskState } from '../../domain/task.ts';
import { DAY } from '../../domain/time.ts';
import { words } from '../words.ts';

/** All calls answer for the last three days; asking for more is refused with InvalidTime. */
export const RETENTION = 3 * DAY;

/** Timeout and Canceled are of the newest pages, Pending of the older ones. */
export const statuses = words<TaskState>({
  Refreshing: 'PROCESSING',
  Pending: 'PROCESSING',
  Complete: 'SUCCEEDED',
  Failed: 'FAILED',
  Timeout: 'TIMED_OUT',
  Canceled: 'CANCELED',
});

/** In rows. Older pages say `path` for `directory`. */
export const objectTypes = words<TaskKind>({
  file: 'PURGE_URL',
  directory: 'PURGE_DIRECTORY',
  path: 'PURGE_DIRECTORY',
  regex: 'PURGE_REGEX',
  preload: 'PREFETCH',
});

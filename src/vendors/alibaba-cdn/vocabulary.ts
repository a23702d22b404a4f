import type { TaskKind, TaskState } from '../../domain/task.ts';
import { DAY } from '../../domain/time.ts';
import { OTHER_ROW } from '../rows.ts';
import { words } from '../words.ts';

/** All calls cover the last three days; a longer range is refused with InvalidTime. */
export const RETENTION = 3 * DAY;

/** The newest documents list Timeout and Canceled, older ones Pending. */
export const statuses = words<TaskState>({
  Refreshing: 'PROCESSING',
  Pending: 'PROCESSING',
  Complete: 'SUCCEEDED',
  Failed: 'FAILED',
  Timeout: 'TIMED_OUT',
  Canceled: 'CANCELED',
});

/** The kind of a row by its ObjectType. Older documents say `path` for `directory`. */
export const objectTypes = words<TaskKind | typeof OTHER_ROW>({
  file: 'PURGE_URL',
  directory: 'PURGE_DIRECTORY',
  path: 'PURGE_DIRECTORY',
  regex: 'PURGE_REGEX',
  preload: 'PREFETCH',
  // Blocked and unblocked URLs, which are no cache tasks.
  block: OTHER_ROW,
  unblock: OTHER_ROW,
});

/** The kinds of rows; an undocumented ObjectType is `UNKNOWN`. */
export const KINDS: readonly TaskKind[] = [
  'PREFETCH',
  'PURGE_URL',
  'PURGE_DIRECTORY',
  'PURGE_REGEX',
  'UNKNOWN',
];

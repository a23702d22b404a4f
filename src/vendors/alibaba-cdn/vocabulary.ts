import type { TaskKind, TaskState } from '../../domain/task.ts';
import { DAY } from '../../domain/time.ts';
import { OTHER_ROW } from '../rows.ts';
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

/** What a row with an ObjectType is. Older pages say `path` for `directory`. */
export const objectTypes = words<TaskKind | typeof OTHER_ROW>({
  file: 'PURGE_URL',
  directory: 'PURGE_DIRECTORY',
  path: 'PURGE_DIRECTORY',
  regex: 'PURGE_REGEX',
  preload: 'PREFETCH',
  // URLs that the account forbids at the nodes, and allows again.
  block: OTHER_ROW,
  unblock: OTHER_ROW,
});

/** The kinds that rows can have: an ObjectType that no document knows is `UNKNOWN`. */
export const KINDS: readonly TaskKind[] = [
  'PREFETCH',
  'PURGE_URL',
  'PURGE_DIRECTORY',
  'PURGE_REGEX',
  'UNKNOWN',
];

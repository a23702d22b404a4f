import type { PurgeMethod, TaskKind, TaskState } from '../../domain/task.ts';
import { words } from '../words.ts';

/** EdgeOne, Task.Status and the filter `statuses`. */
export const statuses = words<TaskState>({
  processing: 'PROCESSING',
  success: 'SUCCEEDED',
  failed: 'FAILED',
  timeout: 'TIMED_OUT',
  canceled: 'CANCELED',
  // Prefetches only. Documented for the filter, but not for rows.
  invalid: 'INVALID',
});

/** EdgeOne, Task.Type and the filter `type`; a prefix is a directory. */
export const types = words<TaskKind>({
  prefetch_url: 'PREFETCH',
  purge_url: 'PURGE_URL',
  purge_prefix: 'PURGE_DIRECTORY',
  purge_host: 'PURGE_HOST',
  purge_all: 'PURGE_ALL',
  purge_cache_tag: 'PURGE_CACHE_TAG',
});

/** EdgeOne, Task.Method: of purges by prefix, host or all. */
export const methods = words<PurgeMethod>({ invalidate: 'INVALIDATE', delete: 'DELETE' });

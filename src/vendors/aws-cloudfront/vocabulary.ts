import type { TaskKind, TaskState } from '../../domain/task.ts';
import { words } from '../words.ts';

/** CloudFront, Invalidation.Status. The official waiter handles no other value, and no failure. */
export const statuses = words<TaskState>({ InProgress: 'PROCESSING', Completed: 'SUCCEEDED' });

/** The kinds that a batch can have once its paths are known. */
const PATH_KINDS = ['PURGE_URL', 'PURGE_DIRECTORY', 'PURGE_ALL', 'PURGE_CACHE_TAG'] as const;

/** The kinds that rows can have: a listed batch is `UNKNOWN` before its paths are known. */
export const KINDS: readonly TaskKind[] = [...PATH_KINDS, 'UNKNOWN'];

/**
 * CloudFront does not name kinds: the form of a path determines the kind. One batch can contain several kinds, and is a
 * task of each.
 */
export function kindOf(path: string): TaskKind {
  if (path.startsWith('#')) return 'PURGE_CACHE_TAG';
  if (path === '/*' || path === '*') return 'PURGE_ALL';
  return path.endsWith('*') ? 'PURGE_DIRECTORY' : 'PURGE_URL';
}

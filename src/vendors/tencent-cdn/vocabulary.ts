import type { Area, PurgeMethod, TaskKind, TaskState } from '../../domain/task.ts';
import { words } from '../words.ts';

/** The filter uses `done`; the published sample answers `Done`. `init` is API v2's word for queued work. */
export const statuses = words<TaskState>({
  process: 'PROCESSING',
  init: 'PROCESSING',
  done: 'SUCCEEDED',
  fail: 'FAILED',
  // The origin answered 4xx or 5xx; of prefetches only.
  invalid: 'INVALID',
});

/** Tencent Cloud CDN, Area. */
export const areaWords = words<Area>({ mainland: 'MAINLAND', overseas: 'OVERSEAS', global: 'GLOBAL' });

/** Tencent Cloud CDN, PurgeType. */
export const purgeTypes = words<TaskKind>({ url: 'PURGE_URL', path: 'PURGE_DIRECTORY' });

/** `flush` drops only what has changed at the origin. */
export const flushTypes = words<PurgeMethod>({ flush: 'INVALIDATE', delete: 'DELETE' });

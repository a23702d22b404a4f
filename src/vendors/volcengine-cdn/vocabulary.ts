import type { Area, TaskKind, TaskState } from '../../domain/task.ts';
import { words } from '../words.ts';

/** Volcengine CDN, DescribeContentTasks, Status. */
export const statuses = words<TaskState>({
  running: 'PROCESSING',
  complete: 'SUCCEEDED',
  failed: 'FAILED',
});

/** Volcengine CDN, DescribeContentTasks, TaskType. */
export const taskTypes = words<TaskKind>({
  preload: 'PREFETCH',
  refresh_file: 'PURGE_URL',
  refresh_dir: 'PURGE_DIRECTORY',
  refresh_regex: 'PURGE_REGEX',
});

/** Volcengine CDN, SubmitPreloadTask, Area. */
export const areaWords = words<Area>({
  chinese_mainland: 'MAINLAND',
  outside_chinese_mainland: 'OVERSEAS',
  global: 'GLOBAL',
});

/** The kinds that can be listed, each by a call of its own: TaskType is mandatory. */
export const KINDS = ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY', 'PURGE_REGEX'] as const;

/** The states that Status can filter by. */
export const STATES = ['PROCESSING', 'SUCCEEDED', 'FAILED'] as const;

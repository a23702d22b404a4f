import type { TaskKind, TaskState } from '../../domain/task.ts';
import { DAY } from '../../domain/time.ts';
import { readText } from '../fields.ts';
import { words } from '../words.ts';

/** ShowHistoryTaskDetails searches at most 15 days. The retention of the list is not documented. */
export const RETENTION = 15 * DAY;

/** Both calls: 30 a second for a tenant. */
export const DOCUMENTED_RATE = 30;

/** The status of a URL: in lower case, or in capitals, as pages differ. */
export const urlStatuses = words<TaskState>({
  processing: 'PROCESSING',
  waiting: 'PROCESSING',
  refreshing: 'PROCESSING',
  preheating: 'PROCESSING',
  succeed: 'SUCCEEDED',
  failed: 'FAILED',
});

/** The values of file_type. Each call contains one, because the result without it is not documented. */
export const fileTypes = ['file', 'directory'] as const;
export type FileType = (typeof fileTypes)[number];

const refreshed: Readonly<Record<FileType, TaskKind>> = { file: 'PURGE_URL', directory: 'PURGE_DIRECTORY' };

/** The task_type by which a kind is requested. */
export const taskTypes = words<TaskKind>({ preheating: 'PREFETCH', refresh: 'PURGE_URL' });

/** What a task is, by its task_type and the file_type that it was listed by; `UNKNOWN` for a word that no document knows. */
export function kindOf(taskType: unknown, fileType: FileType): TaskKind {
  const kind = taskTypes.meaningOf(taskType) ?? 'UNKNOWN';
  return kind === 'PURGE_URL' ? refreshed[fileType] : kind;
}

/** The file_type of a row, or the one that it was asked for by. */
export const fileTypeOf = (value: unknown, otherwise: FileType): FileType | undefined => {
  const text = readText(value)?.toLowerCase();
  return text === undefined ? otherwise : fileTypes.find((fileType) => fileType === text);
};

/** The kinds of a list. */
export const kindsOf: Readonly<Record<FileType, readonly TaskKind[]>> = {
  file: ['PREFETCH', 'PURGE_URL', 'UNKNOWN'],
  // A prefetch of a directory is not documented.
  directory: ['PURGE_DIRECTORY', 'PREFETCH', 'UNKNOWN'],
};

export const KINDS: readonly TaskKind[] = ['PREFETCH', 'PURGE_URL', 'PURGE_DIRECTORY', 'UNKNOWN'];

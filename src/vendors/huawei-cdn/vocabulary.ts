import type { TaskKind, TaskState } from '../../domain/task.ts';
import { DAY } from '../../domain/time.ts';
import { readText } from '../fields.ts';
import { words } from '../words.ts';

/** ShowHistoryTaskDetails searches 15 days at most. Nothing is published of the list. */
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

/** What file_type can ask for: each call names one, because the documents do not say what it means to name none. */
export const fileTypes = ['file', 'directory'] as const;
export type FileType = (typeof fileTypes)[number];

const refreshed: Readonly<Record<FileType, TaskKind>> = { file: 'PURGE_URL', directory: 'PURGE_DIRECTORY' };

/** The task_type that a kind can be asked for by. */
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

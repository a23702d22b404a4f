import { isFinal } from '../../domain/task.ts';
import type { TaskKind, TaskState } from '../../domain/task.ts';
import type { Capabilities, Provider, RowPage, VendorAnswer } from '../../domain/source.ts';
import { hostOf, readId, readText } from '../fields.ts';
import { listOf, misplacedWord, rowPage, without, type ReadRow } from '../rows.ts';
import { readIsoTime } from '../times.ts';
import { methods, statuses, types } from './vocabulary.ts';

/** The differences between the two calls. */
export interface ZoneTasks {
  readonly action: string;
  readonly kinds: readonly TaskKind[];
  /** The kind of rows with an undocumented Type; one of `kinds`. */
  readonly kindOfUnknownType: TaskKind;
  readonly states: readonly TaskState[];
  /** How the call narrows by kind, URL and domain. */
  readonly pushdowns: Pick<Capabilities, 'kinds' | 'url' | 'domain'>;
}

/** Both calls answer with the same rows (EdgeOne, Task); each has its own types. */
export const decodeTasks = (tasks: ZoneTasks, zone: string, provider: Provider) => {
  const { action } = tasks;
  const read = taskRow(tasks, zone, provider);
  return (answer: VendorAnswer): RowPage =>
    rowPage(answer, listOf(action, answer, 'Tasks'), answer.body['TotalCount'], read);
};

const taskRow =
  ({ kinds, kindOfUnknownType }: ZoneTasks, zone: string, provider: Provider): ReadRow =>
  (raw, { observedAt, requestId }) => {
    const taskId = readId(raw['JobId']);
    if (taskId === undefined) return without('JobId');
    const type = readText(raw['Type']);
    if (type === undefined) return without('Type');
    const kind = types.meaningOf(type) ?? kindOfUnknownType;
    if (!kinds.includes(kind)) return misplacedWord('Type', type);
    const url = readText(raw['Target']) ?? (kind === 'PURGE_ALL' ? '*' : undefined);
    if (url === undefined) return without('Target');
    const createdAt = readIsoTime(raw['CreateTime']);
    if (createdAt === undefined) return without('CreateTime');
    const state = statuses.meaningOf(raw['Status']) ?? 'UNKNOWN';
    const updatedAt = readIsoTime(raw['UpdateTime']);
    return {
      provider: provider.name,
      kind,
      taskId,
      scope: zone,
      url,
      domain: kind === 'PURGE_CACHE_TAG' ? '' : hostOf(url),
      state,
      vendorStatus: readText(raw['Status']),
      progress: undefined,
      // Documented as the completion time, but present from the start: the time of the last change.
      finishedAt: isFinal(state) ? updatedAt : undefined,
      reason: readText(raw['FailType']),
      message: readText(raw['FailMessage']),
      area: undefined,
      purgeMethod: methods.meaningOf(raw['Method']),
      createdAt,
      updatedAt,
      observedAt,
      requestId,
      raw,
    };
  };

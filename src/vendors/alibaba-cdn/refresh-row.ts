import type { Provider } from '../../domain/source.ts';
import type { TaskKind } from '../../domain/task.ts';
import type { Instant } from '../../domain/time.ts';
import { hostOf, readId, readPercent, readText, type Fields } from '../fields.ts';
import { OTHER_ROW, without, type ReadRow } from '../rows.ts';
import { readIsoTime } from '../times.ts';
import { failureText } from './failure-text.ts';
import { objectTypes, statuses } from './vocabulary.ts';

/** What the rows of Alibaba Cloud's products differ in. */
export interface RowForm {
  /** The member that holds the URL. */
  readonly url: string;
  /** The member that holds the time of creation. */
  readonly createdAt: string;
  readonly readTime: (value: unknown) => Instant | undefined;
  /** What a row is; undefined for one that does not say so in its `ObjectType`. */
  readonly kindOf: (raw: Fields) => TaskKind | typeof OTHER_ROW | undefined;
  /** The part of the account that is listed; absent for the whole account. */
  readonly scope?: string;
}

/** A CDNTask, the row of both DescribeRefreshTasks and DescribeRefreshTaskById. */
const cdnTask: RowForm = {
  url: 'ObjectPath',
  createdAt: 'CreationTime',
  readTime: readIsoTime,
  kindOf: ({ ObjectType: type }) =>
    readText(type) === undefined ? undefined : (objectTypes.meaningOf(type) ?? 'UNKNOWN'),
};

/** Reads a row of one URL: by default a CDNTask. */
export const refreshRow =
  (provider: Provider, form = cdnTask): ReadRow =>
  (raw, { observedAt, requestId }) => {
    const taskId = readId(raw['TaskId']);
    if (taskId === undefined) return without('TaskId');
    const kind = form.kindOf(raw);
    if (kind === OTHER_ROW) return OTHER_ROW;
    // A purge of all may name nothing.
    const url = readText(raw[form.url]) ?? (kind === 'PURGE_ALL' ? '*' : undefined);
    if (url === undefined) return without(form.url);
    const createdAt = form.readTime(raw[form.createdAt]);
    if (createdAt === undefined) return without(form.createdAt);
    if (kind === undefined) return without('ObjectType');
    const state = statuses.meaningOf(raw['Status']) ?? 'UNKNOWN';
    return {
      provider: provider.name,
      kind,
      taskId,
      scope: form.scope,
      url,
      domain: kind === 'PURGE_CACHE_TAG' ? '' : hostOf(url),
      state,
      vendorStatus: readText(raw['Status']),
      progress: readPercent(raw['Process']),
      finishedAt: undefined,
      ...failureText(state, raw['Description']),
      area: undefined,
      purgeMethod: undefined,
      createdAt,
      updatedAt: undefined,
      observedAt,
      requestId,
      raw,
    };
  };

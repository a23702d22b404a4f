import type { Provider } from '../../domain/source.ts';
import { hostOf, readId, readPercent, readText } from '../fields.ts';
import { OTHER_ROW, without, type ReadRow } from '../rows.ts';
import { readIsoTime } from '../times.ts';
import { failureText } from './failure-text.ts';
import { objectTypes, statuses } from './vocabulary.ts';

/** Reads a CDNTask, the row of both DescribeRefreshTasks and DescribeRefreshTaskById. */
export const refreshRow =
  (provider: Provider): ReadRow =>
  (raw, { observedAt, requestId }) => {
    const taskId = readId(raw['TaskId']);
    if (taskId === undefined) return without('TaskId');
    const url = readText(raw['ObjectPath']);
    if (url === undefined) return without('ObjectPath');
    const createdAt = readIsoTime(raw['CreationTime']);
    if (createdAt === undefined) return without('CreationTime');
    if (readText(raw['ObjectType']) === undefined) return without('ObjectType');
    const kind = objectTypes.meaningOf(raw['ObjectType']) ?? 'UNKNOWN';
    if (kind === OTHER_ROW) return OTHER_ROW;
    const state = statuses.meaningOf(raw['Status']) ?? 'UNKNOWN';
    return {
      provider: provider.name,
      kind,
      taskId,
      url,
      domain: hostOf(url),
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

import type { Provider } from '../../domain/source.ts';
import { hostOf, readId, readPercent, readText } from '../fields.ts';
import { unknownWord, without, type ReadRow } from '../rows.ts';
import { readIsoTime } from '../times.ts';
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
    const kind = objectTypes.meaningOf(raw['ObjectType']);
    if (kind === undefined) return unknownWord('ObjectType', raw['ObjectType']);
    const state = statuses.meaningOf(raw['Status']) ?? 'UNKNOWN';
    // The published sample has one on a row that is complete.
    const description = state === 'SUCCEEDED' ? undefined : readText(raw['Description']);
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
      reason: description && reasonOf(description),
      message: description,
      area: undefined,
      purgeMethod: undefined,
      createdAt,
      updatedAt: undefined,
      observedAt,
      requestId,
      raw,
    };
  };

/** The documented descriptions are spelt with blanks on some pages and without on others. */
const reasons: ReadonlyMap<string, string> = new Map(
  ['InternalError', 'OriginTimeout', 'OriginReturnStatusCode5XX'].map((reason) => [
    reason.toLowerCase(),
    reason,
  ]),
);

const reasonOf = (description: string): string | undefined =>
  reasons.get(description.replace(/\s+/g, '').toLowerCase());

import type { Account } from '../account.ts';
import { utcText } from '../instant.ts';
import { percentOf, stateOf } from '../row.ts';
import type { Row } from '../row.ts';
import { statusWord, typeWord } from '../vocabulary.ts';
import { vocabulary } from './vocabulary.ts';

/** One object of a task: Alibaba CDN, DescribeRefreshTasks (`CDNTask`) and DescribeRefreshTaskById. */
export function cdnTask(row: Row, account: Account, now: number): object {
  const moment = account.stateMoment(row, now);
  return {
    TaskId: row.taskId,
    ObjectPath: row.url,
    ObjectType: typeWord(vocabulary, row),
    Status: statusWord(vocabulary, row, moment),
    Process: `${percentOf(row, moment)}%`,
    CreationTime: utcText(row.createdAt),
    Description: stateOf(row, moment) === 'failed' ? failureText(row) : undefined,
  };
}

/** Why a row failed, in the vendor's words. */
export function failureText(row: Row): string {
  return row.message ?? 'OriginTimeout';
}

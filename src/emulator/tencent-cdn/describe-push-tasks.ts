import { wallText } from '../instant.ts';
import { percentOf, updatedAt } from '../row.ts';
import type { Row } from '../row.ts';
import { TencentParameters } from '../tencent/parameters.ts';
import type { Action } from '../vendor-side.ts';
import { statusWord } from '../vocabulary.ts';
import { cdnListing } from './cdn-listing.ts';
import { cdnZoneMs, historyParameters, historyQuery } from './history-query.ts';
import { vocabulary } from './vocabulary.ts';

const rules = {
  statuses: ['fail', 'done', 'process', 'invalid'],
  badTimeCode: 'InvalidParameter.CdnStatInvalidDate',
  purgeTypes: [],
};

/** Tencent Cloud CDN, DescribePushTasks: the prefetch history. */
export const describePushTasks: Action = {
  callsPerSecond: 20,
  answer: (received, account, now) => {
    const parameters = new TencentParameters(received, historyParameters);
    const { taskId, list } = historyQuery(parameters, rules, account, now);
    const answer = account.list(account.feed('push'), taskId, list, now);
    return cdnListing('PushLogs', answer, (row) => pushTask(row, now));
  },
};

function pushTask(row: Row, now: number): object {
  const percent = percentOf(row, now);
  return {
    TaskId: row.taskId,
    Url: row.url,
    Status: statusWord(vocabulary, row, now),
    Percent: percent,
    CreateTime: wallText(row.createdAt, cdnZoneMs),
    // Null as long as nothing has happened.
    UpdateTime: percent === 0 ? null : wallText(updatedAt(row, now), cdnZoneMs),
    Area: row.area,
  };
}

import { wallText } from '../instant.ts';
import type { Row } from '../row.ts';
import { TencentParameters } from '../tencent/parameters.ts';
import type { Action } from '../vendor-side.ts';
import { statusWord, typeWord } from '../vocabulary.ts';
import { cdnListing } from './cdn-listing.ts';
import { cdnZoneMs, historyParameters, historyQuery } from './history-query.ts';
import { vocabulary } from './vocabulary.ts';

const rules = {
  statuses: ['fail', 'done', 'process'],
  badTimeCode: 'InvalidParameter.CdnParamError',
  purgeTypes: ['url', 'path'],
};

/** Tencent Cloud CDN, DescribePurgeTasks: the purge history. */
export const describePurgeTasks: Action = {
  callsPerSecond: 20,
  answer: (received, account, now) => {
    const parameters = new TencentParameters(received, [...historyParameters, 'PurgeType']);
    const { taskId, list } = historyQuery(parameters, rules, account, now);
    const answer = account.list(account.feed('purge'), taskId, list, now);
    return cdnListing('PurgeLogs', answer, (row) => purgeTask(row, now));
  },
};

/** No UpdateTime, no Percent and no Area: the model has none. */
function purgeTask(row: Row, now: number): object {
  return {
    TaskId: row.taskId,
    Url: row.url,
    Status: statusWord(vocabulary, row, now),
    PurgeType: typeWord(vocabulary, row),
    FlushType: row.method ?? 'flush',
    CreateTime: wallText(row.createdAt, cdnZoneMs),
  };
}

import { Refusal } from '../refusal.ts';
import type { Action } from '../vendor-side.ts';
import { cdnTask } from './cdn-task.ts';
import { AlibabaParameters, checkHorizon } from './parameters.ts';

const maxIds = 10;

/** Alibaba CDN, DescribeRefreshTaskById: one row for each object of up to ten tasks, in one answer. */
export const describeRefreshTaskById: Action = {
  callsPerSecond: 30,
  answer: (received, account, now) => {
    const ids = new AlibabaParameters(received, ['TaskId']).taskIds(maxIds);
    if (ids === undefined) throw new Refusal('MissingParameter', 'The parameter TaskId is missing.');
    const feed = account.feed('tasks');
    for (const id of ids) checkHorizon(feed, id, account, now);
    const tasks = [...new Set(ids)].map((id) => account.list(feed, id, { offset: 0, limit: Infinity }, now));
    const rows = tasks.flatMap((task) => task.rows);
    return {
      rows: rows.map((row) => cdnTask(row, account, now)),
      total: rows.length,
      statusField: 'Status',
      scanned: rows.length,
      body: (written, count) => ({ TotalCount: count, Tasks: written }),
    };
  },
};

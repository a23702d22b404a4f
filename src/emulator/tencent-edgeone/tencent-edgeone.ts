import { letters } from '../seeded-random.ts';
import { tencentProduct } from '../tencent/product.ts';
import { prefetchFilters, purgeFilters, taskHistory, vocabulary } from './task-history.ts';
import { describeContentQuota, describeZones } from './zones.ts';

/** Tencent EdgeOne, API version 2022-09-01. */
export const tencentEdgeOne = tencentProduct({
  service: 'teo',
  version: '2022-09-01',
  defaults: { maxPageSize: 1000, maxWindowMs: 7 * 86_400_000 },
  vocabulary,
  mildMethod: 'invalidate',
  newTaskId: (_at, _kind, random) => letters(12, random),
  actions: {
    DescribePrefetchTasks: taskHistory('prefetch', prefetchFilters),
    DescribePurgeTasks: taskHistory('purge', purgeFilters),
    DescribeZones: describeZones,
    DescribeContentQuota: describeContentQuota,
  },
});

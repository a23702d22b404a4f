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
  demoAccounts: [
    {
      name: 'edge',
      areas: ['global'],
      zones: {
        company: { id: 'zone-2noz78a8ev6e', name: 'example.com', alias: 'company' },
        // A zone without a domain of its own, which serves two.
        brands: { id: 'zone-2p1kq4m7xw3d', name: '', alias: 'brands', type: 'partialComposite' },
      },
      salt: 3,
    },
  ],
  mildMethod: 'invalidate',
  newTaskId: (_at, _kind, random) => letters(12, random),
  actions: {
    DescribePrefetchTasks: taskHistory('prefetch', prefetchFilters),
    DescribePurgeTasks: taskHistory('purge', purgeFilters),
    DescribeZones: describeZones,
    DescribeContentQuota: describeContentQuota,
  },
});

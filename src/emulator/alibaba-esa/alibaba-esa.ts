import { alibabaProduct } from '../alibaba/product.ts';
import {
  describePreloadTasks,
  describePurgeTasks,
  getPurgeQuota,
  listSites,
  vocabulary,
} from './site-tasks.ts';

/** Alibaba Cloud ESA, API version 2024-09-10. */
export const alibabaEsa = alibabaProduct({
  code: 'esa',
  version: '2024-09-10',
  defaults: { maxPageSize: 50 },
  vocabulary,
  demoAccounts: [
    {
      name: 'esa',
      areas: ['global'],
      zones: {
        company: { id: '674583014125344', name: 'example.com' },
        brands: { id: '674583014125345', name: 'example.org' },
      },
      isDiscovered: true,
      salt: 10,
      isExtra: true,
    },
  ],
  actions: {
    DescribePreloadTasks: describePreloadTasks,
    DescribePurgeTasks: describePurgeTasks,
    GetPurgeQuota: getPurgeQuota,
    ListSites: listSites,
  },
});

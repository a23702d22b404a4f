import * as z from 'zod';
import { maxPageSize, requestsPerSecond } from '../vendor.ts';

export const alibabaCdnSettings = z.object({
  requestsPerSecond,
  // Alibaba Cloud CDN, DescribeRefreshTasks: PageSize is 100 at most.
  maxPageSize: maxPageSize(100, 100),
});
export type AlibabaCdnSettings = z.output<typeof alibabaCdnSettings>;

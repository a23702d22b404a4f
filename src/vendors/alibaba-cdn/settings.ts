import * as z from 'zod';
import { domains, maxPageSize, requestsPerSecond } from '../vendor.ts';

/** What can be set for a provider of Alibaba Cloud CDN. */
export const alibabaCdnSettings = z.object({
  requestsPerSecond,
  domains,
  // Alibaba Cloud CDN, DescribeRefreshTasks: PageSize is 100 at most.
  maxPageSize: maxPageSize(100, 100),
});
/** The settings, checked and with their defaults. DCDN has the same ones. */
export type RefreshSettings = z.output<typeof alibabaCdnSettings>;

import * as z from 'zod';
import { domains, maxPageSize, requestsPerSecond } from '../vendor.ts';

/** The setting for a RAM user whose permissions are those of one resource group. */
export const resourceGroupId = z
  .string({ error: 'must be the id of a resource group, such as rg-acfmyuji4b6r4ty' })
  .trim()
  .min(1)
  .optional()
  .describe('The resource group to read. All that the key may see by default.');

/** The settings of a provider of Alibaba Cloud CDN. */
export const alibabaCdnSettings = z.object({
  requestsPerSecond,
  domains,
  // Alibaba Cloud CDN, DescribeRefreshTasks: PageSize is 100 at most.
  maxPageSize: maxPageSize(100, 100),
  resourceGroupId,
});
/** The settings, checked and with their defaults. DCDN has the same ones but a resource group. */
export type RefreshSettings = z.output<typeof alibabaCdnSettings>;

import * as z from 'zod';
import { domains, maxPageSize, requestsPerSecond } from '../vendor.ts';

/** What can be set for a provider of Huawei Cloud CDN. */
export const huaweiCdnSettings = z.object({
  requestsPerSecond,
  domains,
  // Huawei Cloud CDN, ShowHistoryTasks: page_size is 10000 at most. Lists of URLs look up each task of a page.
  maxPageSize: maxPageSize(100, 10_000),
  enterpriseProjectId: z
    .string()
    .trim()
    .min(1)
    .optional()
    .describe(
      'The enterprise project to read, or `all`. IAM users must name one where enterprise projects are used.',
    ),
});
/** The settings, checked and with their defaults. */
export type HuaweiCdnSettings = z.output<typeof huaweiCdnSettings>;

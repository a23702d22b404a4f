import * as z from 'zod';
import { domains, maxPageSize, requestsPerSecond } from '../vendor.ts';
import { timeZone } from '../zone.ts';

/** What can be set for a provider of Tencent Cloud CDN. */
export const tencentCdnSettings = z.object({
  requestsPerSecond,
  domains,
  // The documents name no maximum. If the vendor refuses pages of 1,000 rows or gives fewer, smaller ones are asked for.
  maxPageSize: maxPageSize(1_000, 1_000),
  // Times have no zone; task ids and similar calls suggest UTC+8.
  timeZone,
});
/** The settings, checked and with their defaults. */
export type TencentCdnSettings = z.output<typeof tencentCdnSettings>;

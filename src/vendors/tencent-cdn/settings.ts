import * as z from 'zod';
import { domains, maxPageSize, requestsPerSecond } from '../vendor.ts';
import { isTimeZone } from '../zone.ts';

/** What can be set for a provider of Tencent Cloud CDN. */
export const tencentCdnSettings = z.object({
  requestsPerSecond,
  domains,
  // The documents name no maximum. If the vendor refuses pages of 1,000 rows or gives fewer, smaller ones are asked for.
  maxPageSize: maxPageSize(1_000, 1_000),
  // Times carry no zone; task ids and sibling calls speak for UTC+8.
  timeZone: z
    .string()
    .default('UTC+8')
    .refine(isTimeZone, { error: 'must be a time zone, such as UTC+8 or Asia/Shanghai' })
    .describe('The zone of the times that the vendor writes without one: UTC+8 by default.'),
});
/** The settings, checked and with their defaults. */
export type TencentCdnSettings = z.output<typeof tencentCdnSettings>;

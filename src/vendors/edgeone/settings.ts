import * as z from 'zod';
import { maxPageSize, requestsPerSecond } from '../vendor.ts';

/** What can be set for a provider of EdgeOne; the zones must be. */
export const edgeOneSettings = z.object({
  requestsPerSecond,
  // EdgeOne, DescribePrefetchTasks: Limit is 1000 at most.
  maxPageSize: maxPageSize(1_000, 1_000),
  zones: z
    .array(z.string().trim().min(1), {
      error: 'must list the ids of the zones to read, such as zone-z8m9mgx',
    })
    .min(1)
    .refine((zones) => new Set(zones).size === zones.length, { error: 'must not name a zone twice' }),
});
/** The settings, checked and with their defaults. */
export type EdgeOneSettings = z.output<typeof edgeOneSettings>;

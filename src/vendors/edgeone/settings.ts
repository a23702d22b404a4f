import * as z from 'zod';
import { domains, maxPageSize, requestsPerSecond } from '../vendor.ts';

const zonesError = 'must list the ids of the zones to read, such as zone-z8m9mgx';
const zoneError = 'must be the id of a zone, such as zone-z8m9mgx, or an object with id and domains';
const zoneId = z.string({ error: zoneError }).trim().min(1, { error: zoneError });

/** An id alone stands for a zone whose hosts are not known. */
const zone = z.preprocess(
  (value) => (typeof value === 'string' ? { id: value } : value),
  z.strictObject(
    { id: zoneId, domains },
    { error: ({ code }) => (code === 'unrecognized_keys' ? undefined : zoneError) },
  ),
);
/** One zone to read. */
export type EdgeOneZone = z.output<typeof zone>;

/** What can be set for a provider of EdgeOne; the zones must be. */
export const edgeOneSettings = z.object({
  requestsPerSecond,
  domains,
  // EdgeOne, DescribePrefetchTasks: Limit is 1000 at most.
  maxPageSize: maxPageSize(1_000, 1_000),
  zones: z
    .array(zone, { error: zonesError })
    .min(1, { error: zonesError })
    .refine((zones) => new Set(zones.map(({ id }) => id)).size === zones.length, {
      error: 'must not name a zone twice',
    })
    .describe(
      'The zones to read: ids such as zone-z8m9mgx, or objects with an id and the domains that the zone serves. Without domains of ' +
        'its own a zone has those of the provider.',
    ),
});
/** The settings, checked and with their defaults. */
export type EdgeOneSettings = z.output<typeof edgeOneSettings>;

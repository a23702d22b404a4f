import * as z from 'zod';
import { domains, maxPageSize, requestsPerSecond } from '../vendor.ts';
import { isTimeZone } from '../zone.ts';

const sitesError = 'must list the ids of the sites to read, such as 123456789012345';
const siteError = 'must be the id of a site, such as 123456789012345, or an object with id and domains';
const siteId = z
  .union([z.string(), z.int().positive()], { error: siteError })
  .transform((id) => String(id).trim())
  .refine((id) => /^\d{1,20}$/.test(id), { error: siteError });

/** The types of purges, each of which is a list of its own. */
export const purgeTypes = ['file', 'ignoreParams', 'directory', 'hostname', 'purgeall', 'cachetag'] as const;

/** A site to read. An id alone stands for a site whose hosts are not known. */
const site = z.preprocess(
  (value) => (typeof value === 'object' && value !== null ? value : { id: value }),
  z.strictObject(
    { id: siteId, domains },
    { error: ({ code }) => (code === 'unrecognized_keys' ? undefined : siteError) },
  ),
);
/** One site to read. */
export type EsaSite = z.output<typeof site>;

/** What can be set for a provider of ESA; the sites must be. */
export const esaSettings = z.object({
  requestsPerSecond,
  domains,
  // ESA, DescribePurgeTasks: PageSize is 50 at most.
  maxPageSize: maxPageSize(50, 50),
  sites: z
    .array(site, { error: sitesError })
    .min(1, { error: sitesError })
    .refine((sites) => new Set(sites.map(({ id }) => id)).size === sites.length, {
      error: 'must not name a site twice',
    })
    .describe('The sites to read: ids, or objects with an id and the domains that the site serves.'),
  purgeTypes: z
    .array(z.enum(purgeTypes), { error: `must list some of ${purgeTypes.join(', ')}` })
    .min(1, { error: 'must name at least one type' })
    .default([...purgeTypes])
    .describe('The types of purges to read. Each costs a call for the first page of a site. All by default.'),
  timeZone: z
    .string()
    .default('UTC+8')
    .refine(isTimeZone, { error: 'must be a time zone, such as UTC+8 or Asia/Shanghai' })
    .describe('The zone of the times that the list of prefetches writes without one: UTC+8 by default.'),
});
/** The settings, checked and with their defaults. */
export type EsaSettings = z.output<typeof esaSettings>;

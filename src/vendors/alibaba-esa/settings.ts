import * as z from 'zod';
import { discovery, knowsScopes, scopeList } from '../scopes.ts';
import { domains, maxPageSize, requestsPerSecond } from '../vendor.ts';
import { isTimeZone } from '../zone.ts';

const siteId = (error: string) =>
  z
    .union([z.string(), z.int().positive()], { error })
    .transform((id) => String(id).trim())
    .refine((id) => /^\d{1,20}$/.test(id), { error });

/** The types of purges, each of which is a list of its own. */
export const purgeTypes = ['file', 'ignoreParams', 'directory', 'hostname', 'purgeall', 'cachetag'] as const;

/** What can be set for a provider of ESA. */
export const esaSettings = z
  .object({
    requestsPerSecond,
    domains,
    // ESA, DescribePurgeTasks: PageSize is 50 at most.
    maxPageSize: maxPageSize(50, 50),
    sites: scopeList({ one: 'site', example: '123456789012345', id: siteId }),
    discovery,
    purgeTypes: z
      .array(z.enum(purgeTypes), { error: `must list some of ${purgeTypes.join(', ')}` })
      .min(1, { error: 'must name at least one type' })
      .default([...purgeTypes])
      .describe(
        'The types of purges to read. Each costs a call for the first page of a site. All by default.',
      ),
    timeZone: z
      .string()
      .default('UTC+8')
      .refine(isTimeZone, { error: 'must be a time zone, such as UTC+8 or Asia/Shanghai' })
      .describe('The zone of the times that the list of prefetches writes without one: UTC+8 by default.'),
  })
  .superRefine(knowsScopes('sites'));
/** The settings, checked and with their defaults. */
export type EsaSettings = z.output<typeof esaSettings>;
/** One site to read. */
export type EsaSite = NonNullable<EsaSettings['sites']>[number];

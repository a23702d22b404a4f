import * as z from 'zod';
import type { TaskKind } from '../../domain/task.ts';
import { resourceGroupId } from '../alibaba-cdn/settings.ts';
import { readId } from '../fields.ts';
import { discovery, knowsScopes, scopeList } from '../scopes.ts';
import { domains, maxPageSize, requestsPerSecond } from '../vendor.ts';
import { timeZone } from '../zone.ts';

/** The types of purges, each of which is a list of its own: a call that names none lists purges by file alone. */
export const purgeTypes = ['file', 'ignoreParams', 'directory', 'hostname', 'purgeall', 'cachetag'] as const;
export type PurgeType = (typeof purgeTypes)[number];

export const purgeKinds: Readonly<Record<PurgeType, TaskKind>> = {
  file: 'PURGE_URL',
  ignoreParams: 'PURGE_URL',
  directory: 'PURGE_DIRECTORY',
  hostname: 'PURGE_HOST',
  purgeall: 'PURGE_ALL',
  cachetag: 'PURGE_CACHE_TAG',
};

const siteId = (error: string) => z.preprocess(readId, z.string({ error }).regex(/^\d{1,20}$/, { error }));

/** What can be set for a provider of ESA. */
export const esaSettings = z
  .object({
    requestsPerSecond,
    domains,
    // ESA, DescribePurgeTasks: PageSize is 50 at most.
    maxPageSize: maxPageSize(50, 50),
    sites: scopeList({ one: 'site', example: '123456789012345', id: siteId }),
    discovery,
    resourceGroupId,
    purgeTypes: z
      .array(z.enum(purgeTypes), { error: `must list some of ${purgeTypes.join(', ')}` })
      .min(1, { error: 'must name at least one type' })
      .default([...purgeTypes])
      .describe(
        'The types of purges to read. Each costs a call for the first page of a site. All by default.',
      ),
    // Purges have `2023-07-26T01:56:15Z`, prefetches `2023-03-28 14:28:57`.
    timeZone,
  })
  .superRefine(knowsScopes('sites'));
export type EsaSettings = z.output<typeof esaSettings>;
export type EsaSite = NonNullable<EsaSettings['sites']>[number];

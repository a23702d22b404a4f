import * as z from 'zod';
import { discovery, knowsScopes, scopeList } from '../scopes.ts';
import { domains, maxPageSize, requestsPerSecond } from '../vendor.ts';

const zoneId = (error: string) => z.string({ error }).trim().min(1, { error });

/** The settings of a provider of EdgeOne. */
export const edgeOneSettings = z
  .object({
    requestsPerSecond,
    domains,
    // EdgeOne, DescribePrefetchTasks: Limit is 1000 at most.
    maxPageSize: maxPageSize(1_000, 1_000),
    zones: scopeList({ one: 'zone', example: 'zone-z8m9mgx', id: zoneId }),
    discovery,
  })
  .superRefine(knowsScopes('zones'));
/** The settings, checked and with their defaults. */
export type EdgeOneSettings = z.output<typeof edgeOneSettings>;
/** One zone to read. */
export type EdgeOneZone = NonNullable<EdgeOneSettings['zones']>[number];

import * as z from 'zod';
import { domains, maxPageSize, requestsPerSecond } from '../vendor.ts';

/** What can be set for a provider of Volcengine CDN or BytePlus CDN. */
export const contentSettings = (standardRegion: string) =>
  z.object({
    requestsPerSecond,
    domains,
    // No document names a maximum; the samples ask for 100.
    maxPageSize: maxPageSize(100, 1_000),
    region: z
      .string()
      .regex(/^[a-z0-9-]+$/, { error: 'must be the name of a region, such as cn-north-1' })
      .default(standardRegion)
      .describe(`The region in signatures: ${standardRegion} by default.`),
  });
/** The settings, checked and with their defaults. */
export type ContentSettings = z.output<ReturnType<typeof contentSettings>>;

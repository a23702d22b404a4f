import * as z from 'zod';
import { domains, maxPageSize, requestsPerSecond } from '../vendor.ts';

const distributionsError = 'must list the ids of the distributions to read, such as EDFDVBD6EXAMPLE';
const distributionError =
  'must be the id of a distribution, such as EDFDVBD6EXAMPLE, or an object with id and domains';
const distributionId = z
  .string({ error: distributionError })
  .trim()
  .regex(/^[A-Za-z0-9]+$/, { error: distributionError });

/** An id alone stands for a distribution whose domains are not known. */
const distribution = z.preprocess(
  (value) => (typeof value === 'string' ? { id: value } : value),
  z.strictObject(
    { id: distributionId, domains },
    { error: ({ code }) => (code === 'unrecognized_keys' ? undefined : distributionError) },
  ),
);
/** One distribution to read. */
export type Distribution = z.output<typeof distribution>;

/** What can be set for a provider of CloudFront; the distributions must be. */
export const awsCloudFrontSettings = z.object({
  requestsPerSecond,
  domains,
  // No document names a maximum of MaxItems; every tool asks for 100.
  maxPageSize: maxPageSize(100, 1_000),
  distributions: z
    .array(distribution, { error: distributionsError })
    .min(1, { error: distributionsError })
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, {
      error: 'must not name a distribution twice',
    })
    .describe(
      'The distributions to read: ids such as EDFDVBD6EXAMPLE, or objects with an id and the domains that the distribution serves. ' +
        'Without domains of its own a distribution has those of the provider.',
    ),
});
/** The settings, checked and with their defaults. */
export type AwsCloudFrontSettings = z.output<typeof awsCloudFrontSettings>;

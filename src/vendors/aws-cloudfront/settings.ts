import * as z from 'zod';
import { discovery, knowsScopes, scopeList } from '../scopes.ts';
import { domains, maxPageSize, requestsPerSecond } from '../vendor.ts';

const distributionId = (error: string) =>
  z
    .string({ error })
    .trim()
    .regex(/^[A-Za-z0-9]+$/, { error });

/** What can be set for a provider of CloudFront. */
export const awsCloudFrontSettings = z
  .object({
    requestsPerSecond,
    domains,
    // No document names a maximum of MaxItems; every tool asks for 100.
    maxPageSize: maxPageSize(100, 1_000),
    distributions: scopeList({ one: 'distribution', example: 'EDFDVBD6EXAMPLE', id: distributionId }),
    discovery,
  })
  .superRefine(knowsScopes('distributions'));
/** The settings, checked and with their defaults. */
export type AwsCloudFrontSettings = z.output<typeof awsCloudFrontSettings>;
/** One distribution to read. */
export type Distribution = NonNullable<AwsCloudFrontSettings['distributions']>[number];

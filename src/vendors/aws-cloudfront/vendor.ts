import { describeVendor } from '../vendor.ts';
import { invalidationLookup } from './get-invalidation.ts';
import { invalidationsFeed } from './invalidations.ts';
import { awsCloudFrontSettings } from './settings.ts';

/** AWS CloudFront, API 2020-05-31. Every call speaks of one distribution. */
export const awsCloudFront = describeVendor({
  name: 'AWS_CLOUDFRONT',
  title: 'AWS CloudFront',
  // CloudFront is global: its calls are signed for this region.
  scheme: { name: 'aws', service: 'cloudfront', region: 'us-east-1', version: '2020-05-31' },
  defaultEndpoint: 'https://cloudfront.amazonaws.com',
  // The variables are those of the official SDKs.
  credentials: [
    { name: 'accessKeyId', isOptional: false, environmentVariable: 'AWS_ACCESS_KEY_ID' },
    { name: 'secretAccessKey', isOptional: false, environmentVariable: 'AWS_SECRET_ACCESS_KEY' },
    { name: 'sessionToken', isOptional: true, environmentVariable: 'AWS_SESSION_TOKEN' },
  ],
  settings: awsCloudFrontSettings,
  feeds: (settings, provider) =>
    settings.distributions.map((distribution) => invalidationsFeed(distribution, settings, provider)),
  lookups: (settings, provider) =>
    settings.distributions.map((distribution) => invalidationLookup(distribution, settings, provider)),
});

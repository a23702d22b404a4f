import { describeVendor } from '../vendor.ts';
import { distributionList } from './distributions.ts';
import { invalidationLookup } from './get-invalidation.ts';
import { invalidationsFeed } from './invalidations.ts';
import { awsCloudFrontSettings, type AwsCloudFrontSettings, type Distribution } from './settings.ts';

const distributionsOf = ({ distributions = [] }: AwsCloudFrontSettings): readonly Distribution[] =>
  distributions;

/** AWS CloudFront, API 2020-05-31. Every call concerns one distribution. */
export const awsCloudFront = describeVendor({
  name: 'AWS_CLOUDFRONT',
  title: 'AWS CloudFront',
  // CloudFront is global: its calls are signed for this region.
  scheme: { name: 'aws', service: 'cloudfront', region: 'us-east-1', version: '2020-05-31' },
  defaultEndpoint: 'https://cloudfront.amazonaws.com',
  // No variables, because having a key of AWS does not mean that the account uses CloudFront.
  credentials: [
    { name: 'accessKeyId', isOptional: false },
    { name: 'secretAccessKey', isOptional: false },
    { name: 'sessionToken', isOptional: true },
  ],
  settings: awsCloudFrontSettings,
  feeds: (settings, provider) =>
    distributionsOf(settings).map((distribution) => invalidationsFeed(distribution, settings, provider)),
  lookups: (settings, provider) =>
    distributionsOf(settings).map((distribution) => invalidationLookup(distribution, settings, provider)),
  scopes: { setting: 'distributions', list: distributionList },
});

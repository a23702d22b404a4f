import { tencentCloudCredentials } from '../tencent-cloud-credentials.ts';
import { describeVendor } from '../vendor.ts';
import { purgeFeed, purgeLookup } from './purge-tasks.ts';
import { pushFeed, pushLookup } from './push-tasks.ts';
import { quotaCalls } from './quotas.ts';
import { tencentCdnSettings } from './settings.ts';
import { timeZoneDoubts } from './time-zone-doubts.ts';

/** Tencent Cloud CDN, API 2018-06-06. */
export const tencentCdn = describeVendor({
  name: 'TENCENT_CDN',
  title: 'Tencent Cloud CDN',
  scheme: { name: 'tencent-cloud', service: 'cdn', version: '2018-06-06' },
  defaultEndpoint: 'https://cdn.intl.tencentcloudapi.com',
  credentials: tencentCloudCredentials,
  settings: tencentCdnSettings,
  feeds: (settings, provider) => [pushFeed(settings, provider), purgeFeed(settings, provider)],
  lookups: (settings, provider) => [pushLookup(settings, provider), purgeLookup(settings, provider)],
  quotas: quotaCalls,
  settingsDoubts: timeZoneDoubts,
});

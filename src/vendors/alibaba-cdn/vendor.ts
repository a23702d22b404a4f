import { alibabaCloudCredentials } from '../alibaba-cloud-credentials.ts';
import { describeVendor } from '../vendor.ts';
import { preloadDetailLookup } from './preload-detail.ts';
import { refreshQuota } from './refresh-quota.ts';
import { refreshLookup } from './refresh-task-by-id.ts';
import { refreshFeed, refreshList } from './refresh-tasks.ts';
import { alibabaCdnSettings } from './settings.ts';

/** Alibaba Cloud CDN, API 2018-05-10. */
export const alibabaCdn = describeVendor({
  name: 'ALIBABA_CDN',
  title: 'Alibaba Cloud CDN',
  scheme: { name: 'alibaba-cloud', version: '2018-05-10' },
  // Runtime mainland China.
  defaultEndpoint: 'https://cdn.ap-southeast-1.aliyuncs.com',
  credentials: alibabaCloudCredentials,
  settings: alibabaCdnSettings,
  feeds: (settings, provider) => [refreshFeed(refreshList, settings, provider)],
  lookups: (settings, provider) => [
    preloadDetailLookup(settings, provider),
    refreshLookup('DescribeRefreshTaskById', settings, provider),
  ],
  quotas: (settings) => [refreshQuota('DescribeRefreshQuota', settings)],
});

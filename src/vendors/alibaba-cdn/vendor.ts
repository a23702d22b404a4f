import { describeVendor } from '../vendor.ts';
import { preloadDetailLookup } from './preload-detail.ts';
import { refreshLookup } from './refresh-task-by-id.ts';
import { refreshFeed } from './refresh-tasks.ts';
import { alibabaCdnSettings } from './settings.ts';

/** Alibaba Cloud CDN, API 2018-05-10. */
export const alibabaCdn = describeVendor({
  name: 'ALIBABA_CDN',
  title: 'Alibaba Cloud CDN',
  scheme: { name: 'alibaba-cloud', version: '2018-05-10' },
  // Runtime mainland China.
  defaultEndpoint: 'https://cdn.ap-southeast-1.aliyuncs.com',
  // The variables are those of the official SDKs.
  credentials: [
    { name: 'accessKeyId', isOptional: false, environmentVariable: 'ALIBABA_CLOUD_ACCESS_KEY_ID' },
    { name: 'accessKeySecret', isOptional: false, environmentVariable: 'ALIBABA_CLOUD_ACCESS_KEY_SECRET' },
    { name: 'securityToken', isOptional: true, environmentVariable: 'ALIBABA_CLOUD_SECURITY_TOKEN' },
  ],
  settings: alibabaCdnSettings,
  feeds: (settings, provider) => [refreshFeed(settings, provider)],
  lookups: (settings, provider) => [
    preloadDetailLookup(settings, provider),
    refreshLookup(settings, provider),
  ],
});

import { describeVendor } from '../vendor.ts';
import { detailsLookup } from './history-task-details.ts';
import { historyFeed } from './history-tasks.ts';
import { quotaCall } from './quota.ts';
import { huaweiCdnSettings } from './settings.ts';
import { fileTypes } from './vocabulary.ts';

/** Huawei Cloud CDN, API 1.0. */
export const huaweiCdn = describeVendor({
  name: 'HUAWEI_CDN',
  title: 'Huawei Cloud CDN',
  scheme: { name: 'huawei-cloud' },
  // One host for every region but Europe.
  defaultEndpoint: 'https://cdn.myhuaweicloud.com',
  // The variables are those of the official SDKs.
  credentials: [
    { name: 'accessKeyId', isOptional: false, environmentVariable: 'HUAWEICLOUD_SDK_AK' },
    { name: 'secretAccessKey', isOptional: false, environmentVariable: 'HUAWEICLOUD_SDK_SK' },
    { name: 'securityToken', isOptional: true, environmentVariable: 'HUAWEICLOUD_SDK_SECURITY_TOKEN' },
  ],
  settings: huaweiCdnSettings,
  feeds: (settings, provider) => fileTypes.map((list) => historyFeed(list, settings, provider)),
  lookups: (settings, provider) => [detailsLookup(settings, provider)],
  quotas: (settings) => [quotaCall(settings)],
});

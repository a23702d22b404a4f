import type { TaskKind } from '../../domain/task.ts';
import { otherAlibabaCredentials } from '../alibaba-cloud-credentials.ts';
import { describeVendor } from '../vendor.ts';
import { esaSettings, type EsaSettings, type purgeTypes } from './settings.ts';
import { siteFeed, siteLookup, type SiteList } from './site-tasks.ts';

const kinds: Readonly<Record<(typeof purgeTypes)[number], TaskKind>> = {
  file: 'PURGE_URL',
  ignoreParams: 'PURGE_URL',
  directory: 'PURGE_DIRECTORY',
  hostname: 'PURGE_HOST',
  purgeall: 'PURGE_ALL',
  cachetag: 'PURGE_CACHE_TAG',
};

const listsOf = (settings: EsaSettings): readonly SiteList[] => [
  { action: 'DescribePreloadTasks', kind: 'PREFETCH' },
  ...settings.purgeTypes.map((type) => ({ action: 'DescribePurgeTasks', type, kind: kinds[type] })),
];

/** Alibaba Cloud ESA, API 2024-09-10. Every call covers one site. */
export const alibabaEsa = describeVendor({
  name: 'ALIBABA_ESA',
  title: 'Alibaba Cloud ESA',
  scheme: { name: 'alibaba-cloud', version: '2024-09-10' },
  defaultEndpoint: 'https://esa.ap-southeast-1.aliyuncs.com',
  credentials: otherAlibabaCredentials,
  settings: esaSettings,
  feeds: (settings, provider) =>
    settings.sites.flatMap((site) =>
      listsOf(settings).map((list) => siteFeed(list, site, settings, provider)),
    ),
  lookups: (settings, provider) =>
    settings.sites.flatMap((site) =>
      listsOf(settings).map((list) => siteLookup(list, site, settings, provider)),
    ),
});

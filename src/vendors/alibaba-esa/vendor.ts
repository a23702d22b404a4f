import { otherAlibabaCredentials } from '../alibaba-cloud-credentials.ts';
import { describeVendor } from '../vendor.ts';
import { purgeQuota } from './purge-quota.ts';
import { esaSettings, type EsaSettings, type EsaSite } from './settings.ts';
import { siteFeed, siteLookup, type SiteList } from './site-tasks.ts';
import { siteList } from './sites.ts';
import { purgeKinds } from './vocabulary.ts';

const sitesOf = ({ sites = [] }: EsaSettings): readonly EsaSite[] => sites;

const listsOf = (settings: EsaSettings): readonly SiteList[] => [
  { action: 'DescribePreloadTasks', kind: 'PREFETCH' },
  ...settings.purgeTypes.map((type) => ({ action: 'DescribePurgeTasks', type, kind: purgeKinds[type] })),
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
    sitesOf(settings).flatMap((site) =>
      listsOf(settings).map((list) => siteFeed(list, site, settings, provider)),
    ),
  lookups: (settings, provider) =>
    sitesOf(settings).flatMap((site) =>
      listsOf(settings).map((list) => siteLookup(list, site, settings, provider)),
    ),
  scopes: { setting: 'sites', list: siteList },
  quotas: (settings) =>
    sitesOf(settings).flatMap((site) => settings.purgeTypes.map((type) => purgeQuota(type, site, settings))),
});

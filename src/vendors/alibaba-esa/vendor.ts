import type { Feed, Provider } from '../../domain/source.ts';
import { otherAlibabaCredentials } from '../alibaba-cloud-credentials.ts';
import { lookupByTime } from '../lookup-by-time.ts';
import { describeVendor } from '../vendor.ts';
import { purgeQuota } from './purge-quota.ts';
import { esaSettings, type EsaSettings } from './settings.ts';
import { siteFeed } from './site-tasks.ts';
import { siteList } from './sites.ts';

const siteFeeds = (settings: EsaSettings, provider: Provider): readonly Feed[] =>
  (settings.sites ?? []).flatMap((site) =>
    [undefined, ...settings.purgeTypes].map((type) => siteFeed(type, site, settings, provider)),
  );

/** Alibaba Cloud ESA, API 2024-09-10. Every call covers one site. */
export const alibabaEsa = describeVendor({
  name: 'ALIBABA_ESA',
  title: 'Alibaba Cloud ESA',
  scheme: { name: 'alibaba-cloud', version: '2024-09-10' },
  defaultEndpoint: 'https://esa.ap-southeast-1.aliyuncs.com',
  credentials: otherAlibabaCredentials,
  settings: esaSettings,
  feeds: siteFeeds,
  lookups: (settings, provider) => siteFeeds(settings, provider).map(lookupByTime),
  scopes: { setting: 'sites', list: siteList },
  quotas: (settings) =>
    (settings.sites ?? []).flatMap((site) =>
      settings.purgeTypes.map((type) => purgeQuota(type, site, settings)),
    ),
});

import { describeVendor, type CredentialMember } from '../vendor.ts';
import { contentQuota } from './content-quota.ts';
import { contentFeed, contentLookup } from './content-tasks.ts';
import { contentSettings } from './settings.ts';
import { KINDS } from './vocabulary.ts';

/** The variables are those of the official SDKs. */
const credentials = (brand: string): readonly CredentialMember[] => [
  { name: 'accessKeyId', isOptional: false, environmentVariable: `${brand}_ACCESSKEY` },
  { name: 'secretAccessKey', isOptional: false, environmentVariable: `${brand}_SECRETKEY` },
  { name: 'sessionToken', isOptional: true, environmentVariable: `${brand}_SESSION_TOKEN` },
];

/** One API, 2021-03-01, under two brands with accounts and endpoints of their own. */
const brand = (name: string, title: string, host: string, variables: string, region: string) =>
  describeVendor({
    name,
    title,
    scheme: (settings) => ({
      name: 'volcengine',
      service: 'cdn',
      version: '2021-03-01',
      region: settings.region,
    }),
    defaultEndpoint: `https://${host}`,
    credentials: credentials(variables),
    settings: contentSettings(region),
    feeds: (settings, provider) => KINDS.map((kind) => contentFeed(kind, settings, provider)),
    lookups: (settings, provider) => KINDS.map((kind) => contentLookup(kind, settings, provider)),
    quotas: (settings) => [contentQuota(settings)],
  });

/** Volcengine CDN. */
export const volcengineCdn = brand(
  'VOLCENGINE_CDN',
  'Volcengine CDN',
  'cdn.volcengineapi.com',
  'VOLC',
  'cn-north-1',
);

/** BytePlus CDN. */
export const bytePlusCdn = brand(
  'BYTEPLUS_CDN',
  'BytePlus CDN',
  'cdn.byteplusapi.com',
  'BYTEPLUS',
  'ap-singapore-1',
);

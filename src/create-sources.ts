import type { TaskSource } from './domain/source.ts';
import type { Clock } from './domain/time.ts';
import type { ProviderSettings } from './config/settings.ts';
import { alibabaCloudClient } from './transport/alibaba-cloud.ts';
import { randomNonce, sha256Hex } from './transport/digest.ts';
import type { Http } from './transport/http.ts';
import { tencentCloudClient } from './transport/tencent-cloud.ts';
import type { VendorClient } from './transport/vendor-client.ts';
import { vendorNamed } from './vendors/registry.ts';
import type { Scheme, VendorDescription } from './vendors/vendor.ts';

/** What every client stands on. */
export interface ClientParts {
  readonly http: Http;
  readonly clock: Clock;
}

/** The configured accounts, each with its vendor's feeds and lookups and a client that signs for it. */
export const createSources = (
  providers: readonly ProviderSettings[],
  surroundings: ClientParts,
): readonly TaskSource[] => providers.map((settings) => taskSource(settings, surroundings));

function taskSource(settings: ProviderSettings, surroundings: ClientParts): TaskSource {
  const vendor = vendorNamed(settings.vendor);
  if (vendor === undefined) throw new Error(`There is no vendor ${settings.vendor}`);
  const provider = { name: settings.name, vendor: vendor.name, account: accountOf(vendor, settings) };
  return {
    provider,
    feeds: vendor.feeds(settings.own, provider),
    lookups: vendor.lookups(settings.own, provider),
    settingsDoubts: (rows) => vendor.settingsDoubts(settings.own, rows),
    ...clientOf(vendor, settings, surroundings),
  };
}

/** Vendors count calls by account and product. Providers that share both are told by the id that names the account. */
function accountOf({ name, credentials }: VendorDescription, settings: ProviderSettings): string {
  const [identity] = credentials;
  const id = identity === undefined ? '' : (settings.credentials[identity.name] ?? '');
  return sha256Hex(JSON.stringify([name, settings.endpoint, id])).slice(0, 16);
}

function clientOf(
  vendor: VendorDescription,
  settings: ProviderSettings,
  surroundings: ClientParts,
): VendorClient {
  const endpoint = settings.endpoint ?? vendor.defaultEndpoint;
  return clientBy(vendor.scheme, {
    title: vendor.title,
    endpoint,
    credentials: settings.credentials,
    ...surroundings,
  });
}

type Account = ClientParts &
  Pick<ProviderSettings, 'credentials'> & { readonly title: string; readonly endpoint: string };

function clientBy(scheme: Scheme, { credentials, ...account }: Account): VendorClient {
  const credential = (name: string): string => credentials[name] ?? '';
  if (scheme.name === 'tencent-cloud') {
    return tencentCloudClient({
      ...account,
      credentials: {
        secretId: credential('secretId'),
        secretKey: credential('secretKey'),
        token: credential('token'),
      },
      service: scheme.service,
      version: scheme.version,
    });
  }
  return alibabaCloudClient({
    ...account,
    credentials: {
      accessKeyId: credential('accessKeyId'),
      accessKeySecret: credential('accessKeySecret'),
      securityToken: credential('securityToken'),
    },
    version: scheme.version,
    nonce: randomNonce,
  });
}

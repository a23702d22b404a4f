import type { Provider, Send, TaskSource } from './domain/source.ts';
import type { Clock } from './domain/time.ts';
import type { ProviderSettings } from './config/settings.ts';
import { randomNonce, sha256Hex } from './transport/digest.ts';
import type { Http } from './transport/http.ts';
import { schemes } from './transport/schemes.ts';
import { vendorClient, type VendorClient } from './transport/vendor-client.ts';
import { vendorNamed } from './vendors/registry.ts';
import { vendorSource } from './vendor-source.ts';
import type { VendorDescription } from './vendors/vendor.ts';

/** What the clients of all vendors need. */
export interface ClientParts {
  readonly http: Http;
  readonly clock: Clock;
  /** Observes the calls of a provider. Absent: nobody does. */
  readonly wrapSend?: ((provider: Provider, send: Send) => Send) | undefined;
}

/** Creates a source for each configured account: its vendor's feeds and lookups, and a client that signs its calls. */
export const createSources = (
  providers: readonly ProviderSettings[],
  surroundings: ClientParts,
): readonly TaskSource[] => providers.map((settings) => taskSource(settings, surroundings));

function taskSource(settings: ProviderSettings, surroundings: ClientParts): TaskSource {
  const vendor = vendorNamed(settings.vendor);
  if (vendor === undefined) throw new Error(`There is no vendor ${settings.vendor}`);
  const provider = { name: settings.name, vendor: vendor.name, account: accountOf(vendor, settings) };
  const { send, now } = clientOf(vendor, settings, surroundings);
  return vendorSource(vendor, provider, settings.own, {
    send: surroundings.wrapSend?.(provider, send) ?? send,
    now,
    clock: surroundings.clock,
  });
}

/** Vendors count calls by account and product. Providers with the same account id and product share a rate. */
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
  const { name, version = '', service = '', region = '' } = vendor.scheme(settings.own);
  // Every description lists its credentials in this order: id, secret, token.
  const [id = '', secret = '', token = ''] = vendor.credentials.map(
    (member) => settings.credentials[member.name] ?? '',
  );
  return vendorClient(schemes[name], {
    title: vendor.title,
    endpoint: settings.endpoint ?? vendor.defaultEndpoint,
    credentials: { id, secret, token },
    version,
    service,
    region,
    nonce: randomNonce,
    ...surroundings,
  });
}

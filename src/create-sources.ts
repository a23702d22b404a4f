import type { Provider, Send, SourceLists, TaskSource } from './domain/source.ts';
import type { Clock } from './domain/time.ts';
import type { ProviderSettings } from './config/settings.ts';
import { randomNonce, sha256Hex } from './transport/digest.ts';
import type { Http } from './transport/http.ts';
import { schemes, type VendorClient, vendorClient } from './transport/vendor-client.ts';
import { vendorNamed } from './vendors/registry.ts';
import type { VendorDescription, VendorScopes } from './vendors/vendor.ts';
import type { ProviderScope } from './domain/scope.ts';
import { DiscoveredScopes } from './engine/scope-directory.ts';

/** What the clients of all vendors need. */
export interface ClientParts {
  readonly http: Http;
  readonly clock: Clock;
  /** Wraps the calls of a provider to observe them. Absent: calls are not observed. */
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

type VendorSettings = Readonly<Record<string, unknown>>;

/** The parts of a source that its vendor's description does not contain. */
export interface SourceParts extends Pick<TaskSource, 'send' | 'now'> {
  /** The clock by which scopes expire. */
  readonly clock: Clock;
}

/** A valid id of a scope at every vendor that no scope has. */
const TEMPLATE_ID = '0';

/**
 * Creates the source of one account. Its scopes are those that the settings list; otherwise those that the vendor
 * lists.
 */
export function vendorSource(
  vendor: VendorDescription,
  provider: Provider,
  settings: VendorSettings,
  { send, now, clock }: SourceParts,
): TaskSource {
  const settingsDoubts: TaskSource['settingsDoubts'] = (rows) => vendor.settingsDoubts(settings, rows);
  const common = { provider, send, now, settingsDoubts };
  const { scopes } = vendor;
  if (scopes === undefined) return { ...common, ...listsOf(vendor, provider, settings) };
  const configured = configuredScopes(scopes, settings);
  if (configured !== undefined)
    return { ...common, ...listsOf(vendor, provider, settings), scopes: configured };
  const ofScope = (scope: ProviderScope): SourceLists =>
    listsOf(vendor, provider, { ...settings, [scopes.setting]: [scope] });
  const directory = new DiscoveredScopes({
    call: scopes.list(settings),
    template: withoutScope(ofScope({ id: TEMPLATE_ID })),
    listsOf: ofScope,
    clock,
  });
  return {
    ...common,
    directory,
    get feeds() {
      return directory.lists.feeds;
    },
    get lookups() {
      return directory.lists.lookups;
    },
    get quotas() {
      return directory.lists.quotas ?? [];
    },
  };
}

const listsOf = (vendor: VendorDescription, provider: Provider, settings: VendorSettings): SourceLists => ({
  feeds: vendor.feeds(settings, provider),
  lookups: vendor.lookups(settings, provider),
  quotas: vendor.quotas(settings),
});

const withoutScope = ({ feeds, lookups, quotas = [] }: SourceLists): SourceLists => ({
  feeds: feeds.map((feed) => ({ ...feed, scope: undefined })),
  lookups: lookups.map((lookup) => ({ ...lookup, scope: undefined })),
  quotas: quotas.map((quota) => ({ ...quota, scope: undefined })),
});

/** The scopes that the settings list, each with its domains. */
function configuredScopes(
  { setting }: VendorScopes,
  settings: VendorSettings,
): readonly ProviderScope[] | undefined {
  const { [setting]: listed, domains } = settings;
  if (!Array.isArray(listed)) return undefined;
  return listed
    .filter(isScope)
    .map((scope) => ({ id: scope.id, domains: scope.domains ?? textsOf(domains) }));
}

const textsOf = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : undefined;

/** Settings are validated, so a list of scopes contains nothing else. */
const isScope = (value: unknown): value is ProviderScope =>
  typeof value === 'object' && value !== null && 'id' in value;

import type { ProviderScope } from './domain/scope.ts';
import type { Provider, SourceLists, TaskSource } from './domain/source.ts';
import type { Clock } from './domain/time.ts';
import { DiscoveredScopes } from './engine/scope-directory.ts';
import type { VendorDescription, VendorScopes } from './vendors/vendor.ts';

type VendorSettings = Readonly<Record<string, unknown>>;

/** What a source is made of, beside what its vendor describes. */
export interface SourceParts extends Pick<TaskSource, 'send' | 'now'> {
  /** For how long scopes are known. */
  readonly clock: Clock;
}

/** Can be the id of a scope of every vendor, and is none. */
const TEMPLATE_ID = '0';

/** One account as the engine sees it. Its scopes are those that the settings list; otherwise the vendor's list tells them. */
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

/** The scopes that the settings list, each with the domains that its calls have. */
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

/** Checked settings hold nothing else. */
const isScope = (value: unknown): value is ProviderScope =>
  typeof value === 'object' && value !== null && 'id' in value;

import * as z from 'zod';
import type { Feed, Lookup, Provider, QuotaCall, ScopeCall } from '../domain/source.ts';
import type { UrlDetail } from '../domain/task.ts';

/** How a vendor's calls are signed and wrapped, with what the scheme needs to know of the product. */
export interface Scheme {
  readonly name: 'tencent-cloud' | 'alibaba-cloud' | 'volcengine' | 'aws' | 'huawei-cloud';
  /** The API's version. */
  readonly version?: string;
  /** The product's name in signatures. */
  readonly service?: string;
  /** The region in signatures. */
  readonly region?: string;
}

/** One member of `credentials` in the configuration. */
export interface CredentialMember {
  readonly name: string;
  readonly isOptional: boolean;
  /**
   * The vendor's own variable for it, read if there is no configuration. Absent where another product of the vendor has the
   * variable: having a key does not mean that the account uses every product.
   */
  readonly environmentVariable?: string;
}

/** The parts of an account that have lists of their own. */
export interface VendorScopes {
  /** The setting that lists them, as objects with `id` and `domains`. Absent in the settings: they are discovered. */
  readonly setting: string;
  /** As feeds: the call that lists them. */
  list(settings: unknown): ScopeCall;
}

/** Everything that the configuration and the wiring need to know about a vendor. */
export interface VendorDescription {
  /** The name in the configuration and in the schema's `Vendor`. */
  readonly name: string;
  /** The product's name for people. */
  readonly title: string;
  /** Takes a provider's settings, as feeds do. */
  scheme(settings: unknown): Scheme;
  /** The international endpoint. */
  readonly defaultEndpoint: string;
  /** Three at most: what names the account, what proves it, and the token of temporary ones. */
  readonly credentials: readonly CredentialMember[];
  /** The vendor's own settings of a provider, beside those that every provider has. */
  readonly settings: z.ZodObject;
  /** Takes a provider's settings, with others among them or not; throws zod's error where they are wrong. */
  feeds(settings: unknown, provider: Provider): readonly Feed[];
  /** As feeds. In order of preference. */
  lookups(settings: unknown, provider: Provider): readonly Lookup[];
  /** As feeds. Empty if the vendor reports no quotas. */
  quotas(settings: unknown): readonly QuotaCall[];
  /** Absent if the lists cover the whole account. */
  readonly scopes?: VendorScopes | undefined;
  /** Reports settings that the read rows contradict: one sentence each, with the setting that fits. */
  settingsDoubts(settings: unknown, rows: readonly UrlDetail[]): readonly string[];
}

/** As `VendorScopes`. */
interface TypedScopes<Settings extends z.ZodObject> {
  readonly setting: string & keyof z.output<Settings>;
  readonly list: (settings: z.output<Settings>) => ScopeCall;
}

/** A description whose functions know their settings' type. */
interface TypedDescription<Settings extends z.ZodObject> extends Omit<
  VendorDescription,
  'settings' | 'scheme' | 'feeds' | 'lookups' | 'quotas' | 'scopes' | 'settingsDoubts'
> {
  readonly settings: Settings;
  /** A function if it depends on the settings. */
  readonly scheme: Scheme | ((settings: z.output<Settings>) => Scheme);
  readonly feeds: (settings: z.output<Settings>, provider: Provider) => readonly Feed[];
  readonly lookups: (settings: z.output<Settings>, provider: Provider) => readonly Lookup[];
  /** Absent if the vendor reports no quotas. */
  readonly quotas?: (settings: z.output<Settings>) => readonly QuotaCall[];
  readonly scopes?: TypedScopes<Settings>;
  /** Absent where rows say nothing about settings. */
  readonly settingsDoubts?: (settings: z.output<Settings>, rows: readonly UrlDetail[]) => readonly string[];
}

/** Checks the settings before the functions that need them, so that vendors of different settings fit in one list. */
export const describeVendor = <Settings extends z.ZodObject>(
  typed: TypedDescription<Settings>,
): VendorDescription => ({
  ...typed,
  scheme: (settings) =>
    typeof typed.scheme === 'function' ? typed.scheme(typed.settings.parse(settings)) : typed.scheme,
  feeds: (settings, provider) => typed.feeds(typed.settings.parse(settings), provider),
  lookups: (settings, provider) => typed.lookups(typed.settings.parse(settings), provider),
  quotas: (settings) => typed.quotas?.(typed.settings.parse(settings)) ?? [],
  scopes: typed.scopes && scopesOf(typed.settings, typed.scopes),
  settingsDoubts: (settings, rows) => typed.settingsDoubts?.(typed.settings.parse(settings), rows) ?? [],
});

const scopesOf = <Settings extends z.ZodObject>(
  settings: Settings,
  { setting, list }: TypedScopes<Settings>,
): VendorScopes => ({ setting, list: (given) => list(settings.parse(given)) });

/** The setting that replaces the documented rate of every action. */
export const requestsPerSecond = z
  .int()
  .positive()
  .optional()
  .describe(
    'Calls a second of each action, instead of what the vendor documents. A whole number, at least 1.',
  );

/** The setting for the rows of one call, up to what the vendor documents. */
export const maxPageSize = (standard: number, most: number) =>
  z
    .int()
    .min(1)
    .max(most)
    .default(standard)
    .describe(`The most rows that one call asks for: 1 to ${most}, ${standard} by default.`);

const hostError =
  'must be a host name, such as www.example.com or *.example.com, without scheme, port and path';

/** The setting for the hosts that an account, or a part of it, serves. */
export const domains = z
  .array(
    z
      .string({ error: hostError })
      .trim()
      .toLowerCase()
      .regex(/^(?:\*\.)?(?:[\p{L}\p{N}_-]+\.)+[\p{L}\p{N}-]+$/u, { error: hostError }),
    { error: 'must be a list of host names, such as www.example.com or *.example.com' },
  )
  .min(1, { error: 'must name at least one host; leave it out where the hosts are not known' })
  .optional()
  .describe(
    'The hosts that it serves: exact names, or *.example.com for all names below. A URL of another host is then NOT_SERVED there ' +
      'and costs no call. Left out: it may serve any host.',
  );

import { Duration } from 'luxon';
import * as z from 'zod';
import { MINUTE, SECOND } from '../domain/time.ts';
import type { CredentialMember, VendorDescription } from '../vendors/vendor.ts';
import { historySchema } from './history-settings.ts';
import type { FileSettings, MetricsPlace, ProviderSettings, Settings } from './settings.ts';

/** Limits of `cache.rows`. The default takes some hundred megabytes. */
const defaultCacheRows = 100_000;
const maxCacheRows = 10_000_000;
const maxDeadline = 5 * MINUTE;

/** Keys that were renamed. The old ones work for one release, with a warning. */
export const renamedKeys: Readonly<Record<string, string>> = { keep: 'cache' };

/** Runs a check even if others have failed. */
const always = { when: () => true };

const flag = (byDefault: boolean) => z.boolean({ error: 'must be true or false' }).default(byDefault);

const wholeNumber = (byDefault: number, max: number) => {
  const error = `must be a whole number from 1 to ${max}`;
  return z.int({ error }).min(1, { error }).max(max, { error }).default(byDefault);
};

const deadlineError = 'must be an ISO 8601 duration, such as PT10S, of at most PT5M';
const manifestError = 'must be the path of a manifest, or a list of such paths';
const manifestPath = z.string({ error: manifestError }).min(1, { error: manifestError });
const hashError = 'must be the SHA-256 of the token in hex (64 digits), never the token itself';

const accessToken = z.strictObject({
  name: z.string({ error: 'must be a text: who holds the token, for the log' }).trim().min(1),
  sha256: z
    .string({ error: hashError })
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, { error: hashError }),
  providers: z.array(z.string()).min(1).optional(),
});

const metricsPlace = z.strictObject({
  host: z.string().trim().min(1).default('127.0.0.1'),
  port: z.int({ error: 'must be a number from 0 to 65535' }).min(0).max(65_535),
});

const common = z.strictObject({
  maxVendorCallsPerRequest: wholeNumber(100, 1_000_000),
  requestDeadline: z
    .string({ error: deadlineError })
    .transform((text) => Duration.fromISO(text).toMillis())
    .refine((length) => length > 0 && length <= maxDeadline, { error: deadlineError })
    .default(10 * SECOND),
  access: z
    .strictObject({
      tokens: z
        .array(accessToken, { error: 'must be a list' })
        .default([])
        .superRefine(
          reportRepeatedNames(() => 'is the name of another token already'),
          always,
        ),
      open: flag(false),
    })
    .prefault({}),
  clientLimits: z
    .strictObject({
      concurrentRequests: wholeNumber(100, 100_000),
      openStreams: wholeNumber(500, 100_000),
      vendorCallsPerMinute: wholeNumber(3_000, 1_000_000),
    })
    .prefault({}),
  subgraph: z
    .strictObject({
      prefix: z
        .string({ error: 'must be a text such as Cdn' })
        .regex(/^(?:[A-Z][A-Za-z0-9]*)?$/, {
          error: 'must begin with a capital letter and contain only letters and digits, such as Cdn',
        })
        .default(''),
      withoutNode: flag(false),
    })
    .prefault({}),
  corsOrigins: z
    .array(z.string().refine(isOrigin, { error: 'must be an origin, such as https://www.example.com' }), {
      error: 'must be a list of origins',
    })
    .default([]),
  graphiql: flag(true),
  introspection: flag(true),
  dashboard: flag(true),
  metrics: z
    .union([z.boolean(), metricsPlace], {
      error:
        'must be true, false, or an object with a port (a number from 0 to 65535) and a host if not 127.0.0.1',
    })
    .default(true)
    .transform(metricsPlaceOf),
  cache: z
    .union([z.boolean(), z.strictObject({ rows: wholeNumber(defaultCacheRows, maxCacheRows) })], {
      error: `must be true, false, or an object with rows, a number from 1 to ${maxCacheRows}`,
    })
    .default(true)
    .transform((cache) => (typeof cache === 'object' ? cache.rows : cache ? defaultCacheRows : 0)),
  history: historySchema.optional(),
  trustedDocuments: z
    .union([manifestPath, z.array(manifestPath)], { error: manifestError })
    .transform((paths) => [paths].flat())
    .optional(),
});

/** The schema of a configuration file. Reports every mistake with its path. */
export const fileSchema = (
  vendors: readonly VendorDescription[],
): z.ZodType<FileSettings & Pick<Settings, 'providers'>> =>
  z
    .strictObject(
      {
        ...common.shape,
        providers: z
          .array(providerSchema(vendors), { error: 'must list at least one provider' })
          .min(1, { error: 'must list at least one provider' })
          .superRefine(
            reportRepeatedNames((first) => `is the name of providers[${first}] already`),
            always,
          ),
      },
      {
        error: ({ code }) =>
          code === 'unrecognized_keys' ? undefined : 'must be an object with a list of providers',
      },
    )
    .superRefine(reportUnknownProviders)
    .transform((file) => ({ ...settingsOf(file), providers: file.providers }));

const settingsOf = ({
  access,
  graphiql,
  introspection,
  dashboard,
  cache,
  history,
  trustedDocuments,
  maxVendorCallsPerRequest,
  requestDeadline,
  clientLimits,
  subgraph,
  corsOrigins,
  metrics,
}: z.output<typeof common>): FileSettings => ({
  maxVendorCallsPerRequest,
  requestDeadline,
  tokens: access.tokens,
  isAccessOpen: access.open,
  clientLimits,
  subgraph,
  corsOrigins,
  isGraphiqlOn: graphiql,
  isIntrospectionOn: introspection,
  isDashboardOn: dashboard,
  metrics,
  cacheRows: cache,
  history,
  trustedDocumentPaths: trustedDocuments,
});

/** The settings of a server without a file and without providers: all defaults. */
export const defaultSettings = (): FileSettings => settingsOf(common.parse({}));

/** The schema of an entry of `providers`. Its keys depend on its vendor. */
function providerSchema(vendors: readonly VendorDescription[]): z.ZodType<ProviderSettings> {
  const names = vendors.map(({ name }) => name).join(', ');
  const [first, ...others] = vendors.map(entrySchema);
  if (first === undefined) return z.never();
  return z
    .discriminatedUnion('vendor', [first, ...others], {
      error: ({ code }) =>
        code === 'invalid_union'
          ? `must be one of ${names}`
          : 'must be an object with name, vendor and credentials',
    })
    .pipe(providerKeys)
    .transform(({ name, vendor, credentials, endpoint, ...own }) => ({
      name,
      vendor,
      credentials,
      endpoint,
      own,
    }));
}

/**
 * Restores the types of the common keys, which are lost when the vendors' settings, whose types are unknown, are added.
 */
const providerKeys = z.looseObject({
  name: z.string(),
  vendor: z.string(),
  credentials: z.record(z.string(), z.string()),
  endpoint: z.string().optional(),
});

const entrySchema = ({ name: vendor, credentials, settings }: VendorDescription) =>
  settings
    .safeExtend({
      name: z
        .string({ error: 'must be a text: the name that `Provider.name` shows' })
        .regex(/^[A-Za-z0-9][\w.-]*$/, {
          error: 'must consist of letters, digits, dots, dashes and underscores',
        }),
      vendor: z.literal(vendor),
      credentials: z
        .strictObject(Object.fromEntries(credentials.map(credential)), {
          error: ({ code }) =>
            code === 'unrecognized_keys'
              ? undefined
              : `must be an object with ${credentials.map(({ name }) => name).join(', ')}`,
        })
        .transform((given): Readonly<Record<string, string>> =>
          Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')),
        ),
      endpoint: z
        .string({ error: 'must be a URL, such as http://127.0.0.1:9801' })
        .refine(isEndpoint, {
          error: 'must be a URL of http or https with nothing but scheme, host and port',
        })
        .optional(),
    })
    .strict();

function credential({ name, isOptional }: CredentialMember): readonly [string, z.ZodType<string>] {
  const missing = 'is missing or empty';
  const text = z
    .string({ error: ({ input }) => (input === undefined ? missing : 'must be a text: put it in quotes') })
    .trim();
  const given = isOptional ? text : text.min(1, { error: missing });
  return [name, z.preprocess((value) => value ?? (isOptional ? '' : undefined), given)];
}

/** Reports each item that has the `name` of an earlier item. Runs even if other checks have failed. */
function reportRepeatedNames(message: (first: number) => string) {
  return (items: unknown, context: z.core.$RefinementCtx): void => {
    const firsts = new Map<unknown, number>();
    for (const [index, name] of namesIn(items).entries()) {
      const first = firsts.get(name);
      if (first === undefined) firsts.set(name, index);
      else if (name !== undefined)
        context.addIssue({ code: 'custom', path: [index, 'name'], message: message(first) });
    }
  };
}

/** Reports tokens that are limited to providers which do not exist. */
function reportUnknownProviders(
  {
    access,
    providers,
  }: {
    readonly access: { readonly tokens: readonly z.output<typeof accessToken>[] };
    readonly providers: readonly ProviderSettings[];
  },
  context: z.core.$RefinementCtx,
): void {
  const names = providers.map(({ name }) => name);
  for (const [index, token] of access.tokens.entries()) {
    for (const [place, provider] of (token.providers ?? []).entries()) {
      if (names.includes(provider)) continue;
      const path = ['access', 'tokens', index, 'providers', place];
      context.addIssue({
        code: 'custom',
        path,
        message: `must be the name of a provider: ${names.join(', ')}`,
      });
    }
  }
}

const namesIn = (items: unknown): readonly unknown[] =>
  Array.isArray(items)
    ? items.map((item: unknown) =>
        typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined,
      )
    : [];

function metricsPlaceOf(given: boolean | z.infer<typeof metricsPlace>): MetricsPlace {
  if (typeof given === 'object') return { kind: 'apart', ...given };
  return { kind: given ? 'beside-api' : 'nowhere' };
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

/** Accepts only an origin: the rest of a URL would be ignored, and so would a user or password in it. */
function isEndpoint(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`;
}

import { Duration } from 'luxon';
import * as z from 'zod';
import { MINUTE, SECOND } from '../domain/time.ts';
import type { Milliseconds } from '../domain/time.ts';
import type { VendorDescription } from '../vendors/vendor.ts';
import type { Path } from './mistake.ts';
import { checked, checkNames, checkProvider, isMembers } from './provider.ts';
import type { Members, Tell } from './provider.ts';
import type { AccessToken, MetricsPlace, ProviderSettings } from './settings.ts';

/** What a file says, checked; the paths of the manifests are not followed yet. */
export interface FileSettings {
  readonly providers: readonly ProviderSettings[];
  readonly maxVendorCallsPerRequest: number;
  readonly requestDeadline: Milliseconds;
  readonly tokens: readonly AccessToken[];
  readonly isAccessOpen: boolean;
  readonly corsOrigins: readonly string[];
  readonly isGraphiqlOn: boolean;
  readonly isIntrospectionOn: boolean;
  readonly isDashboardOn: boolean;
  readonly metrics: MetricsPlace;
  readonly keptRows: number;
  readonly trustedDocumentsPaths?: readonly string[] | undefined;
}

export const defaultVendorCalls = 50;
export const defaultDeadline: Milliseconds = 10 * SECOND;
/** Some hundred megabytes at most. */
export const defaultKeptRows = 100_000;
const mostKeptRows = 10_000_000;
const longestDeadline: Milliseconds = 5 * MINUTE;

const switchOf = (standard: boolean) => z.boolean({ error: 'must be true or false' }).default(standard);

const tokenSettings = z.object({
  name: z.string({ error: 'must be a text: who holds the token, for the log' }).trim().min(1),
  sha256: z
    .string({ error: 'must be the SHA-256 of the token in hex' })
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, {
      error: 'must be the SHA-256 of the token in hex (64 digits), never the token itself',
    }),
  providers: z.array(z.string()).min(1).optional(),
});

const tokenNames = Object.keys(tokenSettings.shape);

const metricsPlace = z.object({
  host: z.string().trim().min(1).default('127.0.0.1'),
  port: z.int().min(0).max(65_535),
});
const keepSettings = z.object({ rows: z.int().min(1).max(mostKeptRows) });

/** The members of settings that are objects; what else is there is a slip. */
const innerNames: Readonly<Record<string, readonly string[]>> = {
  access: ['tokens', 'open'],
  metrics: Object.keys(metricsPlace.shape),
  keep: Object.keys(keepSettings.shape),
};

const noManifest = 'must be the path of a manifest, or a list of such paths';
const manifestPath = z.string().min(1, { error: noManifest });

const fileSettings = z.object({
  maxVendorCallsPerRequest: z
    .int({ error: 'must be a whole number' })
    .positive({ error: 'must be at least 1' })
    .default(defaultVendorCalls),
  requestDeadline: z
    .string({ error: 'must be an ISO 8601 duration, such as PT10S' })
    .transform((text) => Duration.fromISO(text).toMillis())
    .refine((length) => length > 0 && length <= longestDeadline, {
      error: 'must be an ISO 8601 duration, such as PT10S, of at most PT5M',
    })
    .default(defaultDeadline),
  access: z
    .object({
      tokens: z.array(tokenSettings, { error: 'must be a list' }).default([]),
      open: switchOf(false),
    })
    .prefault({}),
  corsOrigins: z
    .array(z.string().refine(isOrigin, { error: 'must be an origin, such as https://www.example.com' }), {
      error: 'must be a list of origins',
    })
    .default([]),
  graphiql: switchOf(true),
  introspection: switchOf(true),
  dashboard: switchOf(true),
  metrics: z
    .union([z.boolean(), metricsPlace], {
      error:
        'must be true, false, or an object with a port (a number from 0 to 65535) and a host if not 127.0.0.1',
    })
    .default(true)
    .transform(metricsPlaceOf),
  keep: z
    .union([z.boolean(), keepSettings], {
      error: `must be true, false, or an object with rows, a number from 1 to ${mostKeptRows}`,
    })
    .default(true)
    .transform((keep) => (typeof keep === 'object' ? keep.rows : keep ? defaultKeptRows : 0)),
  trustedDocuments: z
    .union([manifestPath, z.array(manifestPath)], { error: noManifest })
    .transform((paths) => [paths].flat())
    .optional(),
});

const fileNames = ['providers', ...Object.keys(fileSettings.shape)];

/** Checks what a file says, all of it, whatever is wrong. Undefined when anything is. */
export function checkFile(
  value: unknown,
  vendors: readonly VendorDescription[],
  tell: Tell,
): FileSettings | undefined {
  if (!isMembers(value)) return tell([], 'it must be an object with a list of providers');
  let isSound = true;
  const telling: Tell = (path, message) => {
    isSound = false;
    return tell(path, message);
  };
  checkNames(value, fileNames, telling);
  checkInnerNames(value, telling);
  const providers = checkProviders(value['providers'], vendors, telling);
  const settings = checked(fileSettings, value, telling);
  checkTokens(settings?.access.tokens ?? [], providers, telling);
  if (settings === undefined || !isSound) return undefined;
  return {
    providers: providers.filter((provider) => provider !== undefined),
    maxVendorCallsPerRequest: settings.maxVendorCallsPerRequest,
    requestDeadline: settings.requestDeadline,
    tokens: settings.access.tokens,
    isAccessOpen: settings.access.open,
    corsOrigins: settings.corsOrigins,
    isGraphiqlOn: settings.graphiql,
    isIntrospectionOn: settings.introspection,
    isDashboardOn: settings.dashboard,
    metrics: settings.metrics,
    keptRows: settings.keep,
    trustedDocumentsPaths: settings.trustedDocuments,
  };
}

function checkInnerNames(file: Members, tell: Tell): void {
  for (const [name, known] of Object.entries(innerNames)) {
    const members = file[name];
    if (isMembers(members)) checkNames(members, known, below([name], tell));
  }
  const access = file['access'];
  const tokens: readonly unknown[] =
    isMembers(access) && Array.isArray(access['tokens']) ? access['tokens'] : [];
  for (const [index, token] of tokens.entries()) {
    if (isMembers(token)) checkNames(token, tokenNames, below(['access', 'tokens', index], tell));
  }
}

function checkProviders(
  given: unknown,
  vendors: readonly VendorDescription[],
  tell: Tell,
): readonly (ProviderSettings | undefined)[] {
  if (!Array.isArray(given) || given.length === 0) {
    tell(['providers'], 'must list at least one provider');
    return [];
  }
  const places = new Map<unknown, number>();
  return given.map((entry: unknown, index) => {
    const name = isMembers(entry) ? entry['name'] : undefined;
    const earlier = places.get(name);
    if (name !== undefined && earlier !== undefined) {
      tell(['providers', index, 'name'], `is the name of providers[${earlier}] already`);
    } else {
      places.set(name, index);
    }
    return checkProvider(entry, vendors, below(['providers', index], tell));
  });
}

function checkTokens(
  tokens: readonly AccessToken[],
  providers: readonly (ProviderSettings | undefined)[],
  tell: Tell,
): void {
  // Among providers that are wrong themselves, names cannot be told to be missing.
  const isWhole = !providers.includes(undefined);
  const names = providers.flatMap((provider) => provider?.name ?? []);
  for (const [index, { name, providers: limited = [] }] of tokens.entries()) {
    if (tokens.findIndex((token) => token.name === name) < index) {
      tell(['access', 'tokens', index, 'name'], 'is the name of another token already');
    }
    for (const [place, provider] of limited.entries()) {
      if (isWhole && !names.includes(provider)) {
        tell(
          ['access', 'tokens', index, 'providers', place],
          `must be the name of a provider: ${names.join(', ')}`,
        );
      }
    }
  }
}

const below =
  (base: Path, tell: Tell): Tell =>
  (path, message) =>
    tell([...base, ...path], message);

function metricsPlaceOf(given: boolean | z.infer<typeof metricsPlace>): MetricsPlace {
  if (typeof given === 'object') return { kind: 'apart', ...given };
  return { kind: given ? 'beside-api' : 'nowhere' };
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}

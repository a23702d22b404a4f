import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { readDocument, readManifest } from './config/document.ts';
import { isLoopback, serverSettings } from './config/environment.ts';
import { defaultSettings, fileSchema, renamedKeys } from './config/file-schema.ts';
import { demoHistory, historySettings } from './config/history-settings.ts';
import { check, ConfigurationError, pathText } from './config/issue.ts';
import type { ConfigIssue } from './config/issue.ts';
import type {
  Environment,
  FileSettings,
  ProviderSettings,
  ServerSettings,
  Settings,
} from './config/settings.ts';
import type { VendorDescription } from './vendors/vendor.ts';

/** Reads a file as text. */
export type ReadText = (path: string) => string;

const readText: ReadText = (path) => readFileSync(path, 'utf8');

/** The environment of this process, with some variables replaced. */
export const processEnvironment = (replaced: Environment = {}): Environment => ({
  ...process.env,
  ...replaced,
});

type Configured = Omit<Settings, keyof ServerSettings | 'history'> & Pick<FileSettings, 'history'>;

/**
 * The settings of this process: from the file that `EDGETASKS_CONFIG` names, otherwise from the vendors' own variables,
 * otherwise those of the demo. Throws `ConfigurationError` with every issue.
 */
export function loadSettings(
  vendors: readonly VendorDescription[],
  environment: Environment = process.env,
  read: ReadText = readText,
): Settings {
  const issues: ConfigIssue[] = [];
  const server = serverSettings(environment, issues);
  const path = environment['EDGETASKS_CONFIG']?.trim() ?? '';
  const configured =
    path === ''
      ? withoutFile(vendors, environment, issues)
      : fromFile(path, { vendors, environment, read }, issues);
  const isPublic = server !== undefined && !isLoopback(server.host);
  if (isPublic && configured !== undefined && configured.tokens.length === 0 && !configured.isAccessOpen) {
    issues.push({
      path: 'HOST',
      message:
        'is not a loopback address, so everybody who reaches it could ask everything. List access.tokens, or set access.open: true (EDGETASKS_OPEN_ACCESS=true without a file)',
    });
  }
  const history = historySettings(configured?.history, server?.historyUrl, issues);
  if (server === undefined || configured === undefined || issues.length > 0) {
    throw new ConfigurationError(path === '' ? 'The environment' : path, issues);
  }
  return { ...configured, ...server, history };
}

interface EmbeddedOptions {
  readonly isDemoAsked: boolean;
  readonly redisUrl: string | undefined;
  readonly instances: number | undefined;
}

/** Settings that a program passes as an object; undefined for the demo. Throws `ConfigurationError` with every issue. */
export function embeddedSettings(
  vendors: readonly VendorDescription[],
  given: unknown,
  { isDemoAsked, redisUrl, instances }: EmbeddedOptions,
): Settings {
  const issues: ConfigIssue[] = [];
  const shared = { EDGETASKS_REDIS_URL: redisUrl, EDGETASKS_INSTANCES: instances?.toString() };
  const server = serverSettings(shared, issues);
  const configured =
    given === undefined
      ? demoSettings(isDemoAsked, processEnvironment(), issues)
      : fromObject(vendors, given, issues);
  const history = historySettings(configured?.history, server?.historyUrl, issues);
  if (server === undefined || configured === undefined || issues.length > 0) {
    throw new ConfigurationError('The settings', issues);
  }
  return { ...configured, ...server, history };
}

function fromObject(
  vendors: readonly VendorDescription[],
  given: unknown,
  issues: ConfigIssue[],
): Configured | undefined {
  const checked = check(fileSchema(vendors), given);
  if ('issues' in checked) {
    issues.push(...checked.issues.map(({ path, message }) => ({ path: pathText(path), message })));
    return undefined;
  }
  const { trustedDocumentPaths: paths, ...settings } = checked.value;
  const configured = { ...settings, origin: { kind: 'program' }, warnings: [] } as const;
  if (paths === undefined) return configured;
  const report = (message: string): unknown => issues.push({ path: 'trustedDocuments', message });
  return { ...configured, trustedDocuments: trustedDocuments(paths, '.', readText, report) };
}

interface Sources {
  readonly vendors: readonly VendorDescription[];
  readonly environment: Environment;
  readonly read: ReadText;
}

function fromFile(path: string, sources: Sources, issues: ConfigIssue[]): Configured | undefined {
  if (isOn(sources.environment, 'EDGETASKS_DEMO')) {
    issues.push({
      path: 'EDGETASKS_DEMO',
      message: 'asks for the demo, but EDGETASKS_CONFIG names a file: set one of them',
    });
    return undefined;
  }
  let text: string;
  try {
    text = sources.read(path);
  } catch (error) {
    issues.push({ path: 'EDGETASKS_CONFIG', message: `names a file that cannot be read${codeOf(error)}` });
    return undefined;
  }
  const document = readDocument(text, sources.environment, renamedKeys);
  issues.push(...document.issues);
  // A text that cannot be parsed was already reported. An empty file has no value and no issue.
  if (document.value === undefined && document.issues.length > 0) return undefined;
  const checked = check(fileSchema(sources.vendors), document.value);
  if ('issues' in checked) {
    const reported = new Set(document.issues.map((issue) => issue.path));
    const located = checked.issues.map((issue) => ({
      path: pathText(issue.path),
      line: document.lineOf(issue.path),
      message: issue.message,
    }));
    // A value that is empty because its variable is missing was already reported.
    issues.push(...located.filter((issue) => !reported.has(issue.path)));
    return undefined;
  }
  const { trustedDocumentPaths: paths, ...settings } = checked.value;
  const configured = { ...settings, origin: { kind: 'file', path }, warnings: document.warnings } as const;
  if (paths === undefined) return configured;
  const line = document.lineOf(['trustedDocuments']);
  const report = (message: string): unknown => issues.push({ path: 'trustedDocuments', line, message });
  return {
    ...configured,
    trustedDocuments: trustedDocuments(paths, dirname(path), sources.read, report),
  };
}

function trustedDocuments(
  paths: readonly string[],
  folder: string,
  read: ReadText,
  report: (message: string) => unknown,
): ReadonlyMap<string, string> {
  const manifests = paths.map((path) => {
    try {
      return readManifest(read(resolve(folder, path)));
    } catch {
      report(`names ${path}, which is not a manifest of queries by their hash`);
      return new Map<string, string>();
    }
  });
  return new Map(manifests.flatMap((manifest) => [...manifest]));
}

/**
 * The demo if it is requested; otherwise a provider for each vendor whose own variables are set; otherwise the demo.
 */
function withoutFile(
  vendors: readonly VendorDescription[],
  environment: Environment,
  issues: ConfigIssue[],
): Configured | undefined {
  const isDemoAsked = isOn(environment, 'EDGETASKS_DEMO');
  const found = isDemoAsked ? [] : vendors.flatMap((vendor) => fromVariables(vendor, environment, issues));
  const variables = [...new Set(found.flatMap((provider) => provider.variables))];
  if (found.length === 0) return demoSettings(isDemoAsked, environment, issues);
  return {
    ...defaultSettings(),
    isAccessOpen: isOn(environment, 'EDGETASKS_OPEN_ACCESS'),
    origin: { kind: 'environment', variables },
    providers: found.map(({ settings }) => settings),
    warnings: [],
  };
}

function demoSettings(isAsked: boolean, environment: Environment, issues: ConfigIssue[]): Configured {
  // In production a missing variable must not start the demo, whose data look real.
  if (!isAsked && issues.length === 0 && environment['NODE_ENV'] === 'production') {
    issues.push({
      path: 'EDGETASKS_CONFIG',
      message:
        'is not set, and NODE_ENV is production. Name a file, or ask for the demo: --demo or EDGETASKS_DEMO=true',
    });
  }
  const isAccessOpen = isOn(environment, 'EDGETASKS_OPEN_ACCESS');
  const names = (environment['EDGETASKS_DEMO_ACCOUNTS'] ?? '').split(',').map((name) => name.trim());
  const accounts = names.filter((name) => name !== '');
  const origin = { kind: 'demo', accounts: accounts.length === 0 ? undefined : accounts } as const;
  return {
    ...defaultSettings(),
    isAccessOpen,
    origin,
    providers: [],
    history: demoHistory(),
    warnings: [],
  };
}

/** The provider of a vendor whose variables are set and that needs no other settings. */
function fromVariables(
  { name: vendor, credentials: members, settings }: VendorDescription,
  environment: Environment,
  issues: ConfigIssue[],
): readonly { readonly settings: ProviderSettings; readonly variables: readonly string[] }[] {
  const named = members.flatMap(({ environmentVariable, ...member }) =>
    environmentVariable === undefined ? [] : [{ ...member, environmentVariable }],
  );
  if (named.length < members.length) return [];
  const given = named.flatMap(({ name, environmentVariable }) => {
    const value = environment[environmentVariable]?.trim() ?? '';
    return value === '' ? [] : [{ name, environmentVariable, value }];
  });
  const missing = named.filter(
    ({ name, isOptional }) => !isOptional && !given.some((member) => member.name === name),
  );
  for (const { environmentVariable: path } of given.length === 0 ? [] : missing) {
    // Vendors of one cloud share their variables.
    if (issues.some((issue) => issue.path === path)) continue;
    issues.push({ path, message: 'is not set, although the other variables of its vendor are' });
  }
  const own = settings.safeParse({});
  if (missing.length > 0 || !own.success) return [];
  const credentials = Object.fromEntries(given.map(({ name, value }) => [name, value]));
  const name = vendor.toLowerCase().replaceAll('_', '-');
  return [
    {
      settings: { name, vendor, credentials, own: own.data },
      variables: given.map(({ environmentVariable }) => environmentVariable),
    },
  ];
}

const isOn = (environment: Environment, name: string): boolean => environment[name]?.trim() === 'true';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';

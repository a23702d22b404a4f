import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { VendorDescription } from './vendors/vendor.ts';
import { readDocument } from './config/document.ts';
import { checkFile, defaultDeadline, defaultKeptRows, defaultVendorCalls } from './config/file.ts';
import type { FileSettings } from './config/file.ts';
import { isLoopback } from './config/loopback.ts';
import { manifestOf } from './config/manifest.ts';
import { ConfigurationError, pathText } from './config/mistake.ts';
import type { Mistake } from './config/mistake.ts';
import { logLevels } from './config/settings.ts';
import type { Environment, LogLevel, Origin, ProviderSettings, Settings } from './config/settings.ts';

/** Reads a file as text. */
export type ReadText = (path: string) => string;

const readText: ReadText = (path) => readFileSync(path, 'utf8');

/**
 * The settings of this process: of the file that `EDGETASKS_CONFIG` names, else of the vendors' own variables, else of the
 * demo. Throws `ConfigurationError` with every mistake.
 */
export function loadSettings(
  vendors: readonly VendorDescription[],
  environment: Environment = process.env,
  read: ReadText = readText,
): Settings {
  const { mistakes, ...server } = serverSettings(environment);
  const path = environment['EDGETASKS_CONFIG']?.trim() ?? '';
  const given =
    path === ''
      ? settingsOfVariables(vendors, environment, mistakes)
      : settingsOfFile(path, vendors, environment, read, mistakes);
  if (given !== undefined && !isLoopback(server.host) && given.tokens.length === 0 && !given.isAccessOpen) {
    mistakes.push({
      path: 'HOST',
      message:
        'is not a loopback address, and everybody who reaches it could ask everything. List access.tokens, or say access.open: true (EDGETASKS_OPEN_ACCESS=true without a file)',
    });
  }
  if (given === undefined || mistakes.length > 0) {
    throw new ConfigurationError(path === '' ? 'The environment' : path, mistakes);
  }
  const { trustedDocumentsPaths: _, ...settings } = given;
  return { ...settings, ...server };
}

/** What belongs to the place where the process runs: where it listens, what it shares with others, what it tells. */
function serverSettings(environment: Environment) {
  const mistakes: Mistake[] = [];
  const port = environment['PORT']?.trim() || '4000';
  if (!/^\d+$/.test(port) || Number(port) > 65_535) {
    mistakes.push({ path: 'PORT', message: 'must be a number from 0 to 65535' });
  }
  const redisUrl = environment['EDGETASKS_REDIS_URL']?.trim() || undefined;
  if (redisUrl !== undefined && !/^(?:rediss?:\/\/|unix:\/\/|\/)/.test(redisUrl)) {
    mistakes.push({
      path: 'EDGETASKS_REDIS_URL',
      message: 'must be like redis://127.0.0.1:6379, or the path of a socket',
    });
  }
  const instances = environment['EDGETASKS_INSTANCES']?.trim() || '2';
  if (!/^[1-9]\d{0,2}$/.test(instances)) {
    mistakes.push({ path: 'EDGETASKS_INSTANCES', message: 'must be a number from 1 to 999' });
  }
  return {
    mistakes,
    host: environment['HOST']?.trim() || '127.0.0.1',
    port: Number(port),
    redisUrl,
    instances: Number(instances),
    logLevel: logLevelOf(environment, mistakes),
    areTracesAsked: areTracesAsked(environment),
  };
}

function logLevelOf(environment: Environment, mistakes: Mistake[]): LogLevel {
  const given = environment['EDGETASKS_LOG_LEVEL']?.trim().toLowerCase() || 'info';
  const level = logLevels.find((name) => name === given);
  if (level === undefined) {
    mistakes.push({ path: 'EDGETASKS_LOG_LEVEL', message: `must be one of ${logLevels.join(', ')}` });
  }
  return level ?? 'info';
}

/** OpenTelemetry, SDK environment variables: whoever sets one of these wants traces somewhere. */
const areTracesAsked = (environment: Environment): boolean =>
  environment['OTEL_SDK_DISABLED'] !== 'true' &&
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'OTEL_TRACES_EXPORTER'].some(
    (name) => !['', 'none'].includes(environment[name]?.trim() ?? ''),
  );

type Given = FileSettings & Pick<Settings, 'origin' | 'trustedDocuments'>;

function settingsOfFile(
  path: string,
  vendors: readonly VendorDescription[],
  environment: Environment,
  read: ReadText,
  mistakes: Mistake[],
): Given | undefined {
  const text = attempt(() => read(path));
  if (text === undefined)
    return void mistakes.push({ path: 'EDGETASKS_CONFIG', message: 'names a file that cannot be read' });
  const document = readDocument(text, environment);
  mistakes.push(...document.mistakes);
  if (document.value === undefined) return undefined;
  const file = checkFile(document.value, vendors, (at, message) => {
    const known = document.mistakes.some((mistake) => mistake.path === pathText(at));
    // What is empty only because its variable is missing has been told already.
    if (!known) mistakes.push({ path: pathText(at), line: document.lineOf(at), message });
  });
  if (file === undefined) return undefined;
  const origin: Origin = { kind: 'file', path };
  if (file.trustedDocumentsPaths === undefined) return { ...file, origin };
  const trustedDocuments = new Map<string, string>();
  const line = document.lineOf(['trustedDocuments']);
  for (const name of file.trustedDocumentsPaths) {
    const documents = attempt(() => manifestOf(read(resolve(dirname(path), name))));
    const message = `names ${name}, which is no manifest of queries by their hash`;
    if (documents === undefined) mistakes.push({ path: 'trustedDocuments', line, message });
    for (const [id, query] of documents ?? []) trustedDocuments.set(id, query);
  }
  return { ...file, origin, trustedDocuments };
}

/** One provider for each vendor whose own variables are there and that needs no settings; none of them: the demo. */
function settingsOfVariables(
  vendors: readonly VendorDescription[],
  environment: Environment,
  mistakes: Mistake[],
): Given {
  const providers: ProviderSettings[] = [];
  const variables = new Set<string>();
  for (const vendor of vendors) {
    const own = vendor.settings.safeParse({});
    const credentials = credentialsOf(vendor, environment, mistakes);
    if (!own.success || credentials === undefined) continue;
    for (const { name, environmentVariable } of vendor.credentials) {
      if (credentials[name] !== undefined) variables.add(environmentVariable);
    }
    const name = vendor.name.toLowerCase().replaceAll('_', '-');
    providers.push({ name, vendor: vendor.name, credentials, own: own.data });
  }
  return {
    origin: providers.length === 0 ? { kind: 'demo' } : { kind: 'environment', variables: [...variables] },
    providers,
    maxVendorCallsPerRequest: defaultVendorCalls,
    requestDeadline: defaultDeadline,
    tokens: [],
    isAccessOpen: environment['EDGETASKS_OPEN_ACCESS'] === 'true',
    corsOrigins: [],
    isGraphiqlOn: true,
    isIntrospectionOn: true,
    isDashboardOn: true,
    metrics: { kind: 'beside-api' },
    keptRows: defaultKeptRows,
  };
}

/** Undefined where none is set. To set some of them and not others is a slip. */
function credentialsOf(
  { credentials: members }: VendorDescription,
  environment: Environment,
  mistakes: Mistake[],
): Readonly<Record<string, string>> | undefined {
  const credentials = Object.fromEntries(
    members.flatMap(({ name, environmentVariable }) => {
      const value = environment[environmentVariable]?.trim() ?? '';
      return value === '' ? [] : [[name, value] as const];
    }),
  );
  const missing = members.filter(({ name, isOptional }) => !isOptional && credentials[name] === undefined);
  if (missing.length === 0) return credentials;
  for (const { environmentVariable: path } of Object.keys(credentials).length === 0 ? [] : missing) {
    const isTold = mistakes.some((mistake) => mistake.path === path);
    if (!isTold)
      mistakes.push({ path, message: 'is not set, although the other variables of its vendor are' });
  }
  return undefined;
}

function attempt<Value>(act: () => Value): Value | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

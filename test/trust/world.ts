import { createApp } from '../../src/app.ts';
import type { App, Log } from '../../src/app.ts';
import { loadSettings } from '../../src/config.ts';
import type { Settings } from '../../src/config/settings.ts';
import { startEmulator } from '../../src/emulator/emulator.ts';
import type { EmulatedAccount, Emulator } from '../../src/emulator/emulator.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { providerSettings } from '../provider-settings.ts';

/** An answer as a client reads it. */
export interface Answer<Data = unknown> {
  readonly status: number;
  readonly data?: Data;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** How to ask: everything may be left out. */
export interface Asking {
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The whole app and the vendors that it calls, in one process. */
export interface World {
  readonly emulator: Emulator;
  readonly app: App;
  /** What the app told its log, as JSON. */
  readonly logged: readonly string[];
  post(body: string, asking?: Asking): Promise<Response>;
  ask<Data>(query: string, asking?: Asking): Promise<Answer<Data>>;
  close(): Promise<void>;
}

export interface WorldParts {
  readonly accounts: readonly EmulatedAccount[];
  /** Calls a second that the app allows itself, for every action; absent: as documented. */
  readonly requestsPerSecond?: number;
  readonly maxPageSize?: number;
  /** Where the app looks for every vendor; absent: at the emulator. */
  readonly endpoint?: string;
  /** The same by the account's name. */
  readonly endpoints?: Readonly<Record<string, string>>;
  /** Members of the configuration file beside the providers. */
  readonly configuration?: Readonly<Record<string, unknown>>;
  /** Other files that the configuration names, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

const url = 'http://localhost/graphql';

/** Starts the emulator and an app that is configured, as everybody configures it, to call it. */
export async function openWorld(parts: WorldParts): Promise<World> {
  const emulator = await startEmulator({ accounts: parts.accounts });
  const logged: string[] = [];
  const app = await createApp(settingsFor(emulator, parts), logInto(logged));
  const post: World['post'] = async (body, { headers, signal } = {}) =>
    app.api.fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
      ...(signal && { signal }),
    });
  return {
    emulator,
    app,
    logged,
    post,
    ask: asker(post),
    async close() {
      await app.close();
      await emulator.close();
    },
  };
}

const asker =
  (post: World['post']): World['ask'] =>
  async (query, asking = {}) => {
    const response = await post(JSON.stringify({ query, variables: asking.variables }), asking);
    return { ...(await response.json()), status: response.status };
  };

/** The configuration file that describes the emulated accounts. */
export function configurationFor(emulator: Pick<Emulator, 'endpoint'>, parts: WorldParts): string {
  const { accounts, requestsPerSecond, maxPageSize, configuration } = parts;
  const providers = accounts.map((account) => ({
    ...providerSettings(
      account,
      parts.endpoints?.[account.name] ?? parts.endpoint ?? emulator.endpoint(account.vendor),
    ),
    ...(requestsPerSecond !== undefined && { requestsPerSecond }),
    ...(maxPageSize !== undefined && { maxPageSize }),
  }));
  return JSON.stringify({ ...configuration, providers });
}

function settingsFor(emulator: Emulator, parts: WorldParts): Settings {
  const path = '/config.json';
  const files: Readonly<Record<string, string>> = {
    ...parts.files,
    [path]: configurationFor(emulator, parts),
  };
  return loadSettings(vendors, { EDGETASKS_CONFIG: path, PORT: '0' }, (name) => {
    const text = files[name];
    if (text === undefined) throw new Error(`There is no file ${name}`);
    return text;
  });
}

/** Writes down what is logged as a logger would, errors with their stacks and causes. */
function logInto(lines: string[]): Log {
  const note = (level: string) => (fields: object, message: string) => {
    lines.push(JSON.stringify({ level, message, ...fields }, withErrors));
  };
  return { info: note('info'), warn: note('warn'), error: note('error') };
}

const withErrors = (_: string, value: unknown): unknown => {
  if (!(value instanceof Error)) return value;
  const { name, message, stack, cause } = value;
  return { ...Object.fromEntries(Object.entries(value)), name, message, stack, cause };
};

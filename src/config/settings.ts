import type { HistorySettings } from '../domain/history.ts';
import type { Milliseconds } from '../domain/time.ts';

/** One configured vendor account. */
export interface ProviderSettings {
  readonly name: string;
  /** The vendor's name in the registry, such as `TENCENT_CDN`. */
  readonly vendor: string;
  /** The credentials by their names in the vendor's description. Missing optional ones are omitted. */
  readonly credentials: Readonly<Record<string, string>>;
  /** The address of the API; absent: the vendor's default. */
  readonly endpoint?: string | undefined;
  /** The vendor's own settings, parsed by its schema. */
  readonly own: Readonly<Record<string, unknown>>;
}

/** A bearer token that is accepted. Only its holder knows the token itself. */
export interface AccessToken {
  readonly name: string;
  /** SHA-256 of the token, in lower-case hex. */
  readonly sha256: string;
  /** Names of providers that it may see; absent means all. */
  readonly providers?: readonly string[] | undefined;
}

/** Where the providers came from. */
export type Origin =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'environment'; readonly variables: readonly string[] }
  | { readonly kind: 'program' }
  /** The names of the demo's accounts; absent: those that it has by default. */
  | { readonly kind: 'demo'; readonly accounts?: readonly string[] | undefined };

/** The log levels, from everything to nothing. `debug` adds a line for each vendor call. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Where metrics are served: nowhere, on the API's port (with its tokens), or on a port of their own (without tokens). */
export type MetricsPlace =
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'beside-api' }
  | { readonly kind: 'apart'; readonly host: string; readonly port: number };

/** What one client (a token, otherwise an address) may do at once. Normal use stays far below the defaults. */
export interface ClientLimitSettings {
  readonly concurrentRequests: number;
  /** Subscriptions, over server-sent events and WebSockets together. */
  readonly openStreams: number;
  readonly vendorCallsPerMinute: number;
}

/** How the schema is changed for a federated graph. */
export interface SubgraphSettings {
  /** The prefix of the names of all types of this schema; empty for none. */
  readonly prefix: string;
  /** Leaves out `Query.node` and `Query.nodes`, which only one subgraph can define. */
  readonly withoutNode: boolean;
}

/** `history` of a file. The URL may come from the environment. */
export type HistoryFileSettings = Omit<HistorySettings, 'url'> & { readonly url?: string | undefined };

/** The settings of a configuration file without the providers. */
export interface FileSettings {
  /** The vendor calls that one request may make beyond the first page of each feed that it must read. */
  readonly maxVendorCallsPerRequest: number;
  readonly requestDeadline: Milliseconds;
  /** The accepted tokens. Empty: no token is needed. */
  readonly tokens: readonly AccessToken[];
  /** Whether clients need no token even if the server listens beyond loopback. */
  readonly isAccessOpen: boolean;
  readonly clientLimits: ClientLimitSettings;
  readonly subgraph: SubgraphSettings;
  readonly corsOrigins: readonly string[];
  readonly isGraphiqlOn: boolean;
  readonly isIntrospectionOn: boolean;
  readonly isDashboardOn: boolean;
  readonly metrics: MetricsPlace;
  /** How many rows the cache may contain; 0 turns it off. */
  readonly cacheRows: number;
  /** Absent: no history is kept. */
  readonly history?: HistoryFileSettings | undefined;
  /** Manifests of the queries that are allowed; relative to the file. Absent: all queries are allowed. */
  readonly trustedDocumentPaths?: readonly string[] | undefined;
}

/** The settings of the environment: where the process listens, and what it shares with other instances. */
export interface ServerSettings {
  readonly host: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Absent: rates are counted in memory. */
  readonly redisUrl?: string | undefined;
  /** Replaces `history.url`. */
  readonly historyUrl?: string | undefined;
  /** How many instances share the rates through Redis. While Redis is unreachable, each uses its share of a rate. */
  readonly instances: number;
  readonly logLevel: LogLevel;
  /** Whether the variables of OpenTelemetry ask for traces. */
  readonly areTracesAsked: boolean;
}

/** All settings, checked and with defaults. */
export interface Settings extends ServerSettings, Omit<FileSettings, 'trustedDocumentPaths' | 'history'> {
  readonly origin: Origin;
  /** Absent: no history is kept. */
  readonly history?: HistorySettings | undefined;
  /** Empty for the demo, whose accounts the emulator creates. */
  readonly providers: readonly ProviderSettings[];
  /** The only queries that are allowed in addition to the product's own, by hash; absent: all are allowed. */
  readonly trustedDocuments?: ReadonlyMap<string, string> | undefined;
  /** Settings that work but should be changed, such as renamed keys. */
  readonly warnings: readonly string[];
}

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

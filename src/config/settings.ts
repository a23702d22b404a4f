import type { Milliseconds } from '../domain/time.ts';

/** One vendor account, checked. */
export interface ProviderSettings {
  readonly name: string;
  /** A name of the registry. */
  readonly vendor: string;
  /** By the names of the vendor's description; absent optional ones are left out. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Absent: the vendor's own. */
  readonly endpoint?: string | undefined;
  /** The vendor's own settings, as its schema gave them. */
  readonly own: Readonly<Record<string, unknown>>;
}

/** A bearer token that is accepted; the token itself is known to its holder alone. */
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
  | { readonly kind: 'demo' };

/** How much is logged, from all to nothing. `debug` adds a line for each vendor call. */
export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Where metrics are told: nowhere, beside the API (with its tokens), or at a place of their own (with none). */
export type MetricsPlace =
  | { readonly kind: 'nowhere' }
  | { readonly kind: 'beside-api' }
  | { readonly kind: 'apart'; readonly host: string; readonly port: number };

/** Everything that can be set, checked and with defaults. */
export interface Settings {
  readonly origin: Origin;
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Absent: rates and final rows are kept in memory. */
  readonly redisUrl?: string | undefined;
  /** How many instances share the rates through Redis: each takes so much of them alone when Redis is away. */
  readonly instances: number;
  readonly logLevel: LogLevel;
  /** Whether the variables of OpenTelemetry ask for traces. */
  readonly areTracesAsked: boolean;
  /** Empty for the demo, whose accounts the emulator makes. */
  readonly providers: readonly ProviderSettings[];
  readonly maxVendorCallsPerRequest: number;
  readonly requestDeadline: Milliseconds;
  /** Empty: everybody who reaches the server may ask. */
  readonly tokens: readonly AccessToken[];
  /** Whether everybody may ask, wherever the server listens. */
  readonly isAccessOpen: boolean;
  readonly corsOrigins: readonly string[];
  readonly isGraphiqlOn: boolean;
  readonly isIntrospectionOn: boolean;
  readonly isDashboardOn: boolean;
  readonly metrics: MetricsPlace;
  /** How many rows are kept in memory at most; 0 keeps nothing, in Redis neither. */
  readonly keptRows: number;
  /** The only queries that are answered beside the product's own, by hash; absent: all are. */
  readonly trustedDocuments?: ReadonlyMap<string, string> | undefined;
}

/** The process's variables. */
export type Environment = Readonly<Record<string, string | undefined>>;

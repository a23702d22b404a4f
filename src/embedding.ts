import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';

/** The settings of a configuration file, as an object. */
export interface EdgetasksSettings {
  readonly providers: readonly ProviderOptions[];
  /** The vendor calls that one request may make beyond the first page of each feed that it must read. Default 100. */
  readonly maxVendorCallsPerRequest?: number;
  /** ISO 8601, such as `PT10S`, the default. At most `PT5M`. */
  readonly requestDeadline?: string;
  /** Without tokens, everybody who reaches the handler has access. The in-process client needs none. */
  readonly access?: { readonly tokens?: readonly TokenOptions[]; readonly open?: boolean };
  /** What one client (a token, otherwise an address) may do at once. */
  readonly clientLimits?: {
    readonly concurrentRequests?: number;
    readonly openStreams?: number;
    readonly vendorCallsPerMinute?: number;
  };
  /** Changes the names in the schema for a federated graph. `client` keeps those of `edgetasks/operations`. */
  readonly subgraph?: { readonly prefix?: string; readonly withoutNode?: boolean };
  /** Such as `https://www.example.com`. */
  readonly corsOrigins?: readonly string[];
  /** Default true. */
  readonly graphiql?: boolean;
  /** Default true. */
  readonly introspection?: boolean;
  /** Default true: 100,000 rows in memory. */
  readonly cache?: boolean | { readonly rows: number };
  /** The history of tasks beyond the vendors' retention. Default: none. */
  readonly history?: {
    /** `file:./edgetasks.db`, or `postgres://user:password@host/database`. */
    readonly url: string;
    /** How often the newest part of each feed is read, in ISO 8601. Default `PT30S`. */
    readonly interval?: string;
    /** How long rows are kept, in ISO 8601. Default `P90D`. */
    readonly keepFor?: string;
    /** Whether the vendors' own rows are stored. Default true. */
    readonly raw?: boolean;
    /** Whether query strings of URLs are stored. Default true. */
    readonly queryStrings?: boolean;
  };
  /** Paths of manifests of the only queries that are allowed, from the working directory. */
  readonly trustedDocuments?: string | readonly string[];
}

/** One vendor account. Which other settings it has depends on the vendor. */
export interface ProviderOptions {
  readonly name: string;
  /** Such as `TENCENT_CDN`, `TENCENT_EDGEONE` or `ALIBABA_CDN`. */
  readonly vendor: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly endpoint?: string;
  readonly [setting: string]: unknown;
}

/** A bearer token that is accepted, by its hash. */
export interface TokenOptions {
  readonly name: string;
  /** SHA-256 of the token, in hex. */
  readonly sha256: string;
  /** Names of providers; absent means all. */
  readonly providers?: readonly string[];
}

export interface EdgetasksOptions {
  /** Allows the demo, which starts without settings, with `NODE_ENV=production` too. */
  readonly demo?: boolean;
  /** The Redis through which several instances share the vendors' rates. */
  readonly redisUrl?: string;
  /** How many instances there are. Default 2. */
  readonly instances?: number;
  /** The log. Default: warnings and errors as JSON lines on stderr. */
  readonly log?: EdgetasksLog;
}

export interface EdgetasksLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** The API without a server of its own. */
export interface Edgetasks {
  /** Answers `/graphql`, and GraphiQL there; everything else is 404. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** The same for `node:http`. Nothing may have read the body before. */
  readonly listener: (request: IncomingMessage, response: ServerResponse) => void;
  /** A client that needs neither HTTP nor a token. */
  readonly client: EdgetasksClient;
  /** Closes connections and timers. Requests in flight fail. */
  close(): Promise<void>;
}

export interface EdgetasksClient {
  /**
   * Returns the data of a query. Rejects with `EdgetasksError` if the response contains errors; vendors' failures are
   * data.
   */
  query<Data, Variables extends Readonly<Record<string, unknown>>>(
    document: TypedDocumentNode<Data, Variables>,
    ...variables: Record<string, never> extends Variables ? [variables?: Variables] : [variables: Variables]
  ): Promise<Data>;
}

/** The response contains GraphQL errors. */
export class EdgetasksError extends Error {
  override readonly name = 'EdgetasksError';
  /** The errors of the response. */
  readonly errors: readonly {
    readonly message: string;
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
  /** The data that the response contains in addition to the errors; null if there is none. */
  readonly data: unknown;

  constructor(errors: EdgetasksError['errors'], data: unknown) {
    super(errors.map(({ message }) => message).join('; '));
    this.errors = errors;
    this.data = data;
  }
}

/**
 * Creates the API for the given accounts; without settings, for the demo's made-up data. Rejects with
 * `ConfigurationError`, whose message lists every mistake and contains no secret.
 */
export type CreateEdgetasks = (
  settings?: EdgetasksSettings,
  options?: EdgetasksOptions,
) => Promise<Edgetasks>;

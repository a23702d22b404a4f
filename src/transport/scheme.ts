import type { VendorRequest } from '../domain/source.ts';
import type { Instant, Milliseconds } from '../domain/time.ts';
import type { JsonObject } from './answer.ts';
import type { HttpRequest, HttpResponse } from './http.ts';
import type { Meaning } from './refusal.ts';

/** The access key of an account, whatever the vendor calls its parts. */
export interface Credentials {
  /** The id of the access key, which identifies the account. */
  readonly id: string;
  readonly secret: string;
  /** The session token of temporary credentials; empty for others. */
  readonly token: string;
}

/** One account at one product. */
export interface Account {
  readonly credentials: Credentials;
  /** Scheme, host and port; its path is not used. */
  readonly endpoint: string;
  /** The product's name in signatures, such as `cdn`. Empty if the scheme needs none. */
  readonly service: string;
  /** The API's version, such as `2018-06-06`. Empty if the scheme needs none. */
  readonly version: string;
  /** The region in signatures. Empty if the scheme needs none. */
  readonly region: string;
  /** Returns a new unique text at each call. */
  readonly nonce: () => string;
}

/** A request with its signature. */
export type SignedRequest = HttpRequest & { readonly headers: { readonly authorization: string } };

/** The content of an answer's envelope. An absent request id is an empty text. */
export type Opened =
  | { readonly body: JsonObject; readonly requestId: string }
  /** The vendor's error. An empty code stands for an error without one. */
  | { readonly code: string; readonly message: string; readonly requestId: string }
  /** What the answer is instead of the documented one, as the end of a sentence after "answered with". */
  | { readonly instead: string };

/** How one family of APIs signs its calls, wraps its answers and names its errors. */
export interface SignedProtocol {
  readonly sign: (request: VendorRequest, now: Instant) => SignedRequest;
  /** Never throws. */
  readonly open: (response: HttpResponse) => Opened;
  readonly meaningOf: (code: string, status: number) => Meaning;
  /** The codes that a wrong clock causes. */
  readonly clockCodes: ReadonlySet<string>;
  /** Reads the wait time from a header other than `Retry-After`. */
  readonly retryAfter?: (response: HttpResponse) => Milliseconds | undefined;
}

/** A signing scheme and its envelope, for one account. */
export type SigningScheme = (account: Account) => SignedProtocol;

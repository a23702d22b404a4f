import type { VendorRequest } from '../domain/source.ts';
import type { SignedHeaders } from './signed-headers.ts';

/** The parts of a request that are signed. */
export interface SignableRequest {
  readonly method: string;
  /** Percent-encoded, as it is sent. */
  readonly path: string;
  /** The canonical query. It is sent in this form too. */
  readonly query: string;
  readonly headers: SignedHeaders;
  /** The body's SHA-256 as lower-case hex. */
  readonly hashedPayload: string;
}

/** The canonical request of ACS3, SigV4, SDK-HMAC-SHA256 and Volcengine. */
export const canonicalRequest = ({ method, path, query, headers, hashedPayload }: SignableRequest): string =>
  `${method}\n${path}\n${query}\n${headers.canonical}\n${headers.names}\n${hashedPayload}`;

/** Converts parameters to a query. Undefined ones are omitted. */
export function queryOf(parameters: VendorRequest['parameters']): Record<string, string> {
  const present = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, String(value)]));
}

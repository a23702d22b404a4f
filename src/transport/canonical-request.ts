import type { VendorRequest } from '../domain/source.ts';
import type { SignedHeaders } from './signed-headers.ts';

/** What a signature covers. */
export interface SignableRequest {
  readonly method: string;
  /** Percent-encoded, as on the wire. */
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

/** Parameters as the texts of a query. Those that are undefined are left out. */
export function queryOf(parameters: VendorRequest['parameters']): Record<string, string> {
  const present = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, String(value)]));
}

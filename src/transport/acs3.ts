import { hmacSha256Hex, sha256Hex } from './digest.ts';
import type { SignedHeaders } from './signed-headers.ts';

const ALGORITHM = 'ACS3-HMAC-SHA256';

/** What Alibaba Cloud's signature V3 speaks of. */
export interface Acs3Request {
  readonly method: string;
  /** `/` for RPC style. */
  readonly path: string;
  /** The canonical query, which is as good on the wire. */
  readonly query: string;
  /** `host`, `content-type` if sent, and every `x-acs-` header. */
  readonly headers: SignedHeaders;
  /** The body's SHA-256; the header `x-acs-content-sha256` says the same. */
  readonly hashedPayload: string;
}

/** Who signs. */
export interface Acs3Identity {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** Step 1: the request in its canonical form. */
export const canonicalRequest = ({ method, path, query, headers, hashedPayload }: Acs3Request): string =>
  `${method}\n${path}\n${query}\n${headers.canonical}\n${headers.names}\n${hashedPayload}`;

/** Step 2: what the secret signs. */
export const stringToSign = (canonical: string): string => `${ALGORITHM}\n${sha256Hex(canonical)}`;

/** Step 3. The secret is the key as it is: nothing is derived, nothing can be kept. */
export const signature = (accessKeySecret: string, text: string): string =>
  hmacSha256Hex(accessKeySecret, text);

/** Step 4: the `Authorization` header. Unlike Tencent's it has no blanks behind its commas. */
export const authorization = (accessKeyId: string, { names }: SignedHeaders, signed: string): string =>
  `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${names},Signature=${signed}`;

/** Signs a request: gives its `Authorization` header. Date and nonce are among the headers. */
export function signAcs3({ accessKeyId, accessKeySecret }: Acs3Identity, request: Acs3Request): string {
  const text = stringToSign(canonicalRequest(request));
  return authorization(accessKeyId, request.headers, signature(accessKeySecret, text));
}

import { canonicalRequest, type SignableRequest } from './canonical-request.ts';
import { hmacSha256Hex, sha256Hex } from './digest.ts';
import type { SignedHeaders } from './canonical-request.ts';

// ACS3-HMAC-SHA256: Alibaba Cloud, "V3 request body and signature mechanism".

const ALGORITHM = 'ACS3-HMAC-SHA256';

/** The credentials that sign. */
export interface Acs3Identity {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** Step 2, after the canonical request: the text that the secret signs. */
export const stringToSign = (canonical: string): string => `${ALGORITHM}\n${sha256Hex(canonical)}`;

/** Step 3. The secret is the key; no key is derived. */
export const signature = (accessKeySecret: string, text: string): string =>
  hmacSha256Hex(accessKeySecret, text);

/** Step 4: the `Authorization` header, without blanks after its commas. */
export const authorization = (accessKeyId: string, { names }: SignedHeaders, signed: string): string =>
  `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${names},Signature=${signed}`;

/**
 * Signs a request: returns its `Authorization` header. The signed headers are `host`, `content-type` if it is sent, and
 * all `x-acs-` headers, including date and nonce.
 */
export function signAcs3({ accessKeyId, accessKeySecret }: Acs3Identity, request: SignableRequest): string {
  const text = stringToSign(canonicalRequest(request));
  return authorization(accessKeyId, request.headers, signature(accessKeySecret, text));
}

import { canonicalRequest as commonForm, type SignableRequest } from './canonical-request.ts';
import { hmacSha256Hex, sha256Hex } from './digest.ts';
import type { SignedHeaders } from './signed-headers.ts';

const ALGORITHM = 'SDK-HMAC-SHA256';

/** Who signs. */
export interface SdkHmacIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Step 1. The canonical path ends in a slash, whether the path on the wire does or not. */
export const canonicalRequest = (request: SignableRequest): string =>
  commonForm({ ...request, path: request.path.endsWith('/') ? request.path : `${request.path}/` });

/** Step 2: what the secret signs; `dateTime` is the value of `x-sdk-date`, `YYYYMMDDThhmmssZ`. */
export const stringToSign = (dateTime: string, canonical: string): string =>
  [ALGORITHM, dateTime, sha256Hex(canonical)].join('\n');

/** Step 3. The secret is the key as it is. */
export const signature = (secretAccessKey: string, text: string): string =>
  hmacSha256Hex(secretAccessKey, text);

/** Step 4: the `Authorization` header. */
export const authorization = (accessKeyId: string, { names }: SignedHeaders, signed: string): string =>
  `${ALGORITHM} Access=${accessKeyId}, SignedHeaders=${names}, Signature=${signed}`;

/** Signs a request: gives its `Authorization` header. `x-sdk-date` is among the headers. */
export function signSdkHmac(
  { accessKeyId, secretAccessKey }: SdkHmacIdentity,
  request: SignableRequest,
  dateTime: string,
): string {
  const text = stringToSign(dateTime, canonicalRequest(request));
  return authorization(accessKeyId, request.headers, signature(secretAccessKey, text));
}

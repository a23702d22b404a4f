import { canonicalRequest as commonForm, type SignableRequest } from './canonical-request.ts';
import { hmacSha256Hex, sha256Hex } from './digest.ts';
import type { SignedHeaders } from './canonical-request.ts';

const ALGORITHM = 'SDK-HMAC-SHA256';

/** The credentials that sign. */
export interface SdkHmacIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Step 1. The canonical path ends in a slash, even if the sent path does not. */
export const canonicalRequest = (request: SignableRequest): string =>
  commonForm({ ...request, path: request.path.endsWith('/') ? request.path : `${request.path}/` });

/** Step 2: the text that the secret signs. `dateTime` is the value of `x-sdk-date`, `YYYYMMDDThhmmssZ`. */
export const stringToSign = (dateTime: string, canonical: string): string =>
  [ALGORITHM, dateTime, sha256Hex(canonical)].join('\n');

/** Step 3. The secret is the key. */
export const signature = (secretAccessKey: string, text: string): string =>
  hmacSha256Hex(secretAccessKey, text);

/** Step 4: the `Authorization` header. */
export const authorization = (accessKeyId: string, { names }: SignedHeaders, signed: string): string =>
  `${ALGORITHM} Access=${accessKeyId}, SignedHeaders=${names}, Signature=${signed}`;

/** Signs a request: returns its `Authorization` header. The headers must contain `x-sdk-date`. */
export function signSdkHmac(
  { accessKeyId, secretAccessKey }: SdkHmacIdentity,
  request: SignableRequest,
  dateTime: string,
): string {
  const text = stringToSign(dateTime, canonicalRequest(request));
  return authorization(accessKeyId, request.headers, signature(secretAccessKey, text));
}

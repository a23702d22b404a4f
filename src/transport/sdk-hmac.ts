import { hmacSha256Hex, sha256Hex } from './digest.ts';
import type { SignedHeaders } from './signed-headers.ts';

const ALGORITHM = 'SDK-HMAC-SHA256';

/** What Huawei Cloud's AK/SK signature signs. */
export interface SdkHmacRequest {
  readonly method: string;
  /** Percent-encoded, as on the wire. */
  readonly path: string;
  /** The canonical query. */
  readonly query: string;
  /** `host`, `x-sdk-date` and whatever else is to be signed. */
  readonly headers: SignedHeaders;
  readonly body: string;
}

/** Who signs. */
export interface SdkHmacIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The canonical path ends in a slash, whether the path on the wire does or not. */
const canonicalPath = (path: string): string => (path.endsWith('/') ? path : `${path}/`);

/** Step 1: the request in its canonical form. */
export const canonicalRequest = ({ method, path, query, headers, body }: SdkHmacRequest): string =>
  [method, canonicalPath(path), query, headers.canonical, headers.names, sha256Hex(body)].join('\n');

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
  request: SdkHmacRequest,
  dateTime: string,
): string {
  const text = stringToSign(dateTime, canonicalRequest(request));
  return authorization(accessKeyId, request.headers, signature(secretAccessKey, text));
}

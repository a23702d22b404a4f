import type { Instant } from '../domain/time.ts';
import { hmacSha256, hmacSha256Hex, keyOfDay, sha256Hex } from './digest.ts';
import type { SignedHeaders } from './canonical-request.ts';

const ALGORITHM = 'TC3-HMAC-SHA256';

/** The parts of a request that Tencent Cloud's signature v3 covers, exactly as they are sent. */
export interface Tc3Request {
  readonly method: string;
  readonly path: string;
  /** As it is sent, without the question mark; empty for POST. */
  readonly queryString: string;
  /** `content-type`, `host`, and possibly others. */
  readonly headers: SignedHeaders;
  readonly body: string;
}

/** The credentials that sign, and the service they sign for. */
export interface Tc3Identity {
  readonly secretId: string;
  readonly secretKey: string;
  /** Such as `cdn`. Not derived from the host. */
  readonly service: string;
}

/** Step 1: the canonical request. */
export const canonicalRequest = ({ method, path, queryString, headers, body }: Tc3Request): string =>
  [method, path, queryString, headers.canonical, headers.names, sha256Hex(body)].join('\n');

/** The UTC day of a time stamp in Unix seconds, `YYYY-MM-DD`. */
export const dateOf = (timestamp: number): string => new Date(timestamp * 1_000).toISOString().slice(0, 10);

/** The scope in which a signing key is valid. */
export const credentialScope = (date: string, service: string): string => `${date}/${service}/tc3_request`;

/** Step 2: the text that the signing key signs. */
export const stringToSign = (timestamp: number, scope: string, canonical: string): string =>
  [ALGORITHM, timestamp, scope, sha256Hex(canonical)].join('\n');

/** Step 3: the key of one day and service. */
export function signingKey(secretKey: string, date: string, service: string): Uint8Array {
  const secretDate = hmacSha256(`TC3${secretKey}`, date);
  const secretService = hmacSha256(secretDate, service);
  return hmacSha256(secretService, 'tc3_request');
}

/** Step 4. */
export const signature = (key: Uint8Array, text: string): string => hmacSha256Hex(key, text);

/** Step 5: the `Authorization` header. */
export const authorization = (
  secretId: string,
  scope: string,
  { names }: SignedHeaders,
  signed: string,
): string => `${ALGORITHM} Credential=${secretId}/${scope}, SignedHeaders=${names}, Signature=${signed}`;

/** Signs a request at an instant: returns its `Authorization` header. */
export type SignTc3 = (request: Tc3Request, now: Instant) => string;

/** A signer that derives its key once a day. */
export function tc3Signer({ secretId, secretKey, service }: Tc3Identity): SignTc3 {
  const today = keyOfDay((now) => {
    const date = dateOf(timestampOf(now));
    return { scope: credentialScope(date, service), key: signingKey(secretKey, date, service) };
  });
  return (request, now) => {
    const { scope, key } = today(now);
    const text = stringToSign(timestampOf(now), scope, canonicalRequest(request));
    return authorization(secretId, scope, request.headers, signature(key, text));
  };
}

/** An instant in Unix seconds, the format of `X-TC-Timestamp`. */
export const timestampOf = (now: Instant): number => Math.floor(now / 1_000);

import type { Instant } from '../domain/time.ts';
import { hmacSha256, hmacSha256Hex, sha256Hex } from './digest.ts';

const ALGORITHM = 'TC3-HMAC-SHA256';

/** What Tencent Cloud's signature v3 speaks of: the request exactly as it is sent. */
export interface Tc3Request {
  readonly method: string;
  readonly path: string;
  /** As on the wire, without the question mark; empty for POST. */
  readonly queryString: string;
  /** The headers to sign, names in lower case; `content-type` and `host` must be among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Who signs, and for which service. */
export interface Tc3Identity {
  readonly secretId: string;
  readonly secretKey: string;
  /** Such as `cdn`; never read from the host. */
  readonly service: string;
}

/** Step 1: the request in its canonical form. */
export function canonicalRequest({ method, path, queryString, headers, body }: Tc3Request): string {
  return [method, path, queryString, canonicalHeaders(headers), signedHeaders(headers), sha256Hex(body)].join(
    '\n',
  );
}

const canonicalHeaders = (headers: Tc3Request['headers']): string =>
  namesOf(headers)
    .map((name) => `${name}:${headers[name]}\n`)
    .join('');

const signedHeaders = (headers: Tc3Request['headers']): string => namesOf(headers).join(';');

const namesOf = (headers: Tc3Request['headers']): string[] => Object.keys(headers).toSorted();

/** The UTC day of a time stamp, `YYYY-MM-DD`. */
export const dateOf = (timestamp: number): string => new Date(timestamp * 1_000).toISOString().slice(0, 10);

export const credentialScope = (date: string, service: string): string => `${date}/${service}/tc3_request`;

/** Step 2: what the signing key signs. `timestamp` is in Unix seconds. */
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
  headers: Tc3Request['headers'],
  signed: string,
): string =>
  `${ALGORITHM} Credential=${secretId}/${scope}, SignedHeaders=${signedHeaders(headers)}, Signature=${signed}`;

/** Signs a request at an instant: gives its `Authorization` header. */
export type SignTc3 = (request: Tc3Request, now: Instant) => string;

interface Day {
  readonly date: string;
  readonly scope: string;
  readonly key: Uint8Array;
}

/** A signer that derives its key once a day: deriving costs as much as three signatures. */
export function tc3Signer({ secretId, secretKey, service }: Tc3Identity): SignTc3 {
  let day: Day | undefined;
  return (request, now) => {
    const timestamp = timestampOf(now);
    const date = dateOf(timestamp);
    if (day?.date !== date) {
      day = { date, scope: credentialScope(date, service), key: signingKey(secretKey, date, service) };
    }
    const text = stringToSign(timestamp, day.scope, canonicalRequest(request));
    return authorization(secretId, day.scope, request.headers, signature(day.key, text));
  };
}

/** Unix seconds, as `X-TC-Timestamp` wants them. */
export const timestampOf = (now: Instant): number => Math.floor(now / 1_000);

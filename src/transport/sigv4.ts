import type { Instant } from '../domain/time.ts';
import { canonicalRequest, type SignableRequest } from './canonical-request.ts';
import { hmacSha256, hmacSha256Hex, keyOfDay, sha256Hex } from './digest.ts';
import type { SignedHeaders } from './canonical-request.ts';

const ALGORITHM = 'AWS4-HMAC-SHA256';

/** The credentials that sign, and the service they sign for. */
export interface SigV4Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Such as `us-east-1`. */
  readonly region: string;
  /** Such as `cloudfront`. */
  readonly service: string;
}

/** An instant as `YYYYMMDDThhmmssZ`, the format of the header `x-amz-date`. */
export const basicDateTime = (now: Instant): string =>
  `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** The scope in which a signing key is valid. `date` is `YYYYMMDD`. */
export const credentialScope = (date: string, region: string, service: string): string =>
  `${date}/${region}/${service}/aws4_request`;

/** Step 2, after the canonical request: the text that the signing key signs. */
export const stringToSign = (dateTime: string, scope: string, canonical: string): string =>
  [ALGORITHM, dateTime, scope, sha256Hex(canonical)].join('\n');

/** Step 3: the key of one day, region and service. */
export function signingKey(secret: string, date: string, region: string, service: string): Uint8Array {
  const dateKey = hmacSha256(`AWS4${secret}`, date);
  const regionKey = hmacSha256(dateKey, region);
  const serviceKey = hmacSha256(regionKey, service);
  return hmacSha256(serviceKey, 'aws4_request');
}

/** Step 4. */
export const signature = (key: Uint8Array, text: string): string => hmacSha256Hex(key, text);

/** Step 5: the `Authorization` header. */
export const authorization = (
  accessKeyId: string,
  scope: string,
  { names }: SignedHeaders,
  signed: string,
): string => `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signed}`;

/** Signs a request at an instant: returns its `Authorization` header. The headers must contain `x-amz-date`. */
export type SignSigV4 = (request: SignableRequest, now: Instant) => string;

/** A signer that derives its key once a day. */
export function sigV4Signer({ accessKeyId, secretAccessKey, region, service }: SigV4Identity): SignSigV4 {
  const today = keyOfDay((now) => {
    const date = basicDateTime(now).slice(0, 8);
    return {
      scope: credentialScope(date, region, service),
      key: signingKey(secretAccessKey, date, region, service),
    };
  });
  return (request, now) => {
    const { scope, key } = today(now);
    const text = stringToSign(basicDateTime(now), scope, canonicalRequest(request));
    return authorization(accessKeyId, scope, request.headers, signature(key, text));
  };
}

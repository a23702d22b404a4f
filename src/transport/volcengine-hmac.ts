import type { Instant } from '../domain/time.ts';
import { canonicalRequest, type SignableRequest } from './canonical-request.ts';
import { hmacSha256, hmacSha256Hex, keyOfDay, sha256Hex } from './digest.ts';
import type { SignedHeaders } from './canonical-request.ts';

// HMAC-SHA256 of Volcengine and BytePlus, "Signature method": AWS Signature Version 4 with other names.

const ALGORITHM = 'HMAC-SHA256';

/** The credentials that sign, and the service and region they sign for. */
export interface VolcengineIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Such as `cn-north-1`. */
  readonly region: string;
  /** Such as `cdn`. */
  readonly service: string;
}

/** An instant as `YYYYMMDDThhmmssZ`, the format of `X-Date`. Its first eight digits are the day. */
export const dateTimeOf = (now: Instant): string =>
  `${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** The scope in which a signing key is valid. */
export const credentialScope = (day: string, region: string, service: string): string =>
  `${day}/${region}/${service}/request`;

/** Step 2, after the canonical request: the text that the signing key signs. */
export const stringToSign = (dateTime: string, scope: string, canonical: string): string =>
  [ALGORITHM, dateTime, scope, sha256Hex(canonical)].join('\n');

/** Step 3: the key of one day, region and service. The secret has no prefix. */
export const signingKey = (secretAccessKey: string, scope: string): Uint8Array =>
  scope.split('/').reduce<Uint8Array>(hmacSha256, new TextEncoder().encode(secretAccessKey));

/** Step 4. */
export const signature = (key: Uint8Array, text: string): string => hmacSha256Hex(key, text);

/** Step 5: the `Authorization` header. */
export const authorization = (
  accessKeyId: string,
  scope: string,
  { names }: SignedHeaders,
  signed: string,
): string => `${ALGORITHM} Credential=${accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signed}`;

/** Signs a request at the instant in its `X-Date`: returns its `Authorization` header. */
export type SignVolcengine = (request: SignableRequest, now: Instant) => string;

/** A signer that derives its key once a day. */
export function volcengineSigner(identity: VolcengineIdentity): SignVolcengine {
  const { accessKeyId, secretAccessKey, region, service } = identity;
  const today = keyOfDay((now) => {
    const scope = credentialScope(dateTimeOf(now).slice(0, 8), region, service);
    return { scope, key: signingKey(secretAccessKey, scope) };
  });
  return (request, now) => {
    const { scope, key } = today(now);
    const text = stringToSign(dateTimeOf(now), scope, canonicalRequest(request));
    return authorization(accessKeyId, scope, request.headers, signature(key, text));
  };
}

import { hmacSha256Hex, sha256Hex } from './digest.ts';

const ALGORITHM = 'ACS3-HMAC-SHA256';

/** What Alibaba Cloud's signature V3 speaks of. */
export interface Acs3Request {
  readonly method: string;
  /** `/` for RPC style. */
  readonly path: string;
  /** Decoded names and values. */
  readonly query: Readonly<Record<string, string>>;
  /** The headers to sign, names in lower case: `host`, `content-type` if sent, and every `x-acs-` header. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Acs3Identity {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

/** Step 1: the request in its canonical form. */
export function canonicalRequest({ method, path, query, headers, body }: Acs3Request): string {
  return [
    method,
    path,
    canonicalQuery(query),
    canonicalHeaders(headers),
    signedHeaders(headers),
    sha256Hex(body),
  ].join('\n');
}

/** The query sorted by name; as good on the wire as in the signature. */
export const canonicalQuery = (query: Acs3Request['query']): string =>
  namesOf(query)
    .map((name) => `${percentEncode(name)}=${percentEncode(query[name] ?? '')}`)
    .join('&');

/** RFC 3986: all but letters, digits and `- _ . ~`. */
const percentEncode = (text: string): string =>
  encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** Half a surrogate pair has no UTF-8 form; it becomes U+FFFD, as everywhere else on the wire. */
const wellFormed = (text: string): string =>
  /[\ud800-\udfff]/.test(text) ? Buffer.from(text, 'utf8').toString('utf8') : text;

const canonicalHeaders = (headers: Acs3Request['headers']): string =>
  namesOf(headers)
    .map((name) => `${name}:${headers[name]?.trim()}\n`)
    .join('');

const signedHeaders = (headers: Acs3Request['headers']): string => namesOf(headers).join(';');

const namesOf = (record: Readonly<Record<string, string>>): string[] => Object.keys(record).toSorted();

/** Step 2: what the secret signs. */
export const stringToSign = (canonical: string): string => `${ALGORITHM}\n${sha256Hex(canonical)}`;

/** Step 3. The secret is the key as it is: nothing is derived, nothing can be kept. */
export const signature = (accessKeySecret: string, text: string): string =>
  hmacSha256Hex(accessKeySecret, text);

/** Step 4: the `Authorization` header. Unlike Tencent's it has no blanks behind its commas. */
export const authorization = (accessKeyId: string, headers: Acs3Request['headers'], signed: string): string =>
  `${ALGORITHM} Credential=${accessKeyId},SignedHeaders=${signedHeaders(headers)},Signature=${signed}`;

/** Signs a request: gives its `Authorization` header. Date and nonce are among the headers. */
export function signAcs3({ accessKeyId, accessKeySecret }: Acs3Identity, request: Acs3Request): string {
  const text = stringToSign(canonicalRequest(request));
  return authorization(accessKeyId, request.headers, signature(accessKeySecret, text));
}

import { createHash, timingSafeEqual } from 'node:crypto';

import type { Account } from './account.ts';
import type { ReceivedRequest } from './protocol.ts';

// The common parts of the signatures of AWS, Huawei Cloud and Volcengine.

/** Lower-case hex SHA-256. */
export function sha256(message: string | Buffer): string {
  return createHash('sha256').update(message).digest('hex');
}

/** Whether two signatures are equal, in constant time. */
export function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

/** The first value of a header; empty if it is missing. */
export function headerOf(request: ReceivedRequest, name: string): string {
  return request.headers[name]?.[0] ?? '';
}

/** The canonical request. `path` must already be canonical. */
export function canonicalRequest(
  request: ReceivedRequest,
  path: string,
  signedHeaders: readonly string[],
): string {
  const headers = signedHeaders.map(
    (name) => `${name}:${(request.headers[name] ?? []).map((value) => value.trim()).join(',')}\n`,
  );
  return [
    request.method,
    path,
    canonicalQuery(request.query),
    headers.join(''),
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
}

/** Sorted by name and value; an empty value keeps its equals sign. */
function canonicalQuery(query: string): string {
  return [...new URLSearchParams(query)]
    .map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
    .toSorted()
    .join('&');
}

/** RFC 3986: all but `A-Z a-z 0-9 - _ . ~`. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Whether the token of a request belongs to the account and has not expired. */
export function tokenState(
  sent: string,
  { credentials }: Account,
  now: number,
): 'valid' | 'wrong' | 'expired' {
  const { token = '', tokenExpiresAt = Infinity } = credentials;
  if (sent !== token) return 'wrong';
  return now >= tokenExpiresAt ? 'expired' : 'valid';
}

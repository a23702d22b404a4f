import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { Account } from '../account.ts';
import { readUtc } from '../instant.ts';
import { Refusal } from '../protocol.ts';
import type { FindAccount, ReceivedRequest } from '../protocol.ts';

// ACS3-HMAC-SHA256, verified from the request received: Alibaba Cloud, "V3 request structure and signature".

const maxSkewMs = 15 * 60_000;

/** The account that signed the request. @throws {Refusal} with Alibaba's own code */
export function verifyAcs3(request: ReceivedRequest, findAccount: FindAccount, now: number): Account {
  const { keyId, signedHeaders, signature } = readAcs3Authorization(request);
  checkClock(request, now);
  const account = findAccount(keyId);
  if (account === undefined) {
    throw new Refusal('InvalidAccessKeyId.NotFound', 'Specified access key is not found.', 404);
  }
  checkToken(request, account, now);
  const expected = createHmac('sha256', account.credentials.secret)
    .update(stringToSign(canonicalRequest(request, signedHeaders)))
    .digest('hex');
  const isWhole = only(request, 'x-acs-content-sha256') === sha256(request.body);
  if (!isWhole || !isSame(expected, signature)) {
    throw new Refusal('SignatureDoesNotMatch', 'Specified signature does not match our calculation.');
  }
  useNonce(request, account, now);
  return account;
}

/** Step 1: the request in its canonical form. */
export function canonicalRequest(request: ReceivedRequest, signedHeaders: readonly string[]): string {
  const headers = signedHeaders.map((name) => `${name}:${canonicalValue(request.headers[name] ?? [])}\n`);
  return [
    request.method,
    request.path,
    canonicalQuery(request.query),
    headers.join(''),
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
}

/** Step 2. */
export function stringToSign(canonical: string): string {
  return `ACS3-HMAC-SHA256\n${sha256(canonical)}`;
}

/** Sorted by name in code point order; an empty value keeps its equals sign. */
function canonicalQuery(query: string): string {
  return [...new URLSearchParams(query)]
    .map(([name, value]) => [percentEncoded(name), percentEncoded(value)] as const)
    .toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}

/** RFC 3986: all but `A-Z a-z 0-9 - _ . ~`. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function canonicalValue(values: readonly string[]): string {
  return values
    .map((value) => value.trim())
    .toSorted()
    .join(',');
}

function checkClock(request: ReceivedRequest, now: number): void {
  const date = readUtc(only(request, 'x-acs-date'));
  if (date === undefined)
    throw new Refusal('InvalidTimeStamp.Format', 'Specified time stamp or date value is not well formatted.');
  if (Math.abs(now - date) > maxSkewMs) {
    throw new Refusal('InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');
  }
}

function checkToken(request: ReceivedRequest, { credentials }: Account, now: number): void {
  const sent = request.headers['x-acs-security-token']?.[0] ?? '';
  const { token = '', tokenExpiresAt = Infinity } = credentials;
  if (token !== '' && sent === '') {
    throw new Refusal('MissingSecurityToken', 'SecurityToken is mandatory for this action.');
  }
  if (sent !== token) {
    throw new Refusal(
      'InvalidSecurityToken.MismatchWithAccessKey',
      'The token does not belong to the access key.',
    );
  }
  if (now >= tokenExpiresAt)
    throw new Refusal('InvalidSecurityToken.Expired', 'Specified SecurityToken is expired.');
}

/** Rejects a nonce that was used while a signature with it is still valid. */
function useNonce(request: ReceivedRequest, { nonces }: Account, now: number): void {
  const nonce = only(request, 'x-acs-signature-nonce');
  for (const [old, usedAt] of nonces) {
    if (now - usedAt <= 2 * maxSkewMs) break;
    nonces.delete(old);
  }
  if (nonces.has(nonce))
    throw new Refusal('SignatureNonceUsed', 'Specified signature nonce was used already.');
  nonces.set(nonce, now);
}

function only(request: ReceivedRequest, header: string): string {
  return request.headers[header]?.[0] ?? '';
}

function sha256(message: string | Buffer): string {
  return createHash('sha256').update(message).digest('hex');
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

/** The parts of the Authorization header. */
interface Acs3Authorization {
  readonly keyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const form = /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([a-z0-9;-]+),Signature=([0-9a-f]{64})$/;
const mandatory = ['host', 'x-acs-content-sha256', 'x-acs-date', 'x-acs-signature-nonce'];

/** @throws {Refusal} IncompleteSignature when the header is not as documented, or leaves a header unsigned. */
export function readAcs3Authorization(request: ReceivedRequest): Acs3Authorization {
  const parts = form.exec(request.headers['authorization']?.[0] ?? '');
  if (parts === null)
    throw incomplete('The Authorization header does not have the form of ACS3-HMAC-SHA256.');
  const [, keyId = '', names = '', signature = ''] = parts;
  const signedHeaders = names.split(';');
  for (const name of mandatory) {
    if (request.headers[name] === undefined) throw incomplete(`The header ${name} is missing.`);
  }
  for (const name of Object.keys(request.headers)) {
    const mustBeSigned = name === 'host' || name === 'content-type' || name.startsWith('x-acs-');
    if (mustBeSigned && !signedHeaders.includes(name)) throw incomplete(`The header ${name} must be signed.`);
  }
  for (const name of signedHeaders) {
    if (request.headers[name] === undefined) throw incomplete(`The header ${name} is signed but not sent.`);
  }
  if (names !== signedHeaders.toSorted().join(';')) throw incomplete('SignedHeaders are not sorted.');
  return { keyId, signedHeaders, signature };
}

function incomplete(message: string): Refusal {
  return new Refusal(
    'IncompleteSignature',
    `The request signature does not conform to Aliyun standards. ${message}`,
  );
}

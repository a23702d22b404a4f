import { createHmac } from 'node:crypto';

import type { Account } from '../account.ts';
import { Refusal } from '../protocol.ts';
import type { FindAccount, ReceivedRequest } from '../protocol.ts';
import { canonicalRequest, headerOf, isSame, sha256, tokenState } from '../signature.ts';

// HMAC-SHA256, verified from the request received: Volcengine, "Signature method".

const maxSkewMs = 15 * 60_000;

/** The parts of the Authorization header. */
interface VolcengineAuthorization {
  readonly keyId: string;
  /** `YYYYMMDD/region/service/request` */
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const form =
  /^HMAC-SHA256 Credential=([^/,\s]+)\/([^,\s]+), SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/;

/** The account that signed the request. @throws {Refusal} with the vendor's own code */
export function verifyVolcengine(
  request: ReceivedRequest,
  service: string,
  findAccount: FindAccount,
  now: number,
): Account {
  const { keyId, scope, signedHeaders, signature } = readVolcengineAuthorization(request);
  const date = headerOf(request, 'x-date');
  const instant = readDate(date);
  if (instant === undefined || Math.abs(now - instant) > maxSkewMs) {
    throw new Refusal('InvalidTimestamp', 'The signature has expired, or X-Date is not a time.', 400);
  }
  const account = findAccount(keyId);
  if (account === undefined) throw new Refusal('InvalidAccessKey', 'The access key does not exist.', 401);
  if (tokenState(headerOf(request, 'x-security-token'), account, now) !== 'valid') {
    throw new Refusal('InvalidSecurityToken', 'The security token is wrong or has expired.', 401);
  }
  const [day, , scopedService, terminator] = scope.split('/');
  const isScoped = day === date.slice(0, 8) && scopedService === service && terminator === 'request';
  const expected = hmac(
    signingKey(account.credentials.secret, scope),
    stringToSign(date, scope, canonicalRequest(request, request.path, signedHeaders)),
  ).toString('hex');
  const claimed = request.headers['x-content-sha256']?.[0] ?? sha256('');
  if (!isScoped || claimed !== sha256(request.body) || !isSame(expected, signature)) {
    throw new Refusal('SignatureDoesNotMatch', 'The request signature does not match.', 401);
  }
  return account;
}

/** @throws {Refusal} InvalidAuthorization when the header is not as documented. */
export function readVolcengineAuthorization(request: ReceivedRequest): VolcengineAuthorization {
  const parts = form.exec(headerOf(request, 'authorization'));
  if (parts === null) throw malformed('The Authorization header does not have the form of HMAC-SHA256.');
  const [, keyId = '', scope = '', names = '', signature = ''] = parts;
  const signedHeaders = names.split(';');
  if (!signedHeaders.includes('x-date')) throw malformed('The header x-date must be signed.');
  for (const name of signedHeaders) {
    if (request.headers[name] === undefined) throw malformed(`The header ${name} is signed but not sent.`);
  }
  for (const name of ['x-content-sha256', 'x-security-token']) {
    const isUnsigned = request.headers[name] !== undefined && !signedHeaders.includes(name);
    if (isUnsigned) throw malformed(`The header ${name} must be signed.`);
  }
  if (names !== signedHeaders.toSorted().join(';')) throw malformed('SignedHeaders are not sorted.');
  return { keyId, scope, signedHeaders, signature };
}

/** Step 2. */
export function stringToSign(date: string, scope: string, canonical: string): string {
  return ['HMAC-SHA256', date, scope, sha256(canonical)].join('\n');
}

/** Step 3. */
function signingKey(secret: string, scope: string): Buffer {
  return scope.split('/').reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(secret));
}

function readDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day, hour, minute, second] = parts.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

function malformed(message: string): Refusal {
  return new Refusal('InvalidAuthorization', message, 400);
}

function hmac(key: Buffer, message: string): Buffer {
  return createHmac('sha256', key).update(message).digest();
}

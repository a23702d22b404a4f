import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

import type { Account } from '../account.ts';
import { dateText } from '../instant.ts';
import { Refusal } from '../protocol.ts';
import type { FindAccount, ReceivedRequest } from '../protocol.ts';

// TC3-HMAC-SHA256, verified from the request received: Tencent Cloud, "Signature Method v3".

/** The parts of the Authorization header. */
interface Tc3Authorization {
  readonly secretId: string;
  /** `YYYY-MM-DD/service/tc3_request` */
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const maxSkewMs = 5 * 60_000;
const form =
  /^TC3-HMAC-SHA256 Credential=([^/,\s]+)\/([^,\s]+), ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/** The account that signed the request. @throws {Refusal} AuthFailure.* */
export function verifyTc3(
  request: ReceivedRequest,
  service: string,
  findAccount: FindAccount,
  now: number,
): Account {
  const authorization = readTc3Authorization(request);
  const timestamp = readTimestamp(request);
  if (Math.abs(now - timestamp * 1000) > maxSkewMs) {
    throw new Refusal(
      'AuthFailure.SignatureExpire',
      'X-TC-Timestamp differs from the server time by over 5 minutes.',
    );
  }
  const account = findAccount(authorization.secretId);
  if (account === undefined) throw new Refusal('AuthFailure.SecretIdNotFound', 'The SecretId is not found.');
  const scope = `${dateText(timestamp * 1000)}/${service}/tc3_request`;
  const key = signingKey(account.credentials.secret, scope);
  // The Node SDK signs the host without the port that it sends.
  const isRight = hostChoices(request).some((host) => {
    const canonical = canonicalRequest(request, authorization.signedHeaders, host);
    return isSame(
      hmac(key, stringToSign(timestamp, scope, canonical)).toString('hex'),
      authorization.signature,
    );
  });
  if (!isRight || authorization.scope !== scope) {
    throw new Refusal('AuthFailure.SignatureFailure', 'The provided credentials could not be validated.');
  }
  checkToken(request, account, now);
  return account;
}

/** @throws {Refusal} AuthFailure.InvalidAuthorization when the header is not as documented. */
export function readTc3Authorization(request: ReceivedRequest): Tc3Authorization {
  const parts = form.exec(request.headers['authorization']?.[0] ?? '');
  if (parts === null) throw invalid('The Authorization header does not have the form of TC3-HMAC-SHA256.');
  const [, secretId = '', scope = '', names = '', signature = ''] = parts;
  if (!/^\d{4}-\d{2}-\d{2}\/[a-z0-9]+\/tc3_request$/.test(scope))
    throw invalid('The credential scope is malformed.');
  const signedHeaders = names.split(';');
  for (const name of ['content-type', 'host']) {
    if (!signedHeaders.includes(name)) throw invalid(`The header ${name} must be signed.`);
  }
  for (const name of signedHeaders) {
    if (request.headers[name] === undefined) throw invalid(`The header ${name} is signed but not sent.`);
  }
  if (signedHeaders.join(';') !== signedHeaders.toSorted().join(';'))
    throw invalid('SignedHeaders are not sorted.');
  return { secretId, scope, signedHeaders, signature };
}

/** Step 1: the request in its canonical form. */
export function canonicalRequest(
  request: ReceivedRequest,
  signedHeaders: readonly string[],
  host: string,
): string {
  const values: Readonly<Record<string, string>> = { host };
  const headers = signedHeaders.map((name) => `${name}:${values[name] ?? canonicalValue(request, name)}\n`);
  return [
    request.method,
    request.path,
    request.query,
    headers.join(''),
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
}

/** Step 2. */
export function stringToSign(timestamp: number, scope: string, canonical: string): string {
  return ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonical)].join('\n');
}

/** Step 3. */
export function signingKey(secretKey: string, scope: string): Buffer {
  return scope.split('/').reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`TC3${secretKey}`));
}

/** HMAC-SHA-256; the signature is its lower-case hex. */
export function hmac(key: Buffer, message: string): Buffer {
  return createHmac('sha256', key).update(message).digest();
}

function canonicalValue(request: ReceivedRequest, name: string): string {
  const value = (request.headers[name]?.[0] ?? '').trim();
  // The content type is signed as sent, every other value in lower case.
  return name === 'content-type' ? value : value.toLowerCase();
}

function hostChoices(request: ReceivedRequest): readonly string[] {
  const host = request.headers['host']?.[0] ?? '';
  return [host, host.replace(/:\d+$/, '')];
}

function readTimestamp(request: ReceivedRequest): number {
  const text = request.headers['x-tc-timestamp']?.[0];
  if (text === undefined) throw new Refusal('MissingParameter', 'The header X-TC-Timestamp is missing.');
  if (!/^\d{1,12}$/.test(text))
    throw new Refusal('InvalidParameter', 'X-TC-Timestamp is not a Unix time in seconds.');
  return Number(text);
}

function checkToken(request: ReceivedRequest, { credentials }: Account, now: number): void {
  const sent = request.headers['x-tc-token']?.[0] ?? '';
  if (sent !== (credentials.token ?? '') || now >= (credentials.tokenExpiresAt ?? Infinity)) {
    throw new Refusal('AuthFailure.TokenFailure', 'The token is wrong or has expired.');
  }
}

function invalid(message: string): Refusal {
  return new Refusal('AuthFailure.InvalidAuthorization', message);
}

function sha256(message: string | Buffer): string {
  return createHash('sha256').update(message).digest('hex');
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

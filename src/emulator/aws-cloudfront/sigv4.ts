import { createHmac } from 'node:crypto';

import type { Account } from '../account.ts';
import { readBasic } from '../instant.ts';
import { Refusal } from '../protocol.ts';
import type { FindAccount, ReceivedRequest } from '../protocol.ts';
import { canonicalRequest, headerOf, isSame, sha256, tokenState } from '../signature.ts';

// AWS Signature Version 4, verified from the request received.

const maxSkewMs = 5 * 60_000;
const region = 'us-east-1';
const service = 'cloudfront';

/** The account that signed the request. @throws {Refusal} with AWS's own code */
export function verifySigV4(request: ReceivedRequest, findAccount: FindAccount, now: number): Account {
  const { keyId, scope, signedHeaders, signature } = readSigV4Authorization(request);
  const account = findAccount(keyId);
  if (account === undefined) {
    throw forbidden('InvalidClientTokenId', 'The security token included in the request is invalid.');
  }
  const token = tokenState(headerOf(request, 'x-amz-security-token'), account, now);
  if (token === 'wrong') {
    throw forbidden('InvalidClientTokenId', 'The security token included in the request is invalid.');
  }
  if (token === 'expired') {
    throw forbidden('ExpiredToken', 'The security token included in the request is expired');
  }
  const dateTime = headerOf(request, 'x-amz-date');
  checkClock(dateTime, now);
  const text = stringToSign(dateTime, scope, canonicalRequest(request, request.path, signedHeaders));
  const expected = createHmac('sha256', signingKey(account.credentials.secret, scope))
    .update(text)
    .digest('hex');
  if (scope !== expectedScope(dateTime) || !isSame(expected, signature) || !isBodyAsSigned(request)) {
    throw forbidden(
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  return account;
}

/** Step 2. */
export function stringToSign(dateTime: string, scope: string, canonical: string): string {
  return ['AWS4-HMAC-SHA256', dateTime, scope, sha256(canonical)].join('\n');
}

/** Step 3: the key of a scope. */
function signingKey(secret: string, scope: string): Buffer {
  const parts = scope.split('/');
  return parts.reduce<Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
}

function expectedScope(dateTime: string): string {
  return `${dateTime.slice(0, 8)}/${region}/${service}/aws4_request`;
}

function isBodyAsSigned(request: ReceivedRequest): boolean {
  const hash = headerOf(request, 'x-amz-content-sha256');
  return hash === '' || hash === sha256(request.body);
}

function checkClock(dateTime: string, now: number): void {
  const date = readBasic(dateTime);
  if (date === undefined) throw incomplete('Date must be in ISO-8601 basic format.');
  if (date < now - maxSkewMs) {
    throw forbidden(
      'SignatureDoesNotMatch',
      `Signature expired: ${dateTime} is now earlier than the allowed time`,
    );
  }
  if (date > now + maxSkewMs) {
    throw forbidden(
      'SignatureDoesNotMatch',
      `Signature not yet current: ${dateTime} is still later than the allowed time`,
    );
  }
}

/** The parts of the Authorization header. */
interface SigV4Authorization {
  readonly keyId: string;
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const form =
  /^AWS4-HMAC-SHA256 Credential=([^/,\s]+)\/([^,\s]+), ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

/** @throws {Refusal} when the header is missing or not as documented, or leaves a header unsigned. */
export function readSigV4Authorization(request: ReceivedRequest): SigV4Authorization {
  const header = headerOf(request, 'authorization');
  if (header === '') throw forbidden('MissingAuthenticationToken', 'Request is missing Authentication Token');
  const parts = form.exec(header);
  if (parts === null)
    throw incomplete('Authorization header requires Credential, SignedHeaders and Signature.');
  const [, keyId = '', scope = '', names = '', signature = ''] = parts;
  const signedHeaders = names.split(';');
  const mustBeSigned = Object.keys(request.headers).filter(
    (name) => name === 'host' || name.startsWith('x-amz-'),
  );
  for (const name of ['host', 'x-amz-date', ...mustBeSigned]) {
    if (!signedHeaders.includes(name)) throw incomplete(`'${name}' must be a 'SignedHeader'.`);
  }
  return { keyId, scope, signedHeaders, signature };
}

function forbidden(code: string, message: string): Refusal {
  return new Refusal(code, message, 403);
}

function incomplete(message: string): Refusal {
  return new Refusal('IncompleteSignature', message, 403);
}

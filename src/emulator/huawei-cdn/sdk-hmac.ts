import { createHmac } from 'node:crypto';

import type { Account } from '../account.ts';
import { readBasic } from '../instant.ts';
import { Refusal } from '../protocol.ts';
import type { FindAccount, ReceivedRequest } from '../protocol.ts';
import { canonicalRequest, headerOf, isSame, sha256, tokenState } from '../signature.ts';

// SDK-HMAC-SHA256, verified from the request received: Huawei Cloud, "AK/SK authentication".

const maxSkewMs = 15 * 60_000;

/** The account that signed the request. @throws {Refusal} with the gateway's own code */
export function verifySdkHmac(request: ReceivedRequest, findAccount: FindAccount, now: number): Account {
  const { keyId, signedHeaders, signature } = readSdkHmacAuthorization(request);
  const dateTime = headerOf(request, 'x-sdk-date');
  const date = readBasic(dateTime);
  if (date === undefined) throw incorrect('Incorrect IAM authentication information: x-sdk-date is invalid');
  if (Math.abs(now - date) > maxSkewMs) {
    throw incorrect('Incorrect IAM authentication information: signature expired');
  }
  const account = findAccount(keyId);
  if (account === undefined) {
    throw incorrect('Incorrect IAM authentication information: Get secretKey failed, ak not exist');
  }
  if (tokenState(headerOf(request, 'x-security-token'), account, now) !== 'valid') {
    throw incorrect('Incorrect IAM authentication information: decrypt token fail');
  }
  const path = request.path.endsWith('/') ? request.path : `${request.path}/`;
  const text = stringToSign(dateTime, canonicalRequest(request, path, signedHeaders));
  const expected = createHmac('sha256', account.credentials.secret).update(text).digest('hex');
  if (!isSame(expected, signature)) {
    throw incorrect('Incorrect IAM authentication information: verify aksk signature fail');
  }
  return account;
}

/** Step 2. */
export function stringToSign(dateTime: string, canonical: string): string {
  return ['SDK-HMAC-SHA256', dateTime, sha256(canonical)].join('\n');
}

/** The parts of the Authorization header. */
interface SdkHmacAuthorization {
  readonly keyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

const form = /^SDK-HMAC-SHA256 Access=([^,\s]+), ?SignedHeaders=([a-z0-9;_-]+), ?Signature=([0-9a-f]{64})$/;

/** @throws {Refusal} when the header is missing or not as documented, or leaves the date or the token unsigned. */
export function readSdkHmacAuthorization(request: ReceivedRequest): SdkHmacAuthorization {
  const parts = form.exec(headerOf(request, 'authorization'));
  if (parts === null)
    throw incorrect('Incorrect IAM authentication information: AK/SK signature is malformed');
  const [, keyId = '', names = '', signature = ''] = parts;
  const signedHeaders = names.split(';');
  const hasToken = request.headers['x-security-token'] !== undefined;
  for (const name of ['host', 'x-sdk-date', ...(hasToken ? ['x-security-token'] : [])]) {
    if (!signedHeaders.includes(name)) {
      throw incorrect(`Incorrect IAM authentication information: ${name} is not signed`);
    }
  }
  return { keyId, signedHeaders, signature };
}

function incorrect(message: string): Refusal {
  return new Refusal('APIGW.0301', message, 401);
}

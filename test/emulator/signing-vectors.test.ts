import { createHash } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { Account } from '../../src/emulator/account.ts';
import {
  canonicalRequest as acs3Canonical,
  stringToSign as acs3StringToSign,
  verifyAcs3,
} from '../../src/emulator/alibaba/acs3.ts';
import { readAcs3Authorization } from '../../src/emulator/alibaba/acs3.ts';
import { defaultBehaviour } from '../../src/emulator/behaviour.ts';
import {
  canonicalRequest as tc3Canonical,
  readTc3Authorization,
  stringToSign as tc3StringToSign,
  verifyTc3,
} from '../../src/emulator/tencent/tc3.ts';
import type { ReceivedRequest } from '../../src/emulator/protocol.ts';
import vectors from './signing-vectors.json' with { type: 'json' };

function accountOf(id: string, secret: string, token: string | undefined): Account {
  return new Account({
    name: 'vector',
    credentials: token === undefined ? { id, secret } : { id, secret, token },
    zones: [],
    behaviour: defaultBehaviour,
    vocabulary: {},
  });
}

function received(
  method: string,
  query: string,
  headers: Readonly<Record<string, string | undefined>>,
  body: string,
): ReceivedRequest {
  const lists = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value]]],
  );
  return { method, path: '/', query, headers: Object.fromEntries(lists), body: Buffer.from(body) };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The same signature with its last digit changed. */
function forged(authorization: string): string {
  return authorization.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
}

describe.each(vectors.tc3)('TC3-HMAC-SHA256: $id', ({ inputs, expected }) => {
  const account = accountOf(inputs.secretId, inputs.secretKey, inputs.token);
  const find = (id: string) => (id === inputs.secretId ? account : undefined);
  const request = (authorization: string) =>
    received(
      inputs.method,
      inputs.queryString,
      {
        'content-type': inputs.contentType,
        host: inputs.host,
        'x-tc-action': inputs.action,
        'x-tc-timestamp': String(inputs.timestamp),
        'x-tc-token': inputs.token,
        authorization,
      },
      inputs.body,
    );

  it('the canonical request and the string to sign are those of the vector', () => {
    const { signedHeaders, scope } = readTc3Authorization(request(expected.authorization));
    const canonical = tc3Canonical(request(expected.authorization), signedHeaders, inputs.host);
    expect(sha256(canonical)).toBe(expected.hashedCanonicalRequest);
    expect(tc3StringToSign(inputs.timestamp, scope, canonical)).toBe(expected.stringToSign);
  });

  it('the signature is accepted, and another one is not', () => {
    const now = inputs.timestamp * 1000;
    expect(verifyTc3(request(expected.authorization), inputs.service, find, now)).toBe(account);
    expect(() => verifyTc3(request(forged(expected.authorization)), inputs.service, find, now)).toThrow(
      expect.objectContaining({ code: 'AuthFailure.SignatureFailure' }),
    );
  });
});

describe.each(vectors.acs3)('ACS3-HMAC-SHA256: $id', ({ inputs, expected }) => {
  const account = accountOf(inputs.accessKeyId, inputs.accessKeySecret, inputs.securityToken);
  const find = (id: string) => (id === inputs.accessKeyId ? account : undefined);
  const request = (authorization: string) =>
    received(
      inputs.method,
      // The order on the wire does not matter.
      expected.canonicalQueryString.split('&').toReversed().join('&'),
      { ...inputs.headersToSign, authorization },
      inputs.body,
    );

  it('the canonical request and the string to sign are those of the vector', () => {
    const { signedHeaders } = readAcs3Authorization(request(expected.authorization));
    const canonical = acs3Canonical(request(expected.authorization), signedHeaders);
    expect(sha256(canonical)).toBe(expected.hashedCanonicalRequest);
    expect(acs3StringToSign(canonical)).toBe(expected.stringToSign);
  });

  it('the signature is accepted, and another one is not', () => {
    const now = Date.parse(inputs.date);
    expect(() => verifyAcs3(request(forged(expected.authorization)), find, now)).toThrow(
      expect.objectContaining({ code: 'SignatureDoesNotMatch' }),
    );
    expect(verifyAcs3(request(expected.authorization), find, now)).toBe(account);
  });
});

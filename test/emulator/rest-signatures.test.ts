import { describe, expect, it } from 'vitest';

import { Account } from '../../src/emulator/account.ts';
import {
  readSigV4Authorization,
  stringToSign as sigV4StringToSign,
  verifySigV4,
} from '../../src/emulator/aws-cloudfront/sigv4.ts';
import { defaultBehaviour } from '../../src/emulator/behaviour.ts';
import {
  readSdkHmacAuthorization,
  stringToSign as sdkStringToSign,
  verifySdkHmac,
} from '../../src/emulator/huawei-cdn/sdk-hmac.ts';
import type { ReceivedRequest } from '../../src/emulator/protocol.ts';
import { canonicalRequest, sha256 } from '../../src/emulator/signature.ts';
import { restVectorsOf, type RestSigningVector } from '../transport/rest-signing-vectors.ts';

// Requests that official clients sent, as a server receives them.

const signedAt = Date.UTC(2026, 0, 15, 8, 30);
const minute = 60_000;

function accountOf({ inputs }: RestSigningVector, more: { tokenExpiresAt?: number } = {}): Account {
  const { accessKeyId: id, secretAccessKey: secret, sessionToken: token } = inputs;
  return new Account({
    name: 'vector',
    credentials: { id, secret, ...(token === null ? {} : { token }), ...more },
    zones: [],
    behaviour: defaultBehaviour,
    vocabulary: {},
  });
}

function received(
  { inputs, expected }: RestSigningVector,
  authorization = expected.authorization,
): ReceivedRequest {
  const headers = Object.entries({ ...inputs.headersToSign, authorization }).map(([name, value]) => [
    name,
    [value],
  ]);
  return {
    method: inputs.method,
    path: inputs.path,
    // The order on the wire does not matter.
    query: expected.canonicalQueryString.split('&').toReversed().join('&'),
    headers: Object.fromEntries(headers),
    body: Buffer.from(inputs.body),
  };
}

/** The same signature with its last digit changed. */
const forged = (authorization: string): string =>
  authorization.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));

describe.each(restVectorsOf('AWS4-HMAC-SHA256'))('AWS4-HMAC-SHA256: $id', (vector) => {
  const account = accountOf(vector);
  const find = (id: string) => (id === vector.inputs.accessKeyId ? account : undefined);
  const { authorization, hashedCanonicalRequest } = vector.expected;

  it('the canonical request and the string to sign are those of the vector', () => {
    const request = received(vector);
    const { signedHeaders, scope } = readSigV4Authorization(request);
    const canonical = canonicalRequest(request, request.path, signedHeaders);
    expect(sha256(canonical)).toBe(hashedCanonicalRequest);
    expect(sigV4StringToSign('20260115T083000Z', scope, canonical)).toBe(vector.expected.stringToSign);
  });

  it('the signature is accepted within five minutes, and another one never', () => {
    expect(verifySigV4(received(vector), find, signedAt + 5 * minute)).toBe(account);
    for (const late of [-5 * minute - 1_000, 5 * minute + 1_000]) {
      expect(() => verifySigV4(received(vector), find, signedAt + late)).toThrow(
        expect.objectContaining({ code: 'SignatureDoesNotMatch', status: 403 }),
      );
    }
    expect(() => verifySigV4(received(vector, forged(authorization)), find, signedAt)).toThrow(
      expect.objectContaining({ code: 'SignatureDoesNotMatch', status: 403 }),
    );
  });

  it('a body that was changed, another key and a header that is not signed are refused', () => {
    const request = received(vector);
    expect(() => verifySigV4({ ...request, body: Buffer.from('x') }, find, signedAt)).toThrow(
      expect.objectContaining({ code: 'SignatureDoesNotMatch' }),
    );
    expect(() => verifySigV4(request, () => undefined, signedAt)).toThrow(
      expect.objectContaining({ code: 'InvalidClientTokenId' }),
    );
    const unsigned = { ...request, headers: { ...request.headers, 'x-amz-extra': ['1'] } };
    expect(() => verifySigV4(unsigned, find, signedAt)).toThrow(
      expect.objectContaining({ code: 'IncompleteSignature' }),
    );
  });
});

describe.each(restVectorsOf('SDK-HMAC-SHA256'))('SDK-HMAC-SHA256: $id', (vector) => {
  const account = accountOf(vector);
  const find = (id: string) => (id === vector.inputs.accessKeyId ? account : undefined);

  it('the canonical request and the string to sign are those of the vector', () => {
    const request = received(vector);
    const { signedHeaders } = readSdkHmacAuthorization(request);
    const canonical = canonicalRequest(request, `${request.path}/`, signedHeaders);
    expect(sha256(canonical)).toBe(vector.expected.hashedCanonicalRequest);
    expect(sdkStringToSign('20260115T083000Z', canonical)).toBe(vector.expected.stringToSign);
  });

  it('the signature is accepted within fifteen minutes, and another one never', () => {
    expect(verifySdkHmac(received(vector), find, signedAt + 15 * minute)).toBe(account);
    const { authorization } = vector.expected;
    const refused = [
      () => verifySdkHmac(received(vector), find, signedAt + 15 * minute + 1_000),
      () => verifySdkHmac(received(vector, forged(authorization)), find, signedAt),
      () => verifySdkHmac(received(vector), () => undefined, signedAt),
      () => verifySdkHmac({ ...received(vector), body: Buffer.from('[]') }, find, signedAt),
    ];
    for (const verify of refused)
      expect(verify).toThrow(expect.objectContaining({ code: 'APIGW.0301', status: 401 }));
  });
});

it('a token that is missing, wrong or has expired is refused', () => {
  const [sigV4] = restVectorsOf('AWS4-HMAC-SHA256').filter(({ inputs }) => inputs.sessionToken !== null);
  const [plain] = restVectorsOf('AWS4-HMAC-SHA256').filter(({ inputs }) => inputs.sessionToken === null);
  if (sigV4 === undefined || plain === undefined) throw new RangeError('The vectors lack one with a token.');
  const expired = accountOf(sigV4, { tokenExpiresAt: signedAt });
  expect(() => verifySigV4(received(sigV4), () => expired, signedAt)).toThrow(
    expect.objectContaining({ code: 'ExpiredToken' }),
  );
  expect(() => verifySigV4(received(plain), () => accountOf(sigV4), signedAt)).toThrow(
    expect.objectContaining({ code: 'InvalidClientTokenId' }),
  );
});

import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/transport/digest.ts';
import {
  authorization,
  canonicalRequest,
  credentialScope,
  dateOf,
  signature,
  signingKey,
  stringToSign,
  tc3Signer,
} from '../../src/transport/tc3.ts';
import { signedHeaders } from '../../src/transport/canonical-request.ts';
import { vectorsOf, type SigningVector } from './signing-vectors.ts';

const vectors = vectorsOf('TC3-HMAC-SHA256');

const headersOf = ({ headersToSign, contentType, host }: SigningVector['inputs']) =>
  signedHeaders(headersToSign ?? { 'content-type': contentType, host });

it('there are vectors for both methods', () => {
  expect(vectors.filter(({ inputs }) => inputs.method === 'GET').length).toBeGreaterThanOrEqual(4);
  expect(vectors.filter(({ inputs }) => inputs.method === 'POST').length).toBeGreaterThanOrEqual(9);
});

describe.each(vectors)('$id', ({ inputs, expected }) => {
  const headers = headersOf(inputs);
  const request = { ...inputs, headers };
  const date = dateOf(inputs.timestamp);
  const scope = credentialScope(date, inputs.service);

  it('the payload has the published hash', () => {
    expect(sha256Hex(inputs.body)).toBe(expected.hashedRequestPayload);
  });

  it('the canonical request has the published hash', () => {
    expect(headers.names).toBe(expected.signedHeaders);
    expect(sha256Hex(canonicalRequest(request))).toBe(expected.hashedCanonicalRequest);
  });

  it('the string to sign is the published one', () => {
    expect(scope).toBe(expected.credentialScope);
    expect(stringToSign(inputs.timestamp, scope, canonicalRequest(request))).toBe(expected.stringToSign);
  });

  it('the signature is the published one', () => {
    const key = signingKey(inputs.secretKey, date, inputs.service);
    expect(signature(key, expected.stringToSign)).toBe(expected.signature);
  });

  it('the Authorization header is the published one', () => {
    expect(authorization(inputs.secretId, scope, headers, expected.signature)).toBe(expected.authorization);
    expect(tc3Signer(inputs)(request, inputs.timestamp * 1_000)).toBe(expected.authorization);
  });
});

it.each(vectors.filter(({ expected }) => expected.secretSigningHex !== undefined))(
  '$id: the signing key is the published one',
  ({ inputs, expected }) => {
    const key = signingKey(inputs.secretKey, dateOf(inputs.timestamp), inputs.service);
    expect(Buffer.from(key).toString('hex')).toBe(expected.secretSigningHex);
  },
);

it('a kept key is not used on the next day, nor for the day before', () => {
  const vector = vectors.find(({ id }) => id === 'tc3-post-first-second-of-utc-day');
  if (vector === undefined) throw new Error('the vector is missing');
  const { inputs, expected } = vector;
  const request = { ...inputs, headers: headersOf(inputs) };
  const sign = tc3Signer(inputs);
  const lastSecondBefore = sign(request, inputs.timestamp * 1_000 - 1);
  expect(sign(request, inputs.timestamp * 1_000)).toBe(expected.authorization);
  expect(sign(request, inputs.timestamp * 1_000 + 999)).toBe(expected.authorization);
  expect(sign(request, inputs.timestamp * 1_000 - 1)).toBe(lastSecondBefore);
  expect(lastSecondBefore).not.toContain(expected.credentialScope);
});

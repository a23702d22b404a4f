import { describe, expect, it } from 'vitest';
import { canonicalQuery, signedHeaders } from '../../src/transport/canonical-request.ts';
import { sha256Hex } from '../../src/transport/digest.ts';
import {
  authorization,
  canonicalRequest,
  signature,
  signSdkHmac,
  stringToSign,
} from '../../src/transport/sdk-hmac.ts';
import { restVectorsOf } from './rest-signing-vectors.ts';

const vectors = restVectorsOf('SDK-HMAC-SHA256');
const DATE_TIME = '20260115T083000Z';

it('there are vectors with a token, with repeated names, and with a body', () => {
  expect(vectors.length).toBeGreaterThanOrEqual(6);
  expect(vectors.some(({ inputs }) => inputs.sessionToken !== null)).toBe(true);
  expect(vectors.some(({ inputs }) => Object.values(inputs.query).some(Array.isArray))).toBe(true);
  expect(vectors.some(({ inputs }) => inputs.body === '{}')).toBe(true);
});

describe.each(vectors)('$id', ({ inputs, expected }) => {
  const headers = signedHeaders(inputs.headersToSign);
  const { method, path } = inputs;
  const hashedPayload = sha256Hex(inputs.body);
  const request = { method, path, query: canonicalQuery(inputs.query), headers, hashedPayload };

  it('the canonical request has the hash of the official client', () => {
    expect(request.query).toBe(expected.canonicalQueryString);
    expect(hashedPayload).toBe(expected.hashedRequestPayload);
    expect(headers.names).toBe(expected.signedHeaders);
    expect(sha256Hex(canonicalRequest(request))).toBe(expected.hashedCanonicalRequest);
  });

  it('the string to sign is the one of the official client', () => {
    expect(stringToSign(DATE_TIME, canonicalRequest(request))).toBe(expected.stringToSign);
  });

  it('the signature is the one of the official client', () => {
    expect(signature(inputs.secretAccessKey, expected.stringToSign)).toBe(expected.signature);
  });

  it('the Authorization header is the one of the official client', () => {
    expect(authorization(inputs.accessKeyId, headers, expected.signature)).toBe(expected.authorization);
    expect(signSdkHmac(inputs, request, DATE_TIME)).toBe(expected.authorization);
  });
});

it('a path that ends in a slash keeps the one that it has', () => {
  const headers = signedHeaders({});
  const request = { method: 'GET', path: '/v1.0/cdn/', query: '', headers, hashedPayload: '' };
  expect(canonicalRequest(request).split('\n')[1]).toBe('/v1.0/cdn/');
});

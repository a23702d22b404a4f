import { describe, expect, it } from 'vitest';
import { authorization, signAcs3, signature, stringToSign } from '../../src/transport/acs3.ts';
import { canonicalQuery, canonicalRequest, signedHeaders } from '../../src/transport/canonical-request.ts';
import { sha256Hex } from '../../src/transport/digest.ts';
import { vectorsOf } from './signing-vectors.ts';

const vectors = vectorsOf('ACS3-HMAC-SHA256');

it('there are vectors for both methods', () => {
  expect(new Set(vectors.map(({ inputs }) => inputs.method))).toEqual(new Set(['GET', 'POST']));
  expect(vectors.length).toBeGreaterThanOrEqual(10);
});

describe.each(vectors)('$id', ({ inputs, expected }) => {
  const headers = signedHeaders(inputs.headersToSign ?? {});
  const hashedPayload = sha256Hex(inputs.body);
  const request = { ...inputs, headers, hashedPayload, query: canonicalQuery(inputs.query) };

  it('the query is encoded and sorted as published', () => {
    expect(request.query).toBe(expected.canonicalQueryString);
  });

  it('the canonical request has the published hash', () => {
    expect(hashedPayload).toBe(expected.hashedRequestPayload);
    expect(headers.names).toBe(expected.signedHeaders);
    expect(sha256Hex(canonicalRequest(request))).toBe(expected.hashedCanonicalRequest);
  });

  it('the string to sign is the published one', () => {
    expect(stringToSign(canonicalRequest(request))).toBe(expected.stringToSign);
  });

  it('the signature is the published one', () => {
    expect(signature(inputs.accessKeySecret, expected.stringToSign)).toBe(expected.signature);
  });

  it('the Authorization header is the published one', () => {
    expect(authorization(inputs.accessKeyId, headers, expected.signature)).toBe(expected.authorization);
    expect(signAcs3(inputs, request)).toBe(expected.authorization);
  });
});

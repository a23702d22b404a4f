import { describe, expect, it } from 'vitest';
import { canonicalQuery, canonicalRequest, signedHeaders } from '../../src/transport/canonical-request.ts';
import { sha256Hex } from '../../src/transport/digest.ts';
import {
  authorization,
  basicDateTime,
  credentialScope,
  signature,
  signingKey,
  sigV4Signer,
  stringToSign,
} from '../../src/transport/sigv4.ts';
import { restVectorsOf } from './rest-signing-vectors.ts';

const vectors = restVectorsOf('AWS4-HMAC-SHA256');
const NOW = Date.UTC(2026, 0, 15, 8, 30);

it('there are vectors with and without a session token', () => {
  expect(vectors.length).toBeGreaterThanOrEqual(6);
  expect(vectors.some(({ inputs }) => inputs.sessionToken !== null)).toBe(true);
});

describe.each(vectors)('$id', ({ inputs, expected }) => {
  const { accessKeyId, secretAccessKey, region, service, method, path } = inputs;
  const headers = signedHeaders(inputs.headersToSign);
  const hashedPayload = sha256Hex(inputs.body);
  const request = { method, path, query: canonicalQuery(inputs.query), headers, hashedPayload };

  it('the canonical request has the hash of the official client', () => {
    expect(request.query).toBe(expected.canonicalQueryString);
    expect(headers.names).toBe(expected.signedHeaders);
    expect(hashedPayload).toBe(expected.hashedRequestPayload);
    expect(sha256Hex(canonicalRequest(request))).toBe(expected.hashedCanonicalRequest);
  });

  it('the string to sign is the one of the official client', () => {
    const scope = credentialScope('20260115', region, service);
    expect(scope).toBe(expected.credentialScope);
    expect(stringToSign(basicDateTime(NOW), scope, canonicalRequest(request))).toBe(expected.stringToSign);
  });

  it('the signature is the one of the official client', () => {
    const key = signingKey(secretAccessKey, '20260115', region, service);
    expect(signature(key, expected.stringToSign)).toBe(expected.signature);
  });

  it('the Authorization header is the one of the official client', () => {
    const { credentialScope: scope } = expected;
    expect(authorization(accessKeyId, scope, headers, expected.signature)).toBe(expected.authorization);
    expect(sigV4Signer(inputs)(request, NOW)).toBe(expected.authorization);
  });
});

it('a new day of UTC has a new key', () => {
  const [vector] = vectors;
  if (vector === undefined) throw new RangeError('There is no vector.');
  const { inputs } = vector;
  const request = {
    method: 'GET',
    path: inputs.path,
    query: '',
    headers: signedHeaders(inputs.headersToSign),
    hashedPayload: sha256Hex(''),
  };
  const sign = sigV4Signer(inputs);
  const yesterday = sign(request, Date.UTC(2026, 0, 14, 23, 59, 59));
  expect(yesterday).toContain('/20260114/us-east-1/cloudfront/aws4_request');
  expect(sign(request, Date.UTC(2026, 0, 15))).toContain('/20260115/us-east-1/cloudfront/aws4_request');
  expect(sign(request, NOW)).toBe(sigV4Signer(inputs)(request, NOW));
});

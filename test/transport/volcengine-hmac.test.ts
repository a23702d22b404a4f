import { describe, expect, it } from 'vitest';
import { canonicalQuery, canonicalRequest, signedHeaders } from '../../src/transport/canonical-request.ts';
import { sha256Hex } from '../../src/transport/digest.ts';
import {
  authorization,
  credentialScope,
  dateTimeOf,
  signature,
  signingKey,
  stringToSign,
  volcengineSigner,
} from '../../src/transport/volcengine-hmac.ts';
import { vectorsOf } from './signing-vectors.ts';

const vectors = vectorsOf('Volcengine HMAC-SHA256');

it('there are vectors with and without a signed host, and with and without a body', () => {
  const kinds = vectors.map(({ inputs, expected }) => [
    expected.signedHeaders.includes('host'),
    inputs.body !== '',
  ]);
  expect(kinds).toEqual(
    expect.arrayContaining([
      [true, true],
      [false, true],
      [true, false],
    ]),
  );
});

describe.each(vectors)('$id', ({ inputs, expected }) => {
  const { accessKeyId, secretKey: secretAccessKey, region, service } = inputs;
  const headers = signedHeaders(inputs.headersToSign ?? {});
  const hashedPayload = sha256Hex(inputs.body);
  const request = { ...inputs, headers, hashedPayload, query: canonicalQuery(inputs.query) };
  const dateTime = inputs.headersToSign?.['x-date'] ?? '';
  const scope = credentialScope(dateTime.slice(0, 8), region, service);

  it('the query is encoded and sorted as published', () => {
    expect(request.query).toBe(expected.canonicalQueryString);
  });

  it('the canonical request has the published hash', () => {
    expect(hashedPayload).toBe(expected.hashedRequestPayload);
    expect(headers.names).toBe(expected.signedHeaders);
    expect(sha256Hex(canonicalRequest(request))).toBe(expected.hashedCanonicalRequest);
  });

  it('the string to sign is the published one', () => {
    expect(scope).toBe(expected.credentialScope);
    expect(stringToSign(dateTime, scope, canonicalRequest(request))).toBe(expected.stringToSign);
  });

  it('the signature is the published one', () => {
    expect(signature(signingKey(secretAccessKey, scope), expected.stringToSign)).toBe(expected.signature);
  });

  it('the Authorization header is the published one', () => {
    expect(authorization(accessKeyId, scope, headers, expected.signature)).toBe(expected.authorization);
    const sign = volcengineSigner({ accessKeyId, secretAccessKey, region, service });
    const now = Date.parse(
      dateTime.replace(/(....)(..)(..T..)(..)(..Z)/, (_, y, m, d, min, s) => `${y}-${m}-${d}:${min}:${s}`),
    );
    expect(dateTimeOf(now)).toBe(dateTime);
    expect(sign(request, now)).toBe(expected.authorization);
  });
});

it('the key changes with the UTC day', () => {
  const identity = { accessKeyId: 'AKLT', secretAccessKey: 'x', region: 'cn-north-1', service: 'cdn' };
  const sign = volcengineSigner(identity);
  const request = { method: 'POST', path: '/', headers: signedHeaders({}), hashedPayload: '', query: '' };
  const midnight = Date.UTC(2026, 0, 16);
  expect(sign(request, midnight - 1)).toContain('/20260115/');
  expect(sign(request, midnight)).toContain('/20260116/');
  expect(sign(request, midnight - 1)).toContain('/20260115/');
});

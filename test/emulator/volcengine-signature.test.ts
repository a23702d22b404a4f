import { describe, expect, it } from 'vitest';

import { Account } from '../../src/emulator/account.ts';
import { defaultBehaviour } from '../../src/emulator/behaviour.ts';
import type { ReceivedRequest } from '../../src/emulator/protocol.ts';
import { canonicalRequest, sha256 } from '../../src/emulator/signature.ts';
import {
  readVolcengineAuthorization,
  stringToSign,
  verifyVolcengine,
} from '../../src/emulator/volcengine-cdn/signature.ts';
import { vectorsOf, type SigningVector } from '../transport/signing-vectors.ts';

// Requests that the official client sent, as a server receives them.

const minute = 60_000;

function received(
  { inputs, expected }: SigningVector,
  changes: Readonly<Record<string, string | undefined>> = {},
): ReceivedRequest {
  const sent = { ...inputs.headersToSign, authorization: expected.authorization, ...changes };
  const headers = Object.entries(sent).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, [value]]],
  );
  return {
    method: inputs.method,
    path: '/',
    // The order on the wire does not matter.
    query: expected.canonicalQueryString.split('&').toReversed().join('&'),
    headers: Object.fromEntries(headers),
    body: Buffer.from(inputs.body),
  };
}

describe.each(vectorsOf('Volcengine HMAC-SHA256'))('$id', (vector) => {
  const { inputs, expected } = vector;
  const account = new Account({
    name: 'vector',
    credentials: { id: inputs.accessKeyId, secret: inputs.secretKey },
    zones: [],
    behaviour: defaultBehaviour,
    vocabulary: {},
  });
  const date = inputs.headersToSign?.['x-date'] ?? '';
  const signedAt = Date.parse(
    date.replace(/(....)(..)(..T..)(..)(..Z)/, (_, y, m, d, min, s) => `${y}-${m}-${d}:${min}:${s}`),
  );
  const verify = (request: ReceivedRequest, now = signedAt) =>
    verifyVolcengine(request, inputs.service, (id) => (id === inputs.accessKeyId ? account : undefined), now);
  const refusal = (changes: Readonly<Record<string, string | undefined>>, now?: number) => () =>
    verify(received(vector, changes), now);

  it('the canonical request and the string to sign are those of the vector', () => {
    const { signedHeaders, scope } = readVolcengineAuthorization(received(vector));
    const canonical = canonicalRequest(received(vector), '/', signedHeaders);
    expect(sha256(canonical)).toBe(expected.hashedCanonicalRequest);
    expect(stringToSign(date, scope, canonical)).toBe(expected.stringToSign);
  });

  it('the signature is accepted within 15 minutes, and another one is not', () => {
    expect(verify(received(vector), signedAt + 15 * minute)).toBe(account);
    expect(refusal({}, signedAt + 15 * minute + 1)).toThrow(
      expect.objectContaining({ code: 'InvalidTimestamp' }),
    );
    const forged = expected.authorization.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
    expect(refusal({ authorization: forged })).toThrow(
      expect.objectContaining({ code: 'SignatureDoesNotMatch', status: 401 }),
    );
  });

  it('a key, a token or a header that is not as signed is refused', () => {
    const other = expected.authorization.replace(inputs.accessKeyId, 'nobody');
    expect(refusal({ authorization: other })).toThrow(expect.objectContaining({ code: 'InvalidAccessKey' }));
    for (const changes of [{ authorization: undefined }, { 'x-date': undefined }]) {
      expect(refusal(changes)).toThrow(expect.objectContaining({ code: 'InvalidAuthorization' }));
    }
    expect(refusal({ 'x-security-token': 'unsigned' })).toThrow(
      expect.objectContaining({ code: 'InvalidAuthorization' }),
    );
  });
});

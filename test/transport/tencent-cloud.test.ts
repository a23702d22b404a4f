import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Send } from '../../src/domain/source.ts';
import { MINUTE } from '../../src/domain/time.ts';
import { signedHeaders } from '../../src/transport/canonical-request.ts';
import { tc3Signer } from '../../src/transport/tc3.ts';
import { tencentCloud } from '../../src/transport/tencent-cloud.ts';
import { vendorClient } from '../../src/transport/vendor-client.ts';
import { toVendorError } from './failure-of.ts';
import { fakeHttp, type Answer } from './fake-http.ts';

const NOW = Date.UTC(2026, 0, 15, 8, 30);
const never = new AbortController().signal;
const credentials = { secretId: 'AKIDfixture', secretKey: 'fixtureSecretKey', token: 'fixture/Token=' };
const request = {
  action: 'DescribePushTasks',
  parameters: { TaskId: '1', Status: undefined, Limit: 20 },
  callsPerSecond: 20,
};
const ok = { body: { Response: { RequestId: 'r1', TotalCount: 0, PushLogs: null } } };

function clientOf(...answers: readonly Answer[]) {
  const http = fakeHttp(...answers);
  const { secretId: id, secretKey: secret, token } = credentials;
  const { send, now } = vendorClient(tencentCloud, {
    title: 'Tencent Cloud CDN',
    credentials: { id, secret, token },
    region: '',
    nonce: () => 'unused',
    endpoint: 'http://127.0.0.1:9801',
    service: 'cdn',
    version: '2018-06-06',
    http,
    clock: () => NOW,
  });
  return { http, send, now };
}

const failureOfAnswer = (answer: Answer) => toVendorError(clientOf(answer).send(request, never));

const refusal = (Code: string, Message = 'Because.') => ({
  body: { Response: { Error: { Code, Message }, RequestId: 'r1' } },
});

it('posts the parameters that are defined, signed, with the headers of the API', async () => {
  const { http, send } = clientOf(ok);
  const answer = await send(request, never);
  expect(answer).toEqual({
    body: { RequestId: 'r1', TotalCount: 0, PushLogs: null },
    requestId: 'r1',
    sentAt: NOW,
    observedAt: NOW,
  });
  const body = '{"TaskId":"1","Limit":20}';
  const headers = signedHeaders({ 'content-type': 'application/json', host: '127.0.0.1' });
  const sign = tc3Signer({ ...credentials, service: 'cdn' });
  expect(http.calls).toEqual([
    {
      origin: 'http://127.0.0.1:9801',
      path: '/',
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        host: '127.0.0.1',
        authorization: sign({ method: 'POST', path: '/', queryString: '', headers, body }, NOW),
        'x-tc-action': 'DescribePushTasks',
        'x-tc-version': '2018-06-06',
        'x-tc-timestamp': String(NOW / 1_000),
        'x-tc-language': 'en-US',
        'x-tc-token': 'fixture/Token=',
      },
    },
  ]);
});

it.each([
  ['InternalError', 'UNAVAILABLE', true],
  ['AuthFailure.SecretIdNotFound', 'AUTHENTICATION', false],
  ['NeverHeardOf', 'UNAVAILABLE', false],
])('%s is %s, worth another try: %s', async (code, kind, retryable) => {
  expect(await failureOfAnswer(refusal(code))).toMatchObject({
    kind,
    retryable,
    vendorCode: code,
    requestId: 'r1',
  });
});

describe('an error under another status than 200', () => {
  it('is told by its code, with its request id', async () => {
    const failure = await failureOfAnswer({ ...refusal('AuthFailure.SecretIdNotFound'), status: 403 });
    expect(failure).toMatchObject({
      kind: 'AUTHENTICATION',
      retryable: false,
      vendorCode: 'AuthFailure.SecretIdNotFound',
      requestId: 'r1',
    });
  });

  it('whose code is not known is worth another try if the status is that of a server’s fault', async () => {
    for (const [status, retryable] of [
      [500, true],
      [403, false],
      [200, false],
    ] as const) {
      expect(await failureOfAnswer({ ...refusal('NeverHeardOf'), status })).toMatchObject({ retryable });
    }
  });
});

it('a zone that does not exist is named', async () => {
  const { send } = clientOf(refusal('ResourceUnavailable.ZoneNotFound', 'zone does not exist'));
  const ofZone = { ...request, parameters: { ZoneId: 'zone-2x8' } };
  const failure = await toVendorError(send(ofZone, never));
  expect(failure).toMatchObject({ kind: 'INVALID_REQUEST', retryable: false, field: 'zones' });
  expect(failure.message).toContain('zone does not exist (ZoneId zone-2x8; check the zones of this provider');
});

it('a refusal says who refused what, in our words and then in the vendor’s', async () => {
  const failure = await failureOfAnswer(
    refusal('AuthFailure.SecretIdNotFound', 'The SecretId\nis not found.'),
  );
  expect(failure.message).toBe(
    'Tencent Cloud CDN refused the credentials: AuthFailure.SecretIdNotFound: The SecretId is not found.',
  );
});

it('an error without a code is an error too', async () => {
  const failure = await failureOfAnswer({ body: { Response: { Error: { Message: 'Oops.' } } } });
  expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: false, vendorCode: undefined });
  expect(failure.message).toBe('Tencent Cloud CDN could not answer: an error without a code: Oops.');
});

it('names the argument that the vendor complains about', async () => {
  const failure = await failureOfAnswer(refusal('InvalidParameter.CdnStatInvalidDate'));
  expect(failure).toMatchObject({ kind: 'INVALID_REQUEST', field: 'createdAt' });
});

it('tells the vendor’s time from the Date of its answers', async () => {
  const date = new Date(NOW + 2 * MINUTE).toUTCString();
  const { send, now } = clientOf({ ...ok, headers: { date } });
  expect(now()).toBe(NOW);
  expect(await send(request, never)).toMatchObject({ observedAt: NOW, vendorTime: NOW + 2 * MINUTE });
  expect(Math.abs(now() - NOW - 2 * MINUTE)).toBeLessThanOrEqual(1_000);
});

describe('a clock that the vendor finds wrong', () => {
  const late = new Date(NOW + 10 * MINUTE).toUTCString();
  const expired = { ...refusal('AuthFailure.SignatureExpire'), headers: { date: late } };

  it('is set by the answer, once, and the call is then worth another try', async () => {
    const { http, send } = clientOf(expired, ok);
    const failure = await toVendorError(send(request, never));
    expect(failure).toMatchObject({ kind: 'AUTHENTICATION', retryable: true });
    await send(request, never);
    const stamps = http.calls.map(({ headers }) => Number(headers['x-tc-timestamp']) * 1_000 - NOW);
    expect(stamps).toEqual([0, 10 * MINUTE]);
  });

  it('serves all calls that were signed with it', async () => {
    const { send } = clientOf(expired);
    const failures = await Promise.all([
      toVendorError(send(request, never)),
      toVendorError(send(request, never)),
    ]);
    expect(failures.map(({ retryable }) => retryable)).toEqual([true, true]);
  });

  it('is not tried again when setting it did not help', async () => {
    const { send } = clientOf(expired);
    await toVendorError(send(request, never));
    expect((await toVendorError(send(request, never))).retryable).toBe(false);
  });

  it.each([undefined, 'yesterday'])('is not tried again with a Date of %s', async (date) => {
    const headers = date === undefined ? {} : { date };
    const failure = await failureOfAnswer({ ...refusal('AuthFailure.SignatureExpire'), headers });
    expect(failure.retryable).toBe(false);
  });
});

it.each<[string, Answer, string]>([
  [
    'an HTML page',
    { body: '<html>Hello</html>', headers: { 'content-type': 'text/html' } },
    'an HTML or XML page',
  ],
  ['JSON that is cut off', { body: '{"Response":{"Requ' }, 'JSON that is broken or cut off'],
  ['nothing', { body: ' ' }, 'an empty body'],
  ['a list', { body: [] }, 'JSON that is not an object'],
  ['no Response', { body: { RequestId: 'r1' } }, 'an object without Response'],
  ['a Response of null', { body: { Response: null } }, 'an object without Response'],
])('%s with status 200 is a gateway’s fault, worth another try', async (_, answer, instead) => {
  const failure = await failureOfAnswer(answer);
  expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: true });
  expect(failure.message).toBe(`Tencent Cloud CDN answered with ${instead} instead of the documented answer`);
});

it.each([
  [502, 'UNAVAILABLE', true],
  [503, 'UNAVAILABLE', true],
  [429, 'RATE_LIMIT', true],
  [408, 'TIMEOUT', true],
  [302, 'UNAVAILABLE', false],
  [404, 'UNAVAILABLE', false],
])('status %i is %s, worth another try: %s', async (status, kind, retryable) => {
  const failure = await failureOfAnswer({ status, body: '<html>', headers: { 'retry-after': '7' } });
  expect(failure).toMatchObject({ kind, retryable, retryAfter: 7_000 });
  expect(failure.message).toContain(`HTTP ${status}`);
});

it.each([
  ['7', 7_000],
  [new Date(NOW + 90_000).toUTCString(), 90_000],
  [new Date(NOW - 90_000).toUTCString(), 0],
  ['soon', undefined],
])('Retry-After: %s is obeyed', async (header, retryAfter) => {
  const failure = await failureOfAnswer({
    ...refusal('RequestLimitExceeded'),
    headers: { 'retry-after': header },
  });
  expect(failure.retryAfter).toBe(retryAfter);
});

it('a time in Retry-After is one of the clock that wrote the answer', async () => {
  const date = new Date(NOW + 5 * MINUTE).toUTCString();
  const later = new Date(NOW + 5 * MINUTE + 3_000).toUTCString();
  const failure = await failureOfAnswer({
    ...refusal('RequestLimitExceeded'),
    headers: { 'retry-after': later, date },
  });
  expect(failure.retryAfter).toBe(3_000);
});

describe('secrets', () => {
  it.each([
    ['in the message', `The key ${credentials.secretKey} is wrong`, 'AuthFailure.SignatureFailure'],
    ['in the code', 'Because.', credentials.token],
    ['encoded', 'The token fixture%2FToken%3D is wrong', 'AuthFailure.TokenFailure'],
    ['as a header', 'Authorization: TC3-HMAC-SHA256 Credential=x, Signature=y', 'InvalidParameter'],
    ['as a digest', 'expected 2230eefd229f582d8b1b891af7107b91597240707d778ab3738f756258d7652c', 'X'],
  ])('that a vendor repeats %s are withheld', async (_, message, code) => {
    const failure = await failureOfAnswer(refusal(code, message));
    const shown = inspect(failure, { depth: 10, showHidden: true }) + JSON.stringify(failure);
    for (const secret of Object.values(credentials)) expect(shown).not.toContain(secret);
    expect(shown).not.toContain('2230eefd');
    expect(failure.message).toContain('withheld');
  });

  it('that a vendor repeats in a row are withheld, and nothing else of it', async () => {
    const { secretKey, token } = credentials;
    const { http, send } = clientOf({
      body: {
        Response: { PushLogs: [{ Url: 'https://a.example/b', A: `x${token}`, B: [btoa(secretKey)] }] },
      },
    });
    expect((await send(request, never)).body).toEqual({
      PushLogs: [{ Url: 'https://a.example/b', A: 'x(withheld)', B: ['(withheld)'] }],
    });
    expect(http.calls).toHaveLength(1);
  });

  it('cannot be reached through the client', () => {
    const { send } = clientOf(ok);
    const shown = inspect(send, { depth: 10, showHidden: true }) + JSON.stringify({ send });
    for (const secret of Object.values(credentials)) expect(shown).not.toContain(secret);
    expect(Object.keys(send satisfies Send)).toEqual([]);
  });
});

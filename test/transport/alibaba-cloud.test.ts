import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/time.ts';
import { signAcs3 } from '../../src/transport/acs3.ts';
import { alibabaCloud } from '../../src/transport/alibaba-cloud.ts';
import { sha256Hex } from '../../src/transport/digest.ts';
import { signedHeaders } from '../../src/transport/canonical-request.ts';
import { vendorClient } from '../../src/transport/vendor-client.ts';
import { toVendorError } from './failure-of.ts';
import { fakeHttp, type Answer } from './fake-http.ts';
import { refusalsMean } from './refusals.ts';

const NOW = Date.UTC(2026, 0, 15, 8, 30);
const never = new AbortController().signal;
const credentials = {
  accessKeyId: 'fixtureKeyId',
  accessKeySecret: 'fixtureKeySecret',
  securityToken: 'fixtureToken',
};
const request = {
  action: 'DescribeRefreshTasks',
  parameters: { PageSize: 100, ObjectPath: 'https://a.com/ö(1).jpg', Status: undefined, PageNumber: 1 },
  callsPerSecond: 5,
};
const ok = { body: { RequestId: 'r1', TotalCount: 0, Tasks: { CDNTask: [] } } };

function clientOf(...answers: readonly Answer[]) {
  const http = fakeHttp(...answers);
  let nonces = 0;
  const { accessKeyId: id, accessKeySecret: secret, securityToken: token } = credentials;
  const { send, now } = vendorClient(alibabaCloud, {
    title: 'Alibaba Cloud CDN',
    credentials: { id, secret, token },
    service: '',
    region: '',
    endpoint: 'http://127.0.0.1:9803',
    version: '2018-05-10',
    http,
    clock: () => NOW,
    nonce: () => `nonce-${(nonces += 1)}`,
  });
  return { http, send, now };
}

const failureOfAnswer = (answer: Answer) => toVendorError(clientOf(answer).send(request, never));

const refusal = (status: number, Code: string, Message = 'Because.') => ({
  status,
  body: { Code, Message, RequestId: 'r1', HostId: 'cdn.aliyuncs.com' },
});

it('posts the parameters in the query with an empty body, all x-acs- headers signed', async () => {
  const { http, send } = clientOf(ok);
  expect(await send(request, never)).toEqual({
    body: ok.body,
    requestId: 'r1',
    sentAt: NOW,
    observedAt: NOW,
  });
  const query = 'ObjectPath=https%3A%2F%2Fa.com%2F%C3%B6%281%29.jpg&PageNumber=1&PageSize=100';
  const hashedPayload = sha256Hex('');
  const headers = {
    host: '127.0.0.1:9803',
    'x-acs-action': 'DescribeRefreshTasks',
    'x-acs-content-sha256': hashedPayload,
    'x-acs-date': '2026-01-15T08:30:00Z',
    'x-acs-security-token': 'fixtureToken',
    'x-acs-signature-nonce': 'nonce-1',
    'x-acs-version': '2018-05-10',
  };
  const authorization = signAcs3(credentials, {
    method: 'POST',
    path: '/',
    query,
    headers: signedHeaders(headers),
    hashedPayload,
  });
  expect(http.calls).toEqual([
    {
      origin: 'http://127.0.0.1:9803',
      path: `/?${query}`,
      method: 'POST',
      body: '',
      headers: { ...headers, accept: 'application/json', authorization },
    },
  ]);
});

it('a call that is described as a GET is sent and signed as one', async () => {
  const { http, send } = clientOf(ok);
  await send({ ...request, method: 'GET' }, never);
  const [call] = http.calls;
  const { authorization, accept, ...headers } = call?.headers ?? {};
  expect(call?.method).toBe('GET');
  expect(authorization).toBe(
    signAcs3(credentials, {
      method: 'GET',
      path: '/',
      query: call?.path.slice(2) ?? '',
      headers: signedHeaders(headers),
      hashedPayload: sha256Hex(''),
    }),
  );
  expect(accept).toBe('application/json');
});

it('each try has a nonce of its own', async () => {
  const { http, send } = clientOf(ok);
  await send(request, never);
  await send(request, never);
  const nonces = http.calls.map(({ headers }) => headers['x-acs-signature-nonce']);
  expect(nonces).toEqual(['nonce-1', 'nonce-2']);
});

refusalsMean(
  [
    [503, 'Throttling.User', 'RATE_LIMIT', true],
    [403, 'Forbidden.RAM', 'PERMISSION', false],
    [400, 'NeverHeardOf', 'INVALID_REQUEST', false],
    [403, 'NeverHeardOf', 'PERMISSION', false],
    [401, 'NeverHeardOf', 'AUTHENTICATION', false],
    [429, 'NeverHeardOf', 'RATE_LIMIT', true],
    [500, 'NeverHeardOf', 'UNAVAILABLE', true],
    [409, 'NeverHeardOf', 'UNAVAILABLE', false],
  ],
  (status, code) => failureOfAnswer(refusal(status, code)),
);

it('an error under status 200 is an error', async () => {
  const failure = await failureOfAnswer(refusal(200, 'SignatureDoesNotMatch'));
  expect(failure).toMatchObject({
    kind: 'AUTHENTICATION',
    retryable: false,
    vendorCode: 'SignatureDoesNotMatch',
    requestId: 'r1',
  });
  expect(await failureOfAnswer(refusal(200, 'NeverHeardOf'))).toMatchObject({ retryable: false });
});

it.each(['200', 'OK', 'Success'])('a code of %s under status 200 is no error', async (Code) => {
  const { send } = clientOf({ body: { ...ok.body, Code, Message: 'successful' } });
  expect(await send(request, never)).toMatchObject({ requestId: 'r1' });
});

const xmlError = (code: string) =>
  `<?xml version='1.0' encoding='UTF-8'?><Error><RequestId>0123</RequestId><HostId>cdn.aliyuncs.com</HostId>` +
  `<Code>${code}</Code><Message>User &lt;7&gt; is not authorized.</Message></Error>`;

describe('an error in XML', () => {
  it.each([403, 200])('is told by its code, with its request id, under status %i', async (status) => {
    const headers = { 'content-type': 'text/xml;charset=utf-8' };
    const failure = await failureOfAnswer({ status, headers, body: xmlError('Forbidden.RAM') });
    expect(failure).toMatchObject({
      kind: 'PERMISSION',
      retryable: false,
      vendorCode: 'Forbidden.RAM',
      requestId: '0123',
    });
    expect(failure.message).toContain('User <7> is not authorized.');
  });

  it.each([
    ['cut off', xmlError('Forbidden.RAM').slice(0, 120)],
    ['with entities of its own', `<!DOCTYPE a [<!ENTITY b "c">]>${xmlError('Forbidden.RAM')}`],
    ['of another form', '<Code>Forbidden.RAM</Code>'],
    ['too large', xmlError('x'.repeat(20_000))],
    ['nested deeply', '<a>'.repeat(5_000)],
    ['only a beginning', '<'],
  ])('that is %s is told by its status', async (_, body) => {
    const failure = await failureOfAnswer({ status: 403, body });
    expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: false, vendorCode: undefined });
    expect(failure.message).toContain('HTTP 403');
  });
});

it('reads the members of an error in lower case too', async () => {
  const body = { code: 'Forbidden.RAM', message: 'No.', requestId: 'r2' };
  const failure = await failureOfAnswer({ status: 403, body });
  expect(failure).toMatchObject({ kind: 'PERMISSION', vendorCode: 'Forbidden.RAM', requestId: 'r2' });
  expect(failure.message).toBe(
    'Alibaba Cloud CDN does not permit the call to this account: Forbidden.RAM: No.',
  );
});

it.each([
  [{ 'x-acs-retry-after': '2' }, 2_000],
  [{ 'x-acs-retry-after': '1500' }, 1_500],
  [{ 'x-acs-retry-after': '1500', 'retry-after': '9' }, 1_500],
  [{ 'retry-after': '9' }, 9_000],
  [{ 'x-acs-retry-after': '-1' }, undefined],
])('waits as long as %o asks', async (headers, retryAfter) => {
  const failure = await failureOfAnswer({ ...refusal(429, 'Throttling.User'), headers });
  expect(failure.retryAfter).toBe(retryAfter);
});

it.each([
  [500, '<html><body>Whatever</body></html>', 'UNAVAILABLE', true],
  [502, '', 'UNAVAILABLE', true],
  [404, '<html>', 'UNAVAILABLE', false],
  [429, '{"Co', 'RATE_LIMIT', true],
])('status %i with %j is a gateway’s: %s, worth another try: %s', async (status, body, kind, retryable) => {
  const failure = await failureOfAnswer({ status, body });
  expect(failure).toMatchObject({ kind, retryable });
  expect(failure.message).toBe(`Alibaba Cloud CDN answered HTTP ${status} instead of the documented answer`);
});

it.each([
  ['<html>', 'an HTML or XML page'],
  ['{"Tasks":', 'JSON that is broken or cut off'],
  ['"text"', 'JSON that is not an object'],
])('%s with status 200 is a gateway’s fault, worth another try', async (body, instead) => {
  const failure = await failureOfAnswer({ body });
  expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: true });
  expect(failure.message).toContain(instead);
});

it('tells the vendor’s time from the Date of its answers', async () => {
  const date = new Date(NOW + 2 * MINUTE).toUTCString();
  const { send, now } = clientOf({ ...ok, headers: { date } });
  expect(now()).toBe(NOW);
  expect(await send(request, never)).toMatchObject({ observedAt: NOW, vendorTime: NOW + 2 * MINUTE });
  expect(Math.abs(now() - NOW - 2 * MINUTE)).toBeLessThanOrEqual(1_000);
});

describe('a clock that the vendor finds wrong', () => {
  it.each(['InvalidTimeStamp.Expired', 'IllegalTimestamp'])(
    'is set by the answer, once: %s',
    async (code) => {
      const date = new Date(NOW - 30 * MINUTE).toUTCString();
      const { http, send } = clientOf({ ...refusal(400, code), headers: { date } });
      expect(await toVendorError(send(request, never))).toMatchObject({
        kind: 'AUTHENTICATION',
        retryable: true,
      });
      expect(await toVendorError(send(request, never))).toMatchObject({
        kind: 'AUTHENTICATION',
        retryable: false,
      });
      expect(http.calls.map(({ headers }) => headers['x-acs-date'])).toEqual([
        '2026-01-15T08:30:00Z',
        '2026-01-15T08:00:00Z',
      ]);
    },
  );
});

describe('secrets', () => {
  it.each([
    'Specified signature is not matched, server string to sign is: ACS3-HMAC-SHA256',
    `The token ${credentials.securityToken} has expired`,
    `fixtureKeySecret`,
  ])('that a vendor repeats are withheld: %s', async (message) => {
    const failure = await failureOfAnswer(refusal(400, 'SignatureDoesNotMatch', message));
    const shown = inspect(failure, { depth: 10, showHidden: true }) + JSON.stringify(failure);
    for (const secret of Object.values(credentials)) expect(shown).not.toContain(secret);
    expect(failure.message).toBe(
      'Alibaba Cloud CDN refused the credentials: SignatureDoesNotMatch: (text withheld: it repeats signing data)',
    );
  });

  it('that a vendor repeats in a row are withheld', async () => {
    const token = encodeURIComponent(credentials.securityToken);
    const { send } = clientOf({ body: { Tasks: [{ Description: `used ${token}` }], TotalCount: 1 } });
    expect((await send(request, never)).body).toEqual({
      Tasks: [{ Description: 'used (withheld)' }],
      TotalCount: 1,
    });
  });

  it('cannot be reached through the client', () => {
    const { send } = clientOf(ok);
    const shown = inspect(send, { depth: 10, showHidden: true });
    for (const secret of Object.values(credentials)) expect(shown).not.toContain(secret);
  });
});

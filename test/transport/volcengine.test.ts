import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../src/domain/time.ts';
import { sha256Hex } from '../../src/transport/digest.ts';
import { signedHeaders } from '../../src/transport/canonical-request.ts';
import { vendorClient } from '../../src/transport/vendor-client.ts';
import { volcengine } from '../../src/transport/volcengine.ts';
import { volcengineSigner } from '../../src/transport/volcengine-hmac.ts';
import { toVendorError } from './failure-of.ts';
import { fakeHttp, type Answer } from './fake-http.ts';
import { refusalsMean } from './refusals.ts';

const NOW = Date.UTC(2026, 0, 15, 8, 30);
const never = new AbortController().signal;
const credentials = { id: 'AKLTfixture', secret: 'fixtureSecretKey==', token: 'fixtureToken' };
const product = { service: 'cdn', region: 'cn-north-1' };
const request = {
  action: 'DescribeContentTasks',
  parameters: { TaskType: 'preload', Status: undefined, PageNum: 1 },
  callsPerSecond: 20,
};
const metadata = { RequestId: 'r1', Action: 'DescribeContentTasks', Version: '2021-03-01' };
const ok = { body: { ResponseMetadata: metadata, Result: { Total: 0, Data: [] } } };

function clientOf(...answers: readonly Answer[]) {
  const http = fakeHttp(...answers);
  const { send } = vendorClient(volcengine, {
    title: 'Volcengine CDN',
    credentials,
    endpoint: 'http://127.0.0.1:9805',
    version: '2021-03-01',
    ...product,
    http,
    clock: () => NOW,
    nonce: () => 'unused',
  });
  return { http, send };
}

const failureOfAnswer = (answer: Answer) => toVendorError(clientOf(answer).send(request, never));

const refusal = (status: number, Code: string, Message = 'Because.', Detail?: string) => ({
  status,
  body: { ResponseMetadata: { ...metadata, Error: { Code, Message, Detail } } },
});

it('posts the parameters that are defined as JSON, with action and version in the query, signed', async () => {
  const { http, send } = clientOf(ok);
  expect(await send(request, never)).toEqual({
    body: ok.body.Result,
    requestId: 'r1',
    sentAt: NOW,
    observedAt: NOW,
  });
  const body = '{"TaskType":"preload","PageNum":1}';
  const query = 'Action=DescribeContentTasks&Version=2021-03-01';
  const hashedPayload = sha256Hex(body);
  const headers = {
    host: '127.0.0.1:9805',
    'x-content-sha256': hashedPayload,
    'x-date': '20260115T083000Z',
    'x-security-token': credentials.token,
  };
  const { id: accessKeyId, secret: secretAccessKey } = credentials;
  const authorization = volcengineSigner({ accessKeyId, secretAccessKey, ...product })(
    { method: 'POST', path: '/', query, headers: signedHeaders(headers), hashedPayload },
    NOW,
  );
  expect(http.calls).toEqual([
    {
      origin: 'http://127.0.0.1:9805',
      path: `/?${query}`,
      method: 'POST',
      body,
      headers: { ...headers, 'content-type': 'application/json', authorization },
    },
  ]);
});

refusalsMean(
  [
    [400, 'InvalidParameter.Time', 'INVALID_REQUEST', false],
    [401, 'SignatureDoesNotMatch', 'AUTHENTICATION', false],
    [403, 'AccessDenied', 'PERMISSION', false],
    [429, 'FlowLimitExceeded', 'RATE_LIMIT', true],
    [500, 'CDN.InternalError', 'UNAVAILABLE', true],
    [400, 'NeverHeardOf', 'INVALID_REQUEST', false],
    [403, 'NeverHeardOf', 'PERMISSION', false],
    [429, 'NeverHeardOf', 'RATE_LIMIT', true],
    [503, 'NeverHeardOf', 'UNAVAILABLE', true],
    [200, 'NeverHeardOf', 'UNAVAILABLE', false],
  ],
  (status, code) => failureOfAnswer(refusal(status, code)),
);

it('an error under status 200 is an error', async () => {
  const failure = await failureOfAnswer(refusal(200, 'InvalidAccessKey'));
  expect(failure).toMatchObject({ kind: 'AUTHENTICATION', retryable: false });
});

it('a code in the detail is the one that counts', async () => {
  const failure = await failureOfAnswer(
    refusal(500, 'CDN.InternalError', 'Failed.', 'Code:AccessDenied, Message: no policy'),
  );
  expect(failure).toMatchObject({ kind: 'PERMISSION', retryable: false, vendorCode: 'AccessDenied' });
  expect(failure.message).toContain('no policy');
});

it('a clock that the vendor finds wrong is set by the answer, once', async () => {
  const date = new Date(NOW + 30 * MINUTE).toUTCString();
  const { http, send } = clientOf({ ...refusal(400, 'InvalidTimestamp'), headers: { date } });
  expect((await toVendorError(send(request, never))).retryable).toBe(true);
  expect((await toVendorError(send(request, never))).retryable).toBe(false);
  expect(http.calls.map(({ headers }) => headers['x-date'])).toEqual([
    '20260115T083000Z',
    '20260115T090000Z',
  ]);
});

it.each<[string, unknown, string]>([
  ['no metadata', { Result: {} }, 'an object without ResponseMetadata'],
  ['no result', { ResponseMetadata: metadata }, 'an object without Result'],
  ['a page', '<html>', 'an HTML or XML page'],
])('%s with status 200 is a gateway’s fault, worth another try', async (_, body, instead) => {
  const failure = await failureOfAnswer({ body });
  expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: true });
  expect(failure.message).toContain(instead);
});

describe('secrets', () => {
  it('that a vendor repeats are withheld from rows and errors', async () => {
    const { send } = clientOf({
      body: { ResponseMetadata: metadata, Result: { Data: [`${credentials.token} x`] } },
    });
    expect((await send(request, never)).body).toEqual({ Data: ['(withheld) x'] });
    const failure = await failureOfAnswer(refusal(401, 'SignatureDoesNotMatch', credentials.secret));
    const shown = inspect(failure, { depth: 10, showHidden: true });
    for (const secret of Object.values(credentials)) expect(shown).not.toContain(secret);
  });
});

import { expect, it } from 'vitest';
import { huaweiCloud } from '../../src/transport/huawei-cloud.ts';
import { never, request, restClients } from './rest-client.ts';

const credentials = { id: 'HWFIXTURE', secret: 'hwFixtureSecret0000', token: '' };
const { clientOf, failureOf } = restClients(huaweiCloud, {
  title: 'Huawei Cloud CDN',
  endpoint: 'https://cdn.myhuaweicloud.com',
  service: '',
  region: '',
  credentials,
});

it('signs host, date and token, and sends the query in canonical form', async () => {
  const { http, send } = clientOf({ ...credentials, token: 'tok/en+==' }, { body: { total: 0 } });
  await send({ ...request, parameters: { b: 2, a: 'x y', c: undefined } }, never);
  const [call] = http.calls;
  expect(call).toMatchObject({ method: 'GET', path: '/path?a=x%20y&b=2', body: '' });
  expect(call?.headers).toMatchObject({
    host: 'cdn.myhuaweicloud.com',
    'x-sdk-date': '20260115T083000Z',
    'x-security-token': 'tok/en+==',
    authorization: expect.stringMatching(
      /^SDK-HMAC-SHA256 Access=HWFIXTURE, SignedHeaders=host;x-sdk-date;x-security-token, Signature=[0-9a-f]{64}$/,
    ),
  });
});

it('gives the request id of an answer', async () => {
  const { send } = clientOf(credentials, {
    headers: { 'x-request-id': 'r7' },
    body: { total: 0, tasks: [] },
  });
  expect(await send(request, never)).toMatchObject({ requestId: 'r7', body: { total: 0, tasks: [] } });
});

it.each([
  [200, { error: { error_code: 'CDN.0108', error_msg: 'No.' } }, 'CDN.0108', 'NOT_FOUND', false],
  [200, { error: { error_code: 'CDN.0004', error_msg: 'No.' } }, 'CDN.0004', 'PERMISSION', false],
  [400, { error: { error_code: 'CDN.0001', error_msg: 'No.' } }, 'CDN.0001', 'INVALID_REQUEST', false],
  [
    401,
    { error_code: 'APIGW.0301', error_msg: 'No.', request_id: 'r1' },
    'APIGW.0301',
    'AUTHENTICATION',
    false,
  ],
  [429, { error_code: 'APIGW.0308', error_msg: 'No.', request_id: 'r1' }, 'APIGW.0308', 'RATE_LIMIT', true],
  [403, { error_code: 'PDP.0001', error_msg: 'No.' }, 'PDP.0001', 'PERMISSION', false],
  [500, { error_code: 'APIGW.9999', error_msg: 'No.' }, 'APIGW.9999', 'UNAVAILABLE', true],
] as const)('%i %j is an error', async (status, body, vendorCode, kind, retryable) => {
  expect(await failureOf({ status, body })).toMatchObject({ vendorCode, kind, retryable });
});

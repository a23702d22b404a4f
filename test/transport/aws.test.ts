import { inspect } from 'node:util';
import { expect, it } from 'vitest';
import { aws } from '../../src/transport/aws.ts';
import type { Answer } from './fake-http.ts';
import { never, NOW, request, restClients } from './rest-client.ts';
import { restVectorsOf } from './rest-signing-vectors.ts';

const credentials = { id: 'AKIDFIXTURE', secret: 'awsFixtureSecret/0000', token: '' };
const { clientOf, failureOf } = restClients(aws, {
  title: 'AWS CloudFront',
  endpoint: 'https://cloudfront.amazonaws.com',
  service: 'cloudfront',
  region: 'us-east-1',
  credentials,
});
const refusal = (status: number, code: string, message = 'Because.'): Answer => ({
  status,
  body: `<?xml version="1.0"?><ErrorResponse xmlns="x"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r1</RequestId></ErrorResponse>`,
});

const ours = restVectorsOf('AWS4-HMAC-SHA256').filter(({ id }) => id.startsWith('sigv4-'));

it.each(ours)('sends $id as the official signer signs it', async ({ inputs, expected }) => {
  const { accessKeyId: id, secretAccessKey: secret, sessionToken } = inputs;
  const { http, send } = clientOf({ id, secret, token: sessionToken ?? '' }, { body: '<A><B>1</B></A>' });
  const parameters = { ...inputs.query, Marker: undefined };
  expect((await send({ ...request, path: inputs.path, parameters }, never)).body).toEqual({
    A: { B: '1' },
  });
  const [call] = http.calls;
  const query = expected.canonicalQueryString;
  expect(call).toMatchObject({
    method: 'GET',
    path: query === '' ? inputs.path : `${inputs.path}?${query}`,
    body: '',
  });
  expect(call?.headers).toEqual({ ...inputs.headersToSign, authorization: expected.authorization });
});

it('gives the request id of an answer', async () => {
  const { send } = clientOf(credentials, { headers: { 'x-amzn-requestid': 'r7' }, body: '<A><B/></A>' });
  expect(await send(request, never)).toMatchObject({ requestId: 'r7', body: { A: { B: '' } } });
});

it.each([
  [400, 'Throttling', { kind: 'RATE_LIMIT', retryable: true }],
  [503, 'ServiceUnavailable', { kind: 'UNAVAILABLE', retryable: true }],
  [403, 'AccessDenied', { kind: 'PERMISSION', retryable: false }],
  [403, 'SignatureDoesNotMatch', { kind: 'AUTHENTICATION', retryable: false }],
  [403, 'InvalidClientTokenId', { kind: 'AUTHENTICATION', retryable: false }],
  [403, 'ExpiredToken', { kind: 'AUTHENTICATION', retryable: false }],
  [404, 'NoSuchInvalidation', { kind: 'NOT_FOUND', retryable: false }],
  [404, 'NoSuchDistribution', { kind: 'INVALID_REQUEST', field: 'distributions' }],
  [400, 'InvalidArgument', { kind: 'INVALID_REQUEST', retryable: false }],
  [500, 'Unheard', { kind: 'UNAVAILABLE', retryable: true }],
] as const)('%i %s means %j', async (status, code, meaning) => {
  expect(await failureOf(refusal(status, code))).toMatchObject({
    ...meaning,
    vendorCode: code,
    requestId: 'r1',
  });
});

it('a refused clock is tried again by the clock of the vendor, a wrong key is not', async () => {
  const headers = { date: new Date(NOW + 600_000).toUTCString() };
  expect(await failureOf({ ...refusal(403, 'SignatureDoesNotMatch'), headers })).toMatchObject({
    retryable: true,
  });
  const same = { date: new Date(NOW).toUTCString() };
  expect(await failureOf({ ...refusal(403, 'SignatureDoesNotMatch'), headers: same })).toMatchObject({
    retryable: false,
  });
});

it.each([
  ['an HTML page', '<html><body><br></body></html>'],
  ['XML that is cut off', '<InvalidationList><Items><InvalidationSummary><Id>I1</Id>'],
  ['XML with a document type', '<!DOCTYPE a [<!ENTITY b "b">]><a><c>&b;</c></a>'],
  ['JSON', '{}'],
  ['nothing', ''],
])('%s is worth another try', async (_, body) => {
  expect(await failureOf({ body })).toMatchObject({ kind: 'UNAVAILABLE', retryable: true });
});

it('shows no secret', async () => {
  const { id, secret } = credentials;
  const failure = await failureOf(refusal(403, 'AccessDenied', `Not with ${secret} of ${id}`));
  expect(inspect(failure, { depth: 9 })).not.toContain(secret);
});

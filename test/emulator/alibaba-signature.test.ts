import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { askAlibaba, key } from './asking.ts';
import type { Ask } from './asking.ts';
import { noon } from './histories.ts';
import { withAuthorization, withHeaders } from './signed-call.ts';
import type { Outgoing } from './signed-call.ts';

// What the gateway of Alibaba Cloud checks before a call is answered.

let emulator: Emulator;
let ask: Ask;
let now = noon;

const minute = 60_000;
const action = 'DescribeRefreshTaskById';
const parameters = { TaskId: '1' };
const sts = { id: 'LTAItemporary', secret: 'secret-of-a-day', token: 'tok/en+==' };

beforeAll(async () => {
  emulator = await startEmulator({
    now: () => now,
    accounts: [
      { vendor: 'ALIBABA_CDN', name: 'aliyun', ...key, behaviour: { enforcesRate: false } },
      { vendor: 'ALIBABA_CDN', name: 'sts', ...sts },
      { vendor: 'ALIBABA_CDN', name: 'expired', ...sts, id: 'LTAIexpired', tokenExpiresAt: noon },
    ],
  });
  ask = askAlibaba(emulator, () => now);
});

afterAll(() => emulator.close());

describe('ACS3-HMAC-SHA256 accepts', () => {
  it.each([
    ['POST with its parameters in the query', {}],
    ['GET', { method: 'GET' as const }],
    [
      'further x-acs- headers that are signed',
      { signedHeaders: { 'x-acs-credentials-provider': ' static_ak ' } },
    ],
    [
      'other headers that are not signed',
      { spoil: withHeaders({ 'x-other': '1', accept: 'application/json' }) },
    ],
    ['temporary credentials with their token', { key: sts }],
    ['a client 15 minutes behind', { now: noon - 15 * minute + 1000 }],
    ['a client 15 minutes ahead', { now: noon + 15 * minute }],
  ])('%s', async (_name, deviation) => {
    expect(await ask(action, parameters, deviation)).toMatchObject({ code: undefined, total: 0 });
  });

  it('reserved and unicode characters in a parameter', async () => {
    const ObjectPath = "http://example.com/目录/a b+c/(1)*~!'.txt?x=1&y=%20";
    expect(await ask('DescribeRefreshTasks', { ObjectPath })).toMatchObject({ code: undefined, total: 0 });
  });
});

describe('ACS3-HMAC-SHA256 refuses', () => {
  const mismatch = 'SignatureDoesNotMatch';
  const incomplete = 'IncompleteSignature';
  it.each([
    ['another secret', { key: { ...key, secret: 'guessed' } }, 400, mismatch],
    ['an unknown AccessKeyId', { key: { ...key, id: 'LTAInobody' } }, 404, 'InvalidAccessKeyId.NotFound'],
    [
      'a parameter changed on the way',
      { spoil: (o: Outgoing) => ({ ...o, query: 'TaskId=2' }) },
      400,
      mismatch,
    ],
    [
      'a body that is not the one of x-acs-content-sha256',
      { spoil: (o: Outgoing) => ({ ...o, body: 'x' }) },
      400,
      mismatch,
    ],
    [
      'a signed header changed on the way',
      { spoil: withHeaders({ 'x-acs-signature-nonce': 'other' }) },
      400,
      mismatch,
    ],
    ['an x-acs- header that is not signed', { spoil: withHeaders({ 'x-acs-trace': '1' }) }, 400, incomplete],
    [
      'a content type that is not signed',
      { spoil: withHeaders({ 'content-type': 'text/plain' }) },
      400,
      incomplete,
    ],
    ['no nonce', { spoil: withHeaders({ 'x-acs-signature-nonce': undefined }) }, 400, incomplete],
    ['no hash of the body', { spoil: withHeaders({ 'x-acs-content-sha256': undefined }) }, 400, incomplete],
    ['no date', { spoil: withHeaders({ 'x-acs-date': undefined }) }, 400, incomplete],
    ['no Authorization', { spoil: withHeaders({ authorization: undefined }) }, 400, incomplete],
    [
      'blanks between the parts',
      { spoil: withAuthorization((value) => value.replaceAll(',', ', ')) },
      400,
      incomplete,
    ],
    [
      'a signed header that is not sent',
      { spoil: withAuthorization((value) => value.replace('host;', 'date;host;')) },
      400,
      incomplete,
    ],
    [
      'a date of another form',
      { signedHeaders: { 'x-acs-date': '2026-03-10 12:00:00' } },
      400,
      'InvalidTimeStamp.Format',
    ],
    ['a client over 15 minutes behind', { now: noon - 15 * minute - 1000 }, 400, 'InvalidTimeStamp.Expired'],
    ['a client over 15 minutes ahead', { now: noon + 15 * minute + 1000 }, 400, 'InvalidTimeStamp.Expired'],
    ['a missing token', { key: { id: sts.id, secret: sts.secret } }, 400, 'MissingSecurityToken'],
    ['a wrong token', { key: { ...sts, token: 'other' } }, 400, 'InvalidSecurityToken.MismatchWithAccessKey'],
    [
      'a token with a permanent key',
      { key: { ...key, token: 'tok' } },
      400,
      'InvalidSecurityToken.MismatchWithAccessKey',
    ],
    ['an expired token', { key: { ...sts, id: 'LTAIexpired' } }, 400, 'InvalidSecurityToken.Expired'],
  ])('%s', async (_name, deviation, status, code) => {
    expect(await ask(action, parameters, deviation)).toMatchObject({ status, code });
  });

  it('a nonce for the second time, as long as its first date could still be good', async () => {
    const again = { nonce: 'used-twice' };
    expect(await ask(action, parameters, again)).toMatchObject({ code: undefined, total: 0 });
    expect(await ask(action, parameters, again)).toMatchObject({ status: 400, code: 'SignatureNonceUsed' });
    now += 31 * minute;
    expect(await ask(action, parameters, again)).toMatchObject({ code: undefined, total: 0 });
    now = noon;
  });

  it('a nonce of a wrong signature is not used up', async () => {
    const nonce = 'tried-by-somebody-else';
    await ask(action, parameters, { nonce, key: { ...key, secret: 'guessed' } });
    expect(await ask(action, parameters, { nonce })).toMatchObject({ code: undefined, total: 0 });
  });

  it('without a word of the secret, the signature or the token', async () => {
    const { text } = await ask(action, parameters, { key: { ...sts, token: 'other-token' } });
    expect(text).not.toMatch(/secret-of-a-day|tok\/en|other-token|[0-9a-f]{64}/);
  });
});

describe('the address of a call', () => {
  it.each([
    ['an unknown action', 'DescribePushTasks', {}, 404, 'InvalidAction.NotFound'],
    ['a member that every object has', 'toString', {}, 404, 'InvalidAction.NotFound'],
    [
      'the host of another product',
      action,
      { spoil: withHeaders({ host: 'ecs.aliyuncs.com' }) },
      404,
      'InvalidAction.NotFound',
    ],
    ['another version', action, { version: '2014-11-11' }, 400, 'InvalidVersion'],
    ['no action', action, { spoil: withHeaders({ 'x-acs-action': undefined }) }, 400, 'MissingParameter'],
    [
      'another method',
      action,
      { spoil: (o: Outgoing) => ({ ...o, method: 'PUT' }) },
      405,
      'UnsupportedHTTPMethod',
    ],
  ])('%s', async (_name, name, deviation, status, code) => {
    expect(await ask(name, parameters, deviation)).toMatchObject({ status, code });
  });
});

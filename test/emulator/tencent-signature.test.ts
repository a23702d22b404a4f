import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator } from '../../src/emulator/emulator.ts';
import { askTencent, key } from './asking.ts';
import type { Ask } from './asking.ts';
import { noon } from './histories.ts';
import { withAuthorization, withHeaders } from './signed-call.ts';
import type { Outgoing } from './signed-call.ts';

// What the gateway of Tencent Cloud checks before a call is answered.

let emulator: Emulator;
let ask: Ask;

const minute = 60_000;
const action = 'DescribePushTasks';
const parameters = { TaskId: '1' };
const temporary = { id: 'AKIDtemporary', secret: 'secret-of-a-day', token: 'tok/en+==' };

beforeAll(async () => {
  emulator = await startEmulator({
    now: () => noon,
    accounts: [
      { vendor: 'TENCENT_CDN', name: 'cdn', ...key, behaviour: { enforcesRate: false } },
      { vendor: 'TENCENT_CDN', name: 'temporary', ...temporary },
      { vendor: 'TENCENT_CDN', name: 'expired', ...temporary, id: 'AKIDexpired', tokenExpiresAt: noon },
    ],
  });
  ask = askTencent(emulator, 'TENCENT_CDN', () => noon);
});

afterAll(() => emulator.close());

describe('TC3-HMAC-SHA256 accepts', () => {
  it.each([
    ['content-type and host signed', {}],
    ['x-tc-action signed too, in lower case', { signsAction: true }],
    ['a client 5 minutes behind', { now: noon - 5 * minute + 1000 }],
    ['a client 5 minutes ahead', { now: noon + 5 * minute }],
    ['temporary credentials with their token', { key: temporary }],
    [
      'GET, its query signed as sent',
      { method: 'GET' as const, query: 'TaskId=1&Keyword=%E7%9B%AE%27()*~!' },
    ],
  ])('%s', async (_name, deviation) => {
    expect(await ask(action, parameters, deviation)).toMatchObject({ code: undefined, total: 0 });
  });
});

describe('TC3-HMAC-SHA256 refuses', () => {
  const failure = 'AuthFailure.SignatureFailure';
  const malformed = 'AuthFailure.InvalidAuthorization';
  it.each([
    ['another secret', { key: { ...key, secret: 'guessed' } }, failure],
    ['an unknown SecretId', { key: { ...key, id: 'AKIDnobody' } }, 'AuthFailure.SecretIdNotFound'],
    ['a body changed on the way', { spoil: (o: Outgoing) => ({ ...o, body: '{"TaskId":"2"}' }) }, failure],
    ['a query added on the way', { spoil: (o: Outgoing) => ({ ...o, query: 'x=1' }) }, failure],
    [
      'a signed header changed on the way',
      { signsAction: true, spoil: withHeaders({ 'x-tc-action': 'DescribePurgeTasks' }) },
      failure,
    ],
    [
      'a content type changed on the way',
      { spoil: withHeaders({ 'content-type': 'application/json; charset=utf-8' }) },
      failure,
    ],
    ['the service of another product', { service: 'teo' }, failure],
    [
      'a scope of another day',
      { spoil: withAuthorization((value) => value.replace('2026-03-10', '2026-03-09')) },
      failure,
    ],
    ['a client over 5 minutes behind', { now: noon - 5 * minute - 1000 }, 'AuthFailure.SignatureExpire'],
    ['a client over 5 minutes ahead', { now: noon + 5 * minute + 1000 }, 'AuthFailure.SignatureExpire'],
    ['no Authorization', { spoil: withHeaders({ authorization: undefined }) }, malformed],
    ['another algorithm', { spoil: withAuthorization((value) => value.replace('TC3', 'TC2')) }, malformed],
    [
      'a scope without its end',
      { spoil: withAuthorization((value) => value.replace('/tc3_request', '')) },
      malformed,
    ],
    [
      'a host that is not signed',
      { spoil: withAuthorization((value) => value.replace(';host', '')) },
      malformed,
    ],
    [
      'a content type that is not signed',
      { spoil: withAuthorization((value) => value.replace('content-type;', '')) },
      malformed,
    ],
    [
      'a signed header that is not sent',
      { spoil: withAuthorization((value) => value.replace(';host', ';host;x-tc-region')) },
      malformed,
    ],
    [
      'names out of order',
      { spoil: withAuthorization((value) => value.replace('content-type;host', 'host;content-type')) },
      malformed,
    ],
    ['a missing token', { key: { id: temporary.id, secret: temporary.secret } }, 'AuthFailure.TokenFailure'],
    ['a wrong token', { key: { ...temporary, token: 'other' } }, 'AuthFailure.TokenFailure'],
    ['an expired token', { key: { ...temporary, id: 'AKIDexpired' } }, 'AuthFailure.TokenFailure'],
    ['a token with a permanent key', { key: { ...key, token: 'tok' } }, 'AuthFailure.TokenFailure'],
    ['no timestamp', { spoil: withHeaders({ 'x-tc-timestamp': undefined }) }, 'MissingParameter'],
    ['a timestamp that is none', { spoil: withHeaders({ 'x-tc-timestamp': 'now' }) }, 'InvalidParameter'],
  ])('%s', async (_name, deviation, code) => {
    expect(await ask(action, parameters, deviation)).toMatchObject({ status: 200, code });
  });

  it('without a word of the secret, the signature or the token', async () => {
    const leaked = await ask(action, parameters, { key: { ...temporary, token: 'other-token' } });
    const [signature] = /[0-9a-f]{64}/.exec(leaked.text) ?? [];
    expect(signature).toBeUndefined();
    expect(leaked.text).not.toMatch(/secret-of-a-day|tok\/en|other-token/);
  });
});

describe('the address of a call', () => {
  it.each([
    ['an unknown action', 'DescribeTasks', {}, 'InvalidAction'],
    ['an action of another product', 'DescribePrefetchTasks', {}, 'InvalidAction'],
    ['a member that every object has', 'toString', {}, 'InvalidAction'],
    ['another version', action, { version: '2022-09-01' }, 'NoSuchVersion'],
    ['no action', action, { spoil: withHeaders({ 'x-tc-action': undefined }) }, 'MissingParameter'],
    ['no version', action, { spoil: withHeaders({ 'x-tc-version': undefined }) }, 'MissingParameter'],
    [
      'the host of another product',
      action,
      { spoil: withHeaders({ host: 'teo.tencentcloudapi.com' }) },
      'NoSuchProduct',
    ],
    [
      'a method other than GET and POST',
      action,
      { spoil: (o: Outgoing) => ({ ...o, method: 'PUT' }) },
      'UnsupportedProtocol',
    ],
    [
      'a form for POST',
      action,
      { spoil: withHeaders({ 'content-type': 'application/x-www-form-urlencoded' }) },
      'InvalidRequest',
    ],
  ])('%s', async (_name, name, deviation, code) => {
    expect(await ask(name, parameters, deviation)).toMatchObject({ status: 200, code });
  });

  it('the international and the mainland host are both right', async () => {
    for (const host of ['cdn.intl.tencentcloudapi.com', 'cdn.tencentcloudapi.com:443']) {
      // The signature is of another host, so it is only the address that is found right.
      const answer = await ask(action, parameters, { spoil: withHeaders({ host }) });
      expect(answer.code).toBe('AuthFailure.SignatureFailure');
    }
  });
});

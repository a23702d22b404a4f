import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { startEmulator } from '../../src/emulator/emulator.ts';
import type { Emulator, Fault } from '../../src/emulator/emulator.ts';
import { askAlibaba, askTencent, key } from './asking.ts';
import type { Ask } from './asking.ts';
import { noon, submission } from './histories.ts';
import { tc3Request } from './signed-call.ts';

let emulator: Emulator;
let ask: Ask;

const push = 'DescribePushTasks';
const today = { StartTime: '2026-03-10 00:00:00' };
const urls = ['a', 'b', 'c'].map((name) => `https://www.example.com/${name}`);

beforeEach(async () => {
  const history = [submission('10001', noon - 60_000, urls)];
  emulator = await startEmulator({
    now: () => noon,
    accounts: [
      { vendor: 'TENCENT_CDN', name: 'cdn', ...key, history, behaviour: { enforcesRate: false } },
      { vendor: 'TENCENT_CDN', name: 'second', id: 'second', secret: 's', history },
      { vendor: 'ALIBABA_CDN', name: 'aliyun', ...key, history },
    ],
  });
  ask = askTencent(emulator, 'TENCENT_CDN', () => noon);
});

afterEach(() => emulator.close());

describe('a fault stands in for the answer', () => {
  it("error: a vendor's error in the vendor's form", async () => {
    emulator.inject({
      fault: { kind: 'error', code: 'InternalError', message: 'Oops', headers: { 'retry-after': '2' } },
    });
    const answer = await ask(push, today);
    expect(answer).toMatchObject({ status: 200, code: 'InternalError', message: 'Oops' });
    expect(answer.headers['retry-after']).toBe('2');
    expect(emulator.calls).toMatchObject([{ code: 'InternalError', rows: 0 }]);
  });

  it('error: with its own status on Alibaba', async () => {
    const throttling: Fault = {
      kind: 'error',
      code: 'Throttling.User',
      status: 429,
      headers: { 'x-acs-retry-after': '900' },
    };
    emulator.inject({ fault: throttling });
    const answer = await askAlibaba(emulator, () => noon)('DescribeRefreshTasks');
    expect(answer).toMatchObject({ status: 429, code: 'Throttling.User' });
    expect(answer.headers['x-acs-retry-after']).toBe('900');
  });

  it.each([500, 502, 503, 429])('http: %i with an HTML page', async (status) => {
    emulator.inject({ fault: { kind: 'http', status, headers: { 'retry-after': '1' } } });
    const answer = await ask(push, today);
    expect(answer).toMatchObject({ status, text: expect.stringMatching(/^<html>/) });
    expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'retry-after': '1' });
    expect(emulator.calls).toMatchObject([{ code: `HTTP ${status}` }]);
  });

  it('html: a page that calls itself a success', async () => {
    emulator.inject({ fault: { kind: 'html' } });
    expect(await ask(push, today)).toMatchObject({ status: 200, text: expect.stringMatching(/^<html>/) });
  });

  it('hang: no answer ever, until the emulator closes', async () => {
    emulator.inject({ fault: { kind: 'hang' } });
    await Promise.all([
      expect(ask(push, today)).rejects.toMatchObject({ code: 'ECONNRESET' }),
      closeAfterOneCall(),
    ]);
  });
});

describe('a fault bends a successful answer', () => {
  it.each<[string, Fault, object]>([
    ['null-lists', { kind: 'null-lists' }, { PushLogs: null, TotalCount: 3 }],
    ['wrong-count, too many', { kind: 'wrong-count', by: 7 }, { TotalCount: 10 }],
    ['wrong-count, never below zero', { kind: 'wrong-count', by: -7 }, { TotalCount: 0 }],
    ['short-page', { kind: 'short-page', rows: 1 }, { PushLogs: [{ TaskId: '10001' }], TotalCount: 3 }],
    [
      'unknown-words',
      { kind: 'unknown-words', word: 'odd' },
      { PushLogs: [1, 2, 3].map(() => ({ Status: 'odd' })) },
    ],
  ])('%s', async (_name, bend, body) => {
    emulator.inject({ fault: bend });
    expect((await ask(push, today)).body).toMatchObject(body);
  });

  it('missing-fields', async () => {
    emulator.inject({ fault: { kind: 'missing-fields', fields: ['Url', 'Percent'] } });
    const { rows } = await ask(push, today);
    expect(rows.map((row) => Object.keys(row))).toEqual(
      rows.map(() => ['TaskId', 'Status', 'CreateTime', 'UpdateTime', 'Area']),
    );
  });

  it('several faults strike together', async () => {
    emulator.inject({ fault: { kind: 'short-page', rows: 2 } });
    emulator.inject({ fault: { kind: 'wrong-count', by: 1 } });
    expect((await ask(push, today)).body).toMatchObject({ PushLogs: [{}, {}], TotalCount: 4 });
  });
});

describe('a fault spoils how the answer is sent', () => {
  it('truncated: half of the JSON', async () => {
    const whole = (await ask(push, today)).text;
    emulator.inject({ fault: { kind: 'truncated' } });
    const answer = await ask(push, today);
    expect(answer.status).toBe(200);
    expect(answer.text).toHaveLength(Math.floor(whole.length / 2));
    expect(() => JSON.parse(answer.text)).toThrow(SyntaxError);
  });

  it('slow-drip: a few bytes at a time, and all of them', async () => {
    emulator.inject({ fault: { kind: 'slow-drip', bytes: 200, everyMs: 1 } });
    expect((await ask(push, today)).rows).toHaveLength(3);
  });

  it('huge-body: as many bytes as asked, and still right', async () => {
    emulator.inject({ fault: { kind: 'huge-body', bytes: 3_000_000 } });
    const answer = await ask(push, today);
    expect(answer.text).toHaveLength(3_000_000);
    expect(answer.rows).toHaveLength(3);
  });

  it('content-type: another one', async () => {
    emulator.inject({ fault: { kind: 'content-type', value: 'text/plain' } });
    const answer = await ask(push, today);
    expect([answer.headers['content-type'], answer.rows.length]).toEqual(['text/plain', 3]);
  });

  it('gzip: compressed without being asked', async () => {
    emulator.inject({ fault: { kind: 'gzip' } });
    const { headers, body } = await raw();
    expect(headers['content-encoding']).toBe('gzip');
    expect(JSON.parse(gunzipSync(body).toString())).toMatchObject({ Response: { TotalCount: 3 } });
  });

  it.each([0, 10])('drop: the connection ends after %i bytes of the body', async (afterBytes) => {
    emulator.inject({ fault: { kind: 'drop', afterBytes } });
    await expect(ask(push, today)).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('delay: later than asked', async () => {
    emulator.inject({ fault: { kind: 'delay', ms: 40 } });
    const start = performance.now();
    await ask(push, today);
    expect(performance.now() - start).toBeGreaterThanOrEqual(39);
  });

  it('a delay of an hour ends when the emulator closes', async () => {
    emulator.inject({ fault: { kind: 'delay', ms: 3_600_000 } });
    await Promise.all([
      expect(ask(push, today)).rejects.toMatchObject({ code: 'ECONNRESET' }),
      closeAfterOneCall(),
    ]);
  });
});

it('skewed-clock: signatures are checked by a clock that is ahead', async () => {
  emulator.inject({ fault: { kind: 'skewed-clock', byMs: 301_000 } });
  expect((await ask(push, today)).code).toBe('AuthFailure.SignatureExpire');
});

const fault: Fault = { kind: 'error', code: 'InternalError' };

async function codes(count: number, deviation = {}): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (let call = 0; call < count; call++) answers.push((await ask(push, today, deviation)).code);
  return answers;
}

/** Which of forty calls a rule of half of them strikes. */
async function struckBy(seed: number): Promise<unknown[]> {
  const remove = emulator.inject({ probability: 0.5, seed, fault });
  const struck = await codes(40);
  remove();
  return struck;
}

describe('a rule strikes', () => {
  it('so many times', async () => {
    emulator.inject({ times: 2, fault });
    expect(await codes(4)).toEqual(['InternalError', 'InternalError', undefined, undefined]);
  });

  it('until it is removed', async () => {
    const remove = emulator.inject({ fault });
    expect(await codes(1)).toEqual(['InternalError']);
    remove();
    expect(await codes(1)).toEqual([undefined]);
  });

  it('one account, one action, one vendor', async () => {
    emulator.inject({ account: 'second', fault });
    emulator.inject({ action: 'DescribePurgeTasks', fault });
    emulator.inject({ vendor: 'ALIBABA_CDN', fault });
    expect(await codes(1)).toEqual([undefined]);
    expect(await codes(1, { key: { id: 'second', secret: 's' } })).toEqual(['InternalError']);
    expect((await ask('DescribePurgeTasks', today)).code).toBe('InternalError');
    expect((await askAlibaba(emulator, () => noon)('DescribeRefreshTasks')).code).toBe('InternalError');
  });

  it('a share of the calls, the same ones for the same seed', async () => {
    const first = await struckBy(3);
    expect(await struckBy(3)).toEqual(first);
    expect(await struckBy(4)).not.toEqual(first);
    const strikes = first.filter((code) => code !== undefined).length;
    expect(strikes).toBeGreaterThan(8);
    expect(strikes).toBeLessThan(32);
  });
});

/** Waits, without a clock, until a call has arrived. */
async function closeAfterOneCall(): Promise<void> {
  while (emulator.calls.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await emulator.close();
}

function raw(): Promise<{ headers: Readonly<Record<string, unknown>>; body: Buffer }> {
  const endpoint = emulator.endpoint('TENCENT_CDN');
  const call = {
    endpoint,
    service: 'cdn',
    version: '2018-06-06',
    action: push,
    key,
    now: noon,
    parameters: today,
  };
  const { method, headers, body } = tc3Request(call);
  return new Promise((resolve, reject) => {
    request(endpoint, { method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => resolve({ headers: incoming.headers, body: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end(body);
  });
}

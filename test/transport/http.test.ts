import { getEventListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { inspect } from 'node:util';
import { gzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { openHttp, type Http, type HttpSettings } from '../../src/transport/http.ts';
import { toVendorError } from './failure-of.ts';
import { localServer } from './local-server.ts';

const SECRET = 'secret-in-a-header';
const never = new AbortController().signal;

function httpForTest(settings?: HttpSettings): Http {
  const http = openHttp(settings);
  onTestFinished(() => http.close());
  return http;
}

const call = (origin: string) => ({
  origin,
  path: '/?a=b',
  method: 'POST' as const,
  headers: { authorization: SECRET, host: 'vendor.example' },
  body: '{"Limit":1}',
});

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
};

it('sends just what was signed, and gives status, headers and body', async () => {
  const seen: unknown[] = [];
  const { origin } = await localServer(async (request, response) => {
    const { method, url, headers } = request;
    seen.push({ method, url, headers, body: await bodyOf(request) });
    response.writeHead(201, { 'X-Request-Id': 'r1' }).end('é');
  });
  const response = await httpForTest().send(call(origin), never);
  expect(response).toMatchObject({ status: 201, body: 'é' });
  expect(response.header('x-request-id')).toBe('r1');
  expect(response.header('x-absent')).toBeUndefined();
  expect(seen).toMatchObject([
    {
      method: 'POST',
      url: '/?a=b',
      body: '{"Limit":1}',
      headers: { host: 'vendor.example', authorization: SECRET, 'content-length': '11' },
    },
  ]);
});

it('sends a POST without a body with length 0', async () => {
  const lengths: unknown[] = [];
  const { origin } = await localServer((request, response) => {
    lengths.push(request.headers['content-length'], request.headers['content-type']);
    response.end('{}');
  });
  await httpForTest().send({ ...call(origin), body: '' }, never);
  expect(lengths).toEqual(['0', undefined]);
});

it('keeps connections, also after an answer that failed', async () => {
  const ports = new Set<number | undefined>();
  const { origin } = await localServer((request, response) => {
    response.writeHead(ports.size === 0 ? 500 : 200).end('x'.repeat(100_000));
    ports.add(request.socket.remotePort);
  });
  const http = httpForTest();
  for (let count = 0; count < 20; count += 1) await http.send(call(origin), never);
  // One may still be finishing its answer when the next call goes out.
  expect(ports.size).toBeLessThanOrEqual(2);
});

it('a signal that ends many calls at once is no reason to warn, and keeps no listeners', async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  onTestFinished(() => {
    process.off('warning', onWarning);
  });
  const { origin } = await localServer((request, response) => {
    response.end('{}');
  });
  const http = httpForTest();
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 30 }, () => http.send(call(origin), signal)));
  await http.send(call(origin), signal);
  await new Promise(setImmediate);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  expect(warnings).toEqual([]);
});

it('never opens more connections to one origin than allowed', async () => {
  const open = new Set<unknown>();
  const { origin } = await localServer((request, response) => {
    open.add(request.socket);
    response.end('{}');
  });
  const http = httpForTest({ connectionsPerOrigin: 3 });
  const responses = await Promise.all(Array.from({ length: 20 }, () => http.send(call(origin), never)));
  expect(responses).toHaveLength(20);
  expect(open.size).toBeLessThanOrEqual(3);
});

it('calls that are never answered keep no connection from the others', async () => {
  const { origin } = await localServer((request, response) => {
    if (request.url === '/') response.end('{}');
  });
  const http = httpForTest();
  const gone = new AbortController();
  // What one action of one account can have under way when its vendor hangs.
  const hanging = Array.from({ length: 100 }, () => http.send(call(origin), gone.signal).catch(() => 'gone'));
  expect((await http.send({ ...call(origin), path: '/' }, never)).body).toBe('{}');
  gone.abort(new Error('enough'));
  await Promise.all(hanging);
});

it('unpacks gzip', async () => {
  const { origin } = await localServer((request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(`{"Url":"https://例え.jp"}`));
  });
  expect((await httpForTest().send(call(origin), never)).body).toBe('{"Url":"https://例え.jp"}');
});

it.each([
  ['gzip that is cut off', gzipSync('x'.repeat(1_000)).subarray(0, 20)],
  ['what is no gzip', Buffer.from('<html>')],
])('says that a packed body is broken: %s', async (_, body) => {
  const { origin } = await localServer((request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(body);
  });
  const failure = await toVendorError(httpForTest().send(call(origin), never));
  expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: true });
  expect(failure.message).toContain('packed body');
});

it.each([
  ['plain', {}, Buffer.alloc(200_000, 'x')],
  ['once unpacked', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(200_000, 'x'))],
])('stops reading a body that is too large: %s', async (_, headers, body) => {
  const { origin } = await localServer((request, response) => {
    response.writeHead(200, headers).end(body);
  });
  const failure = await toVendorError(httpForTest({ maxResponseBytes: 100_000 }).send(call(origin), never));
  expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: false });
  expect(failure.message).toContain('more bytes');
});

it('a body of just the allowed size is read', async () => {
  const { origin } = await localServer((request, response) => {
    response.end(Buffer.alloc(100_000, 'x'));
  });
  const response = await httpForTest({ maxResponseBytes: 100_000 }).send(call(origin), never);
  expect(response.body).toHaveLength(100_000);
});

it('a connection that nobody takes is a failure worth another try', async () => {
  const failure = await toVendorError(httpForTest().send(call('http://127.0.0.1:1'), never));
  expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: true });
  expect(failure.message).toBe(
    'http://127.0.0.1:1 could not be reached, or dropped the connection (ECONNREFUSED)',
  );
});

it.each([0, 1, 500, 999])(
  'a connection dropped after %i bytes is a failure worth another try',
  async (bytes) => {
    const { origin } = await localServer((request, response) => {
      if (bytes === 0) {
        request.socket.destroy();
        return;
      }
      response.writeHead(200, { 'content-length': '1000' });
      response.write('x'.repeat(bytes), () => request.socket.destroy());
    });
    const failure = await toVendorError(httpForTest().send(call(origin), never));
    expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: true });
  },
);

it('what is no HTTP is a failure worth another try, and none of its bytes are kept', async () => {
  const { origin } = await localServer((request) => {
    request.socket.end(`${SECRET} is not HTTP\r\n\r\n`);
  });
  const failure = await toVendorError(httpForTest().send(call(origin), never));
  expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: true });
  expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain(SECRET);
});

it.each(['before the head', 'in the middle of the body'])(
  'a deadline ends a slow answer %s',
  async (point) => {
    const deadline = new AbortController();
    const pass = () => deadline.abort(new DOMException('too late', 'TimeoutError'));
    const { origin } = await localServer((request, response) => {
      if (point === 'before the head') pass();
      else response.writeHead(200).write('{', pass);
    });
    const failure = await toVendorError(httpForTest().send(call(origin), deadline.signal));
    expect(failure).toMatchObject({ kind: 'TIMEOUT', retryable: true });
    expect(failure.message).toBe(`${origin} did not answer in time`);
  },
);

it('a caller that gives up gets its own reason back', async () => {
  const controller = new AbortController();
  const { origin } = await localServer(() => controller.abort(new Error('the client went away')));
  await expect(httpForTest().send(call(origin), controller.signal)).rejects.toThrow('the client went away');
});

it('nothing is sent once the signal has ended', async () => {
  let calls = 0;
  const { origin } = await localServer((request, response) => {
    calls += 1;
    response.end();
  });
  await expect(httpForTest().send(call(origin), AbortSignal.abort(new Error('gone')))).rejects.toThrow(
    'gone',
  );
  expect(calls).toBe(0);
});

it('a header that cannot be sent is not repeated in the failure', async () => {
  const request = { ...call('http://127.0.0.1:1'), headers: { authorization: `${SECRET}\n` } };
  const failure = await toVendorError(httpForTest().send(request, never));
  expect(failure).toMatchObject({ kind: 'INVALID_REQUEST', retryable: false });
  expect(inspect(failure, { depth: 10, showHidden: true })).not.toContain(SECRET);
});

it('closing lets calls in flight end', async () => {
  const { origin } = await localServer((request, response) => {
    setImmediate(() => response.end('{}'));
  });
  const http = openHttp();
  const inFlight = http.send(call(origin), never);
  await http.close();
  expect((await inFlight).body).toBe('{}');
  expect((await toVendorError(http.send(call(origin), never))).kind).toBe('UNAVAILABLE');
});

import { readFileSync } from 'node:fs';
import { createServer as createTlsServer } from 'node:https';
import { connect, type Socket } from 'node:net';
import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { toVendorError as faultToVendorError } from '../../src/transport/http-faults.ts';
import { openHttp, type Http, type HttpSettings } from '../../src/transport/http.ts';
import { toVendorError } from './failure-of.ts';
import { localServer, listening } from './local-server.ts';

const never = new AbortController().signal;

function httpForTest(settings?: HttpSettings): Http {
  const http = openHttp(settings);
  onTestFinished(() => http.close());
  return http;
}

const call = (origin: string) => ({
  origin,
  path: '/',
  method: 'POST' as const,
  headers: {},
  body: '{"Limit":1}',
});

/** Answers the first request of each connection, and ends the connection at the second. */
async function forgetfulServer(end: (socket: Socket) => void) {
  const requests = new Map<Socket, number>();
  const server = await localServer((request, response) => {
    const { socket } = request;
    const count = (requests.get(socket) ?? 0) + 1;
    requests.set(socket, count);
    if (count > 1) end(socket);
    else response.end('{}');
  });
  return { ...server, requests };
}

describe('a kept connection that the other side has closed', () => {
  it.each([
    [300, 'reset', (socket: Socket) => void socket.resetAndDestroy()],
    [100, 'ended', (socket: Socket) => void socket.end()],
    [100, 'destroyed', (socket: Socket) => void socket.destroy()],
  ])('loses no call of %i when it is %s', async (calls, _, end) => {
    const { origin, requests } = await forgetfulServer(end);
    const http = httpForTest({ connectionsPerOrigin: 4 });
    const bodies: string[] = [];
    const caller = async () => {
      for (let count = 0; count < calls / 4; count += 1)
        bodies.push((await http.send(call(origin), never)).body);
    };
    await Promise.all([caller(), caller(), caller(), caller()]);
    expect(bodies).toEqual(Array.from({ length: calls }, () => '{}'));
    // Connections were kept, or nothing was tried.
    expect([...requests.values()].filter((count) => count > 1).length).toBeGreaterThan(calls / 10);
  });

  it('is replaced once: the new connection’s fate is the call’s', async () => {
    let calls = 0;
    const { origin } = await localServer((request, response) => {
      calls += 1;
      if (calls === 1) response.end('{}');
      else request.socket.resetAndDestroy();
    });
    const http = httpForTest({ connectionsPerOrigin: 1 });
    await http.send(call(origin), never);
    expect(await toVendorError(http.send(call(origin), never))).toMatchObject({ retryable: true });
    expect(calls).toBe(3);
  });
});

it('a new connection that is reset is a failure at once', async () => {
  let calls = 0;
  const { origin } = await localServer((request) => {
    calls += 1;
    request.socket.resetAndDestroy();
  });
  const failure = await toVendorError(httpForTest().send(call(origin), never));
  expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: true });
  expect(calls).toBe(1);
});

it('a kept connection that is reset in the middle of an answer is a failure', async () => {
  let calls = 0;
  const { origin } = await localServer((request, response) => {
    calls += 1;
    if (calls === 1) response.end('{}');
    else response.writeHead(200).write('{', () => request.socket.resetAndDestroy());
  });
  const http = httpForTest({ connectionsPerOrigin: 1 });
  await http.send(call(origin), never);
  expect(await toVendorError(http.send(call(origin), never))).toMatchObject({ kind: 'UNAVAILABLE' });
  expect(calls).toBe(2);
});

/** Connects every host to one server, and remembers what it was asked for. */
async function localProxy(target: string) {
  const asked: (string | undefined)[] = [];
  const proxy = createServer((request, response) => {
    response.writeHead(400).end();
  });
  proxy.on('connect', (request, socket: Socket) => {
    asked.push(request.url);
    const { port, hostname } = new URL(target);
    const tunnel = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      tunnel.pipe(socket).pipe(tunnel);
    });
    tunnel.on('error', () => socket.destroy());
    socket.on('error', () => tunnel.destroy());
  });
  return { origin: await listening(proxy), asked };
}

describe('a proxy', () => {
  it('is used for vendors, and keeps its connections', async () => {
    const { origin } = await localServer((request, response) => {
      response.end(`{"host":"${request.headers.host}"}`);
    });
    const proxy = await localProxy(origin);
    const http = httpForTest({ connectionsPerOrigin: 1, proxy: { httpProxy: proxy.origin } });
    for (let count = 0; count < 5; count += 1) {
      expect((await http.send(call('http://vendor.invalid'), never)).body).toBe('{"host":"vendor.invalid"}');
    }
    expect(proxy.asked).toEqual(['vendor.invalid:80']);
  });

  it('is taken from the environment', async () => {
    const { origin } = await localServer((_, response) => {
      response.end('{}');
    });
    const proxy = await localProxy(origin);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    for (const name of ['http_proxy', 'https_proxy', 'no_proxy', 'HTTPS_PROXY', 'NO_PROXY'])
      vi.stubEnv(name, undefined);
    vi.stubEnv('HTTP_PROXY', proxy.origin);
    expect((await httpForTest().send(call('http://vendor.invalid'), never)).body).toBe('{}');
    expect(proxy.asked).toEqual(['vendor.invalid:80']);
  });

  it('is not used for this machine, nor for hosts that are to be called without it', async () => {
    const { origin } = await localServer((_, response) => {
      response.end('{}');
    });
    const proxy = await localProxy(origin);
    const http = httpForTest({ proxy: { httpProxy: proxy.origin, noProxy: 'other.example,0.0.0.0' } });
    expect((await http.send(call(origin), never)).body).toBe('{}');
    expect((await toVendorError(http.send(call('http://0.0.0.0:1'), never))).message).toContain(
      'ECONNREFUSED',
    );
    expect(proxy.asked).toEqual([]);
  });

  it.each(['proxy.example.com:3128', 'http://', 'ftp://proxy.example.com'])(
    'whose URL is %s is said to have none, and no call goes past it',
    async (httpProxy) => {
      const { origin } = await localServer((_, response) => {
        response.end('{}');
      });
      const http = httpForTest({ proxy: { httpProxy } });
      const failure = await toVendorError(http.send(call('http://vendor.invalid'), never));
      expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: false });
      expect(failure.message).toContain('HTTP_PROXY or HTTPS_PROXY is not the URL of a proxy');
      expect((await http.send(call(origin), never)).body).toBe('{}');
    },
  );

  it('that refuses is said', async () => {
    const proxy = createServer();
    proxy.on('connect', (_, socket: Socket) => {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
    });
    const http = httpForTest({ proxy: { httpProxy: await listening(proxy) } });
    const failure = await toVendorError(http.send(call('http://vendor.invalid'), never));
    expect(failure.message).toContain('the proxy refused to connect');
  });
});

const file = (name: string) => readFileSync(new URL(`./fixtures/${name}`, import.meta.url));

describe('TLS', () => {
  it('with a certificate that nobody known signed is said, with what to do, and not tried again', async () => {
    const server = createTlsServer(
      { key: file('self-signed-key.pem'), cert: file('self-signed-certificate.pem') },
      (_, response) => {
        response.end('{}');
      },
    );
    const origin = (await listening(server)).replace('http:', 'https:');
    const failure = await toVendorError(httpForTest().send(call(origin), never));
    expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: false });
    expect(failure.message).toContain('no known authority signed its TLS certificate');
    expect(failure.message).toContain('NODE_EXTRA_CA_CERTS');
    expect(failure.message).toContain('DEPTH_ZERO_SELF_SIGNED_CERT');
  });

  it('with a server that speaks none is said, and not tried again', async () => {
    const { origin } = await localServer((_, response) => {
      response.end('{}');
    });
    const failure = await toVendorError(httpForTest().send(call(origin.replace('http:', 'https:')), never));
    expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: false });
    expect(failure.message).toContain('does not speak TLS');
  });

  it.each([
    ['CERT_HAS_EXPIRED', 'has expired'],
    ['CERT_NOT_YET_VALID', 'not valid yet'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'other host names'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'NODE_EXTRA_CA_CERTS'],
    ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'does not speak TLS'],
  ])('that fails with %s is said, and not tried again', (code, sentence) => {
    const fault = Object.assign(new Error('secret bytes'), { code });
    const failure = faultToVendorError(fault, 'https://vendor.example', never);
    expect(failure).toMatchObject({ kind: 'UNAVAILABLE', retryable: false });
    expect(String(failure)).toContain(sentence);
    expect(String(failure)).toContain(code);
    expect(String(failure)).not.toContain('secret bytes');
  });
});

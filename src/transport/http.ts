import { setMaxListeners } from 'node:events';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Agent, buildConnector, EnvHttpProxyAgent, errors, type Dispatcher } from 'undici';
import { MINUTE, SECOND, type Milliseconds } from '../domain/time.ts';
import { codeOf, toVendorError } from './http-faults.ts';

/** One call, as it goes over the wire. */
export interface HttpRequest {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** Empty for none. */
  readonly body: string;
}

/** An answer, whole. */
export interface HttpResponse {
  readonly status: number;
  /** By name in lower case; the first where a header came more than once. */
  readonly header: (name: string) => string | undefined;
  /** Read to its end, unpacked, as UTF-8. */
  readonly body: string;
}

/** Sends calls over kept connections. */
export interface Http {
  /** Throws `VendorError` for what went wrong on the way, and the signal's own reason when the caller gave up. */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
  /** Lets calls in flight end, then closes all connections. */
  close(): Promise<void>;
}

/** Limits of the connections. */
export interface HttpSettings {
  /**
   * Connections kept to one origin; further calls wait for one of them. Default 256: the accounts of a vendor share its
   * origin, and each action of each may have 20 calls a second under way for as long as one may take.
   */
  readonly connectionsPerOrigin?: number;
  /** The longest answer that is read, packed and unpacked, in bytes. Default 16 MiB. */
  readonly maxResponseBytes?: number;
  /** How long a connection may take to be made. Default 5 s. */
  readonly connectTimeout?: Milliseconds;
  /** How long an unused connection is kept. Default 30 s: vendors' gateways close theirs later. */
  readonly keepAlive?: Milliseconds;
  /** Default: what the variables HTTP_PROXY, HTTPS_PROXY and NO_PROXY say. */
  readonly proxy?: ProxySettings;
}

/** The way through a proxy. This machine itself is always reached without one. */
export interface ProxySettings {
  /** The proxy's URL for calls over http; empty for none. */
  readonly httpProxy?: string;
  /** The proxy's URL for calls over https; empty: as over http. */
  readonly httpsProxy?: string;
  /** Hosts that are called without it, separated by commas. */
  readonly noProxy?: string;
}

/** Opens the connections to all vendors: nothing else reaches the network. */
export function openHttp(settings: HttpSettings = {}): Http {
  const maxResponseBytes = settings.maxResponseBytes ?? 16 * 1024 * 1024;
  const staleness = staleConnections();
  const options: Agent.Options = {
    connections: settings.connectionsPerOrigin ?? 256,
    maxResponseSize: maxResponseBytes,
    keepAliveTimeout: settings.keepAlive ?? 30 * SECOND,
    connect: staleness.watched({ timeout: settings.connectTimeout ?? 5 * SECOND }),
    // A backstop, for they tick in seconds: deadlines come by signal.
    headersTimeout: MINUTE,
    bodyTimeout: MINUTE,
  };
  const kept = routed(options, settings.proxy);
  // Without pipelining every call has a connection of its own.
  const single = routed({ ...options, pipelining: 0 }, settings.proxy);
  return {
    async send({ origin, path, method, headers, body }, signal) {
      // One request's signal ends all of its calls.
      setMaxListeners(0, signal);
      const call = {
        origin,
        path,
        method,
        headers: { ...headers, 'accept-encoding': 'gzip' },
        body: body === '' ? null : body,
        signal,
      };
      try {
        const response = await kept.request(call).catch((fault: unknown) => {
          if (signal.aborted || !staleness.explains(fault)) throw fault;
          return single.request(call);
        });
        return {
          status: response.statusCode,
          header: (name) => first(response.headers[name]),
          body: await readBody(response, maxResponseBytes),
        };
      } catch (fault) {
        throw toVendorError(fault, origin, signal);
      }
    },
    async close() {
      await Promise.all([kept.close(), single.close()]);
    },
  };
}

const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

const unpack = promisify(gunzip);

async function readBody({ headers, body }: Dispatcher.ResponseData, maxBytes: number): Promise<string> {
  const encoding = first(headers['content-encoding'])?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return body.text();
  // An encoding that was not asked for fails in the unpacking, like a broken one.
  const packed = await body.bytes();
  const unpacked = await unpack(packed, { maxOutputLength: maxBytes });
  return unpacked.toString('utf8');
}

/** Connections to vendors, through the proxy if there is one, and to this machine. */
function routed(options: Agent.Options, proxy: ProxySettings | undefined) {
  const direct = new Agent(options);
  const proxied = throughProxy(options, proxy);
  return {
    request: (call: Dispatcher.RequestOptions & { readonly origin: string }) => {
      if (isLoopback(call.origin)) return direct.request(call);
      return proxied === undefined ? Promise.reject(invalidProxy()) : proxied.request(call);
    },
    close: () => Promise.all([direct.close(), proxied?.close()]),
  };
}

/** Absent where a proxy's URL is none: then no call may go out, for it would go past the proxy. */
function throughProxy(options: Agent.Options, proxy: ProxySettings = {}): EnvHttpProxyAgent | undefined {
  const timeout = { timeout: 5 * SECOND };
  try {
    return new EnvHttpProxyAgent({ requestTls: timeout, proxyTls: timeout, ...options, ...proxy });
  } catch {
    return undefined;
  }
}

const invalidProxy = (): Error => Object.assign(new Error(), { code: 'ERR_INVALID_PROXY' });

const isLoopback = (origin: string): boolean =>
  /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(new URL(origin).hostname);

const lostCodes: ReadonlySet<string> = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/**
 * Tells calls that a kept connection lost because the other side had closed it already: gateways may do so at any time, and the
 * call was not received. A connection that never answered anything was not kept.
 */
function staleConnections() {
  /** What ended a socket, and whether it had answered before. */
  const answeredBefore = new WeakMap<object, boolean>();
  return {
    watched(options: buildConnector.BuildOptions): buildConnector.connector {
      const connect = buildConnector(options);
      return (target, callback) =>
        connect(target, (...result) => {
          const [, socket] = result;
          socket?.on('error', (error) => answeredBefore.set(error, socket.bytesRead > 0));
          callback(...result);
        });
    },
    explains(fault: unknown): boolean {
      if (!(fault instanceof Error) || !lostCodes.has(codeOf(fault))) return false;
      if (fault instanceof errors.SocketError) return (fault.socket?.bytesRead ?? 0) > 0;
      return answeredBefore.get(fault) === true;
    },
  };
}

import { setMaxListeners } from 'node:events';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Agent, buildConnector, EnvHttpProxyAgent, errors, type Dispatcher } from 'undici';
import { MINUTE, SECOND, type Milliseconds } from '../domain/time.ts';
import { codeOf, toVendorError } from './http-faults.ts';

/** One HTTP request. */
export interface HttpRequest {
  /** Scheme, host and port. */
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  /** The body; empty for none. */
  readonly body: string;
}

/** A complete HTTP response. */
export interface HttpResponse {
  readonly status: number;
  /** A header by its name in lower case; the first one if it is repeated. */
  readonly header: (name: string) => string | undefined;
  /** The complete body, decompressed, as UTF-8. */
  readonly body: string;
}

/** Sends calls over keep-alive connections. */
export interface Http {
  /** Throws `VendorError` if the network fails, and the reason of the signal if the caller aborted. */
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpResponse>;
  /** Waits for calls in flight, then closes all connections. */
  close(): Promise<void>;
}

/** Limits of the connections. */
export interface HttpSettings {
  /**
   * Connections to one origin; further calls wait. Default 256: the accounts of a vendor share its origin, and each
   * action of each account may make 20 calls a second.
   */
  readonly connectionsPerOrigin?: number;
  /** The longest body that is read, compressed and decompressed, in bytes. Default 16 MiB. */
  readonly maxResponseBytes?: number;
  /** How long connecting may take. Default 5 s. */
  readonly connectTimeout?: Milliseconds;
  /** How long an idle connection is kept. Default 30 s: vendors' gateways close idle connections later. */
  readonly keepAlive?: Milliseconds;
  /** Default: the variables HTTP_PROXY, HTTPS_PROXY and NO_PROXY. */
  readonly proxy?: ProxySettings;
}

/** The proxy for vendor calls. This machine is always called directly. */
export interface ProxySettings {
  /** The proxy's URL for calls over http; empty for none. */
  readonly httpProxy?: string;
  /** The proxy's URL for calls over https; empty: as over http. */
  readonly httpsProxy?: string;
  /** Hosts that are called without the proxy, separated by commas. */
  readonly noProxy?: string;
}

/** Opens the connections to all vendors. Nothing else connects to the network. */
export function openHttp(settings: HttpSettings = {}): Http {
  const maxResponseBytes = settings.maxResponseBytes ?? 16 * 1024 * 1024;
  const staleness = staleConnections();
  const options: Agent.Options = {
    connections: settings.connectionsPerOrigin ?? 256,
    maxResponseSize: maxResponseBytes,
    keepAliveTimeout: settings.keepAlive ?? 30 * SECOND,
    connect: staleness.watched({ timeout: settings.connectTimeout ?? 5 * SECOND }),
    // A fallback with a resolution of seconds. Deadlines abort the signal.
    headersTimeout: MINUTE,
    bodyTimeout: MINUTE,
  };
  const kept = routed(options, settings.proxy);
  // Without pipelining, each call in flight uses its own connection.
  const single = routed({ ...options, pipelining: 0 }, settings.proxy);
  return {
    async send({ origin, path, method, headers, body }, signal) {
      // The signal of a request has a listener for each of its calls.
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
  // An encoding that was not requested fails to decompress, like a damaged body.
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

/** Undefined if the proxy's URL is invalid. Calls then fail, because they would bypass the proxy. */
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
 * Recognizes calls that failed because the other side had already closed the reused connection. Gateways may do so at
 * any time; the call was not received. A connection is reused if it has answered before.
 */
function staleConnections() {
  /** The sockets that have answered before. */
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

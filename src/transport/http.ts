import { setMaxListeners } from 'node:events';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { Agent, type Dispatcher } from 'undici';
import { VendorError, type VendorErrorKind } from '../domain/errors.ts';
import { MINUTE, SECOND, type Milliseconds } from '../domain/time.ts';

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
}

/** The only door to the network. */
export function openHttp(settings: HttpSettings = {}): Http {
  const maxResponseBytes = settings.maxResponseBytes ?? 16 * 1024 * 1024;
  const agent = new Agent({
    connections: settings.connectionsPerOrigin ?? 256,
    maxResponseSize: maxResponseBytes,
    keepAliveTimeout: settings.keepAlive ?? 30 * SECOND,
    connect: { timeout: settings.connectTimeout ?? 5 * SECOND },
    // A backstop, for they tick in seconds: deadlines come by signal.
    headersTimeout: MINUTE,
    bodyTimeout: MINUTE,
  });
  return {
    async send({ origin, path, method, headers, body }, signal) {
      // One request's signal ends all of its calls.
      setMaxListeners(0, signal);
      try {
        const response = await agent.request({
          origin,
          path,
          method,
          headers: { ...headers, 'accept-encoding': 'gzip' },
          body: body === '' ? null : body,
          signal,
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
    close: () => agent.close(),
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

interface Fault {
  readonly kind: VendorErrorKind;
  readonly retryable: boolean;
  readonly sentence: string;
}

const faults: Readonly<Record<string, Fault>> = {
  UND_ERR_CONNECT_TIMEOUT: {
    kind: 'UNAVAILABLE',
    retryable: true,
    sentence: 'could not be connected to in time',
  },
  UND_ERR_HEADERS_TIMEOUT: { kind: 'TIMEOUT', retryable: true, sentence: 'did not answer in time' },
  UND_ERR_BODY_TIMEOUT: { kind: 'TIMEOUT', retryable: true, sentence: 'stopped in the middle of its answer' },
  UND_ERR_RES_EXCEEDED_MAX_SIZE: {
    kind: 'UNAVAILABLE',
    retryable: false,
    sentence: 'answered with more bytes than are read',
  },
  ERR_BUFFER_TOO_LARGE: {
    kind: 'UNAVAILABLE',
    retryable: false,
    sentence: 'answered with more bytes, once unpacked, than are read',
  },
  Z_DATA_ERROR: {
    kind: 'UNAVAILABLE',
    retryable: true,
    sentence: 'answered with a packed body that is broken',
  },
  Z_BUF_ERROR: {
    kind: 'UNAVAILABLE',
    retryable: true,
    sentence: 'answered with a packed body that is cut off',
  },
  UND_ERR_INVALID_ARG: {
    kind: 'INVALID_REQUEST',
    retryable: false,
    sentence: 'was not called: the endpoint or a credential holds characters that cannot be sent',
  },
  ENOTFOUND: { kind: 'UNAVAILABLE', retryable: true, sentence: 'has no address: check the endpoint' },
};

const lostConnection: Fault = {
  kind: 'UNAVAILABLE',
  retryable: true,
  sentence: 'could not be reached, or dropped the connection',
};

/** The cause is not kept: undici's errors can hold bytes of the answer. */
function toVendorError(fault: unknown, origin: string, signal: AbortSignal): unknown {
  if (signal.aborted) return abandoned(signal.reason, origin);
  const code = codeOf(fault);
  const { kind, retryable, sentence } = faults[code] ?? lostConnection;
  return new VendorError({ kind, retryable, message: `${origin} ${sentence} (${code})` });
}

/** A deadline is the vendor's slowness; anything else is the caller's own decision and stays what it is. */
function abandoned(reason: unknown, origin: string): unknown {
  const isDeadline = reason instanceof Error && reason.name === 'TimeoutError';
  if (!isDeadline) return reason;
  return new VendorError({ kind: 'TIMEOUT', retryable: true, message: `${origin} did not answer in time` });
}

function codeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown fault';
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : fault.name;
}

import { VendorError, type VendorErrorKind } from '../domain/errors.ts';

/** What an error code of a network library means. */
interface Fault {
  readonly kind: VendorErrorKind;
  readonly retryable: boolean;
  /** The end of a sentence that begins with the origin. */
  readonly sentence: string;
}

/** A TLS fault. It is permanent until a certificate or a setting is changed. */
const tls = (sentence: string): Fault => ({ kind: 'UNAVAILABLE', retryable: false, sentence });

const untrusted = tls(
  'was not called: no known authority signed its TLS certificate. If your network’s proxy signs certificates, name the file of its own in NODE_EXTRA_CA_CERTS',
);
const notTls = tls(
  'was not called: it does not speak TLS as expected. Check the scheme and the port of the endpoint',
);

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
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted,
  SELF_SIGNED_CERT_IN_CHAIN: untrusted,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted,
  UNABLE_TO_GET_ISSUER_CERT: untrusted,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted,
  CERT_UNTRUSTED: untrusted,
  INVALID_CA: untrusted,
  CERT_SIGNATURE_FAILURE: untrusted,
  CERT_HAS_EXPIRED: tls('was not called: its TLS certificate has expired'),
  CERT_NOT_YET_VALID: tls('was not called: its TLS certificate is not valid yet. Check this machine’s clock'),
  CERT_REVOKED: tls('was not called: its TLS certificate has been revoked'),
  ERR_TLS_CERT_ALTNAME_INVALID: tls(
    'was not called: its TLS certificate is for other host names. Check the endpoint',
  ),
  UND_ERR_PRX_TLS: tls('was not called: the proxy’s TLS certificate is for other host names'),
  EPROTO: notTls,
  ERR_INVALID_PROXY: {
    kind: 'UNAVAILABLE',
    retryable: false,
    sentence:
      'was not called: HTTP_PROXY or HTTPS_PROXY is not the URL of a proxy, such as http://proxy.example.com:3128',
  },
  UND_ERR_ABORTED: {
    kind: 'UNAVAILABLE',
    retryable: true,
    sentence: 'could not be reached: the proxy refused to connect to it',
  },
  ENOTFOUND: { kind: 'UNAVAILABLE', retryable: true, sentence: 'has no address: check the endpoint' },
};

const lostConnection: Fault = {
  kind: 'UNAVAILABLE',
  retryable: true,
  sentence: 'could not be reached, or dropped the connection',
};

/** Converts the fault of a call. Drops the cause, because undici's errors can contain bytes of the answer. */
export function toVendorError(fault: unknown, origin: string, signal: AbortSignal): unknown {
  if (signal.aborted) return abandoned(signal.reason, origin);
  const code = codeOf(fault);
  const { kind, retryable, sentence } = faultOf(code);
  return new VendorError({ kind, retryable, message: `${origin} ${sentence} (${code})` });
}

/** The fault of a code. OpenSSL has hundreds of codes, which are matched by pattern. */
const faultOf = (code: string): Fault =>
  faults[code] ?? (code.startsWith('ERR_SSL_') ? notTls : lostConnection);

/** A passed deadline means that the vendor is slow. Any other reason is the caller's own and is rethrown. */
function abandoned(reason: unknown, origin: string): unknown {
  const isDeadline = reason instanceof Error && reason.name === 'TimeoutError';
  if (!isDeadline) return reason;
  return new VendorError({ kind: 'TIMEOUT', retryable: true, message: `${origin} did not answer in time` });
}

/** The code of a fault, otherwise its name. */
export function codeOf(fault: unknown): string {
  if (!(fault instanceof Error)) return 'unknown fault';
  return 'code' in fault && typeof fault.code === 'string' ? fault.code : fault.name;
}

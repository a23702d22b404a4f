import { SECOND, type Instant, type Milliseconds } from '../domain/time.ts';
import { signAcs3 } from './acs3.ts';
import { alibabaCloudCodes, clockCodes } from './alibaba-cloud-codes.ts';
import { readBody, textOf, type JsonObject } from './answer.ts';
import { canonicalQuery, headersNamed, queryOf } from './canonical-request.ts';
import { sha256Hex } from './digest.ts';
import type { HttpResponse } from './http.ts';
import { meaningOf, meaningOfStatus } from './refusal.ts';
import type { SigningScheme } from './scheme.ts';
import { readXmlError } from './xml.ts';

/** The body is empty, because parameters are in the query, also with POST. */
const EMPTY_BODY_HASH = sha256Hex('');

/** Alibaba Cloud, RPC style: the parameters are the query, and a `Code` marks an error. */
export const alibabaCloud: SigningScheme = ({ credentials, endpoint, version, nonce }) => {
  const { id: accessKeyId, secret: accessKeySecret, token } = credentials;
  const { origin, host } = new URL(endpoint);
  const headersOf = (action: string, now: Instant, freshNonce: string) => ({
    host,
    'x-acs-action': action,
    'x-acs-content-sha256': EMPTY_BODY_HASH,
    'x-acs-date': `${new Date(now).toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': freshNonce,
    'x-acs-version': version,
    ...(token === '' ? undefined : { 'x-acs-security-token': token }),
  });
  const signedHeaders = headersNamed(Object.keys(headersOf('', 0, '')));
  return {
    sign({ action, parameters, method = 'POST' }, now) {
      const query = canonicalQuery(queryOf(parameters));
      const headers: Readonly<Record<string, string>> = headersOf(action, now, nonce());
      const authorization = signAcs3(
        { accessKeyId, accessKeySecret },
        { method, path: '/', query, headers: signedHeaders(headers), hashedPayload: EMPTY_BODY_HASH },
      );
      return {
        origin,
        path: `/?${query}`,
        method,
        // Asks for JSON, as the official clients do, because the gateway's default is XML. The header is not signed.
        headers: { ...headers, accept: 'application/json', authorization },
        body: '',
      };
    },
    open(response) {
      const read = readBody(response);
      // Some gateways send errors with status 200.
      const told = 'object' in read ? read.object : readXmlError(response.body);
      const code = told === undefined ? '' : member(told, 'Code');
      if (told !== undefined && code !== '' && !successCodes.has(code.toLowerCase())) {
        return { code, message: member(told, 'Message'), requestId: member(told, 'RequestId') };
      }
      return 'instead' in read ? read : { body: read.object, requestId: member(read.object, 'RequestId') };
    },
    meaningOf: (code, status) => meaningOf(alibabaCloudCodes, code) ?? meaningOfStatus(status),
    clockCodes,
    retryAfter: acsRetryAfter,
  };
};

/** Some services write the members of an error in lower case. */
const member = (object: JsonObject, name: string): string =>
  textOf(object[name] ?? object[name.charAt(0).toLowerCase() + name.slice(1)]);

/** The values of `Code` that mean success in some services. */
const successCodes: ReadonlySet<string> = new Set(['200', 'ok', 'success']);

/**
 * `x-acs-retry-after` has no documented unit. A value from 100 is read as milliseconds, because waits are between 100
 * ms and 100 s.
 */
function acsRetryAfter({ header }: HttpResponse): Milliseconds | undefined {
  const wait = Number.parseInt(header('x-acs-retry-after') ?? '', 10);
  if (!(wait >= 0)) return undefined;
  return wait < 100 ? wait * SECOND : wait;
}

import { isJsonObject, readBody, textOf } from './answer.ts';
import { canonicalQuery, headersNamed, queryOf } from './canonical-request.ts';
import { sha256Hex } from './digest.ts';
import { huaweiClockCodes, huaweiCloudCodes } from './huawei-cloud-codes.ts';
import { meaningOf, meaningOfStatus } from './refusal.ts';
import type { SigningScheme } from './scheme.ts';
import { signSdkHmac } from './sdk-hmac.ts';
import { basicDateTime } from './sigv4.ts';

const EMPTY_BODY_HASH = sha256Hex('');

/** Huawei Cloud, REST with JSON: a GET whose parameters are the query. Errors can come with any status. */
export const huaweiCloud: SigningScheme = ({ credentials, endpoint }) => {
  const { id: accessKeyId, secret: secretAccessKey, token } = credentials;
  const { origin, host } = new URL(endpoint);
  const headersOf = (dateTime: string) => ({
    host,
    'x-sdk-date': dateTime,
    ...(token === '' ? undefined : { 'x-security-token': token }),
  });
  const signedHeaders = headersNamed(Object.keys(headersOf('')));
  return {
    sign({ parameters, path = '/' }, now) {
      const query = canonicalQuery(queryOf(parameters));
      const dateTime = basicDateTime(now);
      const headers: Readonly<Record<string, string>> = headersOf(dateTime);
      const authorization = signSdkHmac(
        { accessKeyId, secretAccessKey },
        { method: 'GET', path, query, headers: signedHeaders(headers), hashedPayload: EMPTY_BODY_HASH },
        dateTime,
      );
      return {
        origin,
        path: query === '' ? path : `${path}?${query}`,
        method: 'GET',
        headers: { ...headers, accept: 'application/json', authorization },
        body: '',
      };
    },
    open(response) {
      const read = readBody(response);
      if ('instead' in read) return read;
      const { object } = read;
      const requestId = textOf(object['request_id']) || (response.header('x-request-id') ?? '');
      // The service wraps its errors in `error`; the gateway does not.
      const error = isJsonObject(object['error']) ? object['error'] : object;
      const code = textOf(error['error_code']);
      if (code === '' && error === object) return { body: object, requestId };
      return { code, message: textOf(error['error_msg']), requestId };
    },
    meaningOf: (code, status) => meaningOf(huaweiCloudCodes, code) ?? meaningOfStatus(status),
    clockCodes: huaweiClockCodes,
  };
};

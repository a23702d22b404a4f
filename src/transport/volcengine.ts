import { isJsonObject, readBody, textOf } from './answer.ts';
import { canonicalQuery, headersNamed } from './canonical-request.ts';
import { sha256Hex } from './digest.ts';
import { meaningOf, meaningOfStatus } from './refusal.ts';
import type { SigningScheme } from './scheme.ts';
import { volcengineCodes } from './volcengine-codes.ts';
import { dateTimeOf, volcengineSigner } from './volcengine-hmac.ts';

/** Volcengine and BytePlus: the parameters are the JSON body of a POST, and the answer is in `Result`. */
export const volcengine: SigningScheme = ({ credentials, endpoint, service, version, region }) => {
  const { id: accessKeyId, secret: secretAccessKey, token } = credentials;
  const { origin, host } = new URL(endpoint);
  const sign = volcengineSigner({ accessKeyId, secretAccessKey, region, service });
  const headersOf = (dateTime: string, hashedPayload: string) => ({
    host,
    'x-content-sha256': hashedPayload,
    'x-date': dateTime,
    ...(token === '' ? undefined : { 'x-security-token': token }),
  });
  const signedHeaders = headersNamed(Object.keys(headersOf('', '')));
  return {
    sign({ action, parameters }, now) {
      const query = canonicalQuery({ Action: action, Version: version });
      // Undefined members are omitted.
      const body = JSON.stringify(parameters);
      const hashedPayload = sha256Hex(body);
      const headers: Readonly<Record<string, string>> = headersOf(dateTimeOf(now), hashedPayload);
      const request = { method: 'POST', path: '/', query, headers: signedHeaders(headers), hashedPayload };
      return {
        origin,
        path: `/?${query}`,
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json', authorization: sign(request, now) },
        body,
      };
    },
    open(response) {
      const read = readBody(response);
      if ('instead' in read) return read;
      const { ResponseMetadata: metadata, Result: result } = read.object;
      if (!isJsonObject(metadata)) return { instead: 'an object without ResponseMetadata' };
      const requestId = textOf(metadata['RequestId']);
      const error = metadata['Error'];
      if (isJsonObject(error)) return { ...toldBy(error), requestId };
      return isJsonObject(result) ? { body: result, requestId } : { instead: 'an object without Result' };
    },
    meaningOf: (code, status) => meaningOf(volcengineCodes, code) ?? meaningOfStatus(status),
    clockCodes: new Set(['InvalidTimestamp', 'RequestExpired']),
  };
};

/** The details of a general code, such as `CDN.InternalError`, can contain the specific one: `Code:AccessDenied, …`. */
function toldBy(error: Readonly<Record<string, unknown>>) {
  const detail = textOf(error['Detail']);
  const code = /^Code: ?([\w.]+)/.exec(detail)?.[1] ?? textOf(error['Code']);
  const said = [textOf(error['Message']), detail].filter((text) => text !== '');
  return { code, message: said.join(' ') };
}

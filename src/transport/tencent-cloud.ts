import { isJsonObject, readBody, textOf } from './answer.ts';
import { meaningOf, refused, transient } from './refusal.ts';
import type { SigningScheme } from './scheme.ts';
import { signedHeaders } from './canonical-request.ts';
import { tc3Signer, timestampOf } from './tc3.ts';
import { tencentCloudCodes } from './tencent-cloud-codes.ts';

/** Tencent Cloud: the parameters are the JSON body of a POST, and the answer is in `Response`. */
export const tencentCloud: SigningScheme = ({ credentials, endpoint, service, version }) => {
  const { id: secretId, secret: secretKey, token } = credentials;
  // Without its port, as the official SDKs sign it. It is sent in this form too.
  const { origin, hostname: host } = new URL(endpoint);
  const constant = { 'content-type': 'application/json', host };
  const headers = signedHeaders(constant);
  const sign = tc3Signer({ secretId, secretKey, service });
  return {
    sign({ action, parameters }, now) {
      // Undefined members are omitted.
      const body = JSON.stringify(parameters);
      const authorization = sign({ method: 'POST', path: '/', queryString: '', headers, body }, now);
      return {
        origin,
        path: '/',
        method: 'POST',
        headers: {
          ...constant,
          authorization,
          'x-tc-action': action,
          'x-tc-version': version,
          'x-tc-timestamp': String(timestampOf(now)),
          'x-tc-language': 'en-US',
          // The token is not signed.
          ...(token === '' ? undefined : { 'x-tc-token': token }),
        },
        body,
      };
    },
    open(response) {
      const read = readBody(response);
      if ('instead' in read) return read;
      const body = read.object['Response'];
      if (!isJsonObject(body)) return { instead: 'an object without Response' };
      const requestId = textOf(body['RequestId']);
      const error = body['Error'];
      if (!isJsonObject(error)) return { body, requestId };
      return { code: textOf(error['Code']), message: textOf(error['Message']), requestId };
    },
    // An unknown code is retried only if the status is a server error.
    meaningOf: (code, status) =>
      meaningOf(tencentCloudCodes, code) ?? (status >= 500 ? transient : refused)('UNAVAILABLE'),
    clockCodes: new Set(['AuthFailure.SignatureExpire']),
  };
};

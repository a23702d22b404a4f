import { isJsonObject, textOf } from './answer.ts';
import { awsClockCodes, awsCodes } from './aws-codes.ts';
import { canonicalQuery, headersNamed, queryOf } from './canonical-request.ts';
import { sha256Hex } from './digest.ts';
import { meaningOf, meaningOfStatus } from './refusal.ts';
import type { SigningScheme } from './scheme.ts';
import { basicDateTime, sigV4Signer } from './sigv4.ts';
import { readXml } from './xml.ts';

const EMPTY_BODY_HASH = sha256Hex('');

/**
 * AWS, REST with XML: a GET whose parameters are the query. The body of an answer is its document, including the root.
 */
export const aws: SigningScheme = ({ credentials, endpoint, service, region }) => {
  const { id: accessKeyId, secret: secretAccessKey, token } = credentials;
  const { origin, host } = new URL(endpoint);
  const sign = sigV4Signer({ accessKeyId, secretAccessKey, region, service });
  const headersOf = (dateTime: string) => ({
    host,
    'x-amz-content-sha256': EMPTY_BODY_HASH,
    'x-amz-date': dateTime,
    ...(token === '' ? undefined : { 'x-amz-security-token': token }),
  });
  const signedHeaders = headersNamed(Object.keys(headersOf('')));
  return {
    sign({ parameters, path = '/' }, now) {
      const query = canonicalQuery(queryOf(parameters));
      const headers: Readonly<Record<string, string>> = headersOf(basicDateTime(now));
      const request = {
        method: 'GET' as const,
        path,
        query,
        headers: signedHeaders(headers),
        hashedPayload: EMPTY_BODY_HASH,
      };
      return {
        origin,
        path: query === '' ? path : `${path}?${query}`,
        method: request.method,
        headers: { ...headers, authorization: sign(request, now) },
        body: '',
      };
    },
    open({ body, header }) {
      const document = readXml(body);
      if (document === undefined)
        return { instead: body.trim() === '' ? 'an empty body' : 'something other than whole XML' };
      const { ErrorResponse: response } = document;
      const requestId = header('x-amzn-requestid') ?? '';
      if (!isJsonObject(response)) return { body: document, requestId };
      const error = isJsonObject(response['Error']) ? response['Error'] : {};
      return {
        code: textOf(error['Code']),
        message: textOf(error['Message']),
        requestId: textOf(response['RequestId']) || requestId,
      };
    },
    meaningOf: (code, status) => meaningOf(awsCodes, code) ?? meaningOfStatus(status),
    clockCodes: awsClockCodes,
  };
};

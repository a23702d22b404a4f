import type { VendorError } from '../domain/errors.ts';
import type { Send, VendorRequest } from '../domain/source.ts';
import type { Clock, Instant } from '../domain/time.ts';
import {
  failureOfStatus,
  isJsonObject,
  readBody,
  retryAfter,
  unreadable,
  type JsonObject,
} from './answer.ts';
import type { Http, HttpResponse } from './http.ts';
import { failureOfRefusal, harmless, meaningOf, refused, transient } from './refusal.ts';
import { signedHeaders } from './signed-headers.ts';
import { tc3Signer, timestampOf } from './tc3.ts';
import { tencentCloudCodes } from './tencent-cloud-codes.ts';
import type { VendorClient } from './vendor-client.ts';
import { vendorClock } from './vendor-clock.ts';
import { formsOf, signatureIn, unshown, withhold } from './withhold.ts';

/** An API key, with a token when it is temporary. */
export interface TencentCloudCredentials {
  readonly secretId: string;
  readonly secretKey: string;
  /** Of temporary credentials. It takes no part in the signature. */
  readonly token?: string | undefined;
}

/** What a client needs, and the outside world that it acts on. */
export interface TencentCloudClientSettings {
  /** The product's name for people, such as `Tencent Cloud CDN`. */
  readonly title: string;
  readonly credentials: TencentCloudCredentials;
  /** Scheme, host and port; its path is not used. */
  readonly endpoint: string;
  /** The product's name in signatures, such as `cdn`. */
  readonly service: string;
  /** The API's version, such as `2018-06-06`. */
  readonly version: string;
  readonly http: Http;
  readonly clock: Clock;
}

/** A client of one Tencent Cloud product. The credentials stay inside: nothing that it gives or throws holds them. */
export function tencentCloudClient(settings: TencentCloudClientSettings): VendorClient {
  const { title, credentials, version, service, http, clock } = settings;
  const { secretId, secretKey, token = '' } = credentials;
  // Without its port, as the official SDKs sign and as it is sent here too.
  const { origin, hostname: host } = new URL(settings.endpoint);
  const constant = { 'content-type': 'application/json', host };
  const headers = signedHeaders(constant);
  const sign = tc3Signer({ secretId, secretKey, service });
  const vendorTime = vendorClock(clock);
  const secrets = [secretId, secretKey, token].flatMap(formsOf);
  const neverShown = unshown([secretKey, token]);

  const signed = ({ action, parameters }: VendorRequest, now: Instant) => {
    // Members that are undefined drop out here.
    const body = JSON.stringify(parameters);
    const authorization = sign({ method: 'POST', path: '/', queryString: '', headers, body }, now);
    return {
      origin,
      path: '/',
      method: 'POST' as const,
      headers: {
        ...constant,
        authorization,
        'x-tc-action': action,
        'x-tc-version': version,
        'x-tc-timestamp': String(timestampOf(now)),
        'x-tc-language': 'en-US',
        ...(token === '' ? undefined : { 'x-tc-token': token }),
      },
      body,
    };
  };

  const refusal = (
    answer: JsonObject,
    error: JsonObject,
    request: VendorRequest,
    response: HttpResponse,
    signedAt: Instant,
  ): VendorError => {
    const code = textOf(error['Code']);
    // Of unknown codes only those of a server's fault are tried again.
    const isServerFault = response.status >= 500;
    const meaning =
      meaningOf(tencentCloudCodes, code) ?? (isServerFault ? transient : refused)('UNAVAILABLE');
    return failureOfRefusal({
      // Once: what is dated by the vendor's own clock and refused all the same is not a matter of clocks.
      meaning:
        code === 'AuthFailure.SignatureExpire'
          ? { ...meaning, retryable: vendorTime.follow(response.header('date'), signedAt) }
          : meaning,
      title,
      request,
      code,
      message: textOf(error['Message']),
      requestId: requestIdOf(answer),
      retryAfter: retryAfter(response, clock()),
      secrets,
    });
  };

  const send: Send = async (request, signal) => {
    const sentAt = clock();
    const signedAt = vendorTime.signingTime();
    const sent = signed(request, signedAt);
    const response = await http.send(sent, signal);
    const observedAt = clock();
    const body = withhold(response.body, [...neverShown, signatureIn(sent.headers)]);
    const read = readBody({ ...response, body });
    const answer = 'object' in read ? read.object['Response'] : undefined;
    // Failures are documented to come with 200; gateways give them with other statuses too.
    if (isJsonObject(answer) && isJsonObject(answer['Error'])) {
      throw refusal(answer, answer['Error'], request, response, signedAt);
    }
    if (response.status !== 200) throw failureOfStatus(title, response, observedAt);
    if ('instead' in read) throw unreadable(title, read.instead);
    if (!isJsonObject(answer)) throw unreadable(title, 'an object without Response');
    const requestId = requestIdOf(answer);
    return {
      body: answer,
      requestId: requestId === undefined ? undefined : harmless(requestId, secrets),
      observedAt,
      vendorTime: vendorTime.observe({ date: response.header('date'), signedAt, sentAt, observedAt }),
    };
  };
  return { send, now: vendorTime.now };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const requestIdOf = (answer: JsonObject): string | undefined => textOf(answer['RequestId']) || undefined;

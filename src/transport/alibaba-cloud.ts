import type { VendorError } from '../domain/errors.ts';
import type { Send, VendorRequest } from '../domain/source.ts';
import { SECOND, type Clock, type Instant, type Milliseconds } from '../domain/time.ts';
import { signAcs3 } from './acs3.ts';
import { alibabaCloudCodes, clockCodes } from './alibaba-cloud-codes.ts';
import {
  failureOfStatus,
  readBody,
  readXmlError,
  retryAfter,
  unreadable,
  type JsonObject,
} from './answer.ts';
import { canonicalQuery } from './canonical-query.ts';
import { sha256Hex } from './digest.ts';
import type { Http, HttpResponse } from './http.ts';
import { failureOfRefusal, harmless, meaningOf, refused, transient, type Meaning } from './refusal.ts';
import { headersNamed } from './signed-headers.ts';
import type { VendorClient } from './vendor-client.ts';
import { vendorClock } from './vendor-clock.ts';
import { formsOf, signatureIn, unshown, withhold } from './withhold.ts';

/** An AccessKey, with a token when it is temporary. */
export interface AlibabaCloudCredentials {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Of temporary credentials; signed with the rest. */
  readonly securityToken?: string | undefined;
}

/** What a client needs, and the outside world that it acts on. */
export interface AlibabaCloudClientSettings {
  /** The product's name for people, such as `Alibaba Cloud CDN`. */
  readonly title: string;
  readonly credentials: AlibabaCloudCredentials;
  /** Scheme, host and port; its path is not used. */
  readonly endpoint: string;
  /** The API's version, such as `2018-05-10`. */
  readonly version: string;
  readonly http: Http;
  readonly clock: Clock;
  /** Gives a text never used before, at each call. */
  readonly nonce: () => string;
}

/** The body is empty: parameters travel in the query, also with POST. */
const EMPTY_BODY_HASH = sha256Hex('');

/** A client of one Alibaba Cloud product in RPC style. The credentials stay inside, as with Tencent's. */
export function alibabaCloudClient(settings: AlibabaCloudClientSettings): VendorClient {
  const { title, credentials, version, http, clock, nonce } = settings;
  const { accessKeyId, accessKeySecret, securityToken = '' } = credentials;
  const { origin, host } = new URL(settings.endpoint);
  const identity = { accessKeyId, accessKeySecret };
  const vendorTime = vendorClock(clock);
  const secrets = [accessKeyId, accessKeySecret, securityToken].flatMap(formsOf);
  const neverShown = unshown([accessKeySecret, securityToken]);

  const headersOf = (action: string, now: Instant, freshNonce: string) => ({
    host,
    'x-acs-action': action,
    'x-acs-content-sha256': EMPTY_BODY_HASH,
    'x-acs-date': `${new Date(now).toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': freshNonce,
    'x-acs-version': version,
    ...(securityToken === '' ? undefined : { 'x-acs-security-token': securityToken }),
  });
  const signedHeaders = headersNamed(Object.keys(headersOf('', 0, '')));

  const signed = ({ action, parameters }: VendorRequest, now: Instant) => {
    const query = canonicalQuery(texts(parameters));
    const headers: Readonly<Record<string, string>> = headersOf(action, now, nonce());
    const authorization = signAcs3(identity, {
      method: 'POST',
      path: '/',
      query,
      headers: signedHeaders(headers),
      hashedPayload: EMPTY_BODY_HASH,
    });
    return {
      origin,
      path: `/?${query}`,
      method: 'POST' as const,
      // Asks for JSON, as the official clients do: the gateway's historic default is XML. It takes no part in the signature.
      headers: { ...headers, accept: 'application/json', authorization },
      body: '',
    };
  };

  /** Absent where the members are not those of an error. */
  const refusal = (
    error: JsonObject,
    request: VendorRequest,
    response: HttpResponse,
    signedAt: Instant,
  ): VendorError | undefined => {
    const code = member(error, 'Code');
    if (code === '' || successCodes.has(code.toLowerCase())) return undefined;
    const meaning = meaningOf(alibabaCloudCodes, code) ?? unknownCode(response.status);
    return failureOfRefusal({
      meaning: clockCodes.has(code)
        ? { ...meaning, retryable: vendorTime.follow(response.header('date'), signedAt) }
        : meaning,
      title,
      request,
      code,
      message: member(error, 'Message'),
      requestId: member(error, 'RequestId') || undefined,
      retryAfter: acsRetryAfter(response) ?? retryAfter(response, clock()),
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
    // Some gateways answer 200 to what they refuse.
    const told = 'object' in read ? read.object : readXmlError(body);
    const failure = told && refusal(told, request, response, signedAt);
    if (failure !== undefined) throw failure;
    if (response.status < 200 || response.status > 299) throw failureOfStatus(title, response, observedAt);
    if ('instead' in read) throw unreadable(title, read.instead);
    const requestId = member(read.object, 'RequestId');
    return {
      body: read.object,
      requestId: requestId === '' ? undefined : harmless(requestId, secrets),
      observedAt,
      vendorTime: vendorTime.observe({ date: response.header('date'), signedAt, sentAt, observedAt }),
    };
  };
  return { send, now: vendorTime.now };
}

/** Query parameters are text; members that are undefined drop out. */
function texts(parameters: VendorRequest['parameters']): Record<string, string> {
  const present = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, String(value)]));
}

/** Some services spell the members of an error in lower case. */
function member(object: JsonObject, name: string): string {
  const value = object[name] ?? object[name.charAt(0).toLowerCase() + name.slice(1)];
  return typeof value === 'string' ? value : '';
}

/** In some services a `Code` says that all went well. */
const successCodes: ReadonlySet<string> = new Set(['200', 'ok', 'success']);

/** Of codes that no document tells, the status says whose fault it is. */
const unknownCode = (status: number): Meaning =>
  unknownCodes[status] ?? (status >= 500 ? transient('UNAVAILABLE') : refused('UNAVAILABLE'));

const unknownCodes: Readonly<Record<number, Meaning>> = {
  400: refused('INVALID_REQUEST'),
  401: refused('AUTHENTICATION'),
  403: refused('PERMISSION'),
  404: refused('INVALID_REQUEST'),
  429: transient('RATE_LIMIT'),
};

/** `x-acs-retry-after` has no published unit; nobody asks for a wait of less than 100 ms or more than 100 s. */
function acsRetryAfter({ header }: HttpResponse): Milliseconds | undefined {
  const wait = Number.parseInt(header('x-acs-retry-after') ?? '', 10);
  if (!(wait >= 0)) return undefined;
  return wait < 100 ? wait * SECOND : wait;
}

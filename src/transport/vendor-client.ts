import type { VendorError } from '../domain/errors.ts';
import type { Send, TaskSource, VendorRequest } from '../domain/source.ts';
import type { Clock, Instant } from '../domain/time.ts';
import { failureOfStatus, retryAfter, unreadable } from './answer.ts';
import type { Http, HttpResponse } from './http.ts';
import { failureOfRefusal, harmless } from './refusal.ts';
import type { Account, Opened, SigningScheme } from './scheme.ts';
import { vendorClock } from './vendor-clock.ts';
import { formsOf, signatureIn, unshown, withhold } from './withhold.ts';
import { alibabaCloud } from './alibaba-cloud.ts';
import { aws } from './aws.ts';
import { huaweiCloud } from './huawei-cloud.ts';
import { tencentCloud } from './tencent-cloud.ts';
import { volcengine } from './volcengine.ts';

/** The part of a `TaskSource` that uses the network. */
export type VendorClient = Pick<TaskSource, 'send' | 'now'>;

/** The account of a client, and its connections and clock. */
export interface VendorClientSettings extends Account {
  /** The product's name for people, such as `Tencent Cloud CDN`. */
  readonly title: string;
  readonly http: Http;
  readonly clock: Clock;
}

/** Creates the client of one account. No result or error contains its credentials. */
export function vendorClient(scheme: SigningScheme, settings: VendorClientSettings): VendorClient {
  const { title, credentials, http, clock } = settings;
  const { id, secret, token } = credentials;
  const protocol = scheme(settings);
  const vendorTime = vendorClock(clock);
  const secrets = [id, secret, token].flatMap(formsOf);
  const neverShown = unshown([secret, token]);

  const refusal = (
    { code, message, requestId }: Extract<Opened, { readonly code: string }>,
    request: VendorRequest,
    response: HttpResponse,
    signedAt: Instant,
  ): VendorError => {
    const meaning = protocol.meaningOf(code, response.status);
    return failureOfRefusal({
      // Retried once: if the call is refused again with the vendor's own time, the clock is not the cause.
      meaning: protocol.clockCodes.has(code)
        ? { ...meaning, retryable: vendorTime.follow(response.header('date'), signedAt) }
        : meaning,
      title,
      request,
      code,
      message,
      requestId: requestId || undefined,
      retryAfter: protocol.retryAfter?.(response) ?? retryAfter(response, clock()),
      secrets,
    });
  };

  const send: Send = async (request, signal) => {
    const sentAt = clock();
    const signedAt = vendorTime.signingTime();
    const sent = protocol.sign(request, signedAt);
    const response = await http.send(sent, signal);
    const observedAt = clock();
    const body = withhold(response.body, [...neverShown, signatureIn(sent.headers)]);
    const opened = protocol.open({ ...response, body });
    // An error can come with any status.
    const times = { date: response.header('date'), signedAt, sentAt, observedAt };
    if ('code' in opened) {
      const error = refusal(opened, request, response, signedAt);
      // A call that is refused for its content has a valid signature.
      if (error.kind === 'INVALID_REQUEST' || error.kind === 'RETENTION') vendorTime.observe(times);
      throw error;
    }
    if (response.status < 200 || response.status > 299) throw failureOfStatus(title, response, observedAt);
    if ('instead' in opened) throw unreadable(title, opened.instead);
    return {
      body: opened.body,
      requestId: opened.requestId === '' ? undefined : harmless(opened.requestId, secrets),
      sentAt,
      observedAt,
      vendorTime: vendorTime.observe(times),
    };
  };
  return { send, now: vendorTime.now };
}

/** Every scheme, by the name in a vendor's description. */
export const schemes = {
  'tencent-cloud': tencentCloud,
  'alibaba-cloud': alibabaCloud,
  volcengine,
  aws,
  'huawei-cloud': huaweiCloud,
} satisfies Readonly<Record<string, SigningScheme>>;

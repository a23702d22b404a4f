import { VendorError, type VendorErrorKind } from '../domain/errors.ts';
import { SECOND, type Instant, type Milliseconds } from '../domain/time.ts';
import type { HttpResponse } from './http.ts';

/** A JSON object whose members have not been checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object, and neither null nor a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value if it is a string, otherwise an empty string. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A body as a JSON object, or a description of what it is instead. The description does not quote the body. */
export type ReadBody = { readonly object: JsonObject } | { readonly instead: string };

/** Reads a body as JSON. Ignores its content type, which gateways often set wrongly. */
export function readBody({ body, header }: HttpResponse): ReadBody {
  try {
    const value: unknown = JSON.parse(body);
    return isJsonObject(value) ? { object: value } : { instead: 'JSON that is not an object' };
  } catch {
    if (body.trim() === '') return { instead: 'an empty body' };
    const isPage = header('content-type')?.includes('html') === true || body.trimStart().startsWith('<');
    return { instead: isPage ? 'an HTML or XML page' : 'JSON that is broken or cut off' };
  }
}

/** The error of an answer that is not from the API, such as a gateway's, or that is damaged. A retry may succeed. */
export const unreadable = (title: string, instead: string, requestId?: string): VendorError =>
  new VendorError({
    kind: 'UNAVAILABLE',
    retryable: true,
    message: `${title} answered with ${instead} instead of the documented answer`,
    requestId,
  });

const byStatus: Readonly<Record<number, VendorErrorKind>> = { 408: 'TIMEOUT', 429: 'RATE_LIMIT' };

/** The error of an answer whose only sign of failure is the HTTP status. */
export function failureOfStatus(title: string, response: HttpResponse, now: Instant): VendorError {
  const { status } = response;
  const kind = byStatus[status] ?? 'UNAVAILABLE';
  return new VendorError({
    kind,
    retryable: status >= 500 || kind !== 'UNAVAILABLE',
    message: `${title} answered HTTP ${status} instead of the documented answer`,
    retryAfter: retryAfter(response, now),
  });
}

/** How long to wait according to `Retry-After`: seconds, or a time by the clock that wrote the answer's `Date`. */
export function retryAfter({ header }: HttpResponse, now: Instant): Milliseconds | undefined {
  const text = header('retry-after')?.trim() ?? '';
  if (/^\d+$/.test(text)) return Number(text) * SECOND;
  const then = Date.parse(text);
  const writtenAt = Date.parse(header('date') ?? '');
  return Number.isNaN(then) ? undefined : Math.max(0, then - (Number.isNaN(writtenAt) ? now : writtenAt));
}

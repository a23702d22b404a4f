import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** How long a browser may cache a permission, in seconds. */
const maxAge = '3600';

/** The CORS headers of a response, by the origin of the page that sent the request. */
export type CorsHeaders = (origin: string | null | undefined) => Readonly<Record<string, string>>;

/**
 * Allows pages of the listed origins to read responses. Other origins get no header, not even `null`, which is the
 * origin of every sandboxed frame. There are no cookies, so credentials are not allowed; tokens are sent in a header.
 */
export function corsHeaders(origins: readonly string[]): CorsHeaders {
  if (origins.length === 0) return () => ({});
  const listed = new Set(origins);
  return (origin) =>
    origin === null || origin === undefined || !listed.has(origin)
      ? { vary: 'origin' }
      : {
          vary: 'origin',
          'access-control-allow-origin': origin,
          'access-control-expose-headers': 'x-request-id',
        };
}

/** Answers preflight requests, and adds the CORS headers to each response. */
export const cors = (headersFor: CorsHeaders): Plugin => ({
  onRequest(asked) {
    const { request, fetchAPI } = asked;
    if (request.method === 'OPTIONS') asked.endResponse(new fetchAPI.Response(null, { status: 204 }));
  },
  onResponse({ request, response }) {
    const headers = headersFor(request.headers.get('origin'));
    for (const [name, value] of Object.entries(headers)) response.headers.append(name, value);
    if (request.method !== 'OPTIONS' || headers['access-control-allow-origin'] === undefined) return;
    response.headers.set('access-control-allow-methods', 'GET, POST');
    // Listed origins may send any header, because client libraries have headers of their own.
    const asked = request.headers.get('access-control-request-headers');
    if (asked !== null) response.headers.set('access-control-allow-headers', asked);
    response.headers.set('access-control-max-age', maxAge);
  },
});

/** Any of these headers makes a browser ask for permission (a CORS preflight) before it sends a request to another origin. */
const requiredHeaders = ['x-graphql-yoga-csrf', 'apollo-require-preflight', 'x-requested-with'] as const;

/** The content types that a page may send to another origin without asking. */
const simpleTypes = /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/i;

/** Rejects requests that a page of another origin can send with its visitor's access: GET and HTML forms. */
export const csrfPrevention = (): Plugin => ({
  onRequestParse({ request: { headers } }) {
    const type = headers.get('content-type');
    if (type !== null && !simpleTypes.test(type)) return;
    if (requiredHeaders.some((name) => headers.has(name))) return;
    throw new GraphQLError(
      `Send POST with \`Content-Type: application/json\`, or add one of these headers with any value: ${requiredHeaders.join(', ')}. Web pages of other origins cannot send them, which protects your users.`,
      { extensions: { code: 'CSRF_HEADER_REQUIRED', http: { status: 403 } } },
    );
  },
});

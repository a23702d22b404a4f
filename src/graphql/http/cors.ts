import type { Plugin } from 'graphql-yoga';

/** How long a browser may remember a leave, in seconds: an hour, less where it has a limit of its own. */
const maxAge = '3600';

/** What an answer tells the browser of the page that asked, by the page's origin. */
export type LeaveOf = (origin: string | null | undefined) => Readonly<Record<string, string>>;

/**
 * Lets pages of the listed origins read answers. Others are told nothing, not even `null`: that is the origin of every
 * sandboxed frame. Cookies play no part, so credentials stay forbidden; a token goes in a header of its own.
 */
export function leaveFor(origins: readonly string[]): LeaveOf {
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

/** Answers what browsers ask before they send a request, and gives each answer its leave. */
export const cors = (leaveOf: LeaveOf): Plugin => ({
  onRequest(asked) {
    const { request, fetchAPI } = asked;
    if (request.method === 'OPTIONS') asked.endResponse(new fetchAPI.Response(null, { status: 204 }));
  },
  onResponse({ request, response }) {
    const leave = leaveOf(request.headers.get('origin'));
    for (const [name, value] of Object.entries(leave)) response.headers.append(name, value);
    if (request.method !== 'OPTIONS' || leave['access-control-allow-origin'] === undefined) return;
    response.headers.set('access-control-allow-methods', 'GET, POST');
    // Who is listed is trusted with any header; client libraries have their own.
    const asked = request.headers.get('access-control-request-headers');
    if (asked !== null) response.headers.set('access-control-allow-headers', asked);
    response.headers.set('access-control-max-age', maxAge);
  },
});

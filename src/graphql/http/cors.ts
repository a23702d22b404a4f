import type { Plugin } from 'graphql-yoga';

/** How long a browser may remember a leave, in seconds: an hour, less where it has a limit of its own. */
const maxAge = '3600';

/**
 * Lets pages of the listed origins read answers. Others are told nothing, not even `null`: that is the origin of every
 * sandboxed frame. Cookies play no part, so credentials stay forbidden; a token goes in a header of its own.
 */
export function cors(origins: readonly string[]): Plugin {
  const listed = new Set(origins);
  return {
    onRequest(asked) {
      const { request, fetchAPI } = asked;
      if (request.method === 'OPTIONS') asked.endResponse(new fetchAPI.Response(null, { status: 204 }));
    },
    onResponse({ request, response }) {
      response.headers.append('vary', 'origin');
      const origin = request.headers.get('origin');
      if (origin === null || !listed.has(origin)) return;
      response.headers.set('access-control-allow-origin', origin);
      response.headers.set('access-control-expose-headers', 'x-request-id');
      if (request.method !== 'OPTIONS') return;
      response.headers.set('access-control-allow-methods', 'GET, POST');
      // Who is listed is trusted with any header; client libraries have their own.
      const asked = request.headers.get('access-control-request-headers');
      if (asked !== null) response.headers.set('access-control-allow-headers', asked);
      response.headers.set('access-control-max-age', maxAge);
    },
  };
}

import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

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

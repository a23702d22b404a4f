import { plainText } from './route.ts';
import type { Route } from './route.ts';

/** What the token of a request allows; undefined for a token that nobody was given, or none. */
export type GrantOf = (authorization: string | undefined) => { readonly providers?: unknown } | undefined;

/** Answers only requests with a token that may see all providers, because the answer describes all of them. */
export const guarded =
  (route: Route, grantOf: GrantOf): Route =>
  (header) => {
    const grant = grantOf(header('authorization'));
    if (grant === undefined) {
      return plainText(401, 'Send an access token: `Authorization: Bearer …`.', {
        'www-authenticate': 'Bearer',
      });
    }
    if (grant.providers !== undefined) {
      return plainText(403, 'This access token is limited to some of the providers.');
    }
    return route(header);
  };

/** The first route for requests with a token that may see all providers, the second for all others. */
export const detailed =
  (full: Route, brief: Route, grantOf: GrantOf): Route =>
  (header) => {
    const grant = grantOf(header('authorization'));
    return grant !== undefined && grant.providers === undefined ? full(header) : brief(header);
  };

/** A response as plain values. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** A request's header by its name in lower case. */
export type HeaderOf = (name: string) => string | undefined;

/** Answers GET and HEAD of one path. */
export type Route = (header: HeaderOf) => Answer | Promise<Answer>;

/** Routes by path. */
export type Routes = ReadonlyMap<string, Route>;

const notCached = { 'cache-control': 'no-store' };

export const plainText = (
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...notCached, ...headers },
  body: `${text}\n`,
});

export const json = (status: number, value: unknown): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...notCached },
  body: `${JSON.stringify(value, undefined, 2)}\n`,
});

/** The grant of a request's token; undefined without a token or with an unknown one. */
export type GrantOf = (authorization: string | undefined) => { readonly providers?: unknown } | undefined;

/** Answers only requests with a token that may see all providers, because the response describes all of them. */
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

import type { Environment } from '../../config/settings.ts';
import { UsageError, valueOf } from '../options.ts';
import type { Given, Options } from '../options.ts';

/** Where a server answers, and what it is told of who asks. */
export interface Endpoint {
  readonly url: string;
  readonly token?: string | undefined;
}

const variables = { url: 'EDGETASKS_URL', token: 'EDGETASKS_TOKEN' } as const;
const defaultUrl = 'http://127.0.0.1:4000/graphql';

export const endpointOptions: Options = {
  url: {
    value: 'address',
    meaning: `Of the server. Default: ${variables.url}, else ${defaultUrl}.`,
  },
  token: {
    value: 'token',
    meaning: `The access token, where the server wants one. Default: ${variables.token}, which other users of the machine cannot see.`,
  },
};

/** Throws `UsageError`, which never holds the token. */
export const endpointOf = (given: Given, environment: Environment): Endpoint => ({
  url: urlOf(
    valueOf(given, 'url') ?? (environment[variables.url]?.trim() || defaultUrl),
    valueOf(given, 'url') === undefined ? variables.url : '--url',
  ),
  token: tokenOf(
    valueOf(given, 'token') ?? (environment[variables.token]?.trim() || undefined),
    valueOf(given, 'token') === undefined ? variables.token : '--token',
  ),
});

function urlOf(text: string, source: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new UsageError(`${source} must be the address of a server, such as ${defaultUrl}.`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(`${source} must hold no user name and no password: give a token instead.`);
  }
  if (url.pathname === '/') url.pathname = '/graphql';
  return url.href;
}

function tokenOf(token: string | undefined, source: string): string | undefined {
  if (token === undefined || /^[\x21-\x7e]+$/.test(token)) return token;
  throw new UsageError(`${source} holds characters that no token can have, such as blanks.`);
}

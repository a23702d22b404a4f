import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  HttpLink,
  InMemoryCache,
  Observable,
  ServerError,
} from '@apollo/client';
import type { FieldPolicy } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { isSubscriptionOperation, relayStylePagination } from '@apollo/client/utilities';
import { print } from 'graphql';
import { createClient as createSseClient } from 'graphql-sse';
import { fairLink } from './connections.ts';
import { possibleTypes } from './gql/possible-types.ts';
import { texts } from './language.ts';
import { accessHeaders, demandToken } from './token.tsx';

/** Relative to the page, so that a proxy may serve both below any path. */
const apiUrl = (): string => new URL('graphql', document.baseURI).href;

/** The headers of every request. The first asks for the names of our schema, whatever a federated graph calls them. */
const requestHeaders = (): Record<string, string> => ({
  'x-edgetasks-schema': 'client',
  ...accessHeaders(),
});

/** Operations that wait for one provider's vendor. */
const providerQueries = new Set(['Timeline', 'SearchUrls', 'FindTask']);

/** The API client. Its cache holds each task once, wherever it is shown. */
export const createClient = (): ApolloClient =>
  new ApolloClient({
    link: ApolloLink.from([
      new ErrorLink(({ error }) => {
        if (isUnauthenticated(error)) demandToken(messageOf(error));
      }),
      ApolloLink.split(
        ({ query }) => isSubscriptionOperation(query),
        sseLink(apiUrl()),
        ApolloLink.from([
          fairLink(providerQueries),
          new SetContextLink(({ headers }) => ({ headers: { ...headers, ...requestHeaders() } })),
          new HttpLink({ uri: apiUrl(), fetchOptions: { referrerPolicy: 'no-referrer' } }),
        ]),
      ),
    ]),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: { Task: { fields: { urlDetails: urlDetailsPolicy } } },
    }),
  });

/** Merges the pages of an open task's URLs into one list. The single URL that a row shows is stored separately. */
const urlDetailsPolicy: FieldPolicy = {
  ...relayStylePagination((args) => JSON.stringify([args?.['first'] === 1, args?.['filter'] ?? {}])),
};

/** Subscriptions over server-sent events, one connection each. A broken connection is opened again. */
function sseLink(url: string): ApolloLink {
  const client = createSseClient({ url, headers: requestHeaders, referrerPolicy: 'no-referrer' });
  return new ApolloLink(
    ({ query, variables, operationName }) =>
      new Observable((observer) =>
        client.subscribe<ApolloLink.Result['data']>(
          { query: print(query), variables, ...(operationName !== undefined && { operationName }) },
          {
            next: ({ data, errors }) =>
              observer.next({
                data: data ?? null,
                ...(errors !== undefined && { errors: errors.map(({ message }) => ({ message })) }),
              }),
            error: (error) => observer.error(error),
            complete: () => observer.complete(),
          },
        ),
      ),
  );
}

function isUnauthenticated(error: unknown): boolean {
  if (CombinedGraphQLErrors.is(error)) {
    return error.errors.some(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED');
  }
  return statusOf(error) === 401;
}

/**
 * The HTTP status of a failed request; undefined if there is none. The client for server-sent events has its own error
 * class.
 */
function statusOf(error: unknown): number | undefined {
  if (ServerError.is(error)) return error.statusCode;
  if (typeof error !== 'object' || error === null || !('response' in error)) return undefined;
  const { response } = error;
  return response instanceof Response ? response.status : undefined;
}

/** Why a request failed as a whole, in a sentence. */
export function messageOf(error: unknown): string {
  if (CombinedGraphQLErrors.is(error)) return error.errors.map(({ message }) => message).join(' ');
  return ServerError.is(error) ? serverMessage(error) : texts().server.unreachable;
}

function serverMessage({ bodyText, statusCode }: ServerError): string {
  try {
    const body: { errors?: readonly { message: string }[] } = JSON.parse(bodyText);
    if (body.errors !== undefined) return body.errors.map(({ message }) => message).join(' ');
  } catch {
    // The body is a proxy's error page, which says less than the status.
  }
  return texts().server.status(statusCode);
}

import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  HttpLink,
  InMemoryCache,
  ServerError,
} from '@apollo/client';
import type { FieldPolicy } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { isSubscriptionOperation, relayStylePagination } from '@apollo/client/utilities';
import { accessHeaders, demandToken } from './access-token.ts';
import { possibleTypes } from './gql/possible-types.ts';
import { sseLink } from './sse-link.ts';

/** Beside the page, wherever a proxy puts both. */
const url = new URL('graphql', document.baseURI).href;

/** The API as the page sees it: every task once, wherever it is shown, and lists that grow page by page. */
export const createClient = (): ApolloClient =>
  new ApolloClient({
    link: ApolloLink.from([
      new ErrorLink(({ error }) => {
        if (isUnauthenticated(error)) demandToken(messageOf(error));
      }),
      ApolloLink.split(
        ({ query }) => isSubscriptionOperation(query),
        sseLink({ url, headers: accessHeaders }),
        ApolloLink.from([
          new SetContextLink(({ headers }) => ({ headers: { ...headers, ...accessHeaders() } })),
          new HttpLink({ uri: url, fetchOptions: { referrerPolicy: 'no-referrer' } }),
        ]),
      ),
    ]),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        Query: { fields: { tasks: relayStylePagination(['filter']) } },
        Task: { fields: { urlDetails: urlDetailsPolicy } },
      },
    }),
  });

/** The single URL that a row shows is no page of the list that grows. */
const urlDetailsPolicy: FieldPolicy = {
  ...relayStylePagination((args) => JSON.stringify([args?.['first'] === 1, args?.['filter'] ?? {}])),
};

function isUnauthenticated(error: unknown): boolean {
  if (CombinedGraphQLErrors.is(error)) {
    return error.errors.some(({ extensions }) => extensions?.['code'] === 'UNAUTHENTICATED');
  }
  return statusOf(error) === 401;
}

/** The HTTP status of an answer that is none; server-sent events tell it in their own way. */
function statusOf(error: unknown): number | undefined {
  if (ServerError.is(error)) return error.statusCode;
  if (typeof error !== 'object' || error === null || !('response' in error)) return undefined;
  const { response } = error;
  return response instanceof Response ? response.status : undefined;
}

/** What went wrong with a request as a whole, in a sentence for people. */
export function messageOf(error: unknown): string {
  if (CombinedGraphQLErrors.is(error)) return error.errors.map(({ message }) => message).join(' ');
  if (ServerError.is(error)) return explained(error);
  return 'The server cannot be reached.';
}

function explained({ bodyText, statusCode }: ServerError): string {
  try {
    const body: { errors?: readonly { message: string }[] } = JSON.parse(bodyText);
    if (body.errors !== undefined) return body.errors.map(({ message }) => message).join(' ');
  } catch {
    // A proxy's page says less than its status does.
  }
  return `The server answered with status ${statusCode}.`;
}

import { ApolloClient, ApolloLink, HttpLink } from '@apollo/client';
import type { PossibleTypesMap } from '@apollo/client';
import { isSubscriptionOperation } from '@apollo/client/utilities';
import { edgetasksCache } from './apollo-cache.ts';
import { sseLink } from './apollo-sse-link.ts';

/** Queries by POST, subscriptions over server-sent events. */
export const edgetasksClient = (url: string, possibleTypes: PossibleTypesMap): ApolloClient =>
  new ApolloClient({
    link: ApolloLink.split(
      ({ query }) => isSubscriptionOperation(query),
      sseLink({ url }),
      new HttpLink({ uri: url }),
    ),
    cache: edgetasksCache(possibleTypes),
  });

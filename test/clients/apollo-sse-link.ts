import { ApolloLink, Observable } from '@apollo/client';
import { print } from 'graphql';
import { createClient } from 'graphql-sse';
import type { ClientOptions } from 'graphql-sse';

/** Subscriptions over server-sent events, one connection each. */
export function sseLink(options: ClientOptions): ApolloLink {
  const client = createClient(options);
  return new ApolloLink(
    ({ query, variables }) =>
      new Observable((observer) =>
        client.subscribe(
          { query: print(query), variables },
          {
            next: ({ data = null, errors = [] }) =>
              observer.next({
                data,
                errors: errors.map(({ message, extensions }) => ({ message, extensions })),
              }),
            error: (error) => observer.error(error),
            complete: () => observer.complete(),
          },
        ),
      ),
  );
}

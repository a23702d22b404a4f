import { ApolloLink, Observable } from '@apollo/client';
import { print } from 'graphql';
import { createClient } from 'graphql-sse';

interface SseSettings {
  readonly url: string;
  /** Asked at each connection, for a token may come later. */
  readonly headers: () => Record<string, string>;
}

/** Subscriptions over server-sent events, one connection each; a broken one is taken up again. */
export function sseLink({ url, headers }: SseSettings): ApolloLink {
  const client = createClient({ url, headers, referrerPolicy: 'no-referrer' });
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

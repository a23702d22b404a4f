import { Client, fetchExchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import type { KeyingConfig } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import type { IntrospectionQuery } from 'graphql';

/** What has no id is a part of what it is found in. */
function keys({ __schema: { types } }: IntrospectionQuery): KeyingConfig {
  const parts = types.filter(
    (type) => type.kind === 'OBJECT' && !type.fields.some(({ name }) => name === 'id'),
  );
  return {
    ...Object.fromEntries(parts.map(({ name }) => [name, () => null])),
    Domain: ({ name }) => (typeof name === 'string' ? name : null),
  };
}

/** Lists that grow page by page, each task once, subscriptions over server-sent events. */
export function edgetasksClient(url: string, introspection: IntrospectionQuery): Client {
  const list = relayPagination();
  return new Client({
    url,
    // A GET is answered only with a header that no foreign page can send.
    preferGetMethod: false,
    fetchSubscriptions: true,
    exchanges: [
      cacheExchange({
        schema: introspection,
        keys: keys(introspection),
        resolvers: {
          Query: { tasks: list, urlDetails: list },
          Provider: { tasks: list, urlDetails: list },
          Domain: { tasks: list },
          Task: { urlDetails: list },
        },
      }),
      fetchExchange,
    ],
  });
}

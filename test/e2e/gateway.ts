import { composeServices } from '@apollo/composition';
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { parse } from 'graphql';

/** A subgraph behind the gateway. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** What Apollo's composer makes of subgraphs: the supergraph, or what is wrong. */
export const composed = (subgraphs: readonly Subgraph[]) =>
  composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));

/** Apollo's gateway over HTTP. Counts what it sends to each subgraph. */
export async function startGateway(subgraphs: readonly Subgraph[]) {
  const { supergraphSdl, errors } = composed(subgraphs);
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  const sent: { readonly subgraph: string; readonly query: string }[] = [];
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name, url }) =>
      new RemoteGraphQLDataSource({
        ...(url !== undefined && { url }),
        willSendRequest: ({ request }) => {
          sent.push({ subgraph: name, query: request.query ?? '' });
        },
      }),
  });
  const server = new ApolloServer({ gateway, introspection: true });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return { url, sent, close: () => server.stop() };
}

import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';

/** A release of the other team: a version, and the global ids of the tasks that told the caches. */
export interface Release {
  readonly version: string;
  readonly domain: string;
  readonly taskIds: readonly string[];
}

/** Of the other team's subgraph. */
export const releasesSdl = readFileSync(
  new URL('../federation/releases-subgraph.graphql', import.meta.url),
  'utf8',
);

const taskOf = (id: string) => ({ __typename: 'Task', id });
const domainOf = (name: string) => ({ __typename: 'Domain', name });

const shown = ({ version, domain, taskIds }: Release) => ({
  id: version,
  version,
  releasedAt: '2026-03-01T12:00:00.000Z',
  site: domainOf(domain),
  tasks: taskIds.map(taskOf),
});

/** The other team's server. It knows of us the names of domains and the ids of tasks, nothing else. */
export async function serveReleases(releases: readonly Release[]) {
  const schema = buildSubgraphSchema({
    typeDefs: parse(releasesSdl),
    resolvers: {
      Query: {
        releases: () => ({
          edges: releases.map((release) => ({ cursor: release.version, node: shown(release) })),
          pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
        }),
        site: (_: unknown, { domain }: { domain: string }) => domainOf(domain),
      },
      Domain: {
        __resolveReference: ({ name }: { name: string }) => domainOf(name),
        ownedBy: ({ name }: { name: string }) => `the team of ${name}`,
        releases: ({ name }: { name: string }) => releases.filter(({ domain }) => domain === name).map(shown),
      },
      Task: {
        __resolveReference: ({ id }: { id: string }) => taskOf(id),
        release: ({ id }: { id: string }) => {
          const release = releases.find(({ taskIds }) => taskIds.includes(id));
          return release === undefined ? null : shown(release);
        },
      },
    },
  });
  const server = new ApolloServer({ schema });
  const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
  return { url, close: () => server.stop() };
}

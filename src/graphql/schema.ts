import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';
import { nameVendors } from './enums.ts';
import type { VendorName } from './enums.ts';
import './coverage.ts';
import './domain.ts';
import './entities.ts';
import './node-query.ts';
import './plan.ts';
import './provider.ts';
import { withItemsInPlace } from './items-in-place.ts';
import { withReadRepresentations } from './representations.ts';
import './scalars.ts';
import { sdlOf, subgraphOf } from './subgraph.ts';
import './task.ts';
import './task-list.ts';
import './task-progress.ts';
import './url-detail.ts';
import './url-report.ts';

builder.queryType({
  description: 'Everything that can be asked. Start with `tasks`, the tasks of all providers in one list.',
});

/** The vendors are told, for only the registry knows them. */
export interface SchemaParts {
  readonly vendors: readonly VendorName[];
}

/** What clients see: printed to `schema/schema.graphql`, and what types are generated from. */
export function buildSchema({ vendors }: SchemaParts): GraphQLSchema {
  nameVendors(vendors);
  return builder.toSchema({ sortSchema: false });
}

const federation = {
  name: 'link',
  args: { url: 'https://specs.apollo.dev/federation/v2.9', import: ['@key', '@shareable'] },
};

/** The same with `_service` and `_entities`: one endpoint serves clients and gateways alike. */
export function buildSubgraph({ vendors }: SchemaParts): GraphQLSchema {
  nameVendors(vendors);
  const schema = builder.toSchema({ sortSchema: false, extensions: { directives: [federation] } });
  return withItemsInPlace(withReadRepresentations(subgraphOf(schema)));
}

/** What a composer reads: the subgraph's schema with its directives. */
export const subgraphSdl = (parts: SchemaParts): string => sdlOf(buildSubgraph(parts));

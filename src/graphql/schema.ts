import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';
import { nameVendors } from './enums.ts';
import type { VendorName } from './enums.ts';
import './coverage.ts';
import './domain.ts';
import './node-query.ts';
import './plan.ts';
import './provider.ts';
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

/** The same with `_service` and `_entities`: one endpoint serves clients and gateways alike. */
export const buildSubgraph = (parts: SchemaParts): GraphQLSchema => subgraphOf(buildSchema(parts), '');

/** What a composer reads: the schema with its federation directives. */
export const subgraphSdl = (parts: SchemaParts): string => sdlOf(buildSchema(parts));

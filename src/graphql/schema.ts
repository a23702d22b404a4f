import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { GraphQLEnumType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { builder } from './builder.ts';
import { VendorEnum } from './enums.ts';
import './coverage.ts';
import './domain.ts';
import './history.ts';
import './lists.ts';
import './node-query.ts';
import './plan.ts';
import './provider.ts';
import './quotas.ts';
import './scopes.ts';
import './scalars.ts';
import { sdlOf, subgraphOf, withoutClashes } from './subgraph.ts';
import type { SubgraphOptions } from './subgraph.ts';
import './task.ts';
import './url-detail.ts';
import './url-report.ts';

builder.queryType({
  description: 'All queries. Start with `tasks`, which lists the tasks of all providers.',
});

/** One vendor of the registry, as the schema shows it. */
export interface VendorName {
  /** In upper case with underscores, such as `TENCENT_CDN`. */
  readonly name: string;
  /** For people, such as `Tencent Cloud CDN`. */
  readonly title: string;
}

/** What differs from one schema to the next. */
export interface SchemaInputs {
  readonly vendors: readonly VendorName[];
}

export interface SubgraphInputs extends SchemaInputs, SubgraphOptions {}

/**
 * The schema for clients: printed to `schema/schema.graphql`, and the source of generated types. The types are collected
 * once by the builder, as Pothos' layout guide recommends. What depends on the inputs is derived from them into a new
 * schema, so that schemas with different inputs do not affect each other.
 */
export function buildSchema({ vendors }: SchemaInputs): GraphQLSchema {
  const values = Object.fromEntries(
    vendors.map(({ name, title }) => [name, { value: name, description: `${title}.` }]),
  );
  return mapSchema(builder.toSchema({ sortSchema: false }), {
    [MapperKind.ENUM_TYPE]: (type) =>
      type.name === VendorEnum.name ? new GraphQLEnumType({ ...type.toConfig(), values }) : undefined,
  });
}

/** The schema with `_service` and `_entities`: one endpoint serves clients and gateways alike. */
export const buildSubgraph = (inputs: SubgraphInputs): GraphQLSchema =>
  subgraphOf(withoutClashes(buildSchema(inputs), inputs), inputs.prefix ?? '');

/** What one endpoint serves: the subgraph, and for clients the documented names if the subgraph has others. */
export interface ServedSchemas {
  readonly schema: GraphQLSchema;
  readonly clientSchema: GraphQLSchema | undefined;
}

export const servedSchemas = ({ vendors, ...options }: SubgraphInputs): ServedSchemas => ({
  schema: buildSubgraph({ vendors, ...options }),
  clientSchema:
    (options.prefix ?? '') !== '' || options.withoutNode === true ? buildSubgraph({ vendors }) : undefined,
});

/** The SDL for composers: the schema with its federation directives. */
export const subgraphSdl = (inputs: SubgraphInputs): string =>
  sdlOf(withoutClashes(buildSchema(inputs), inputs));

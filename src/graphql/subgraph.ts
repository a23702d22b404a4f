import { printSubgraphSchema } from '@apollo/subgraph';
import { EntityType, entitiesField, serviceField } from '@apollo/subgraph/dist/types.js';
import { hasResolvableKey } from '@pothos/plugin-federation';
import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLUnionType,
  isObjectType,
  lexicographicSortSchema,
} from 'graphql';

/**
 * The schema with `_entities` and `_service`, as the federation plugin makes it but for one thing: what a composer reads is
 * printed when one asks. The plugin prints at once, and that takes longer than all else that makes a schema.
 */
export function subgraphOf(schema: GraphQLSchema): GraphQLSchema {
  const { query, types, ...rest } = schema.toConfig();
  if (!query) throw new Error('The schema has no queries');
  const entities = types.filter(isObjectType).filter(hasResolvableKey);
  const entity = new GraphQLUnionType({ ...EntityType.toConfig(), types: entities });
  const { fields, ...described } = query.toConfig();
  let sdl: string | undefined;
  const subgraphQuery = new GraphQLObjectType({
    ...described,
    fields: {
      ...fields,
      _entities: { ...entitiesField, type: new GraphQLNonNull(new GraphQLList(entity)) },
      _service: { ...serviceField, resolve: () => ({ sdl: (sdl ??= sdlOf(subgraph)) }) },
    },
  });
  const others = types.filter((type) => type !== query);
  const subgraph = new GraphQLSchema({ ...rest, query: subgraphQuery, types: [...others, subgraphQuery] });
  return subgraph;
}

/** What a composer reads: the schema with its directives, the same however its files are ordered. */
export const sdlOf = (subgraph: GraphQLSchema): string =>
  printSubgraphSchema(lexicographicSortSchema(subgraph));

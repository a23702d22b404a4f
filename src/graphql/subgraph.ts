import { printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  isObjectType,
  lexicographicSortSchema,
} from 'graphql';
import type { Context } from './context.ts';
import { entities, readRepresentation } from './entities.ts';
import { settled } from './settled.ts';

const federation = {
  link: { url: 'https://specs.apollo.dev/federation/v2.9', import: ['@key', '@shareable'] },
};

const anyType = new GraphQLScalarType({
  name: '_Any',
  description: 'The key of an entity: an object with its `__typename` and its key field.',
});

const serviceType = new GraphQLObjectType({
  name: '_Service',
  description: 'What a composer reads of this subgraph.',
  fields: { sdl: { type: GraphQLString, description: 'The schema with its federation directives.' } },
});

/**
 * Adds what Apollo Federation 2 asks of a subgraph: `_service` and `_entities`. The SDL is printed when it is first
 * asked for, because printing takes longer than building the schema.
 */
export function subgraphOf(schema: GraphQLSchema, prefix: string): GraphQLSchema {
  const { query, types, ...rest } = schema.toConfig();
  if (!query) throw new Error('The schema has no queries');
  const entityType = new GraphQLUnionType({
    name: '_Entity',
    description: 'Any type that has a key.',
    types: Object.keys(entities)
      .map((name) => schema.getType(prefix + name))
      .filter(isObjectType),
    resolveType: ({ __typename }: { readonly __typename: string }) => prefix + __typename,
  });
  const { fields, ...described } = query.toConfig();
  let sdl: string | undefined;
  const subgraphQuery = new GraphQLObjectType<unknown, Context>({
    ...described,
    fields: {
      ...fields,
      _entities: {
        type: new GraphQLNonNull(new GraphQLList(entityType)),
        description: 'The entities that a gateway asks for by key, in their order; null where there is none.',
        args: {
          representations: {
            type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(anyType))),
            description: 'The keys.',
          },
        },
        resolve: (_, { representations }: { readonly representations: readonly unknown[] }, context) =>
          settled(representations.map(async (given) => readRepresentation(given, prefix)(context))),
      },
      _service: {
        type: new GraphQLNonNull(serviceType),
        description: 'What a composer reads of this subgraph.',
        resolve: () => ({ sdl: (sdl ??= sdlOf(schema)) }),
      },
    },
  });
  const others = types.filter((type) => type !== query);
  return new GraphQLSchema({ ...rest, query: subgraphQuery, types: [...others, subgraphQuery] });
}

/** What a composer reads: the schema with its directives, the same however its files are ordered. */
export const sdlOf = (schema: GraphQLSchema): string =>
  printSchemaWithDirectives(
    new GraphQLSchema({
      ...lexicographicSortSchema(schema).toConfig(),
      extensions: { directives: federation },
    }),
  );

import { mapSchema, MapperKind, printSchemaWithDirectives } from '@graphql-tools/utils';
import {
  GraphQLEnumType,
  GraphQLInputObjectType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLObjectType,
  GraphQLScalarType,
  GraphQLSchema,
  GraphQLString,
  GraphQLUnionType,
  GraphQLInterfaceType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  isScalarType,
  isUnionType,
  lexicographicSortSchema,
} from 'graphql';
import type { GraphQLNamedType, GraphQLTypeResolver } from 'graphql';
import type { Context } from './context.ts';
import { entities, findEntity } from './entities.ts';
import { settled } from './node.ts';

/** The options by which a subgraph avoids clashes with the names of other subgraphs. */
export interface SubgraphOptions {
  /**
   * The prefix of the name of each type, such as `Cdn` for `CdnTask`. Scalars, `Query`, `Subscription`, `Node` and
   * `PageInfo` keep their names, because they mean the same in every subgraph.
   */
  readonly prefix?: string | undefined;
  /** Omits `Query.node` and `Query.nodes`, which only one subgraph of a graph may have. */
  readonly withoutNode?: boolean | undefined;
}

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
 * Adds what Apollo Federation 2 requires of a subgraph: `_service` and `_entities`. The SDL is printed when it is first
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
        resolve: (_, { representations }: { readonly representations: readonly unknown[] }, context, info) =>
          settled(representations.map((given) => findEntity(given, prefix, context, info))),
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

/** The SDL for composers: the schema with its directives, independent of the order of files. */
export const sdlOf = (schema: GraphQLSchema): string =>
  printSchemaWithDirectives(
    new GraphQLSchema({
      ...lexicographicSortSchema(schema).toConfig(),
      extensions: { directives: federation },
    }),
  );

const sharedTypes: ReadonlySet<string> = new Set(['Query', 'Subscription', 'Node', 'PageInfo']);

/** Applies the options to a schema. Without any it is returned as it is. */
export function withoutClashes(schema: GraphQLSchema, options: SubgraphOptions): GraphQLSchema {
  const { prefix = '', withoutNode = false } = options;
  const rename = (name: string): string => (sharedTypes.has(name) ? name : prefix + name);
  const reduced = withoutNode
    ? mapSchema(schema, {
        [MapperKind.QUERY_ROOT_FIELD]: (_, name) => (['node', 'nodes'].includes(name) ? null : undefined),
      })
    : schema;
  return prefix === '' ? reduced : mapSchema(reduced, { [MapperKind.TYPE]: (type) => renamed(type, rename) });
}

function renamed(type: GraphQLNamedType, rename: (name: string) => string): GraphQLNamedType {
  const name = rename(type.name);
  if (isScalarType(type)) return type;
  if (isObjectType(type)) return new GraphQLObjectType({ ...type.toConfig(), name });
  if (isInterfaceType(type)) {
    const config = type.toConfig();
    return new GraphQLInterfaceType({ ...config, name, resolveType: renamedBy(config.resolveType, rename) });
  }
  if (isUnionType(type)) {
    const config = type.toConfig();
    return new GraphQLUnionType({ ...config, name, resolveType: renamedBy(config.resolveType, rename) });
  }
  if (isEnumType(type)) return new GraphQLEnumType({ ...type.toConfig(), name });
  return new GraphQLInputObjectType({ ...type.toConfig(), name });
}

/** Resolves to the new name of the type. The resolvers of this schema are synchronous. */
const renamedBy =
  (
    resolve: GraphQLTypeResolver<unknown, unknown> | null | undefined,
    rename: (name: string) => string,
  ): GraphQLTypeResolver<unknown, unknown> =>
  (...given) => {
    const name = resolve?.(...given);
    return typeof name === 'string' ? rename(name) : undefined;
  };

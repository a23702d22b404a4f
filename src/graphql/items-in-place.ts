import { defaultFieldResolver, getNullableType, isListType } from 'graphql';
import type { GraphQLSchema } from 'graphql';

/**
 * Makes what fails in a list of promises stand in its own place as an error, as GraphQL has it: a compiled query appends it
 * to the list's end. Only queries answer with such lists; what stands behind the fields of types is never awaited.
 */
export function withItemsInPlace(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    if (!isListType(getNullableType(field.type))) continue;
    const { resolve = defaultFieldResolver } = field;
    field.resolve = async (...given) => {
      const items: unknown = await resolve(...given);
      return Array.isArray(items) ? Promise.all(items.map(orItsError)) : items;
    };
  }
  return schema;
}

const orItsError = async (item: unknown): Promise<unknown> => {
  try {
    return await item;
  } catch (error) {
    return error;
  }
};

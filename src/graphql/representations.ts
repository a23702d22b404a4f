import { defaultFieldResolver } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { UserInputError } from '../domain/errors.ts';

/** What a gateway may ask for, and the member that it is known by. */
const keys: ReadonlyMap<unknown, string> = new Map([
  ['Provider', 'id'],
  ['Task', 'id'],
  ['UrlDetail', 'id'],
  ['Domain', 'name'],
]);

/**
 * Makes `_entities` read what it is given before it looks anything up: `_Any` lets everything through, and the composer's
 * library takes it for what it should be. Each is read by itself, so that a wrong one costs the others nothing.
 */
export function withReadRepresentations(schema: GraphQLSchema): GraphQLSchema {
  const entities = schema.getQueryType()?.getFields()['_entities'];
  if (entities === undefined) throw new Error('The schema has no entities');
  const { resolve = defaultFieldResolver } = entities;
  entities.resolve = (source, { representations }, context, info) =>
    Array.from(representations, async (given) => {
      checkRepresentation(given);
      const found: unknown = await resolve(source, { representations: [given] }, context, info);
      const [entity]: readonly unknown[] = Array.isArray(found) ? found : [];
      return entity;
    });
  return schema;
}

function checkRepresentation(given: unknown): void {
  const { __typename: typename, ...members }: Readonly<Record<string, unknown>> =
    typeof given === 'object' && given !== null ? { ...given } : {};
  const key = keys.get(typename);
  if (key === undefined) {
    const names = [...keys.keys()].join(', ');
    throw new UserInputError(
      'representations',
      `A representation is an object whose __typename is one of ${names}.`,
    );
  }
  if (typeof members[key] !== 'string') {
    throw new UserInputError(
      'representations',
      `A representation of a ${String(typename)} has its "${key}" as text.`,
    );
  }
}

import type { GraphQLResolveInfo } from 'graphql';
import { UserInputError } from '../domain/errors.ts';
import type { Context } from './context.ts';
import { domainNamed } from './domain.ts';
import { readIdOf } from './global-id.ts';
import { typed } from './node.ts';
import type { Typed } from './node.ts';
import { nodeOf } from './node-query.ts';

/** A type that other subgraphs may refer to. */
interface Entity {
  /** The key field, as in `@key(fields: …)`. */
  readonly key: string;
  readonly find: (
    key: string,
    context: Context,
    info: GraphQLResolveInfo,
  ) => Promise<Typed<object> | undefined>;
}

const nodeEntity = (type: 'Provider' | 'Task' | 'UrlDetail'): Entity => ({
  key: 'id',
  find: (id, context, info) => {
    readIdOf(type, id, 'id');
    return nodeOf(id, context, info, 'id');
  },
});

/** The entity types by name. */
export const entities: Readonly<Record<string, Entity>> = {
  Provider: nodeEntity('Provider'),
  Task: nodeEntity('Task'),
  UrlDetail: nodeEntity('UrlDetail'),
  Domain: { key: 'name', find: async (name) => typed('Domain', domainNamed(name)) },
};

/**
 * Finds the entity that a gateway represents by its type and key; undefined if it does not exist. `prefix` is what the
 * names of the types begin with. Throws `UserInputError` on a representation without a known type or without its key.
 */
export async function findEntity(
  representation: unknown,
  prefix: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Typed<object> | undefined> {
  const { __typename: typename, ...members }: Readonly<Record<string, unknown>> =
    typeof representation === 'object' && representation !== null ? { ...representation } : {};
  const name = Object.keys(entities).find((each) => prefix + each === typename);
  const entity = name === undefined ? undefined : entities[name];
  if (entity === undefined) {
    const names = Object.keys(entities).map((each) => prefix + each);
    throw new UserInputError(
      'representations',
      `A representation must be an object whose __typename is one of ${names.join(', ')}.`,
    );
  }
  const key = members[entity.key];
  if (typeof key !== 'string') {
    throw new UserInputError(
      'representations',
      `A representation of a ${String(typename)} must contain its "${entity.key}" as text.`,
    );
  }
  return entity.find(key, context, info);
}

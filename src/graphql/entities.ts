import { UserInputError } from '../domain/errors.ts';
import type { Context } from './context.ts';
import { domainNamed } from './domain.ts';
import { readIdOf } from './global-id.ts';
import { typed } from './node.ts';
import type { Typed } from './node.ts';
import { taskOf, urlDetailOf } from './node-query.ts';

/** A type that other subgraphs may refer to. */
interface Entity {
  /** The key field, as in `@key(fields: …)`. */
  readonly key: string;
  readonly find: (key: string, context: Context) => Promise<Typed<object> | undefined>;
}

/** By the name of the type. Each key is read by itself, so that a wrong one costs the others nothing. */
export const entities: Readonly<Record<string, Entity>> = {
  Provider: {
    key: 'id',
    find: async (id, { providers }) => typed('Provider', providers.get(readIdOf('Provider', id, 'id').name)),
  },
  Task: {
    key: 'id',
    find: async (id, context) => typed('Task', await taskOf(readIdOf('Task', id, 'id').key, context, 'id')),
  },
  UrlDetail: {
    key: 'id',
    find: async (id, context) =>
      typed('UrlDetail', await urlDetailOf(readIdOf('UrlDetail', id, 'id').key, context, 'id')),
  },
  Domain: { key: 'name', find: async (name) => typed('Domain', domainNamed(name)) },
};

/** Reads what a gateway gives for an entity. Throws `UserInputError` unless it names a type and the type's key. */
export function readRepresentation(
  given: unknown,
  prefix: string,
): (context: Context) => Promise<Typed<object> | undefined> {
  const { __typename: typename, ...members }: Readonly<Record<string, unknown>> =
    typeof given === 'object' && given !== null ? { ...given } : {};
  const found = Object.entries(entities).find(([name]) => prefix + name === typename);
  if (found === undefined) {
    const names = Object.keys(entities).map((name) => prefix + name);
    throw new UserInputError(
      'representations',
      `A representation is an object whose __typename is one of ${names.join(', ')}.`,
    );
  }
  const [, { key, find }] = found;
  const value = members[key];
  if (typeof value !== 'string') {
    throw new UserInputError(
      'representations',
      `A representation of a ${String(typename)} has its "${key}" as text.`,
    );
  }
  return (context) => find(value, context);
}

import { builder } from './builder.ts';

/**
 * Waits for the items of a list and puts each failure at its position, where the executor reports it as an error of
 * that item. graphql-js would do the same with a list of promises, but a compiled query appends failed items to the
 * list's end.
 */
export const settled = <Item>(items: readonly Promise<Item>[]): Promise<(Item | Error)[]> =>
  Promise.all(items.map((item) => item.catch(asError)));

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));

/** A value with the name of its type: domain objects do not carry one. */
export type Typed<Value> = Value & { readonly __typename: 'Provider' | 'Task' | 'UrlDetail' | 'Domain' };

/** Copies a value, because rows are shared, and adds the name of its type, by which `Node` and `_Entity` resolve. */
export const typed = <Value extends object>(
  __typename: Typed<Value>['__typename'],
  value: Value | undefined,
): Typed<Value> | undefined => (value === undefined ? undefined : { ...value, __typename });

export const NodeInterface = builder.interfaceRef<object>('Node').implement({
  description: 'An object with a global ID that `node` can fetch.',
  resolveType: (value) => ('__typename' in value ? String(value.__typename) : undefined),
  fields: (t) => ({
    id: t.id({ description: 'Opaque, stable, and unique over all types and providers.' }),
  }),
});

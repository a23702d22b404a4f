/**
 * Waits for the items of a list and puts each failure in its own place, where the executor reports it as an error of that
 * item. graphql-js would do the same with a list of promises, but a compiled query appends failed items to the list's end.
 */
export const settled = <Item>(items: readonly Promise<Item>[]): Promise<(Item | Error)[]> =>
  Promise.all(items.map((item) => item.catch(asError)));

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error(String(reason)));

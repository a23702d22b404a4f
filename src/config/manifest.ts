import * as z from 'zod';

/** As GraphQL Code Generator and Relay's compiler write it. */
const byHash = z.record(z.string(), z.string());

/** As Apollo's generate-persisted-query-manifest writes it, version 1. */
const ofApollo = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** The documents of a manifest by their hash, whichever tool wrote it; undefined where none did. */
export function manifestOf(text: string): ReadonlyMap<string, string> | undefined {
  const value: unknown = JSON.parse(text);
  const plain = byHash.safeParse(value);
  if (plain.success) return new Map(Object.entries(plain.data));
  const apollo = ofApollo.safeParse(value);
  return apollo.success ? new Map(apollo.data.operations.map(({ id, body }) => [id, body])) : undefined;
}

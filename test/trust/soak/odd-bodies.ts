import fc from 'fast-check';
import { buildSubgraph } from '../../../src/graphql/schema.ts';
import { vendors } from '../../../src/vendors/registry.ts';
import { Documents } from '../documents.ts';
import { oddScalars } from '../odd-scalars.ts';
import { oddText } from '../odd-values.ts';

/** Bodies of requests: whole documents from the schema with odd arguments, and what is no request at all. */
export function oddBodies(count: number, seed: number): string[] {
  const { integer, scalar } = oddScalars(() => ({ ids: ['x'], cursors: ['y'] }));
  const documents = new Documents(buildSubgraph({ vendors }), { integer, scalar });
  const written = fc.sample(
    fc.gen().map((draw) => JSON.stringify({ query: documents.operation(draw) })),
    { numRuns: count, seed },
  );
  const others = fc.sample(
    fc.oneof(
      fc.json(),
      oddText,
      fc.constantFrom(
        '{"documentId":"sha256:0"}',
        '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}',
        `[${'{"query":"{__typename}"},'.repeat(20)}{}]`,
        `{"query":"${'{a'.repeat(5_000)}"}`,
      ),
    ),
    { numRuns: count, seed },
  );
  return [...written, ...others];
}

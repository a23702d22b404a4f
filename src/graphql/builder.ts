import SchemaBuilder from '@pothos/core';
import type { Instant, Milliseconds } from '../domain/time.ts';
import type { Context } from './context.ts';

/**
 * Collects the types of the schema. Each file beside this one adds a type, as an `objectRef` of its own, and the queries
 * that return it. A field whose type lies in a later file is added there with `objectField`, so that imports have no
 * cycles. The builder depends on nothing that is configured: `buildSchema` derives each schema from its inputs.
 */
export const builder = new SchemaBuilder<{
  Context: Context;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Instant; Output: Instant };
    Duration: { Input: Milliseconds; Output: Milliseconds };
    JSON: { Input: unknown; Output: unknown };
  };
}>({ defaultFieldNullability: false });

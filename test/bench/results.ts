/** What one contestant came to in one work. */
export interface Measured {
  readonly contestant: string;
  /** The median, in the work's unit. */
  readonly figure: number;
  /** Vendor calls of one answer; absent where none is made at all. */
  readonly calls?: number | undefined;
}

/** One work with everybody who did it. */
export interface Work {
  readonly name: string;
  /** Such as `µs` or `ms`: the smaller the better. */
  readonly unit: string;
  /** The contestant that the others are compared with. */
  readonly floor: string;
  /** The fewest vendor calls that can answer it. */
  readonly fewestCalls?: number | undefined;
  readonly measured: readonly Measured[];
}

/** The contestants, as the table names them. */
export const names = {
  ours: 'Edgetasks',
  buffer: 'node:http, a ready buffer',
  proxy: 'bare proxy without GraphQL',
  graphqlJs: 'graphql-js in process, data kept',
  sdks: "the vendors' SDKs",
  sdksOneByOne: "the vendors' SDKs, one by one",
  sdksAtOnce: "the vendors' SDKs, all at once",
  apollo: 'Apollo Server with the SDKs',
  mercurius: 'mercurius over our engine',
  mercuriusJit: 'mercurius with JIT over our engine',
  gateway: 'Hive gateway with an OpenAPI source',
  yoga: 'bare graphql-yoga with the same imports',
  rawCall: 'one raw call to the slowest vendor',
  rawCalls: 'one raw call to each vendor, all at once',
} as const;

/** The figure of a contestant in a work; NaN where it took no part. */
export const figureOf = (works: readonly Work[], work: string, contestant: string): number =>
  works.find(({ name }) => name === work)?.measured.find((measured) => measured.contestant === contestant)
    ?.figure ?? NaN;

/** How many times as quick as another a contestant is. */
export const timesAsQuick = (works: readonly Work[], work: string, one: string, other: string): number =>
  figureOf(works, work, other) / figureOf(works, work, one);

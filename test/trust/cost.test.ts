import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSubgraph } from '../../src/graphql/schema.ts';
import { vendors } from '../../src/vendors/registry.ts';
import { seed } from '../seed.ts';
import { company } from './company.ts';
import { costlyQueries } from './costly-queries.ts';
import { Documents } from './documents.ts';
import { oddScalars } from './odd-scalars.ts';
import { openMeasuredServer } from './measured-server.ts';
import type { MeasuredServer } from './measured-server.ts';

const minute = 60_000;
let server: MeasuredServer;
let heapBefore: number;

/** Expressions that a backtracking engine needs exponential time for. */
const expressions = [
  '(a+)+$',
  'https://www.example.com/(a+)+$',
  '.*.*.*.*.*.*.*.*.*.*=$',
  '(?:(?:a*)*)*b',
  '(https?://)?([\\w.]+/)+(a|aa)+$',
  '(((a{1,30}){1,30}){1,30})$',
  '[',
  '(?<=a)b',
];

const oddAccounts = () => {
  const now = Date.now();
  return company(now).map((each) => ({
    ...each,
    behaviour: { enforcesRate: false, maxPageSize: 1_000 },
    history: [
      ...(each.history ?? []),
      ...(each.vendor === 'ALIBABA_CDN'
        ? Array.from({ length: 300 }, (_, index) => ({
            taskId: `77${index}`,
            kind: 'PURGE_REGEX' as const,
            at: now - 5 * minute - index * 1_000,
            targets: [
              {
                url: expressions[index % expressions.length] ?? '',
                domain: 'www.example.com',
                finishesAt: now - 4 * minute,
                outcome: 'succeeded' as const,
              },
            ],
          }))
        : []),
      ...Array.from({ length: 3 }, (_, index) => ({
        taskId: `88${index}`,
        kind: 'PREFETCH' as const,
        at: now - 10 * minute - index * 1_000,
        targets: Array.from({ length: 1_500 }, (__, place) => ({
          url: `https://www.example.com/many/${index}/${place}.js`,
          finishesAt: now - 9 * minute,
          outcome: 'succeeded' as const,
        })),
      })),
    ],
  }));
};

beforeAll(async () => {
  server = await openMeasuredServer(oddAccounts());
  await server.cost(JSON.stringify({ query: '{ urlDetails(first: 100) { nodes { id } } }' }));
  heapBefore = await server.heap();
});

afterAll(() => server.close());

/** Sends it, and gives what is wrong with its cost. */
async function excessOf(body: string): Promise<string[]> {
  const { status, text, stall } = await server.cost(body);
  const growth = ((await server.heap()) - heapBefore) / 1e6;
  return [
    status >= 500 || text.includes('Unexpected error') ? `answered ${status}: ${text.slice(0, 300)}` : '',
    text.length > 10_000_000 ? `answered ${text.length} characters` : '',
    stall > 250 ? `kept the others waiting for ${Math.round(stall)} ms` : '',
    growth > 100 ? `left ${Math.round(growth)} MB` : '',
  ].filter((excess) => excess !== '');
}

describe('a request that could cost much', () => {
  it.each(costlyQueries)('blocks nobody else: $name', async ({ query, variables = {} }) => {
    expect(await excessOf(JSON.stringify({ query, variables }))).toEqual([]);
  });

  it(`blocks nobody else: batches of random queries (FUZZ_SEED=${seed})`, async () => {
    const { integer, scalar } = oddScalars(() => ({ ids: ['x'], cursors: ['x'] }));
    const documents = new Documents(buildSubgraph({ vendors }), { integer, scalar });
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (draw) => {
        const length = 1 + integer(draw, 9);
        const batch = Array.from({ length }, () => ({ query: documents.operation(draw) }));
        expect(await excessOf(JSON.stringify(batch))).toEqual([]);
      }),
      { numRuns: Number(process.env['FUZZ_RUNS'] ?? 8), seed, endOnFailure: true },
    );
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { company } from './company.ts';
import { costlyQueries } from './costly-queries.ts';
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

describe('a request that could cost much', () => {
  it.each(costlyQueries)('blocks nobody else: $name', async ({ query, variables = {} }) => {
    const cost = await server.cost(JSON.stringify({ query, variables }));
    const heap = await server.heap();
    expect(cost.status).toBeLessThan(500);
    expect(cost.text).not.toContain('Unexpected error');
    expect(cost.text.length).toBeLessThan(10_000_000);
    expect(cost.stall).toBeLessThan(250);
    expect((heap - heapBefore) / 1e6).toBeLessThan(100);
  });
});

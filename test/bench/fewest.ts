import type { Reference } from './queries.ts';

/* The fewest vendor calls that can answer, from what a call can bring. */

/** Rows of one page: as documented, or as the benchmark's emulated vendors allow where nothing is published. */
const rowsPerCall = { tencent: 100, wide: 1_000, edge: 1_000, aliyun: 100 } as const;

/** Alibaba Cloud CDN, DescribeRefreshTaskById. The others take one id a call. */
const idsOfAlibaba = 10;

/** Of so many rows of one feed. */
export const callsOfRows = (provider: keyof typeof rowsPerCall, rows: number): number =>
  Math.ceil(rows / rowsPerCall[provider]);

/** Of the newest rows of providers that each hold an equal share of them. */
export const callsOfNewest = (providers: readonly (keyof typeof rowsPerCall)[], rows: number): number =>
  providers
    .map((provider) => callsOfRows(provider, rows / providers.length))
    .reduce((sum, calls) => sum + calls, 0);

/** Of lookups: repeats cost nothing. */
export function callsOfLookUps(references: readonly Reference[]): number {
  const byProvider = { tencent: new Set<string>(), edge: new Set<string>(), aliyun: new Set<string>() };
  for (const { provider, taskId } of references) byProvider[provider].add(taskId);
  const { tencent, edge, aliyun } = byProvider;
  return tencent.size + edge.size + Math.ceil(aliyun.size / idsOfAlibaba);
}

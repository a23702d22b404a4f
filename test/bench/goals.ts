import { costWork, memoryWork, peakWork } from './growth.ts';
import { dashboardWork, lookUpWork, walkWork } from './latencies.ts';
import { newestWork } from './newest.ts';
import { pageWork } from './pages.ts';
import { figureOf, names, timesAsQuick } from './results.ts';
import type { Work } from './results.ts';
import { hashesOf, signatureOf, signingSchemes, signingWork } from './signing.ts';
import { startWork } from './starts.ts';
import { markdown, rounded } from './table.ts';
import { fewWatchers, manyWatchers, watchWork } from './watchers.ts';

/** What is promised of a figure. */
interface Goal {
  readonly text: string;
  readonly bound: { readonly atLeast: number } | { readonly atMost: number };
  /** What the figure counts. Default: `×`, a ratio. */
  readonly unit?: string;
  /** NaN where its works were not measured. */
  readonly figure: (works: readonly Work[]) => number;
}

const quicker = (text: string, work: string, than: string, atLeast: number): Goal => ({
  text: `${work}: requests a second on one core, against ${text}`,
  bound: { atLeast },
  figure: (works) => timesAsQuick(works, work, names.ours, than),
});

/** The calls of one answer beyond the fewest that can give it. */
const fewestCalls = (work: string): Goal => ({
  text: `${work}: vendor calls beyond the computed minimum`,
  bound: { atMost: 0 },
  unit: 'calls',
  figure: (works) => {
    const found = works.find(({ name }) => name === work);
    const calls = found?.measured.find(({ contestant }) => contestant === names.ours)?.calls ?? NaN;
    return calls - (found?.fewestCalls ?? NaN);
  },
});

const slower = (text: string, work: string, one: string, than: string, atMost: number): Goal => ({
  text,
  bound: { atMost },
  figure: (works) => figureOf(works, work, one) / figureOf(works, work, than),
});

/** The longest walk against the shortest. */
const grown = (text: string, work: string, atMost: number): Goal => ({
  text,
  bound: { atMost },
  figure: (works) => {
    const figures = works.find(({ name }) => name === work)?.measured.map(({ figure }) => figure) ?? [];
    return (figures.at(-1) ?? NaN) / (figures[0] ?? NaN);
  },
});

const sizes = [20, 100, 1_000];

const goals: readonly Goal[] = [
  ...sizes.flatMap((size) => [pageWork(size, 'fresh'), pageWork(size, 'kept')]).map(fewestCalls),
  ...[newestWork, lookUpWork, walkWork].map(fewestCalls),
  slower(`${newestWork}: time, against ${names.rawCall}`, newestWork, names.ours, names.rawCall, 1.3),
  quicker('the bare proxy', pageWork(20, 'fresh'), names.proxy, 0.7),
  quicker('Apollo Server with the SDKs', pageWork(20, 'fresh'), names.apollo, 12),
  quicker('the bare proxy', pageWork(100, 'fresh'), names.proxy, 0.7),
  quicker('mercurius without JIT', pageWork(20, 'kept'), names.mercurius, 3),
  quicker('mercurius without JIT', pageWork(100, 'kept'), names.mercurius, 3),
  quicker('graphql-js in process', pageWork(1_000, 'kept'), names.graphqlJs, 2.5),
  grown(`${costWork}: the longest walk against the shortest`, costWork, 1.15),
  grown(`${memoryWork}: the longest walk against the shortest`, memoryWork, 1.15),
  grown(`${peakWork}: the longest walk against the shortest`, peakWork, 1.15),
  fewestCalls(dashboardWork),
  slower(`${watchWork}: vendor calls, against one watcher a task`, watchWork, manyWatchers, fewWatchers, 1),
  ...signingSchemes.map((scheme) =>
    slower(
      `${signingWork(scheme)}: against its hashes alone`,
      signingWork(scheme),
      signatureOf(scheme),
      hashesOf(scheme),
      1.5,
    ),
  ),
  slower(`${startWork}: against ${names.yoga}`, startWork, names.ours, names.yoga, 1.2),
];

/** One line a goal: what was promised, what was found. */
export function goalTable(works: readonly Work[]): string {
  const rows = goals.flatMap(({ text, bound, unit = '×', figure }) => {
    const found = figure(works);
    if (Number.isNaN(found)) return [];
    const isMet = 'atLeast' in bound ? found >= bound.atLeast : found <= bound.atMost;
    const promise = 'atLeast' in bound ? `≥ ${bound.atLeast} ${unit}` : `≤ ${bound.atMost} ${unit}`;
    return [[text, promise, `${rounded(found)} ${unit}`, isMet ? 'yes' : 'no']];
  });
  return markdown(['Goal', 'Bound', 'Found', 'Met'], rows);
}

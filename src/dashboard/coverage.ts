import type { CoverageFragment, CoverageOutcome, ProblemFragment } from './gql/graphql.ts';

/** What one provider contributed to an answer, all its feeds together. */
export interface ProviderCoverage {
  readonly provider: CoverageFragment['provider'];
  readonly outcome: CoverageOutcome;
  /** The time range that every feed covered; undefined if one covered nothing. */
  readonly covered: { readonly from: string; readonly to: string } | undefined;
  readonly vendorCalls: number;
  readonly rowsRead: number;
  /** The distinct errors of all feeds. */
  readonly problems: readonly ProblemFragment[];
  readonly feeds: readonly CoverageFragment[];
}

/** Errors that limit an answer although the vendor works. */
const limits: readonly ProblemFragment['__typename'][] = ['RetentionError', 'CallBudgetError'];

/** Whether it needs attention. */
export const isTrouble = ({ __typename }: ProblemFragment): boolean => !limits.includes(__typename);

/** The providers whose answers need attention. */
export const troubled = (coverage: readonly CoverageFragment[]): readonly CoverageFragment['provider'][] => {
  const feeds = coverage.filter(({ error }) => error !== null && isTrouble(error));
  return [...new Map(feeds.map(({ provider }) => [provider.id, provider])).values()];
};

const worstFirst: readonly CoverageOutcome[] = ['FAILED', 'PARTIAL', 'SKIPPED', 'COMPLETE'];

/** The feeds of an answer by provider, in the order in which they came. */
export function byProvider(coverage: readonly CoverageFragment[]): readonly ProviderCoverage[] {
  const feedsOf = new Map<string, CoverageFragment[]>();
  for (const feed of coverage) {
    feedsOf.set(feed.provider.id, [...(feedsOf.get(feed.provider.id) ?? []), feed]);
  }
  return [...feedsOf.values()].flatMap((feeds) => {
    const [first] = feeds;
    return first === undefined ? [] : [together(first.provider, feeds)];
  });
}

const together = (
  provider: CoverageFragment['provider'],
  feeds: readonly CoverageFragment[],
): ProviderCoverage => ({
  provider,
  outcome: outcomeOf(feeds),
  covered: coveredByAll(feeds),
  vendorCalls: feeds.reduce((sum, { vendorCalls }) => sum + vendorCalls, 0),
  rowsRead: feeds.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
  problems: [
    ...new Map(feeds.flatMap(({ error }) => (error === null ? [] : [[error.message, error]]))).values(),
  ],
  feeds,
});

/** If some feeds failed and others did not, the provider's answer is partial. */
function outcomeOf(feeds: readonly CoverageFragment[]): CoverageOutcome {
  const present = new Set(feeds.map(({ outcome }) => outcome));
  if (present.has('FAILED') && present.has('COMPLETE')) return 'PARTIAL';
  return worstFirst.find((outcome) => present.has(outcome)) ?? 'SKIPPED';
}

function coveredByAll(feeds: readonly CoverageFragment[]): ProviderCoverage['covered'] {
  const windows = feeds.flatMap(({ covered }) => (covered === null ? [] : [covered]));
  if (windows.length < feeds.length) return undefined;
  return windows.reduce((common, window) => ({
    ...common,
    from: common.from > window.from ? common.from : window.from,
    to: common.to < window.to ? common.to : window.to,
  }));
}

import { describe, expect, it } from 'vitest';
import { byProvider, troubled } from '../../src/dashboard/coverage.ts';
import type { CoverageFragment, ProblemFragment } from '../../src/dashboard/gql/graphql.ts';

const provider = (name: string): CoverageFragment['provider'] => ({
  __typename: 'Provider',
  id: name,
  name,
  vendor: 'TENCENT_CDN',
  kinds: [],
  health: {
    __typename: 'ProviderHealth',
    available: true,
    historySince: null,
    historyLag: null,
    lastError: null,
  },
});

const problem = (__typename: ProblemFragment['__typename'], message = 'It is down.'): ProblemFragment => ({
  __typename,
  message,
  retryable: true,
  vendorCode: null,
  requestId: null,
});

const window = (from: string, to: string) => ({ __typename: 'TimeWindow', from, to }) as const;

const feed = (name: string, more: Partial<CoverageFragment> = {}): CoverageFragment => ({
  __typename: 'FeedCoverage',
  provider: provider(name),
  action: 'DescribePushTasks',
  scope: null,
  outcome: 'COMPLETE',
  source: 'VENDOR',
  asOf: '2026-03-02T00:00:00Z',
  requested: window('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'),
  covered: window('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z'),
  vendorCalls: 2,
  rowsRead: 30,
  error: null,
  ...more,
});

describe('the coverage of a provider', () => {
  it('combines that of its feeds, in their order', () => {
    const [first, second] = byProvider([feed('b'), feed('a'), feed('b', { vendorCalls: 1, rowsRead: 5 })]);
    expect(first).toMatchObject({
      provider: { name: 'b' },
      outcome: 'COMPLETE',
      vendorCalls: 3,
      rowsRead: 35,
      problems: [],
    });
    expect(second?.provider.name).toBe('a');
  });

  it('is the range that all feeds cover, and empty if one covers nothing', () => {
    const shorter = feed('a', { covered: window('2026-03-01T06:00:00Z', '2026-03-02T00:00:00Z') });
    expect(byProvider([feed('a'), shorter])[0]?.covered).toEqual(shorter.covered);
    expect(byProvider([feed('a'), feed('a', { covered: null })])[0]?.covered).toBeUndefined();
  });

  it('is partial if some of its feeds failed, and contains each problem once', () => {
    const failed = feed('a', { outcome: 'FAILED', covered: null, error: problem('UnavailableError') });
    expect(byProvider([failed, failed])[0]).toMatchObject({ outcome: 'FAILED', problems: [failed.error] });
    expect(byProvider([failed, feed('a')])[0]?.outcome).toBe('PARTIAL');
  });

  it('is a warning if the vendor failed, not if a limit was reached', () => {
    const limited = [
      feed('a', { error: problem('RetentionError') }),
      feed('b', { error: problem('CallBudgetError') }),
    ];
    expect(troubled(limited)).toEqual([]);
    expect(troubled([...limited, feed('c', { error: problem('TimeoutError') })])).toEqual([provider('c')]);
  });
});

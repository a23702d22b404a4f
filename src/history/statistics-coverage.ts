import { VendorError } from '../domain/errors.ts';
import type { FeedCoverage } from '../domain/page.ts';
import type { Feed, TaskSource } from '../domain/source.ts';
import type { Instant, Window } from '../domain/time.ts';
import { gapsBetween, type Coverage } from '../engine/store/coverage.ts';

/** A feed that a question concerns. */
export interface AskedFeed {
  readonly source: TaskSource;
  readonly feed: Feed;
  /** Absent: it was never recorded. */
  readonly id: number | undefined;
  /** Why its scopes are not known. */
  readonly refusal: VendorError | undefined;
}

/** What the ranges of a feed tell of a window, which may end with the last of them if that ends after an instant. */
export function statisticsCoverage(
  { source, feed, refusal }: AskedFeed,
  window: Window,
  youngest: Instant,
  ranges: readonly Coverage[],
): FeedCoverage {
  const [first] = ranges;
  const last = ranges.at(-1);
  const requested = last !== undefined && last.to > youngest ? { ...window, to: last.to } : window;
  const gaps = gapsBetween(requested, ranges);
  const { name } = source.provider;
  return {
    provider: source.provider,
    action: feed.action,
    scope: feed.scope,
    kinds: feed.kinds,
    outcome:
      refusal !== undefined
        ? 'SKIPPED'
        : gaps.length === 0
          ? 'COMPLETE'
          : first === undefined
            ? 'FAILED'
            : 'PARTIAL',
    requested,
    covered: first === undefined || last === undefined ? undefined : { from: first.from, to: last.to },
    source: 'HISTORY',
    asOf: Math.min(...ranges.map(({ readAt }) => readAt), requested.to),
    vendorCalls: 0,
    rowsRead: 0,
    requestIds: [],
    pushedDown: {},
    filteredHere: [],
    error:
      refusal ??
      (gaps.length === 0
        ? undefined
        : new VendorError({
            kind: 'RETENTION',
            provider: name,
            message: `The history does not contain all tasks of ${name} in this range: ${gaps.length} ${gaps.length === 1 ? 'part is' : 'parts are'} missing, the first from ${new Date(gaps[0]?.from ?? 0).toISOString()} to ${new Date(gaps[0]?.to ?? 0).toISOString()}.`,
            retryable: false,
            earliest: gaps.at(-1)?.to,
          })),
  };
}

import { VendorError } from '../../domain/errors.ts';
import type { FeedCoverage } from '../../domain/page.ts';
import { SECOND, type Instant, type Window } from '../../domain/time.ts';
import type { Broken } from './merge.ts';
import type { Direction } from './order.ts';
import type { Meter } from './pages.ts';
import type { Plan, Skipped, Stream } from './plan.ts';

/** What became of one stream in one answer. */
export interface StreamReport {
  readonly stream: Stream;
  readonly meter: Meter;
  readonly broken: Broken | undefined;
}

/** What each feed contributed: its streams taken together, then the feeds that could not be asked. */
export function coverageOf(
  { skipped }: Plan,
  reports: readonly StreamReport[],
  window: Window,
  direction: Direction,
  now: Instant,
): FeedCoverage[] {
  const byFeed = new Map<Stream['feed'], StreamReport[]>();
  for (const report of reports) {
    const { feed } = report.stream;
    byFeed.set(feed, [...(byFeed.get(feed) ?? []), report]);
  }
  return [
    ...[...byFeed.values()].map((each) => feedCoverage(each, window, direction, now)),
    ...skipped.map((each) => skippedCoverage(each, window, now)),
  ];
}

/** One for each provider that could not answer in full; a failed call says more than a shortfall. */
export function errorsOf(coverage: readonly FeedCoverage[]): VendorError[] {
  const byProvider = new Map<string, VendorError>();
  for (const { provider, error } of coverage) {
    const known = byProvider.get(provider.name);
    if (error !== undefined && (known === undefined || weight(error) > weight(known))) {
      byProvider.set(provider.name, error);
    }
  }
  return [...byProvider.values()];
}

function feedCoverage(
  reports: readonly StreamReport[],
  requested: Window,
  direction: Direction,
  now: Instant,
): FeedCoverage {
  const streams = reports.map(({ stream }) => stream);
  const [first] = streams;
  if (first === undefined) throw new RangeError('A feed without streams has no coverage.');
  const failures = reports.flatMap(({ broken }) => (broken === undefined ? [] : [broken]));
  const error =
    failures[0]?.failure ??
    first.shortfall ??
    unreadableRows(
      first,
      reports.find(({ meter }) => meter.unreadable),
    );
  const covered = coveredPart(first, failures, requested, direction);
  const meters = reports.map(({ meter }) => meter);
  return {
    provider: first.source.provider,
    action: first.feed.action,
    scope: first.feed.scope,
    kinds: first.feed.kinds,
    outcome: error === undefined ? 'COMPLETE' : covered === undefined ? 'FAILED' : 'PARTIAL',
    requested,
    covered,
    source: 'VENDOR',
    asOf: meters.reduce((oldest, { asOf = now }) => Math.min(oldest, asOf), now),
    vendorCalls: meters.reduce((sum, { vendorCalls }) => sum + vendorCalls, 0),
    rowsRead: meters.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
    requestIds: [...new Set(meters.flatMap(({ requestIds }) => [...requestIds]))],
    pushedDown: pushedDown(streams),
    filteredHere: filteredHere(streams),
    error,
  };
}

/** Between the near end of the range and the first stream that broke. */
function coveredPart(
  { range }: Stream,
  failures: readonly Broken[],
  requested: Window,
  direction: Direction,
): Window | undefined {
  let from: Instant = Math.max(requested.from, range.from);
  let to: Instant = Math.min(requested.to, range.to);
  for (const { second } of failures) {
    if (direction === 'forward') from = Math.max(from, second + SECOND);
    else to = Math.min(to, second);
  }
  return from < to ? { from, to } : undefined;
}

function unreadableRows({ source }: Stream, report: StreamReport | undefined): VendorError | undefined {
  const { unreadable } = report?.meter ?? {};
  if (unreadable === undefined) return undefined;
  const provider = source.provider.name;
  return new VendorError({
    kind: 'UNAVAILABLE',
    provider,
    message: `${provider} sent rows that cannot be placed, which are left out: ${unreadable}.`,
    retryable: true,
  });
}

const skippedCoverage = (
  { source, feed, reason }: Skipped,
  requested: Window,
  now: Instant,
): FeedCoverage => ({
  provider: source.provider,
  action: feed.action,
  scope: feed.scope,
  kinds: feed.kinds,
  outcome: 'SKIPPED',
  requested,
  source: 'VENDOR',
  asOf: now,
  vendorCalls: 0,
  rowsRead: 0,
  requestIds: [],
  pushedDown: {},
  filteredHere: [],
  error: reason,
});

/** By filter, the values that the vendor was asked for. */
export function pushedDown(streams: readonly Stream[]): Record<string, unknown> {
  const filters: Record<string, Set<unknown>> = {};
  for (const { narrowing } of streams) {
    for (const [field, value] of Object.entries(narrowing)) {
      if (value === undefined) continue;
      const values = (filters[field] ??= new Set());
      for (const each of Array.isArray(value) ? value : [value]) values.add(each);
    }
  }
  return Object.fromEntries(Object.entries(filters).map(([field, values]) => [field, [...values]]));
}

/** The filters that were applied here, to rows that the vendor sent too many of. */
export const filteredHere = (streams: readonly Stream[]): string[] => [
  ...new Set(
    streams.flatMap(({ here }) =>
      Object.entries(here).flatMap(([field, value]) => (value === undefined ? [] : [field])),
    ),
  ),
];

const weight = ({ kind }: VendorError): number =>
  kind === 'RETENTION' ? 0 : kind === 'INVALID_REQUEST' ? 1 : 2;

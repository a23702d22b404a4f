import { VendorError, type VendorErrorKind } from '../../domain/errors.ts';
import type { CoverageSource, FeedCoverage } from '../../domain/page.ts';
import { SECOND, type Instant, type Window } from '../../domain/time.ts';
import type { Coverage } from '../store/coverage.ts';
import type { FeedView } from './feed-view.ts';
import type { Direction } from './order.ts';
import type { Skipped, Stream } from './plan.ts';
import { shortfallOf } from './page-caller.ts';

/** What one feed contributed to one answer. */
export interface ViewReport {
  readonly view: FeedView;
  /** The instant after which, in reading order, nothing was returned, because the feed could not be read further. */
  readonly end: Instant | undefined;
  /** The part of the list that the page covers. */
  readonly part: Window;
}

/** What each feed contributed, then the feeds that could not be asked. */
export const coverageOf = (
  reports: readonly ViewReport[],
  skipped: readonly Skipped[],
  window: Window,
  direction: Direction,
  now: Instant,
): FeedCoverage[] => [
  ...reports.map((report) => feedCoverage(report, window, direction, now)),
  ...skipped.map((each) => skippedCoverage(each, window, now)),
];

/** One for each provider that could not answer in full; a failed call takes precedence over a shortfall. */
export function errorsOf(coverage: readonly FeedCoverage[]): VendorError[] {
  const byProvider = new Map<string, VendorError>();
  for (const { provider, error } of coverage) {
    const known = byProvider.get(provider.name);
    if (error !== undefined && (known === undefined || weight(error) > weight(known))) {
      byProvider.set(provider.name, error);
    }
  }
  return [...byProvider].map(([provider, error]) =>
    weight(error) < FAILED_CALL ? error : error.saying(`${error.message}${unreadScopes(coverage, provider)}`),
  );
}

/** A sentence that tells how many of several scopes a provider did not answer for; empty where it has but one. */
function unreadScopes(coverage: readonly FeedCoverage[], provider: string): string {
  const own = coverage.filter((each) => each.provider.name === provider && each.scope !== undefined);
  const scopes = new Set(own.map(({ scope }) => scope));
  if (scopes.size < 2) return '';
  const failed = own.filter(({ error }) => error !== undefined && weight(error) === FAILED_CALL);
  const unread = new Set(failed.map(({ scope }) => scope));
  const isTooMuch = failed.some(({ error }) => error !== undefined && tooMuch.has(error.kind));
  return (
    ` Of ${scopes.size} scopes, ${unread.size} were not read in full: \`coverage\` names them.` +
    (isTooMuch
      ? ' A filter by domain reads fewer, the next page reads on, and `maxAge` accepts earlier readings.'
      : '')
  );
}

/** What was asked for is more than the vendor answers in the time of a request. */
const tooMuch: ReadonlySet<VendorErrorKind> = new Set(['RATE_LIMIT', 'TIMEOUT', 'CALL_BUDGET']);

function feedCoverage(
  { view, end, part }: ViewReport,
  requested: Window,
  direction: Direction,
  now: Instant,
): FeedCoverage {
  const { state, caller, streams } = view.parts;
  const { feed, source } = state;
  const { stream } = streams[0];
  const readings = view.covered(part);
  const error =
    view.error?.at(source.provider.name) ??
    shortfallOf(readings, source.provider.name) ??
    stream.shortfall ??
    lossOf(view.lost(part), source.provider.name);
  const covered = coveredPart(stream, end, requested, direction);
  const { meter } = caller;
  return {
    provider: source.provider,
    action: feed.action,
    scope: feed.scope,
    kinds: feed.kinds,
    outcome: error === undefined ? 'COMPLETE' : covered === undefined ? 'FAILED' : 'PARTIAL',
    requested,
    covered,
    source: sourceOf(meter.vendorCalls, readings, state.hasHistory),
    asOf: readings.reduce((oldest, { readAt }) => Math.min(oldest, readAt), now),
    vendorCalls: meter.vendorCalls,
    rowsRead: meter.rowsRead,
    requestIds: [...meter.requestIds],
    pushedDown: pushedDown(streams.map((each) => each.stream)),
    filteredHere: filteredHere(streams.map((each) => each.stream)),
    error,
  };
}

function sourceOf(vendorCalls: number, readings: readonly Coverage[], hasHistory: boolean): CoverageSource {
  const isFromHistory = readings.some((reading) => reading.isFromHistory === true);
  if (vendorCalls > 0) return isFromHistory ? 'BOTH' : 'VENDOR';
  return isFromHistory || (hasHistory && readings.length === 0) ? 'HISTORY' : 'VENDOR';
}

/** The ranges that neither the vendor nor the history has any more. */
function lossOf([first, ...others]: readonly Window[], provider: string): VendorError | undefined {
  if (first === undefined) return undefined;
  const more = others.length === 0 ? '' : ` and in ${others.length} more ranges`;
  return new VendorError({
    kind: 'RETENTION',
    provider,
    message: `${provider} no longer keeps tasks that were created from ${rangeText(first)}${more}, and the history does not contain them.`,
    retryable: false,
    earliest: (others.at(-1) ?? first).to,
  });
}

const rangeText = ({ from, to }: Window): string =>
  `${new Date(from).toISOString()} to ${new Date(to).toISOString()}`;

/** From the near end of the range to the instant up to which it was read. */
function coveredPart(
  { range, shortfall }: Stream,
  end: Instant | undefined,
  requested: Window,
  direction: Direction,
): Window | undefined {
  // Earlier rows than the range were removed by the vendor, or never existed.
  let from: Instant = shortfall === undefined ? requested.from : Math.max(requested.from, range.from);
  let to: Instant = Math.min(requested.to, range.to);
  if (end !== undefined && direction === 'forward') from = Math.max(from, end);
  if (end !== undefined && direction === 'backward') to = Math.min(to, end);
  return from < to ? { from, to } : undefined;
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

/** The residual filters: those that the vendor did not apply, or only roughly. */
export const filteredHere = (streams: readonly Stream[]): string[] => [
  ...new Set(
    streams.flatMap(({ residual }) =>
      Object.entries(residual).flatMap(([field, value]) => (value === undefined ? [] : [field])),
    ),
  ),
];

const FAILED_CALL = 2;

const weight = ({ kind }: VendorError): number =>
  kind === 'RETENTION' ? 0 : kind === 'INVALID_REQUEST' ? 1 : FAILED_CALL;

/** The part of a list that a page covers: from where it continued to its last node, or to the far end of the list. */
export const partOf = (view: FeedView, last: Instant | undefined, direction: Direction): Window => {
  if (last === undefined) return view.range;
  return direction === 'forward'
    ? { from: Math.min(view.range.to, Math.max(view.range.from, last)), to: view.range.to }
    : { from: view.range.from, to: Math.max(view.range.from, Math.min(view.range.to, last + SECOND)) };
};

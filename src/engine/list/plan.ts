import { VendorError } from '../../domain/errors.ts';
import { isFinal, type TaskKind, type TaskState } from '../../domain/task.ts';
import type { RowFilter } from '../../domain/query.ts';
import { mayServe, type Feed, type Pushdown, type TaskSource } from '../../domain/source.ts';
import { SECOND, secondOf, type Instant, type Milliseconds, type Window } from '../../domain/time.ts';
import { askableFeeds } from '../scopes.ts';
import type { History } from '../store/history.ts';
import type { Narrowing } from '../store/coverage.ts';
import type { Direction } from './order.ts';

/** One list to read: a feed, narrowed in one way, over the part of the range that its vendor still keeps. */
export interface Stream {
  readonly source: TaskSource;
  readonly feed: Feed;
  readonly requested: Window;
  /** The part that can be answered, from the vendor or from the history. */
  readonly range: Window;
  /** Since when the vendor can be asked; what was created before is known to the history alone. */
  readonly askableFrom: Instant;
  readonly narrowing: Narrowing;
  /** What the vendor does not filter by, or not exactly. */
  readonly residual: RowFilter;
  /** Why less than the requested range can be read. */
  readonly shortfall?: VendorError | undefined;
}

/** A feed that cannot be asked, and why. */
export interface Skipped {
  readonly source: TaskSource;
  readonly feed: Feed;
  readonly requested: Window;
  readonly reason: VendorError;
  /** Whether the feed stands for those of scopes that are not known: a list goes on with them once they are. */
  readonly isOfUnknownScopes: boolean;
}

export interface Plan {
  readonly streams: readonly Stream[];
  readonly skipped: readonly Skipped[];
}

/** One narrowing of a feed, and what is left to be filtered here. */
interface Split {
  readonly narrowing: Narrowing;
  readonly residual: RowFilter;
}

/** More parallel lists of one feed than this cost more calls than reading a wider one and filtering here. */
const MAX_SPLITS = 6;

/** What is asked at the horizon of a vendor's retention arrives a little later there. */
const RETENTION_MARGIN: Milliseconds = 5 * SECOND;

/** Query × capabilities → the lists to read, or why none. Pure: nothing is asked yet. `nowOf` gives each vendor's own time. */
export function plan(
  sources: readonly TaskSource[],
  filter: RowFilter,
  range: Window,
  nowOf: (source: TaskSource) => Instant,
  direction: Direction,
  history?: Pick<History, 'since'>,
): Plan {
  const streams: Stream[] = [];
  const skipped: Skipped[] = [];
  for (const source of sources) {
    const { feeds, refusal } = askableFeeds(source);
    for (const feed of feeds) {
      const kinds = wantedKinds(feed, filter.kinds);
      if (kinds.length === 0 || !mayHoldHost(feed, filter)) continue;
      const reach = kept(source, feed, range, nowOf(source), history?.since(source, feed));
      if (reach.window !== undefined && reach.window.from >= reach.window.to) continue;
      const reason =
        refusal ??
        areaRefusal(source, feed, filter) ??
        hostRefusal(source, feed, filter) ??
        (reach.window === undefined ? reach.shortfall : undefined);
      if (reason !== undefined || reach.window === undefined) {
        if (reason !== undefined)
          skipped.push({ source, feed, requested: range, reason, isOfUnknownScopes: refusal !== undefined });
        continue;
      }
      for (const { narrowing, residual } of splits(feed, { ...filter, kinds }, direction)) {
        streams.push({
          source,
          feed,
          requested: range,
          range: reach.window,
          askableFrom: reach.askableFrom,
          narrowing,
          residual,
          shortfall: reach.shortfall,
        });
      }
    }
  }
  return { streams, skipped };
}

/** A purge of a whole scope names no host, so only rows that must name one tell that a scope cannot hold them. */
function mayHoldHost({ hosts }: Feed, { urls, domains }: RowFilter): boolean {
  const named = domains ?? urls?.map(hostOf);
  return named?.some((host) => host === undefined || mayServe(hosts, host)) ?? true;
}

const wantedKinds = (feed: Feed, kinds: readonly TaskKind[] | undefined): readonly TaskKind[] =>
  kinds === undefined ? feed.kinds : feed.kinds.filter((kind) => kinds.includes(kind));

/** The part of the range that the vendor still keeps, or that the history has kept since an instant. */
function kept(
  { provider }: TaskSource,
  { action, capabilities }: Feed,
  range: Window,
  now: Instant,
  keptSince: Instant = Infinity,
): { window?: Window; askableFrom: Instant; shortfall?: VendorError } {
  // One second more than the margin, for a window is asked from one second before it.
  const askableFrom = secondOf(now - capabilities.retention + RETENTION_MARGIN) + 2 * SECOND;
  const earliest = Math.min(askableFrom, keptSince);
  // What lies ahead of the vendor's clock holds no rows, and some vendors refuse to be asked for it.
  const to = Math.min(range.to, secondOf(now) + SECOND);
  const from = Math.max(range.from, capabilities.since ?? -Infinity);
  if (!Number.isFinite(earliest) || from >= earliest) return { window: { from, to }, askableFrom };
  const shortfall = new VendorError({
    kind: 'RETENTION',
    provider: provider.name,
    message: `${provider.name} keeps tasks of ${action} only since ${new Date(earliest).toISOString()}; older ones are not in this answer.`,
    retryable: false,
    earliest,
  });
  return range.to <= earliest
    ? { shortfall, askableFrom }
    : { window: { from: earliest, to }, shortfall, askableFrom };
}

function areaRefusal(
  { provider }: TaskSource,
  { capabilities }: Feed,
  filter: RowFilter,
): VendorError | undefined {
  if (filter.area === undefined || capabilities.area !== undefined || capabilities.tellsArea)
    return undefined;
  return new VendorError({
    kind: 'INVALID_REQUEST',
    provider: provider.name,
    message: `${provider.name} does not say for which area a task ran, so a filter by area leaves its tasks out.`,
    retryable: false,
    field: 'area',
  });
}

/** Rows that are paths tell their hosts only where the configuration does. */
function hostRefusal(
  { provider }: TaskSource,
  { capabilities, hosts, scope }: Feed,
  { urls, domains }: RowFilter,
): VendorError | undefined {
  if (capabilities.tellsDomain !== false || hosts !== undefined) return undefined;
  if (urls === undefined && domains === undefined) return undefined;
  return new VendorError({
    kind: 'INVALID_REQUEST',
    provider: provider.name,
    message: `${provider.name} does not say which domains ${scope ?? 'it'} serves, so a filter by URL or domain leaves its tasks out. Set the \`domains\` that it serves.`,
    retryable: false,
    field: domains === undefined ? 'urls' : 'domains',
  });
}

/** The narrowest ways to ask a feed that together hold all that is wanted. None where nothing can match. */
function splits(
  feed: Feed,
  wanted: RowFilter & { kinds: readonly TaskKind[] },
  direction: Direction,
): Split[] {
  const can = feed.capabilities;
  const states = occurring(wanted.states, can.occurringStates);
  if (states?.length === 0) return [];
  const byKind = kindGroups(feed, wanted);
  const byState = stateGroups(states, can.states, direction);
  const groups = byKind.length * byState.length > MAX_SPLITS ? [undefined] : byState;
  return byKind.flatMap((kinds) =>
    groups.map((stateGroup) => split(feed, { ...wanted, states }, kinds, stateGroup)),
  );
}

function split(
  { capabilities: can, kinds: allKinds }: Feed,
  wanted: RowFilter & { kinds: readonly TaskKind[] },
  kinds: readonly TaskKind[] | undefined,
  states: readonly TaskState[] | undefined,
): Split {
  const isAllowed = (pushdown: Pushdown<never> | Pushdown<string> | undefined): boolean =>
    pushdown !== undefined && (pushdown.needsKind !== true || kinds?.length === 1 || allKinds.length === 1);
  const pushed: Narrowing = {
    kinds,
    states: states !== undefined && isAllowed(can.states) ? states : undefined,
    url: isAllowed(can.url) && bareHostOf(wanted.urls) === undefined ? only(wanted.urls) : undefined,
    domain: isAllowed(can.domain) ? (only(wanted.domains) ?? bareHostOf(wanted.urls)) : undefined,
    area: isAllowed(can.area) ? wanted.area : undefined,
  };
  const isCovered = (field: keyof Narrowing): boolean =>
    pushed[field] !== undefined && can[field]?.isExact === true;
  const wantsAllKinds = wanted.kinds.length === allKinds.length;
  return {
    narrowing: pushed,
    residual: {
      kinds: wantsAllKinds || isCovered('kinds') ? undefined : wanted.kinds,
      states: isCovered('states') ? undefined : wanted.states,
      urls: isCovered('url') ? undefined : wanted.urls,
      domains: isCovered('domain') ? undefined : wanted.domains,
      area: isCovered('area') ? undefined : wanted.area,
      from: wanted.from,
      to: wanted.to,
    },
  };
}

/** `[undefined]` asks for all kinds in one list. */
function kindGroups(
  { capabilities: can, kinds: allKinds }: Feed,
  wanted: RowFilter & { kinds: readonly TaskKind[] },
): (readonly TaskKind[] | undefined)[] {
  const needsOne =
    allKinds.length > 1 &&
    ((wanted.states !== undefined && can.states?.needsKind === true) ||
      (only(wanted.domains) !== undefined && can.domain?.needsKind === true));
  if (!needsOne && wanted.kinds.length === allKinds.length) return [undefined];
  if (can.kinds === undefined || !isNameable(wanted.kinds, can.kinds)) return [undefined];
  return chunks(wanted.kinds, needsOne ? 1 : can.kinds.valuesPerCall);
}

/** `[undefined]` asks for all states and filters here. */
function stateGroups(
  states: readonly TaskState[] | undefined,
  can: Pushdown<TaskState> | undefined,
  direction: Direction,
): (readonly TaskState[] | undefined)[] {
  if (states === undefined || can === undefined || !isNameable(states, can)) return [undefined];
  const lasts = states.every(isFinal);
  // Backwards, offsets count from the far end: a row that leaves the answer would shift unread ones out of reach.
  if (!lasts && direction === 'backward') return [undefined];
  if (states.length <= can.valuesPerCall) return [states];
  // A row that finishes between two lists, one for each state, could be seen in neither.
  if (!lasts) return [undefined];
  // Nearly all tasks succeed: beside them the other states save no reading.
  if (states.includes('SUCCEEDED')) return [undefined];
  return chunks(states, can.valuesPerCall);
}

/** A vendor is told one URL or domain; of several all rows are read and filtered here. */
const only = (values: readonly string[] | undefined): string | undefined =>
  values?.length === 1 ? values[0] : undefined;

/** The host of a single URL that was written without its scheme: a vendor that compares URLs exactly would not find it. */
const bareHostOf = (urls: readonly string[] | undefined): string | undefined =>
  /^(?<host>[^/?#:@]+\.[^/?#:@]+)(?::\d+)?\//.exec(only(urls) ?? '')?.groups?.['host']?.toLowerCase();

const occurring = (
  states: readonly TaskState[] | undefined,
  known: readonly TaskState[] | undefined,
): readonly TaskState[] | undefined =>
  known === undefined ? states : states?.filter((state) => state === 'UNKNOWN' || known.includes(state));

const isNameable = <Value>(wanted: readonly Value[], { values }: Pushdown<Value>): boolean =>
  values === undefined || wanted.every((value) => values.includes(value));

function chunks<Value>(values: readonly Value[], size: number): Value[][] {
  const parts: Value[][] = [];
  for (let start = 0; start < values.length; start += size) parts.push(values.slice(start, start + size));
  return parts;
}

/** The host name that a URL names, in lower case; undefined for what is no URL with a host. */
export function hostOf(url: string): string | undefined {
  const { host } = /^(?:[a-z][\w+.-]*:)?\/\/(?:[^/?#@]*@)?(?<host>[^/?#:]+)/i.exec(url)?.groups ?? {};
  return host?.toLowerCase();
}

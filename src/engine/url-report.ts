import type { VendorError } from '../domain/errors.ts';
import { mayServe, type TaskSource } from '../domain/source.ts';
import { taskKinds, type TaskKind, type TaskState, type UrlDetail } from '../domain/task.ts';
import { DAY, SECOND, secondOf, type Instant, type Milliseconds, type Window } from '../domain/time.ts';
import {
  standingOf,
  verdictOf,
  worst,
  type ProviderUrlReport,
  type UrlReport,
  type UrlReportQuery,
  type UrlVerdict,
} from '../domain/url-report.ts';
import type { FeedView } from './list/feed-view.ts';
import { Scan } from './list/row-count.ts';
import { shortfallOf } from './list/page-caller.ts';
import type { ListRequest } from './list/list-request.ts';
import { stopAll } from './list/row-list.ts';
import { plan, type Stream } from './list/plan.ts';
import { yieldIfLong } from './runtime.ts';
import { unknownScopes } from './scopes.ts';
import {
  UrlIndex,
  addressOf,
  hostName,
  isOnPath,
  UrlMatcher,
  type Target,
  type Address,
  type Match,
} from './url-match.ts';

/** What the reports need. */
export interface UrlReportParts {
  readonly sources: readonly TaskSource[];
  readonly request: ListRequest;
  readonly now: Instant;
  readonly monotonicNow: () => Milliseconds;
  /** How old readings may be. */
  readonly maxAge: Milliseconds;
}

/**
 * For each provider, the newest task that covers each URL. All URLs are answered from one
 * reading of the period; a provider that fails costs the others nothing.
 */
export async function urlReports(
  { urls, kinds, since: from, providers }: UrlReportQuery,
  parts: UrlReportParts,
): Promise<readonly UrlReport[]> {
  const { sources, now } = parts;
  const since = from ?? now - DAY;
  const targets = [...new Set(urls)].flatMap((url): Target[] => {
    const address = addressOf(url);
    return address === undefined ? [] : [{ url, address }];
  });
  const matcher = new UrlMatcher(parts.monotonicNow);
  const asked = sources.filter(({ provider }) => providers?.includes(provider.name) ?? true);
  const searches = await Promise.all(
    asked.map(async (source) => {
      const search = new ProviderSearch(source, targets, matcher, since);
      await search.run(kinds ?? taskKinds, parts);
      return search;
    }),
  );
  const reports: UrlReport[] = [];
  for (const url of urls) {
    await yieldIfLong();
    const own = searches.map((search) => search.report(url));
    const verdict = verdictOf(own.map(({ standing }) => standing));
    reports.push({ url, verdict, since, state: stateOfVerdict[verdict], providers: own });
  }
  return reports;
}

const stateOfVerdict: Record<UrlVerdict, TaskState> = {
  EVERYWHERE: 'SUCCEEDED',
  IN_PROGRESS: 'PROCESSING',
  NOT_EVERYWHERE: 'FAILED',
  UNKNOWN: 'UNKNOWN',
};

/** Kinds whose rows a filter by host may leave out although they cover URLs of the host. */
const namesNoHost: ReadonlySet<TaskKind> = new Set(['PURGE_ALL', 'PURGE_REGEX', 'UNKNOWN']);

/** The rows of the newest covering second that was found so far. */
interface Covering {
  second: Instant;
  readonly rows: UrlDetail[];
}

/** Searches the rows of one provider, newest first, for those that cover each URL. */
class ProviderSearch {
  readonly #source: TaskSource;
  readonly #served: readonly Target[];
  readonly #servedUrls: ReadonlySet<string>;
  readonly #index: UrlIndex;
  readonly #matcher: UrlMatcher;
  readonly #since: Instant;
  readonly #found = new Map<string, Covering>();
  /** URLs whose only covering task may not cover them. */
  readonly #uncertain = new Map<string, UrlDetail>();
  readonly #purgesOfScopes: { readonly row: UrlDetail; readonly view: FeedView }[] = [];
  /** By feed, the hosts that its known rows name. */
  readonly #namedHosts = new Map<FeedView, ReadonlySet<string>>();
  #scans: readonly Scan[] = [];
  /** Why it is not known which hosts the provider serves. */
  readonly #unknown: VendorError | undefined;
  #shortfall: VendorError | undefined;

  constructor(source: TaskSource, targets: readonly Target[], matcher: UrlMatcher, since: Instant) {
    this.#source = source;
    this.#matcher = matcher;
    this.#since = since;
    this.#unknown = unknownScopes(source);
    this.#served = targets.filter(({ address }) =>
      source.feeds.some(({ hosts }) => mayServe(hosts, hostName(address))),
    );
    this.#servedUrls = new Set(this.#served.map(({ url }) => url));
    this.#index = new UrlIndex(this.#served);
  }

  async run(kinds: readonly TaskKind[], { request, now, maxAge }: UrlReportParts): Promise<void> {
    if (this.#served.length === 0) return;
    const vendorNow = Math.max(now, this.#source.now());
    const range = { from: secondOf(this.#since), to: secondOf(vendorNow) + SECOND };
    const opened = await request.open({
      streams: this.#streams(kinds, range, vendorNow),
      filter: { kinds, from: this.#since % SECOND === 0 ? undefined : this.#since },
      direction: 'forward',
      from: range.to,
      afterOf: () => [Infinity],
      isOfTasks: false,
      acceptsCounts: false,
      maxAge,
    });
    this.#scans = opened.map(({ view }) => new Scan(view));
    this.#shortfall = opened.find(
      ({ view }) => view.parts.streams[0].stream.shortfall !== undefined,
    )?.view.parts.streams[0].stream.shortfall;
    const pins = opened.map(({ view }) => view.pin());
    try {
      await this.#search();
    } finally {
      for (const unpin of pins) unpin();
    }
  }

  async #search(): Promise<void> {
    for (;;) {
      this.#namedHosts.clear();
      for (const scan of this.#scans) {
        const { view } = scan;
        await scan.advance((row) => {
          if (row.kind === 'PURGE_ALL') this.#purgesOfScopes.push({ row, view });
          this.#take(row, view);
        });
      }
      const needed = this.#scans.filter((scan) => this.#isNeeded(scan));
      // Others may have read on meanwhile: what is known by now is scanned first.
      const due = needed.filter(({ view, isUpToDate }) => isUpToDate && view.error === undefined);
      if (due.length === 0 && needed.every(({ isUpToDate }) => isUpToDate)) break;
      await Promise.all(due.map(({ view }) => view.read(Infinity)));
      if (due.some(({ view }) => view.error?.kind === 'CALL_BUDGET'))
        stopAll(this.#scans.map(({ view }) => view));
    }
    // Rows that were read later may name the host of a scope that was purged whole.
    for (const { row, view } of this.#purgesOfScopes) {
      await yieldIfLong();
      this.#take(row, view);
    }
  }

  report(url: string): ProviderUrlReport {
    const provider = this.#source.provider.name;
    if (this.#unknown !== undefined) return { provider, standing: 'UNKNOWN', error: this.#unknown };
    if (!this.#servedUrls.has(url)) return { provider, standing: 'NOT_SERVED' };
    const covering = this.#found.get(url);
    const error = this.#doubt(covering?.second);
    const latest = covering === undefined ? this.#uncertain.get(url) : worst(covering.rows);
    if (error !== undefined) return { provider, standing: 'UNKNOWN', latest, error };
    if (covering !== undefined) return { provider, standing: standingOf(covering.rows), latest };
    if (latest !== undefined) return { provider, standing: 'UNKNOWN', latest };
    return { provider, standing: 'NOT_SUBMITTED' };
  }

  /** Rows that name a host are read by host; purges of a whole scope name none. */
  #streams(kinds: readonly TaskKind[], range: Window, now: Instant): readonly Stream[] {
    const hosts = [...new Set(this.#served.map(({ address }) => hostName(address)))];
    const feeds = this.#source.feeds.filter((feed) => hosts.some((host) => mayServe(feed.hosts, host)));
    const [ofPaths, ofUrls] = [true, false].map((isOfPaths) => ({
      ...this.#source,
      feeds: feeds.filter(({ capabilities }) => (capabilities.tellsDomain === false) === isOfPaths),
    }));
    const sources = ofUrls === undefined ? [] : [ofUrls];
    const paths =
      ofPaths === undefined ? [] : plan([ofPaths], { kinds }, range, () => now, 'forward').streams;
    return [...paths, ...this.#streamsOfUrls(sources, hosts, kinds, range, now)];
  }

  #streamsOfUrls(
    sources: readonly TaskSource[],
    hosts: readonly string[],
    kinds: readonly TaskKind[],
    range: Window,
    now: Instant,
  ): readonly Stream[] {
    if (hosts.length > 1) return plan(sources, { kinds }, range, () => now, 'forward').streams;
    const ofScope = kinds.filter((kind) => namesNoHost.has(kind));
    const ofHost = kinds.filter((kind) => !namesNoHost.has(kind) && kind !== 'PURGE_CACHE_TAG');
    return [
      ...plan(sources, { kinds: ofHost, domains: hosts }, range, () => now, 'forward').streams,
      ...plan(sources, { kinds: ofScope }, range, () => now, 'forward').streams,
    ];
  }

  /** Whether the part of a feed that is not scanned can hold a newer task of a URL than the one that was found. */
  #isNeeded({ view, edge }: Scan): boolean {
    if (edge === undefined) return false;
    return this.#served.some(({ url, address }) => {
      if (!mayServe(view.parts.state.feed.hosts, hostName(address))) return false;
      const found = this.#found.get(url);
      return found === undefined || edge > found.second;
    });
  }

  #take(row: UrlDetail, view: FeedView): void {
    for (const { url, address } of this.#index.candidates(row)) {
      const match = this.#matchOf(row, url, address, view);
      if (match === 'no') continue;
      if (match === 'maybe') {
        const known = this.#uncertain.get(url);
        if (known === undefined || known.createdAt < row.createdAt) this.#uncertain.set(url, row);
        continue;
      }
      const second = secondOf(row.createdAt);
      const known = this.#found.get(url);
      if (known === undefined || known.second < second) this.#found.set(url, { second, rows: [row] });
      // All rows of the newest second, and all rows of its tasks: one for each area, for instance.
      else if (known.second === second || known.rows.some((other) => isSameTask(other, row)))
        known.rows.push(row);
    }
  }

  #matchOf(row: UrlDetail, url: string, address: Address, view: FeedView) {
    if (row.url.startsWith('/')) return isOnPath(row.url, address) ? this.#servedBy(view, address) : 'no';
    const match = this.#matcher.match(row, url, address);
    if (match !== 'maybe' || row.kind !== 'PURGE_ALL') return match;
    const { hosts } = view.parts.state.feed;
    if (hosts !== undefined) return mayServe(hosts, hostName(address)) ? 'yes' : 'no';
    return this.#namesHost(view, hostName(address)) ? 'yes' : 'maybe';
  }

  #servedBy({ parts }: FeedView, address: Address): Match {
    const { hosts } = parts.state.feed;
    if (hosts === undefined) return 'maybe';
    return mayServe(hosts, hostName(address)) ? 'yes' : 'no';
  }

  #namesHost(view: FeedView, host: string): boolean {
    const hosts = this.#namedHosts.get(view) ?? view.namedHosts();
    this.#namedHosts.set(view, hosts);
    return hosts.has(host);
  }

  /** Why a newer task may exist than the one that was found, or why one may exist although none was found. */
  #doubt(second: Instant | undefined): VendorError | undefined {
    const { name } = this.#source.provider;
    for (const { view, edge, partial } of this.#scans) {
      if (edge !== undefined && (second === undefined || edge > second)) {
        if (view.error !== undefined) return view.error.at(name);
      }
      const shortfall = shortfallOf(
        partial.filter(({ to }) => second === undefined || to > second),
        name,
      );
      if (shortfall !== undefined) return shortfall;
    }
    return second === undefined ? this.#shortfall : undefined;
  }
}

const isSameTask = (one: UrlDetail, other: UrlDetail): boolean =>
  one.taskId === other.taskId && one.kind === other.kind;

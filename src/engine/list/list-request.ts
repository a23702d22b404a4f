import type { RowFilter } from '../../domain/query.ts';
import type { Feed, TaskSource } from '../../domain/source.ts';
import type { RequestScope } from '../../domain/request-scope.ts';
import { isFinal, type TaskState, type UrlDetail } from '../../domain/task.ts';
import { SECOND, type Clock, type Instant, type Milliseconds } from '../../domain/time.ts';
import type { Call } from '../call/calls.ts';
import type { Runtime } from '../runtime.ts';
import { narrowingKey, type Narrowing } from '../store/coverage.ts';
import { isFiltered, type KeptFilter } from '../store/kept-filter.ts';
import { feedKey } from '../store/store.ts';
import type { Expanded } from './feed-reader.ts';
import type { FeedState, FeedStates } from './feed-state.ts';
import { FeedView } from './feed-view.ts';
import type { ViewedStream } from './feed-view-parts.ts';
import { Jumps } from './jumps.ts';
import { MarkerReader } from './marker-reader.ts';
import type { Direction } from './order.ts';
import { PageCaller } from './page-caller.ts';
import type { AfterOf } from './page-request.ts';
import type { Stream } from './plan.ts';
import { Reader } from './reader.ts';

/** What was read so short before a request began is fresh for it: many people who watch one page cost the calls of one. */
const FRESHNESS: Milliseconds = 1.5 * SECOND;

/** More lists of one request that are narrowed differently than this cost more calls than one that is not. */
const MAX_NARROWINGS = 2;

/**
 * The most tasks of a page whose URLs must be looked up. Of tasks with counts only those are looked up that have a URL in a wanted
 * state, which are few.
 */
const MOST_LOOKED_UP = { ofAllStates: 10, ofSomeStates: 40 } as const;

/** The part of a feed's rows that stand for whole tasks. */
const COUNTED = 'tasks';

export interface ListingParts {
  readonly states: FeedStates;
  readonly call: Call;
  readonly clock: Clock;
  readonly observe: Runtime['observe'];
  /** Looks up the URLs of listed tasks. Throws `VendorError`. */
  readonly expand: (
    source: TaskSource,
    tasks: readonly UrlDetail[],
    scope: RequestScope,
  ) => Promise<Expanded>;
}

/** How one list looks at its feeds. */
export interface ViewRequest {
  readonly streams: readonly Stream[];
  readonly filter: RowFilter;
  readonly direction: Direction;
  /** Where reading starts in reading order. */
  readonly from: Instant;
  readonly afterOf: AfterOf;
  /** Whether the list needs tasks alone, so that seconds whose rows fill pages can be passed over. */
  readonly isOfTasks: boolean;
  /** Whether rows that stand for whole tasks, with counts, are enough. */
  readonly acceptsCounts: boolean;
  /** How old readings may be that the client accepts. */
  readonly maxAge: Milliseconds;
  /** As in `FeedViewParts`. */
  readonly kept?: KeptFilter | undefined;
}

/** A view, and whether it sees all rows of a task of which it sees one. */
export interface OpenedView {
  readonly view: FeedView;
  readonly key: string;
  readonly isNarrowed: boolean;
}

/** What the lists of one request share: how fresh facts must be, which calls are free, and how widely feeds are read. */
export class ListRequest {
  readonly #parts: ListingParts;
  readonly #scope: RequestScope;
  /** Feeds whose first page was asked for. */
  readonly #begun = new Set<FeedState>();
  /** By feed, in how many ways the lists of the request want to narrow it by URL or domain. */
  readonly #wanted = new Map<string, Set<string>>();

  constructor(parts: ListingParts, scope: RequestScope) {
    this.#parts = parts;
    this.#scope = scope;
  }

  /** Opens the feeds of one list, as soon as the other lists that begin at the same time have told what they need. */
  async open(request: ViewRequest): Promise<readonly OpenedView[]> {
    const byFeed = new Map<string, Stream[]>();
    for (const stream of request.streams) {
      const key = feedKey(stream.source.provider, stream.feed);
      byFeed.set(key, [...(byFeed.get(key) ?? []), stream]);
      if (isByTarget(stream.narrowing)) this.#want(key, stream.narrowing);
    }
    if (request.streams.some(({ narrowing }) => isByTarget(narrowing))) await othersHaveBegun();
    return [...byFeed].flatMap(([key, [first, ...others]]) =>
      first === undefined ? [] : [this.#openFeed(key, [first, ...others], request)],
    );
  }

  /** A feed to be read on its own. */
  viewOf(streams: readonly [Stream, ...Stream[]], request: Omit<ViewRequest, 'streams'>): FeedView {
    const key = feedKey(streams[0].source.provider, streams[0].feed);
    return this.#openFeed(key, streams, { ...request, streams }).view;
  }

  #want(key: string, narrowing: Narrowing): void {
    const known = this.#wanted.get(key) ?? new Set();
    this.#wanted.set(key, known.add(narrowingKey(narrowing)));
  }

  #openFeed(key: string, planned: readonly [Stream, ...Stream[]], request: ViewRequest): OpenedView {
    const isShared = (this.#wanted.get(key)?.size ?? 0) > MAX_NARROWINGS;
    const streams = isShared ? widened(planned) : planned;
    const [{ source, feed, narrowing }] = streams;
    // Where rows do not tell their area, rows of one area are kept apart from the others.
    const area = feed.capabilities.tellsArea ? undefined : narrowing.area;
    const isCounted = feed.capabilities.rows === 'counted-tasks' && request.acceptsCounts;
    const state = this.#parts.states.of(source, feed, isCounted ? COUNTED : area);
    const caller = this.callerFor(state, area);
    // A row that stands for a task is the whole task, however the list is narrowed.
    const isNarrowed = !isCounted && streams.some((stream) => leavesRowsOut(stream));
    const canJump =
      request.isOfTasks &&
      request.direction === 'forward' &&
      streams.length === 1 &&
      !isNarrowed &&
      feed.capabilities.rows === undefined;
    const jumps = canJump && canLookUp(source, feed) ? new Jumps() : undefined;
    const isExpanded = feed.capabilities.rows !== undefined && !isCounted;
    const states = isExpanded ? countedStates(feed, request.filter) : undefined;
    const viewed = streams.map((stream) =>
      this.#viewed(stream, state, caller, { isOfArea: area !== undefined, isExpanded, states, jumps }),
    );
    const [first, ...others] = viewed;
    if (first === undefined) throw new RangeError('A feed without streams cannot be read.');
    const view = new FeedView({
      state,
      caller,
      streams: [first, ...others],
      filter: area === undefined ? request.filter : { ...request.filter, area: undefined },
      direction: request.direction,
      floor: this.floorOf(state, request.maxAge),
      after: request.afterOf(key, () => feedKey(source.provider, { ...feed, scope: undefined })),
      from: request.from,
      jumps,
      kept: state.hasHistory ? keptOf(source, feed, request.kept) : undefined,
    });
    return { view, key, isNarrowed };
  }

  #viewed(
    stream: Stream,
    state: FeedState,
    caller: PageCaller,
    { isOfArea, isExpanded, states, jumps }: ViewedParts,
  ): ViewedStream {
    const { area, states: pushed = states, ...others } = stream.narrowing;
    const narrowing = { ...others, states: pushed, area: isOfArea ? undefined : area };
    const { clock, observe, expand } = this.#parts;
    const { source, feed } = stream;
    const ReaderOfFeed = feed.capabilities.paging === 'marker' ? MarkerReader : Reader;
    const reader = new ReaderOfFeed(state, caller, narrowing, {
      clock,
      jumps,
      onDisorder: () => observe({ type: 'disorder', provider: source.provider.name, action: feed.action }),
      expand: isExpanded ? (tasks) => expand(source, tasks.filter(mayHave(states)), this.#scope) : undefined,
      maxPageSize: isExpanded
        ? MOST_LOOKED_UP[states === undefined ? 'ofAllStates' : 'ofSomeStates']
        : undefined,
    });
    return { stream: { ...stream, narrowing }, reader };
  }

  callerFor(state: FeedState, area?: Stream['narrowing']['area']): PageCaller {
    const { source, feed } = state;
    const { call } = this.#parts;
    return new PageCaller(source, feed, this.#scope, call, () => this.takeFreeCall(state), area);
  }

  /** What was read since then is fresh for this request, however long it runs. */
  floorOf({ feed }: FeedState, maxAge: Milliseconds = 0): Instant {
    const freshness = feed.capabilities.isRefreshedByAsking === true ? 0 : FRESHNESS;
    return this.#scope.now - Math.max(freshness, maxAge);
  }

  /** The first page of each feed that a request must read is not counted against its budget. */
  takeFreeCall(state: FeedState): boolean {
    if (this.#begun.has(state)) return false;
    this.#begun.add(state);
    return true;
  }
}

/** How one stream of a list is read. */
interface ViewedParts {
  readonly isOfArea: boolean;
  /** Whether its rows stand for tasks whose URLs the list needs. */
  readonly isExpanded: boolean;
  /** The states in which URLs are wanted, if the counts of a task tell whether it has any. */
  readonly states: readonly TaskState[] | undefined;
  readonly jumps: Jumps | undefined;
}

/** The wanted states, if they last: counts of other states are old when the URLs are looked up. */
const countedStates = ({ capabilities }: Feed, { states }: RowFilter): RowFilter['states'] =>
  capabilities.rows === 'counted-tasks' && states?.every(isFinal) === true ? states : undefined;

const mayHave =
  (states: RowFilter['states']) =>
  ({ taskCounts }: UrlDetail): boolean =>
    states === undefined || (taskCounts?.some(({ state }) => states.includes(state)) ?? true);

/** Lists of several URLs or domains of one request are answered from one reading of all rows. */
const isByTarget = ({ url, domain }: Narrowing): boolean => url !== undefined || domain !== undefined;

/** Whether tasks of all kinds of a feed can be looked up by id. */
const canLookUp = ({ lookups }: TaskSource, feed: Feed): boolean =>
  feed.kinds.every(
    (kind) =>
      kind === 'UNKNOWN' ||
      lookups.some(
        ({ kinds, scope }) => kinds.includes(kind) && (scope === undefined || scope === feed.scope),
      ),
  );

const leavesRowsOut = ({ narrowing: { url, domain, area, states } }: Stream): boolean =>
  [url, domain, area, states].some((value) => value !== undefined);

/** What is needed of one feed; absent where that is everything. */
function keptOf({ lookups }: TaskSource, feed: Feed, kept?: KeptFilter): KeptFilter | undefined {
  // Rows of a task in another scope need not match.
  const isSpread = kept?.unit === 'tasks' && lookups.some(({ spansScopes }) => spansScopes === true);
  if (kept === undefined || isSpread) return undefined;
  const isOfAllKinds = feed.kinds.every((kind) => kept.kinds?.includes(kind) ?? true);
  const filter = isOfAllKinds ? { ...kept, kinds: undefined } : kept;
  return isFiltered(filter) ? filter : undefined;
}

/** The same streams without their narrowing by URL or domain, and without what needed it. */
function widened([first]: readonly [Stream, ...Stream[]]): readonly [Stream, ...Stream[]] {
  const { area } = first.narrowing;
  return [{ ...first, narrowing: area === undefined ? {} : { area } }];
}

/** Resolves when everything that was about to run has run, as a DataLoader waits for its batch. */
const othersHaveBegun = (): Promise<void> =>
  new Promise((resolve) => {
    void Promise.resolve().then(() => process.nextTick(resolve));
  });

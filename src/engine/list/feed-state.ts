import type { RequestScope } from '../../domain/request-scope.ts';
import type { Feed, TaskSource } from '../../domain/source.ts';
import type { UrlDetail } from '../../domain/task.ts';
import type { Instant, Window } from '../../domain/time.ts';
import { shareOf } from '../call/rate-limiter.ts';
import type { FeedStore } from '../store/feed-store.ts';
import type { History, HistoryRequest, NewFacts } from '../store/history.ts';
import { isWiderOrEqual, type Narrowing } from '../store/coverage.ts';
import { feedKey, type Store } from '../store/store.ts';
import type { PageCaller } from './page-caller.ts';
import { FeedFactsMap, type DocumentedLimits, type FeedFacts } from './feed-facts.ts';

/** A page that is being read, for others who need the same part. */
interface PageInFlight {
  readonly narrowing: Narrowing;
  readonly window: Window;
  /** Under which name its calls are scheduled. */
  readonly client: string;
  readonly isDone: Promise<unknown>;
  /** Resolves once its calls have to wait for the turn of its client. */
  readonly isDelayed: Promise<unknown>;
}

/** What the process knows of one feed: its facts, how it behaves, and what is being read. */
export class FeedState {
  readonly source: TaskSource;
  readonly feed: Feed;
  readonly store: FeedStore;
  readonly facts: FeedFacts;
  readonly markers = new Markers();
  readonly #history: History | undefined;
  readonly #inFlight = new Set<PageInFlight>();

  constructor(
    source: TaskSource,
    feed: Feed,
    store: FeedStore,
    facts: FeedFacts,
    history: History | undefined,
  ) {
    this.source = source;
    this.feed = feed;
    this.store = store;
    this.facts = facts;
    this.#history = history;
  }

  /** Adds the facts of one vendor call to the store, and to the history. */
  add(facts: NewFacts): void {
    this.store.add(facts.rows, facts.seenAt, facts.ranges);
    this.#history?.record(this.source, this.feed, facts);
  }

  /** Adds what the history keeps of a part to the store. Returns up to where; undefined where the history cannot tell. */
  async restore(request: HistoryRequest): Promise<Instant | undefined> {
    const kept = await this.#history?.load(this.source, this.feed, request);
    if (kept !== undefined) this.store.restore(kept);
    return kept?.reached;
  }

  get hasHistory(): boolean {
    return this.#history !== undefined;
  }

  /** A page in flight that will tell what a page of this window would. Nobody waits for the turn of another client. */
  inFlightFor(narrowing: Narrowing, window: Window, scope: RequestScope): Promise<unknown> | undefined {
    for (const page of this.#inFlight) {
      const reaches = page.window.from <= window.from && page.window.to >= window.to;
      if (!reaches || !isWiderOrEqual(page.narrowing, narrowing)) continue;
      return page.client === shareOf(scope).client
        ? page.isDone
        : Promise.race([page.isDone, page.isDelayed]);
    }
    return undefined;
  }

  /** Lets others wait for a page while it is read. */
  async track<Result>(
    narrowing: Narrowing,
    window: Window,
    caller: PageCaller,
    read: () => Promise<Result>,
  ): Promise<Result> {
    const delay = caller.watchDelay();
    const reading = read();
    const { client } = shareOf(caller.scope);
    const page = {
      narrowing,
      window,
      client,
      isDone: reading.catch(() => undefined),
      isDelayed: delay.isDelayed,
    };
    this.#inFlight.add(page);
    try {
      return await reading;
    } finally {
      delay.stop();
      this.#inFlight.delete(page);
    }
  }
}

/** Waits for a page in flight, or until the request is aborted. */
export async function untilDone(page: Promise<unknown>, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const left = new AbortController();
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true, signal: left.signal });
  });
  await Promise.race([page, aborted]);
  left.abort();
}

/** The states of all feeds, over one store. */
export class FeedStates {
  readonly store: Store;
  readonly history: History | undefined;
  readonly #facts = new FeedFactsMap();
  readonly #states = new Map<string, FeedState>();

  constructor(store: Store, history?: History) {
    this.store = store;
    this.history = history;
  }

  /** `part` names rows of the feed that only the vendor can tell from the others; they are kept apart. */
  of(source: TaskSource, feed: Feed, part?: string): FeedState {
    const key = feedKey(source.provider, feed, part);
    const store = this.store.of(key);
    let state = this.#states.get(key);
    if (state === undefined || state.feed !== feed) {
      const facts = this.facts(source, feed.action, feed.capabilities);
      state = new FeedState(source, feed, store, facts, part === undefined ? this.history : undefined);
      this.#states.set(key, state);
    }
    return state;
  }

  /** Records what a lookup tells of rows that lists have shown. */
  recordKnown(source: TaskSource, rows: readonly UrlDetail[], seenAt: Instant): void {
    for (const feed of this.history === undefined ? [] : source.feeds) {
      const own = rows.filter(({ kind, scope }) => feed.kinds.includes(kind) && feed.scope === scope);
      if (own.length > 0)
        this.history?.record(source, feed, { rows: own, seenAt, ranges: [], isOfKnownRows: true });
    }
  }

  /** What the answers of one action of an account have shown. */
  facts({ provider }: TaskSource, action: string, limits: DocumentedLimits): FeedFacts {
    return this.#facts.of(provider, action, limits);
  }
}

/** A place in a list: all rows created before this second come after the marker. */
export interface Marker {
  readonly second: Instant;
  readonly text: string;
}

/** The most markers of one feed. */
const MAX_MARKERS = 2_000;

/** The markers in the answers of one feed. They stay valid, because tasks are only added at the head of the list. */
export class Markers {
  /** In ascending order of time. */
  #markers: readonly Marker[] = [];

  add(marker: Marker): void {
    const others = this.#markers.filter(({ second }) => second !== marker.second);
    const place = others.findIndex(({ second }) => second > marker.second);
    const kept = place === -1 ? [...others, marker] : others.toSpliced(place, 0, marker);
    // Every second marker still comes near any place.
    this.#markers = kept.length > MAX_MARKERS ? kept.filter((_, index) => index % 2 === 0) : kept;
  }

  /** The nearest marker before all rows that were created before an instant. */
  above(instant: Instant): Marker | undefined {
    return this.#markers.find(({ second }) => second >= instant);
  }

  /** Forgets all of them, because the vendor did not accept one. */
  clear(): void {
    this.#markers = [];
  }
}

import type { RequestScope } from '../domain/request-scope.ts';
import type { Feed, TaskSource } from '../domain/source.ts';
import type { Tasks } from '../domain/tasks.ts';
import { DAY, HOUR, MINUTE, SECOND, type Clock, type Instant, type Milliseconds } from '../domain/time.ts';

export interface CollectorParts {
  /** The configured providers, as they are now. */
  readonly sources: () => readonly TaskSource[];
  /** Lists over these sources, which record what they read. */
  readonly tasksOver: (sources: readonly TaskSource[]) => Tasks;
  /** A scope whose calls yield to those of requests. */
  readonly openScope: (callBudget: number) => { readonly scope: RequestScope; readonly dispose: () => void };
  /** Whether this instance may collect now. */
  readonly isHolder: () => boolean;
  readonly clock: Clock;
  /** Resolves after a pause, or at once when the collector stops. */
  readonly sleep: (length: Milliseconds) => Promise<void>;
  /** How often the newest part of each feed is read. */
  readonly interval: Milliseconds;
  /** Deletes tasks created before an instant. */
  readonly prune: (before: Instant) => Promise<void>;
  /** How far back tasks are read. */
  readonly keepFor: Milliseconds;
}

/** A part of each feed that is read regularly; only what is missing or not final costs calls. */
interface Round {
  readonly reach: Milliseconds;
  readonly every: Milliseconds;
}

/**
 * Tasks in progress are read less often the older they are. The last round also reads, once, everything that the vendor
 * still keeps.
 */
const olderRounds: readonly Round[] = [
  { reach: HOUR, every: 5 * MINUTE },
  { reach: DAY, every: 30 * MINUTE },
  { reach: Infinity, every: 6 * HOUR },
];

/** The newest part of a feed. */
const NEWEST: Milliseconds = 10 * MINUTE;

/** Calls that are made at once, beside the first of a page. A second with many rows needs more, up to a limit. */
const CALLS_AT_ONCE = 1;
const MOST_CALLS_AT_ONCE = 32;

/** The collector's share of a vendor's rate. */
const SHARE = 0.1;

/** The share of its time for the newest parts, where the feeds of a provider are so many that they would take all of it. */
const NEWEST_SHARE = 2 / 3;

/** How much of what was read is read again with the newest part, because rows can appear late. */
const OVERLAP: Milliseconds = 2 * MINUTE;

/** One feed, and when its rounds are due. */
interface CollectedFeed {
  readonly source: TaskSource;
  readonly feed: Feed;
  readonly tasks: Tasks;
  readonly due: Map<Round, Instant>;
  /** When the last whole reading of its newest part began. */
  readAt?: Instant;
}

/** How long the collector takes for so many calls of a feed. */
const timeFor = (calls: number, { callsPerSecond }: Feed): Milliseconds =>
  (calls * SECOND) / (callsPerSecond * SHARE);

/**
 * How far back the newest part of a feed is read: without a gap to the last time. A list without time ranges answers a page however
 * far back it reaches, so that the first reading gets what clients ask for by default.
 */
function newestReach({ feed, readAt }: CollectedFeed, now: Instant): Milliseconds {
  if (readAt !== undefined) return Math.max(NEWEST, now - readAt + OVERLAP);
  return feed.capabilities.paging === 'marker' ? DAY : NEWEST;
}

/**
 * Reads each feed regularly, so that the history also contains tasks that no client requests. Reads one page of each
 * provider at a time.
 */
export class Collector {
  readonly #parts: CollectorParts;
  readonly #newest: Round;
  #feeds = new Map<Feed, CollectedFeed>();
  #isStopped = false;
  #prunesAt = -Infinity;

  constructor(parts: CollectorParts) {
    this.#parts = parts;
    this.#newest = { reach: NEWEST, every: parts.interval };
  }

  /**
   * Collects from all providers at the same time until it is stopped. Never rejects; `onError` receives unexpected
   * errors.
   */
  async run(onError: (error: unknown) => void): Promise<void> {
    const busy = new Map<string, Promise<void>>();
    const { sleep } = this.#parts;
    const guarded = async (work: Promise<void>): Promise<void> => {
      try {
        await work;
      } catch (error) {
        onError(error);
        await sleep(MINUTE);
      }
    };
    const start = (name: string, work: () => Promise<void>): void => {
      if (!busy.has(name))
        busy.set(
          name,
          guarded(work()).finally(() => busy.delete(name)),
        );
    };
    while (!this.#isStopped) {
      await guarded(this.#prune());
      // Beside the collecting, whose first reading takes long.
      start('', () => this.#knowScopes());
      for (const name of this.#feedsByProvider().keys()) start(name, () => this.#collectAt(name));
      await sleep(SECOND);
    }
    await Promise.all(busy.values());
  }

  /** Once a day the holder of the lease deletes expired tasks. */
  async #prune(): Promise<void> {
    const { clock, isHolder, keepFor, prune } = this.#parts;
    if (!isHolder() || clock() < this.#prunesAt) return;
    this.#prunesAt = clock() + DAY;
    await prune(clock() - keepFor);
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Reads what is due, at each provider the newest parts of all feeds first. */
  async collectDue(): Promise<void> {
    await this.#knowScopes();
    await Promise.all([...this.#feedsByProvider().keys()].map((name) => this.#collectAt(name)));
  }

  #feedsByProvider(): ReadonlyMap<string, readonly CollectedFeed[]> {
    this.#updateFeeds();
    const byProvider = new Map<string, CollectedFeed[]>();
    for (const collected of this.#feeds.values()) {
      const { name } = collected.source.provider;
      byProvider.set(name, [...(byProvider.get(name) ?? []), collected]);
    }
    return byProvider;
  }

  /** Reads what is due of one provider. */
  async #collectAt(name: string): Promise<void> {
    // Scopes that are discovered during a long reading have feeds at once.
    const feeds = (): readonly CollectedFeed[] => this.#feedsByProvider().get(name) ?? [];
    const readNewest = async (): Promise<boolean> => {
      const own = feeds();
      const once = own.reduce((sum, { feed }) => sum + timeFor(1, feed), 0);
      const newestEvery = Math.max(this.#newest.every, once / NEWEST_SHARE);
      for (const collected of own) {
        if (!this.#isDue(collected, this.#newest)) continue;
        const part = { reach: newestReach(collected, this.#parts.clock()), every: newestEvery };
        if (!(await this.#read(collected, this.#newest, part))) return false;
      }
      return true;
    };
    if (!(await readNewest())) return;
    for (const round of olderRounds) {
      for (const collected of feeds()) {
        // A long reading must not keep the newest part waiting.
        if (this.#isDue(collected, round) && !(await this.#read(collected, round, round, readNewest))) return;
      }
    }
  }

  #isDue({ due }: CollectedFeed, round: Round): boolean {
    return (due.get(round) ?? -Infinity) <= this.#parts.clock();
  }

  /** Reads the vendors' lists of scopes once an hour, also while no client asks. */
  async #knowScopes(): Promise<void> {
    const { isHolder, openScope, sources, tasksOver } = this.#parts;
    if (!isHolder()) return;
    for (const source of sources()) {
      if (source.directory?.isDue !== true) continue;
      const { scope, dispose } = openScope(MOST_CALLS_AT_ONCE);
      await tasksOver([source]).scopes(source.provider.name, scope).finally(dispose);
    }
  }

  #updateFeeds(): void {
    const known = this.#feeds;
    this.#feeds = new Map(
      this.#parts.sources().flatMap((source) =>
        source.feeds.map((feed) => [
          feed,
          known.get(feed) ?? {
            source,
            feed,
            tasks: this.#parts.tasksOver([{ ...source, feeds: [feed] }]),
            due: new Map(),
          },
        ]),
      ),
    );
  }

  /** Reads one part of one feed, page by page. Returns false if this instance may no longer collect. */
  async #read(
    collected: CollectedFeed,
    round: Round,
    part: Round,
    beforeEachPage: () => Promise<boolean> = () => Promise.resolve(true),
  ): Promise<boolean> {
    const { source, feed, tasks, due } = collected;
    const { clock, isHolder, interval, keepFor, openScope, sleep } = this.#parts;
    const startedAt = clock();
    const reach = Math.min(part.reach, feed.capabilities.retention - MINUTE, keepFor);
    due.set(round, startedAt + part.every);
    const [status] = tasks.providers;
    let atOnce = CALLS_AT_ONCE;
    for (let after: string | undefined; ;) {
      if (!(await beforeEachPage()) || this.#isStopped || !isHolder()) return false;
      // An open circuit is left to the requests, which find out when the vendor is back.
      if (status !== undefined && !status.health().isAvailable) return true;
      const { scope, dispose } = openScope(atOnce);
      const page = await tasks
        .urlDetails(
          { providers: [source.provider.name], from: startedAt - reach },
          { first: 1_000, after },
          scope,
        )
        .finally(dispose);
      const calls = scope.calls.totals.reduce((sum, totals) => sum + totals.tries, 0);
      if (calls > 0) await sleep(timeFor(calls, feed));
      const isBroken = page.errors.some(({ kind }) => kind !== 'CALL_BUDGET' && kind !== 'RETENTION');
      if (isBroken) {
        due.set(round, clock() + Math.min(part.every, 4 * interval));
        return true;
      }
      if (!page.hasNextPage && round === this.#newest) collected.readAt = startedAt;
      if (!page.hasNextPage || page.endCursor === undefined) return true;
      const hasMoved = page.endCursor !== after;
      if (!hasMoved && atOnce >= MOST_CALLS_AT_ONCE) return true;
      atOnce = hasMoved ? CALLS_AT_ONCE : 2 * atOnce;
      after = page.endCursor;
    }
  }
}

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
  /** Forgets what was created before an instant. */
  readonly prune: (before: Instant) => Promise<void>;
  /** How far back readings are worth storing. */
  readonly keepFor: Milliseconds;
}

/** A part of each feed that is read regularly; only what is missing or not final costs calls. */
interface Round {
  readonly reach: Milliseconds;
  readonly every: Milliseconds;
}

/** Open tasks are looked at less often the older they are. The last round also reads what the vendor still keeps, once. */
const olderRounds: readonly Round[] = [
  { reach: HOUR, every: 5 * MINUTE },
  { reach: DAY, every: 30 * MINUTE },
  { reach: Infinity, every: 6 * HOUR },
];

/** Calls of one page; a page whose second has many rows needs several. */
const CALLS_PER_PAGE = 20;

/** The collector's share of a vendor's rate. */
const SHARE = 0.1;

/** One feed, and when its rounds are due. */
interface CollectedFeed {
  readonly source: TaskSource;
  readonly feed: Feed;
  readonly tasks: Tasks;
  readonly due: Map<Round, Instant>;
}

/** Reads each feed regularly, so that the history contains what nobody asks for. One feed and one page at a time. */
export class Collector {
  readonly #parts: CollectorParts;
  readonly #rounds: readonly Round[];
  #feeds = new Map<Feed, CollectedFeed>();
  #isStopped = false;
  #prunesAt = -Infinity;

  constructor(parts: CollectorParts) {
    this.#parts = parts;
    this.#rounds = [{ reach: 10 * MINUTE, every: parts.interval }, ...olderRounds];
  }

  /** Collects until it is stopped. Never rejects; `onError` is told of what nobody foresaw. */
  async run(onError: (error: unknown) => void): Promise<void> {
    while (!this.#isStopped) {
      try {
        await this.#prune();
        await this.collectDue();
      } catch (error) {
        onError(error);
        await this.#parts.sleep(MINUTE);
      }
      await this.#parts.sleep(SECOND);
    }
  }

  /** Once a day the holder forgets what is older than is wanted. */
  async #prune(): Promise<void> {
    const { clock, isHolder, keepFor, prune } = this.#parts;
    if (!isHolder() || clock() < this.#prunesAt) return;
    this.#prunesAt = clock() + DAY;
    await prune(clock() - keepFor);
  }

  stop(): void {
    this.#isStopped = true;
  }

  /** Reads what is due, the newest parts of all feeds first. */
  async collectDue(): Promise<void> {
    this.#updateFeeds();
    for (const round of this.#rounds) {
      for (const collected of this.#feeds.values()) {
        const isDue = (collected.due.get(round) ?? -Infinity) <= this.#parts.clock();
        if (!isDue) continue;
        if (!(await this.#read(collected, round))) return;
        // Meanwhile the newest part may be due again.
        if (round !== this.#rounds[0] && this.#isNewestDue()) return;
      }
    }
  }

  #isNewestDue(): boolean {
    const [newest] = this.#rounds;
    const now = this.#parts.clock();
    return (
      newest !== undefined && [...this.#feeds.values()].some(({ due }) => (due.get(newest) ?? now) <= now)
    );
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

  /** Reads one part of one feed, page by page. Returns false if this instance may not go on. */
  async #read({ source, feed, tasks, due }: CollectedFeed, round: Round): Promise<boolean> {
    const { clock, isHolder, interval, keepFor, openScope, sleep } = this.#parts;
    const startedAt = clock();
    const reach = Math.min(round.reach, feed.capabilities.retention - MINUTE, keepFor);
    due.set(round, startedAt + round.every);
    const [status] = tasks.providers;
    for (let after: string | undefined; ;) {
      if (this.#isStopped || !isHolder()) return false;
      // An open circuit is left to the requests, which find out when the vendor is back.
      if (status !== undefined && !status.health().isAvailable) return true;
      const { scope, dispose } = openScope(CALLS_PER_PAGE);
      const page = await tasks
        .urlDetails(
          { providers: [source.provider.name], from: startedAt - reach },
          { first: 1_000, after },
          scope,
        )
        .finally(dispose);
      const calls = scope.calls.totals.reduce((sum, totals) => sum + totals.tries, 0);
      if (calls > 0) await sleep((calls * SECOND) / (feed.callsPerSecond * SHARE));
      const isBroken = page.errors.some(({ kind }) => kind !== 'CALL_BUDGET' && kind !== 'RETENTION');
      if (isBroken) {
        due.set(round, clock() + Math.min(round.every, 4 * interval));
        return true;
      }
      if (!page.hasNextPage || page.endCursor === undefined || page.endCursor === after) return true;
      after = page.endCursor;
    }
  }
}

import type { Feed, Provider } from '../../domain/source.ts';
import type { Clock } from '../../domain/time.ts';
import { FeedStore } from './feed-store.ts';

/** Keeps the facts of all feeds: rows, and which ranges were read. Everything that answers reads from here. */
export interface Store {
  /** The facts of one feed by its key, empty at first. */
  of(key: string): FeedStore;
  /** Evicts the rows that were used least recently, if there are more than allowed. */
  trim(): void;
  /** Rows kept. */
  readonly size: number;
}

/** What happened to the cache, for metrics: a list found a feed in it or had to read it, or rows were added. */
export interface CacheEvent {
  readonly type: 'hit' | 'miss' | 'stored';
  readonly rows: number;
}

/** A store in memory that keeps about so many rows. */
export class MemoryStore implements Store {
  readonly #feeds = new Map<string, FeedStore>();
  readonly #maxRows: number;
  readonly #clock: Clock;
  #size = 0;

  constructor(maxRows: number, clock: Clock) {
    this.#maxRows = maxRows;
    this.#clock = clock;
  }

  get size(): number {
    return this.#size;
  }

  of(key: string): FeedStore {
    let store = this.#feeds.get(key);
    if (store === undefined) {
      store = new FeedStore((rows) => {
        this.#size += rows;
      });
      this.#feeds.set(key, store);
    }
    store.lastUsed = this.#clock();
    return store;
  }

  trim(): void {
    if (this.size <= this.#maxRows) return;
    const byUse = [...this.#feeds.values()].toSorted((a, b) => a.lastUsed - b.lastUsed);
    for (const feed of byUse) {
      while (this.size > this.#maxRows && feed.evict() > 0);
      if (this.size <= this.#maxRows) return;
    }
  }
}

/**
 * Identifies a feed, or a separate part of its rows. Contains the account, because after a reload the name of a provider
 * may belong to another one.
 */
export const feedKey = ({ name, account }: Provider, { action, scope, list }: Feed, part?: string): string =>
  JSON.stringify([name, account, action, scope ?? null, list ?? null, part ?? null]);

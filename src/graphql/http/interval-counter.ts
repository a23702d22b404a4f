import { GraphQLError } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Clock, Milliseconds } from '../../domain/time.ts';

/** A GraphQL error with HTTP status 429 and `Retry-After`. */
export const tooMany = (message: string, wait: Milliseconds): GraphQLError => {
  const seconds = Math.max(1, Math.ceil(wait / 1_000));
  return new GraphQLError(`${message} Try again in ${seconds} s.`, {
    extensions: {
      code: 'TOO_MANY_REQUESTS',
      retryAfter: `PT${seconds}S`,
      http: { status: 429, headers: { 'retry-after': String(seconds) } },
    },
  });
};

/** Counts events by key within fixed intervals. Forgets the keys that were used least recently. */
export class IntervalCounter {
  readonly #counts = new LRUCache<string, { count: number; readonly start: number }>({ max: 10_000 });
  readonly #interval: Milliseconds;
  readonly #clock: Clock;

  constructor(interval: Milliseconds, clock: Clock) {
    this.#interval = interval;
    this.#clock = clock;
  }

  add(key: string, count = 1): void {
    const current = this.#current(key);
    if (current === undefined) this.#counts.set(key, { count, start: this.#clock() });
    else current.count += count;
  }

  /** How long until the count of a key is reset; undefined if it is below the limit. */
  waitAt(key: string, limit: number): Milliseconds | undefined {
    const current = this.#current(key);
    if (current === undefined || current.count < limit) return undefined;
    return current.start + this.#interval - this.#clock();
  }

  #current(key: string) {
    const counted = this.#counts.get(key);
    return counted !== undefined && this.#clock() - counted.start < this.#interval ? counted : undefined;
  }
}

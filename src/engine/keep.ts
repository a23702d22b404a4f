import { LRUCache } from 'lru-cache';
import { isFinal } from '../domain/task.ts';
import type { RowPage } from '../domain/source.ts';
import { MINUTE, SECOND, type Clock, type Milliseconds } from '../domain/time.ts';

/** Keeps vendors' answers, so that nobody asks again for what cannot have changed. */
export interface Cache {
  get(key: string): RowPage | undefined | Promise<RowPage | undefined>;
  set(key: string, page: RowPage, lifetime: Milliseconds): void;
}

/** How long an answer in which nothing can change is kept. */
export const FINAL_LIFETIME: Milliseconds = 10 * MINUTE;

/** How long an answer with something in progress is kept: many people who watch one page cost the calls of one. */
const PROGRESS_LIFETIME: Milliseconds = 1.5 * SECOND;

/** What is known of a call when its answer is to be kept. */
export interface Freshness {
  /** The rows of the answer cannot become others: by id, or a window that lies in the past, with no state asked for. */
  readonly isSettled: boolean;
  readonly isRefreshedByAsking: boolean;
}

/** How long an answer may be kept: not at all when it is partial, or when asking was what makes the next one newer. */
export function lifetimeOf(page: RowPage, { isSettled, isRefreshedByAsking }: Freshness): Milliseconds {
  if (page.unreadable !== undefined) return 0;
  const allFinal = page.rows.every(({ state }) => isFinal(state));
  if (allFinal && isSettled && page.rows.length > 0) return FINAL_LIFETIME;
  return allFinal || !isRefreshedByAsking ? PROGRESS_LIFETIME : 0;
}

/** Keeps in memory at most so many rows; what was not used for longest goes first. */
export function memoryCache(maxRows: number, clock: Clock): Cache {
  const pages = new LRUCache<string, { page: RowPage; expires: number }>({
    maxSize: Math.max(1, maxRows),
    sizeCalculation: ({ page }) => page.rows.length + 1,
  });
  return {
    get(key) {
      const entry = pages.get(key);
      if (entry !== undefined && entry.expires > clock()) return entry.page;
      pages.delete(key);
      return undefined;
    },
    set(key, page, lifetime) {
      pages.set(key, { page, expires: clock() + lifetime });
    },
  };
}

/** Keeps nothing. */
export const noCache: Cache = { get: () => undefined, set: () => undefined };

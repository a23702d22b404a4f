import type { RowPage } from '../domain/source.ts';
import type { Cache } from '../engine/keep.ts';

/** What happened to an answer that may be kept. */
export interface KeepEvent {
  readonly type: 'hit' | 'miss' | 'stored';
  /** Rows given without a vendor call, or taken in. */
  readonly rows: number;
}

/** The same store, which tells of each asking and each taking in. */
export function countedKeep(keep: Cache, observe: (event: KeepEvent) => void): Cache {
  const told = (page: RowPage | undefined): RowPage | undefined => {
    observe({ type: page === undefined ? 'miss' : 'hit', rows: page?.rows.length ?? 0 });
    return page;
  };
  return {
    get(key) {
      const kept = keep.get(key);
      return kept instanceof Promise ? kept.then(told) : told(kept);
    },
    set(key, page, lifetime) {
      observe({ type: 'stored', rows: page.rows.length });
      keep.set(key, page, lifetime);
    },
  };
}

import type { PageArguments } from '../../domain/query.ts';
import { decodeCursor, type Cursor } from './cursor.ts';
import type { Direction } from './order.ts';

/** Where and how far to walk. */
export interface Walk {
  readonly direction: Direction;
  readonly count: number;
  readonly cursor: Cursor | undefined;
}

/** Reads the page arguments: how many, which way, and from where. */
export function walkOf(page: PageArguments, query: string, defaultCount: number): Walk {
  if (page.last !== undefined || (page.before !== undefined && page.first === undefined)) {
    const cursor = page.before === undefined ? undefined : decodeCursor(page.before, 'before', query);
    return { direction: 'backward', count: page.last ?? defaultCount, cursor };
  }
  const cursor = page.after === undefined ? undefined : decodeCursor(page.after, 'after', query);
  return { direction: 'forward', count: page.first ?? defaultCount, cursor };
}

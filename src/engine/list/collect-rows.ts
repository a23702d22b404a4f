import type { UrlDetail } from '../../domain/task.ts';
import type { Merged } from './merge.ts';
import { rowKey } from './order.ts';
import type { Collected, Item } from './collected.ts';

/** The first `count` rows of a merge, and those that share a second with the last of them. */
export async function collectRows(merged: Merged, count: number): Promise<Collected<UrlDetail>> {
  const items: Item<UrlDetail>[] = [];
  let isEnded = false;
  while (!isEnded && !(items.length > count || (items.length === count && merged.isAhead()))) {
    // A row more than the page tells whether there is a next one, and that the last second of this one is whole.
    const reading = merged.next(Math.max(1, count - items.length));
    const next = reading instanceof Promise ? await reading : reading;
    isEnded = next === undefined;
    for (const row of next?.rows ?? []) items.push({ node: row, second: next?.second ?? 0 });
  }
  return {
    items,
    keyOf: rowKey,
    hasMore: items.length > count || !isEnded,
    rest: merged.rest(),
    broken: merged.broken,
    stopped: merged.stopped(),
  };
}

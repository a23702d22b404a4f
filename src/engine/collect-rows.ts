import type { UrlDetail } from '../domain/task.ts';
import type { Merged } from './merge.ts';
import { rowKey } from './order.ts';
import type { Collected, Item } from './collected.ts';

/** The first `count` rows of a merge. */
export async function collectRows(merged: Merged, count: number): Promise<Collected<UrlDetail>> {
  const items: Item<UrlDetail>[] = [];
  while (items.length < count) {
    const next = await merged.next(count - items.length);
    if (next === undefined) break;
    for (const row of next.rows) items.push({ node: row, key: rowKey(row), second: next.second });
  }
  return { items, rest: merged.rest(), broken: merged.broken, stopped: merged.stopped() };
}

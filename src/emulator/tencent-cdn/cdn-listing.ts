import type { Row } from '../row.ts';
import type { ListAnswer } from '../time-index.ts';
import type { Listing } from '../vendor-side.ts';

/** The answer of either history call. */
export function cdnListing(
  listName: string,
  { rows, total, scanned }: ListAnswer,
  write: (row: Row) => object,
): Listing {
  return {
    rows: rows.map(write),
    total,
    statusField: 'Status',
    scanned,
    body: (written, count) => ({ [listName]: written, TotalCount: count }),
  };
}

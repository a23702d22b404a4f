import type { Behaviour } from '../behaviour.ts';
import type { Row } from '../row.ts';
import type { ListAnswer } from '../time-index.ts';
import type { Listing } from '../vendor-side.ts';

/** The answer of either history call; the list and the count may be null where nothing matches. */
export function cdnListing(
  listName: string,
  { rows, total, scanned }: ListAnswer,
  write: (row: Row) => object,
  { answersNullLists }: Behaviour,
): Listing {
  const isNull = answersNullLists && total === 0;
  return {
    rows: rows.map(write),
    total: isNull ? null : total,
    statusField: 'Status',
    scanned,
    body: (written, count) => ({
      [listName]: isNull && written?.length === 0 ? null : written,
      TotalCount: count,
    }),
  };
}

import type { Behaviour } from './behaviour.ts';
import type { Fault } from './fault.ts';
import { writtenListing } from './spelling.ts';
import type { WrittenListing } from './spelling.ts';
import type { Listing } from './vendor-side.ts';

/** The body of a successful response in the account's spelling, corrupted by the faults. */
export function bentBody(listing: Listing, faults: readonly Fault[], behaviour: Behaviour): object {
  const { rows, total } = faults.reduce(
    (written, fault) => corrupt(written, fault, listing),
    writtenListing(listing, behaviour),
  );
  return listing.body(rows, total);
}

function corrupt(written: WrittenListing, fault: Fault, { statusField }: Listing): WrittenListing {
  const eachRow = (change: (row: object) => object) => ({
    ...written,
    rows: written.rows?.map(change) ?? written.rows,
  });
  switch (fault.kind) {
    case 'null-lists':
      return { ...written, rows: null };
    case 'wrong-count':
      return { ...written, total: Math.max(0, (written.total ?? 0) + fault.by) };
    case 'short-page':
      return { ...written, rows: written.rows?.slice(0, fault.rows) ?? written.rows };
    case 'missing-fields':
      return eachRow((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !fault.fields.includes(name))),
      );
    case 'unknown-words':
      return eachRow((row) => ({ ...row, [statusField]: fault.word }));
    default:
      return written;
  }
}

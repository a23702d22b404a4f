import type { Fault } from './fault.ts';
import type { Listing } from './vendor-side.ts';

/** A listing as far as a fault can bend it. */
interface Bent {
  readonly rows: readonly object[] | null;
  readonly total: number | null;
}

/** The body of a successful answer after the faults have bent it. */
export function bentBody(listing: Listing, faults: readonly Fault[]): object {
  const { rows, total } = faults.reduce<Bent>((bent, fault) => bend(bent, fault, listing), listing);
  return listing.body(rows, total);
}

function bend(bent: Bent, fault: Fault, { statusField }: Listing): Bent {
  const eachRow = (change: (row: object) => object) => ({ ...bent, rows: bent.rows?.map(change) ?? null });
  switch (fault.kind) {
    case 'null-lists':
      return { ...bent, rows: null };
    case 'wrong-count':
      return { ...bent, total: Math.max(0, (bent.total ?? 0) + fault.by) };
    case 'short-page':
      return { ...bent, rows: bent.rows?.slice(0, fault.rows) ?? null };
    case 'missing-fields':
      return eachRow((row) =>
        Object.fromEntries(Object.entries(row).filter(([name]) => !fault.fields.includes(name))),
      );
    case 'unknown-words':
      return eachRow((row) => ({ ...row, [statusField]: fault.word }));
    default:
      return bent;
  }
}

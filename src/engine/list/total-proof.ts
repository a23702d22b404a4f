import type { Capabilities, RowPage } from '../../domain/source.ts';
import { taskIdentity } from './group.ts';

/** Whether a page can prove that a total counts rows: it has more rows than tasks, and the list goes on. */
export const canProveTotal = ({ rows, rowsAnswered, totalCount }: RowPage): boolean =>
  totalCount !== undefined && totalCount > rowsAnswered && new Set(rows.map(taskIdentity)).size < rows.length;

/** A page that ends at the total, and has room for more rows. */
interface LastPage {
  readonly offset: number;
  readonly limit: number;
  /** How many rows it has if the total counts rows. */
  readonly rows: number;
}

/** The page that shows whether a list ends where its total says; undefined where no page size of the vendor can. */
export function lastPageOf(
  paging: Capabilities['paging'],
  total: number,
  pageSize: number,
): LastPage | undefined {
  // Numbered pages begin at multiples of their size: of one that does not divide the total, the last has room.
  let limit = 2;
  if (paging === 'page-number') while (total % limit === 0) limit += 1;
  if (limit > pageSize) return undefined;
  const rows = paging === 'page-number' ? total % limit : 1;
  return { offset: total - rows, limit, rows };
}

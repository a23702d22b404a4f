import { VendorError } from '../../domain/errors.ts';
import type { Task, UrlDetail } from '../../domain/task.ts';
import type { Page } from '../../domain/page.ts';
import { matches, type RowFilter } from '../../domain/query.ts';
import { secondOf } from '../../domain/time.ts';
import { encodeCursor, type PageRequest } from '../list/page-request.ts';
import { inOrder, isRowBeyond, rowKey } from '../list/order.ts';

/** A page of one task's rows, from all of them; or without rows, and why they cannot be known. */
export function pageOfRows(
  task: Task,
  whole: Task | VendorError,
  filter: Pick<RowFilter, 'states' | 'urls'>,
  { direction, count, cursor }: PageRequest,
  query: string,
): Page<UrlDetail> {
  const details = whole instanceof VendorError ? [] : (whole.details ?? []);
  const rows = inOrder(details.filter((row) => matches(row, filter)));
  const inReadingOrder = direction === 'forward' ? rows : rows.toReversed();
  const ahead =
    cursor === undefined
      ? inReadingOrder
      : inReadingOrder.filter((row) => isRowBeyond(row, cursor.key, direction));
  const given = ahead.slice(0, count);
  const hasMore = ahead.length > given.length;
  const hasLess = ahead.length < inReadingOrder.length;
  const edges = (direction === 'forward' ? given : given.toReversed()).map((node) => ({
    node,
    get cursor() {
      return cursorOf(node, task, direction, query);
    },
  }));
  return {
    edges,
    hasNextPage: direction === 'forward' ? hasMore : hasLess,
    hasPreviousPage: direction === 'forward' ? hasLess : hasMore,
    get startCursor() {
      return edges[0]?.cursor;
    },
    get endCursor() {
      return edges.at(-1)?.cursor;
    },
    coverage: [],
    errors: whole instanceof VendorError ? [whole] : [],
    totalCount: () => Promise.resolve(whole instanceof VendorError ? undefined : rows.length),
  };
}

/** A task's rows have no range: the key alone says where the list goes on. */
function cursorOf(row: UrlDetail, task: Task, direction: PageRequest['direction'], query: string): string {
  const window = { from: secondOf(task.createdAt), to: secondOf(task.createdAt) };
  return encodeCursor({ query, window, direction, key: rowKey(row), behind: new Map() });
}

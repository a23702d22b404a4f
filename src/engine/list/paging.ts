/** One page to ask for, and which of its rows are wanted. */
export interface PageSlice {
  readonly offset: number;
  readonly limit: number;
  /** How many rows at the head of the page lie before the wanted ones. */
  readonly skip: number;
}

/** The capabilities that say how a list may be cut into pages. */
export interface Paging {
  readonly paging: 'offset' | 'page-number';
  readonly maxPageSize: number;
}

/** The page that holds the row at `offset` and, where one page can, the `count` rows from there; the smallest such. */
export function pageFrom({ paging, maxPageSize }: Paging, offset: number, count: number): PageSlice {
  const wanted = Math.max(1, Math.min(count, maxPageSize));
  if (paging === 'offset') return { offset, limit: wanted, skip: 0 };
  const limit = alignedSize(offset, wanted, maxPageSize);
  const start = Math.floor(offset / limit) * limit;
  return { offset: start, limit, skip: offset - start };
}

/** The largest page that begins just there: what goes on where the page that should hold the row has ended before it. */
export function pageAt({ paging, maxPageSize }: Paging, offset: number): PageSlice {
  if (paging === 'offset' || offset === 0) return { offset, limit: maxPageSize, skip: 0 };
  let limit = Math.min(maxPageSize, offset);
  while (offset % limit !== 0) limit -= 1;
  return { offset, limit, skip: 0 };
}

/** Where the reading of a list stands. */
export interface Progress {
  readonly offset: number;
  /** Whether the page that should hold the next row ended before it: pages can be shorter than promised, and counts lie. */
  readonly isStuck: boolean;
}

export const listStart: Progress = { offset: 0, isStuck: false };

/** The next page of about so many rows. */
export const pageAfter = (paging: Paging, { offset, isStuck }: Progress, count: number): PageSlice =>
  isStuck ? pageAt(paging, offset) : pageFrom(paging, offset, count);

/** Schedule a page with some rows: never behind, so that every list comes to its end. */
export const progressed = ({ offset }: Progress, slice: PageSlice, rowsAnswered: number): Progress => {
  const reached = slice.offset + rowsAnswered;
  return { offset: Math.max(offset, reached), isStuck: reached <= offset };
};

/** The page that holds the row before `end` and, where one page can, the `count` rows before it. */
export function pageBefore({ paging, maxPageSize }: Paging, end: number, count: number): PageSlice {
  const wanted = Math.max(1, Math.min(count, maxPageSize, end));
  if (paging === 'offset') return { offset: end - wanted, limit: wanted, skip: 0 };
  const limit = alignedSize(end - wanted, wanted, maxPageSize);
  const start = Math.floor((end - 1) / limit) * limit;
  return { offset: start, limit, skip: Math.max(0, end - wanted - start) };
}

/** The smallest page size of which one page covers all of the rows, or the largest there is. */
function alignedSize(offset: number, count: number, maxPageSize: number): number {
  for (let size = count; size < maxPageSize; size++) {
    if (Math.floor(offset / size) === Math.floor((offset + count - 1) / size)) return size;
  }
  return maxPageSize;
}

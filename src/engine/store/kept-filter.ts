import type { RowFilter } from '../../domain/query.ts';

/**
 * What a list needs of the rows that the history keeps: each field absent means all. Rows in progress are needed whatever states are
 * named, because by now they may be in any of them.
 */
export interface KeptFilter extends Pick<RowFilter, 'kinds' | 'states' | 'urls' | 'domains' | 'area'> {
  /** The rows that match, or all rows of each task of which one matches. */
  readonly unit: 'rows' | 'tasks';
}

const lists = ['kinds', 'states', 'urls', 'domains'] as const;

/** Whether it needs less than everything. */
export const isFiltered = ({ unit: _, ...filter }: KeptFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined);

/** Whether what is known by one filter contains what another one needs. */
export const answersFilter = (known: KeptFilter, needed: KeptFilter): boolean =>
  (known.unit === needed.unit || known.unit === 'tasks') &&
  (known.area === undefined || known.area === needed.area) &&
  lists.every((field) => {
    const [outer, inner]: (readonly string[] | undefined)[] = [known[field], needed[field]];
    return outer === undefined || (inner?.every((value) => outer.includes(value)) ?? false);
  });

/** The same text for filters that need the same rows. */
export const keptKey = ({ unit, area, ...filter }: KeptFilter): string =>
  JSON.stringify([unit, area ?? null, ...lists.map((field) => filter[field]?.toSorted() ?? null)]);

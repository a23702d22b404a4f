import { domainsOfRows, urlsOfRows, type RowFilter } from '../domain/query.ts';
import type { RowOwner, StoredRow } from './rows.ts';

/** The columns that filter rows, each with an index of its own. */
export type FilterColumn = 'url' | 'domain' | 'state' | 'area' | 'kind';

/** A column and the values that it must have one of. */
export interface Condition {
  readonly column: FilterColumn;
  readonly values: readonly string[];
}

/** The conditions that exactly the stored rows of a feed meet which match a filter. `urlOf` gives a URL as it is stored. */
export function conditionsOf(
  { urls, domains, states, area, kinds }: Omit<RowFilter, 'from' | 'to'>,
  { hosts }: RowOwner,
  urlOf: (url: string) => string,
): readonly Condition[] {
  const values: Record<FilterColumn, readonly string[] | undefined> = {
    url: urls && [...new Set(urlsOfRows(urls, hosts).flatMap((url) => [url, urlOf(url)]))],
    domain: domains && domainsOfRows(domains, hosts),
    state: states,
    area: area && [area],
    kind: kinds,
  };
  return filterColumns.flatMap((column) => {
    const own = values[column];
    return own === undefined ? [] : [{ column, values: own }];
  });
}

const filterColumns: readonly FilterColumn[] = ['url', 'domain', 'state', 'area', 'kind'];

/** Whether a stored row meets all conditions. */
export const meets = (row: StoredRow, conditions: readonly Condition[]): boolean =>
  conditions.every(({ column, values }) => values.includes(row[column]));

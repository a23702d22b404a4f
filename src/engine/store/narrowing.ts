import type { FeedQuery } from '../../domain/source.ts';
import type { UrlDetail } from '../../domain/task.ts';
import { matches } from '../../domain/query.ts';

/** What a vendor is asked to filter by; empty for the whole feed. */
export type Narrowing = Pick<FeedQuery, 'kinds' | 'states' | 'url' | 'domain' | 'area'>;

/** The whole feed. */
export const unnarrowed: Narrowing = {};

const lists = ['kinds', 'states'] as const;
const values = ['url', 'domain', 'area'] as const;

/** The same text for narrowings that ask for the same rows. */
export const narrowingKey = (narrowing: Narrowing): string =>
  [
    ...lists.map((field) => narrowing[field]?.toSorted().join() ?? ''),
    ...values.map((field) => narrowing[field] ?? ''),
  ].join('\n');

/** Whether each row that `narrow` asks for is also asked for by `wide`. */
export const isWiderOrEqual = (wide: Narrowing, narrow: Narrowing): boolean =>
  lists.every((field) => {
    const [outer, inner]: (readonly string[] | undefined)[] = [wide[field], narrow[field]];
    return outer === undefined || (inner?.every((value) => outer.includes(value)) ?? false);
  }) && values.every((field) => wide[field] === undefined || wide[field] === narrow[field]);

/** Rows change into a state and out of it, so what was read by state is not valid for long. */
export const isByState = ({ states }: Narrowing): boolean => states !== undefined;

/** Whether a reading of the narrowing would return the row. */
export const isNarrowedTo = (row: UrlDetail, { url, domain, ...narrowing }: Narrowing): boolean =>
  matches(row, { ...narrowing, urls: one(url), domains: one(domain) });

const one = (value: string | undefined): readonly string[] | undefined =>
  value === undefined ? undefined : [value];

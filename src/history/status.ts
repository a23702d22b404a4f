import { sql } from 'kysely';
import type { Instant } from '../domain/time.ts';
import type { DatabaseConnection } from './connect.ts';
import { pendingMigrations } from './migrations.ts';

/** The content of a database for one feed. */
export interface FeedStatus {
  readonly vendor: string;
  readonly account: string;
  readonly action: string;
  readonly scope: string;
  readonly list: string;
  /** The start and end of the ranges that were read; absent if there is none. */
  readonly since: Instant | undefined;
  readonly until: Instant | undefined;
  /** When the newest reading began. */
  readonly readAt: Instant | undefined;
  readonly rows: number;
  readonly ranges: number;
  /** Parts between `since` and `until` that were not read. */
  readonly gaps: number;
  /** The number of rows that appeared in a range after it had been read and had settled. */
  readonly lateRows: number;
}

/** The content of a database. */
export interface HistoryStatus {
  readonly feeds: readonly FeedStatus[];
  /** In bytes, with indexes. */
  readonly size: number;
}

/** The migrations that the next start runs, by name; all of them if the database is new. */
export const migrationsToRun = ({ database, dialect }: DatabaseConnection): Promise<readonly string[]> =>
  pendingMigrations(database, dialect);

/** Counts everything, which takes a while in a large database. Its tables must be up to date. */
export async function historyStatus({ database, dialect }: DatabaseConnection): Promise<HistoryStatus> {
  const feeds = await database.selectFrom('feeds').selectAll().orderBy('id').execute();
  const rows = countsOf(
    await database
      .selectFrom('url_details')
      .select(({ fn }) => ['feed', fn.countAll<number>().as('count')])
      .groupBy('feed')
      .execute(),
  );
  const late = countsOf(
    await database
      .selectFrom('late_rows')
      .select(({ fn }) => ['feed', fn.countAll<number>().as('count')])
      .groupBy('feed')
      .execute(),
  );
  const ranges = await database
    .selectFrom('read_ranges')
    .select(['feed', 'from_at', 'to_at', 'read_at'])
    .orderBy('feed')
    .orderBy('from_at')
    .execute();
  const { size } = await sizeQuery[dialect]
    .execute(database)
    .then(({ rows: [first] }) => first ?? { size: 0 });
  return {
    size,
    feeds: feeds.map(({ id, ...name }) => {
      const own = ranges.filter(({ feed }) => feed === id);
      return {
        ...name,
        since: own[0]?.from_at,
        until: own.at(-1)?.to_at,
        readAt: own.length === 0 ? undefined : Math.max(...own.map((range) => range.read_at)),
        rows: rows.get(id) ?? 0,
        ranges: own.length,
        gaps: own.filter((range, index) => range.to_at < (own[index + 1]?.from_at ?? -Infinity)).length,
        lateRows: late.get(id) ?? 0,
      };
    }),
  };
}

const countsOf = (
  counts: readonly { readonly feed: number; readonly count: number }[],
): Map<number, number> => new Map(counts.map(({ feed, count }) => [feed, count]));

const sizeQuery = {
  sqlite: sql<{
    size: number;
  }>`select page_count * page_size as size from pragma_page_count(), pragma_page_size()`,
  postgres: sql<{ size: number }>`select sum(pg_total_relation_size(oid))::bigint as size from pg_class
    where relkind = 'r' and relname in ('feeds', 'url_details', 'state_changes', 'read_ranges', 'late_rows', 'lease')
      and pg_table_is_visible(oid)`,
};

import { Migrator, sql, type Kysely, type Migration, type MigrationProvider } from 'kysely';
import type { Tables } from './tables.ts';

/** The differences between the databases. */
export type DialectName = 'sqlite' | 'postgres';

const keyColumns = ['feed', 'created_at', 'kind', 'task_id', 'url', 'area'] as const;

/** A table whose rows belong to rows of a feed. */
const withKey = (name: string) => (schema: Kysely<unknown>['schema']) =>
  schema
    .createTable(name)
    .addColumn('feed', 'bigint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('task_id', 'text', (column) => column.notNull())
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('area', 'text', (column) => column.notNull());

/** The first tables. */
function initial(dialect: DialectName): Migration {
  const id = dialect === 'sqlite' ? 'integer' : 'bigserial';
  return {
    async up(database) {
      const { schema } = database;
      await schema
        .createTable('feeds')
        .addColumn('id', id, (column) =>
          dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey(),
        )
        .addColumn('account', 'text', (column) => column.notNull())
        .addColumn('vendor', 'text', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('scope', 'text', (column) => column.notNull())
        .addColumn('list', 'text', (column) => column.notNull())
        .addUniqueConstraint('feeds_identity', ['account', 'action', 'scope', 'list'])
        .execute();
      const details = withKey('url_details')(schema)
        .addColumn('domain', 'text', (column) => column.notNull())
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('vendor_status', 'text')
        .addColumn('progress', 'double precision')
        .addColumn('finished_at', 'bigint')
        .addColumn('reason', 'text')
        .addColumn('message', 'text')
        .addColumn('scope', 'text')
        .addColumn('is_scheme_known', 'integer', (column) => column.notNull())
        .addColumn('purge_method', 'text')
        .addColumn('updated_at', 'bigint')
        .addColumn('observed_at', 'bigint', (column) => column.notNull())
        .addColumn('request_id', 'text')
        .addColumn('raw', 'text')
        .addColumn('first_seen', 'bigint', (column) => column.notNull())
        .addColumn('last_seen', 'bigint', (column) => column.notNull())
        .addColumn('last_seen_open', 'bigint')
        .addColumn('first_seen_final', 'bigint')
        .addPrimaryKeyConstraint('url_details_key', [...keyColumns]);
      // Rows are stored in the order of their key, so a page of a list is one range of the table.
      await (dialect === 'sqlite' ? details.modifyEnd(sql`without rowid`) : details).execute();
      for (const column of ['kind', 'state', 'domain', 'url', 'area'] as const) {
        await schema
          .createIndex(`url_details_by_${column}`)
          .on('url_details')
          .columns(['feed', column, 'created_at'])
          .execute();
      }
      await schema
        .createIndex('url_details_by_task')
        .on('url_details')
        .columns(['feed', 'task_id'])
        .execute();
      await withKey('state_changes')(schema)
        .addColumn('id', id, (column) =>
          dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey(),
        )
        .addColumn('state', 'text', (column) => column.notNull())
        .addColumn('vendor_status', 'text')
        .addColumn('not_before', 'bigint')
        .addColumn('seen_at', 'bigint', (column) => column.notNull())
        .execute();
      await schema
        .createIndex('state_changes_by_task')
        .on('state_changes')
        .columns(['feed', 'task_id', 'id'])
        .execute();
      await schema
        .createTable('read_ranges')
        .addColumn('feed', 'bigint', (column) => column.notNull())
        .addColumn('from_at', 'bigint', (column) => column.notNull())
        .addColumn('to_at', 'bigint', (column) => column.notNull())
        .addColumn('read_at', 'bigint', (column) => column.notNull())
        .addColumn('settled_until', 'bigint', (column) => column.notNull())
        .addPrimaryKeyConstraint('read_ranges_key', ['feed', 'from_at'])
        .execute();
      await withKey('late_rows')(schema)
        .addColumn('id', id, (column) =>
          dialect === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey(),
        )
        .addColumn('seen_at', 'bigint', (column) => column.notNull())
        .execute();
      await schema.createIndex('late_rows_by_time').on('late_rows').columns(['feed', 'created_at']).execute();
      await schema
        .createTable('lease')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('holder', 'text', (column) => column.notNull())
        .addColumn('fence', 'bigint', (column) => column.notNull())
        .addColumn('expires_at', 'bigint', (column) => column.notNull())
        .execute();
    },
  };
}

/** About how many rows of a feed have the same value, and how many of them the same creation time too. */
const rowsPerValue: Readonly<Record<string, number>> = {
  kind: 2_000,
  state: 500,
  domain: 1_000,
  url: 5,
  area: 2_000,
  task: 20,
};

/**
 * Tells SQLite how selective each index is. Without it, it takes the first column of the primary key for as selective as any index, and
 * reads whole feeds. Fixed figures instead of counted ones keep the plans the same whatever the tables contain.
 */
const estimates: Migration = {
  async up(database) {
    // This creates the table of estimates; nothing is counted.
    await sql`analyze sqlite_schema`.execute(database);
    const figures = [
      ['url_details', '1000000 250000 20 20 5 1 1'],
      ...Object.entries(rowsPerValue).map(([column, rows]) => [
        `url_details_by_${column}`,
        column === 'task' ? `1000000 250000 ${rows}` : `1000000 250000 ${rows} 2`,
      ]),
    ];
    for (const [index, figure] of figures)
      await sql`insert into sqlite_stat1 (tbl, idx, stat) values ('url_details', ${index}, ${figure})`.execute(
        database,
      );
    await sql`analyze sqlite_schema`.execute(database);
  },
};

/** By name, in the order in which they run. A released one is never changed. */
const migrations = (dialect: DialectName): Readonly<Record<string, Migration>> => ({
  '2026-11-27-initial': initial(dialect),
  ...(dialect === 'sqlite' && { '2026-11-28-estimates': estimates }),
});

const migratorOf = (database: Kysely<Tables>, dialect: DialectName): Migrator => {
  const provider: MigrationProvider = { getMigrations: () => Promise.resolve({ ...migrations(dialect) }) };
  return new Migrator({ db: database, provider });
};

/** The names of the migrations that have not run. */
export async function pendingMigrations(
  database: Kysely<Tables>,
  dialect: DialectName,
): Promise<readonly string[]> {
  const all = await migratorOf(database, dialect).getMigrations();
  return all.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
}

/**
 * Brings the tables up to date. Several instances may start at once: one migrates, the others wait. Rejects if the tables were
 * created by a newer version.
 */
export async function migrate(database: Kysely<Tables>, dialect: DialectName): Promise<void> {
  const { error } = await migratorOf(database, dialect).migrateToLatest();
  if (error !== undefined) throw error;
}

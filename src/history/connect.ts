import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Kysely, PostgresDialect, SqliteDialect, sql } from 'kysely';
import { SECOND } from '../domain/time.ts';
import { migrate, type DialectName } from './migrations.ts';
import type { Tables } from './tables.ts';

/** The history cannot be used. The message says what to change, and contains no password. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}

/** An open database whose tables are up to date. */
export interface DatabaseConnection {
  readonly database: Kysely<Tables>;
  readonly dialect: DialectName;
  /** The location without a password. */
  readonly location: string;
  /** Warnings about a configuration that works but should be changed. */
  readonly warnings: readonly string[];
  /** Makes the database usable again after a statement failed. */
  recover(): Promise<void>;
  close(): Promise<void>;
}

/** A database that only this process sees and that ends with it. */
export const inMemory = 'file::memory:';

/** Opens the database and brings its tables up to date. Rejects with `HistoryError`. */
export async function connect(url: string): Promise<DatabaseConnection> {
  const opened = await open(url);
  try {
    await migrate(opened.database, opened.dialect);
    return opened;
  } catch (error) {
    await opened.close().catch(() => undefined);
    throw new HistoryError(startFailure(opened.location, messageOf(error)), { cause: error });
  }
}

/** Opens the database as it is, and creates a file that does not exist. Rejects with `HistoryError`. */
export const open = (url: string): Promise<DatabaseConnection> =>
  url.startsWith('file:') ? openFile(url) : openPostgres(url);

/** Whether the URL names a file that does not exist. */
export const isFileMissing = (url: string): boolean => url.startsWith('file:') && !existsSync(pathOf(url));

async function openFile(url: string): Promise<DatabaseConnection> {
  const path = pathOf(url);
  const { default: Database } = await import('libsql');
  const openAgain = (): Kysely<Tables> => {
    const file = new Database(path);
    // Readers and the writer do not block each other, and a killed process loses nothing that was committed.
    file.pragma('journal_mode = WAL');
    file.pragma('synchronous = NORMAL');
    // The calls are synchronous: a longer wait would block every request.
    file.pragma('busy_timeout = 50');
    return new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }) });
  };
  let database: Kysely<Tables>;
  try {
    database = openAgain();
  } catch (error) {
    throw new HistoryError(startFailure(path, messageOf(error)), { cause: error });
  }
  return {
    get database() {
      return database;
    },
    dialect: 'sqlite',
    location: path,
    warnings: isLostWithContainer(path)
      ? [
          `history.url: ${path} is on the file system of a container and is lost with it. Name a file on a mounted volume.`,
        ]
      : [],
    async recover() {
      if (path === ':memory:') return;
      // libsql does not reset a statement that failed, so that what the connection commits later stays locked.
      await database.destroy();
      database = openAgain();
    },
    close: () => database.destroy(),
  };
}

async function openPostgres(url: string): Promise<DatabaseConnection> {
  const { default: postgres } = await import('pg');
  const pool = new postgres.Pool({
    connectionString: url,
    max: 4,
    connectionTimeoutMillis: 2 * SECOND,
    query_timeout: 10 * SECOND,
    application_name: 'edgetasks',
    types: {
      // Instants and counts stay below 2 ** 53.
      getTypeParser: (type: number, format?: 'text' | 'binary') =>
        type === INT8 ? Number : postgres.types.getTypeParser(type, format),
    },
  });
  // An idle connection was closed; the pool opens another one.
  pool.on('error', () => undefined);
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const location = withoutPassword(url);
  try {
    await sql`select 1`.execute(database);
  } catch (error) {
    await database.destroy();
    throw new HistoryError(
      `${location} does not accept the connection (${messageOf(error)}). Check host, port, database and user, and that Postgres is running.`,
      { cause: error },
    );
  }
  return {
    database,
    dialect: 'postgres',
    location,
    warnings: [],
    recover: () => Promise.resolve(),
    close: () => database.destroy(),
  };
}

/** The type id of `bigint`. */
const INT8 = 20;

/** A path relative to the working directory, as in `file:./edgetasks.db`. */
function pathOf(url: string): string {
  if (url === inMemory) return ':memory:';
  return url.startsWith('file://') ? fileURLToPath(url) : resolve(url.slice('file:'.length));
}

/** The URL without secrets. */
export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return url.replace(/\/\/[^@/]*@/, '//');
  const shown = new URL(url);
  shown.username = '';
  shown.password = '';
  shown.search = '';
  return shown.href;
}

const messageOf = (error: unknown): string =>
  error instanceof AggregateError
    ? error.errors.map(messageOf).join('; ')
    : error instanceof Error
      ? error.message.replaceAll(/\/\/[^\s@/]*@/g, '//')
      : String(error);

/** The advice by a part of the database's message. */
const advice: readonly (readonly [RegExp, string])[] = [
  [/corrupted migrations/, 'was written by a newer version. Use that version, or name another database.'],
  [/not a database|malformed/, 'is damaged or no SQLite database. Move it away, or restore a copy.'],
  [/locked|busy/i, 'is locked by another process. Stop it, or use Postgres for several instances.'],
  [/full|I\/O/i, 'cannot be written: the disk is full or fails. Free some space.'],
  [/readonly|read-only/i, 'cannot be written. Grant write access to the file and its directory.'],
  [/permission denied for schema/, 'does not allow this user to create tables. Grant CREATE on the schema.'],
  [
    /unable to open|permission|no such file/i,
    'cannot be opened. Name a file in a directory that this process can write.',
  ],
];

function startFailure(location: string, message: string): string {
  const [, text] = advice.find(([pattern]) => pattern.test(message)) ?? [];
  return `${location} ${text ?? 'cannot be used.'} (${message})`;
}

/** Whether a file is on the writable layer of a container, which is lost when the container is replaced. */
function isLostWithContainer(path: string): boolean {
  if (path === ':memory:') return false;
  try {
    const mounts = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .map((line) => line.split(' '))
      .filter(([, place]) => place !== undefined && isWithin(dirname(path), place));
    const [, , type] = mounts.toSorted(([, a = ''], [, b = '']) => b.length - a.length)[0] ?? [];
    return type === 'overlay';
  } catch {
    return false;
  }
}

const isWithin = (folder: string, place: string): boolean =>
  place === '/' || folder === place || folder.startsWith(`${place}/`);

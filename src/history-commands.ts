import { exitCodes, printJson, printLine } from './cli/command.ts';
import type { CommandContext } from './cli/command.ts';
import { createTable } from './cli/table.ts';
import type { Column } from './cli/table.ts';
import { loadSettings } from './config.ts';
import { ConfigurationError } from './config/issue.ts';
import { createSources } from './create-sources.ts';
import type { HistorySettings } from './domain/history.ts';
import type { Instant, Milliseconds, Window } from './domain/time.ts';
import { HistoryError, isFileMissing, open } from './history/connect.ts';
import type { DatabaseConnection } from './history/connect.ts';
import { storedPage } from './history/kept-page.ts';
import { prune } from './history/prune.ts';
import { isoRow } from './history/rows.ts';
import { migrationsToRun, historyStatus } from './history/status.ts';
import type { FeedStatus, HistoryStatus } from './history/status.ts';
import { openHttp } from './transport/http.ts';
import { vendors } from './vendors/registry.ts';

/** The configured history, and the names of the providers. */
interface OpenedHistory {
  readonly connection: DatabaseConnection;
  readonly settings: HistorySettings;
  /** By account, all of their names; absent for accounts that are not configured any more. */
  readonly providers: ReadonlyMap<string, string>;
}

/** Prints the state of the history. Resolves with the exit code. */
export const showStatus = (context: CommandContext, isJson: boolean): Promise<number> =>
  onHistory(context, async ({ connection, providers }) => {
    const migrations = await migrationsToRun(connection);
    if (migrations.length > 0) {
      printLine(context.output, `The next start runs these migrations: ${migrations.join(', ')}.`);
      return;
    }
    const status = await historyStatus(connection);
    const feeds = status.feeds.map((feed) => ({ provider: providers.get(feed.account) ?? '', ...feed }));
    if (isJson || context.output.terminal === undefined) {
      printJson(context.output, { location: connection.location, size: status.size });
      for (const { since, until, readAt, ...feed } of feeds)
        printJson(context.output, {
          ...feed,
          since: isoOf(since),
          until: isoOf(until),
          readAt: isoOf(readAt),
        });
    } else printTable(connection.location, status, feeds, context);
  });

/** Deletes tasks that were created longer ago. Resolves with the exit code. */
export const pruneHistory = (context: CommandContext, keep: Milliseconds | undefined): Promise<number> =>
  onHistory(context, async ({ connection, settings }) => {
    await refuseOld(connection);
    const before = context.clock() - (keep ?? settings.keepFor);
    const rows = await prune(connection.database, before);
    const counted = rows === 1 ? '1 row was' : `${rows} rows were`;
    printLine(context.output, `${counted} created before ${isoOf(before)} and forgotten.`);
  });

/** How many rows are read at once. */
const ROWS_PER_PAGE = 1_000;

/** Prints all rows of a range as JSON lines. Resolves with the exit code. */
export const exportHistory = (context: CommandContext, { from, to }: Window): Promise<number> =>
  onHistory(context, async ({ connection, providers }) => {
    await refuseOld(connection);
    const { database } = connection;
    const end = Number.isFinite(to) ? to : context.clock();
    for (const { id, ...feed } of await database.selectFrom('feeds').selectAll().orderBy('id').execute()) {
      const name = { provider: providers.get(feed.account), vendor: feed.vendor, action: feed.action };
      for (let reached = from; reached < end;) {
        const window = { from: reached, to: end };
        const page = await storedPage(database, id, { window, startsAt: 'older-end', limit: ROWS_PER_PAGE });
        for (const row of page.rows.toSorted((a, b) => a.created_at - b.created_at))
          printJson(context.output, { ...name, ...isoRow(row) });
        reached = page.part.to;
      }
    }
  });

/** Runs a command on the configured history. Resolves with the exit code. */
async function onHistory(
  { environment, errors }: CommandContext,
  run: (opened: OpenedHistory) => Promise<void>,
): Promise<number> {
  let connection: DatabaseConnection | undefined;
  const http = openHttp();
  try {
    const { history: settings, providers } = loadSettings(vendors, environment);
    if (settings === undefined)
      throw new HistoryError(
        'No history is configured. Set history.url in the configuration, or EDGETASKS_HISTORY_URL.',
      );
    if (isFileMissing(settings.url))
      throw new HistoryError(`${settings.url} does not exist yet: the server creates it when it starts.`);
    const names = createSources(providers, { http, clock: Date.now }).map(
      ({ provider: { account, name } }) => [account, name] as const,
    );
    connection = await open(settings.url);
    await run({ connection, settings, providers: joinedByAccount(names) });
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof ConfigurationError || error instanceof HistoryError)) throw error;
    // One line for each mistake.
    for (const line of error.message.split('\n')) printLine(errors, line);
    return exitCodes.failed;
  } finally {
    await connection?.close();
    await http.close();
  }
}

/** Several providers may share an account, and its history. */
function joinedByAccount(names: readonly (readonly [string, string])[]): Map<string, string> {
  const joined = new Map<string, string>();
  for (const [account, name] of names) {
    const known = joined.get(account);
    joined.set(account, known === undefined ? name : `${known}, ${name}`);
  }
  return joined;
}

/** Throws `HistoryError` if the tables are those of another version. */
async function refuseOld(connection: DatabaseConnection): Promise<void> {
  const migrations = await migrationsToRun(connection);
  if (migrations.length === 0) return;
  throw new HistoryError(
    `${connection.location} is not up to date (${migrations.join(', ')}): start the server of this version once.`,
  );
}

const isoOf = (instant: Instant | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();

type NamedFeed = FeedStatus & { readonly provider: string };

function printTable(
  location: string,
  { size }: HistoryStatus,
  feeds: readonly NamedFeed[],
  { output }: CommandContext,
): void {
  const { size: sizeOf, hasColors } = output.terminal ?? { size: () => ({ columns: 80 }), hasColors: false };
  const rows = feeds.reduce((sum, feed) => sum + feed.rows, 0);
  printLine(output, `${location}: ${rows} rows, ${(size / 2 ** 20).toFixed(1)} MiB`);
  const table = createTable(columns, feeds, { width: sizeOf().columns, hasColors });
  // The cells are already printable, and the text between them contains colour codes.
  for (const line of [table.header, ...feeds.map((feed) => table.line(feed))]) output.write(`${line}\n`);
}

const minuteOf = (instant: Instant | undefined): string =>
  isoOf(instant)?.slice(0, 16).replace('T', ' ') ?? '';
const numberColumn = (title: string, value: (feed: NamedFeed) => number, leaveOut?: number) => ({
  title,
  value: (feed: NamedFeed) => String(value(feed)),
  align: 'right' as const,
  leaveOut,
});

const columns: readonly Column<NamedFeed>[] = [
  { title: 'PROVIDER', value: ({ provider, account }) => (provider === '' ? account : provider), least: 8 },
  {
    title: 'FEED',
    value: ({ action, scope, list }) => [action, scope, list].filter((part) => part !== '').join(' '),
    least: 16,
  },
  { title: 'SINCE (UTC)', value: ({ since }) => minuteOf(since) },
  { title: 'UNTIL (UTC)', value: ({ until }) => minuteOf(until), leaveOut: 1 },
  numberColumn('ROWS', ({ rows }) => rows),
  numberColumn('RANGES', ({ ranges }) => ranges, 2),
  numberColumn('GAPS', ({ gaps }) => gaps),
  numberColumn('LATE', ({ lateRows }) => lateRows, 2),
];

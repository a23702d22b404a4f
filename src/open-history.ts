import { ConfigurationError } from './config/issue.ts';
import type { Settings } from './config/settings.ts';
import type { TaskSource } from './domain/source.ts';
import { DAY, SECOND, type Clock } from './domain/time.ts';
import type { Schedule } from './engine/runtime.ts';
import type { TaskHistory } from './domain/history.ts';
import type { Tasks } from './domain/tasks.ts';
import type { DisposableScope } from './engine/call/deadline.ts';
import { pause } from './engine/runtime.ts';
import type { HistoryFigures } from './domain/history.ts';
import type { DatabaseHistory } from './history/history.ts';
import { causesOf } from './observability/log.ts';
import type { Log } from './observability/log.ts';

interface OpenHistoryParts {
  readonly clock: Clock;
  readonly schedule: Schedule;
  readonly fingerprint: (text: string) => string;
  readonly log: Log;
}

/** An open history. */
export interface OpenedHistory {
  readonly database: DatabaseHistory;
  /** The queries that are answered from it, for these providers. */
  readonly queriesOver: (sources: readonly TaskSource[]) => TaskHistory;
  /** Collects while this instance has the lease. Call it once. */
  readonly collect: (parts: CollectParts) => void;
  /** Stops collecting and stores pending rows. */
  readonly close: () => Promise<void>;
}

/** The dependencies of the collector. */
export interface CollectParts {
  readonly sources: () => readonly TaskSource[];
  readonly tasksOver: (sources: readonly TaskSource[]) => Tasks;
  readonly openScope: (callBudget: number) => DisposableScope;
  /** Names this instance. */
  readonly instance: string;
  /** Receives the figures for operators. */
  readonly watch: (figures: HistoryFigures) => void;
}

/** What lists keep in memory beside a history that can give it again. */
const ROWS_BESIDE_HISTORY = 20_000;

/** How many rows of lists are kept in memory. */
export const rowsInMemory = ({ cacheRows, history }: Pick<Settings, 'cacheRows' | 'history'>): number =>
  // Without query strings the history gives none of the rows that the vendor still keeps.
  history?.queryStrings === true ? Math.min(cacheRows, ROWS_BESIDE_HISTORY) : cacheRows;

/** How often this instance loads what others have recorded. */
const refreshInterval = 5 * SECOND;

/** Opens the configured history. Rejects with `ConfigurationError` if it cannot be used. */
export async function openHistory(
  { history: settings }: Settings,
  sources: readonly TaskSource[],
  { clock, schedule, fingerprint, log }: OpenHistoryParts,
): Promise<OpenedHistory | undefined> {
  if (settings === undefined) return undefined;
  // Imported only if a history is configured.
  const [
    { DatabaseHistory },
    { HistoryError },
    { HistoryQueries },
    { historyFigures },
    { Collector },
    { Lease },
  ] = await Promise.all([
    import('./history/history.ts'),
    import('./history/connect.ts'),
    import('./history/queries.ts'),
    import('./history/figures.ts'),
    import('./history/collector.ts'),
    import('./history/lease.ts'),
  ]);
  try {
    const database = await DatabaseHistory.open(settings, {
      clock,
      schedule,
      fingerprint,
      onState({ isAvailable, reason }) {
        if (isAvailable) log.info({}, 'The history can be used again');
        else log.warn({ reason }, 'The history cannot be used; lists are answered by the vendors alone');
      },
    });
    for (const warning of [...database.connection.warnings, ...shortKeeping(settings.keepFor, sources)])
      log.warn({ warning }, 'The configuration should be changed');
    const stopping = new AbortController();
    const sleep = (length: number): Promise<void> => pause(length, { schedule }, stopping.signal);
    const running: Promise<unknown>[] = [];
    return {
      database,
      queriesOver: (over) => new HistoryQueries(database, over),
      collect({ instance, watch, ...parts }) {
        const lease = new Lease(() => database.connection.database, instance, clock);
        const { interval, keepFor } = settings;
        const isHolder = (): boolean => lease.isHeld && !stopping.signal.aborted;
        const collector = new Collector({
          ...parts,
          isHolder,
          clock,
          sleep,
          interval,
          keepFor,
          prune: (before) => database.prune(before),
        });
        stopping.signal.addEventListener('abort', () => collector.stop());
        watch(historyFigures({ history: database, sources: parts.sources, isHolder, clock }));
        const learn = async (): Promise<void> => {
          while (!stopping.signal.aborted) {
            await sleep(refreshInterval);
            // While the database is down, the known state stays.
            await database.refresh().catch(() => undefined);
          }
        };
        running.push(
          learn(),
          lease.keep(sleep, stopping.signal),
          collector.run((error) => log.error({ causes: causesOf(error) }, 'The collector failed')),
        );
      },
      async close() {
        stopping.abort();
        await Promise.all(running);
        await database.close();
      },
    };
  } catch (error) {
    if (!(error instanceof HistoryError)) throw error;
    throw new ConfigurationError('The history', [{ path: 'history.url', message: error.message }]);
  }
}

/** Providers that keep their tasks longer than the history does. */
function shortKeeping(keepFor: number, sources: readonly TaskSource[]): readonly string[] {
  return sources.flatMap(({ provider, feeds }) => {
    const retention = Math.max(
      ...feeds.map(({ capabilities }) => capabilities.retention).filter(Number.isFinite),
    );
    if (keepFor >= retention) return [];
    return [
      `history.keepFor: ${provider.name} keeps tasks for ${Math.round(retention / DAY)} days, which is longer. Write at least P${Math.ceil(retention / DAY)}D`,
    ];
  });
}

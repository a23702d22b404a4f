import type {
  HistoryReach,
  OpenTasks,
  StateChange,
  StatisticsKey,
  StatisticsReport,
  TaskHistory,
} from '../domain/history.ts';
import type { FeedCoverage } from '../domain/page.ts';
import { matches, type TaskQuery } from '../domain/query.ts';
import type { TaskSource } from '../domain/source.ts';
import type { ObservedTask } from '../domain/task-end.ts';
import type { Task, TaskKey } from '../domain/task.ts';
import { DAY, type Instant, type Milliseconds, type Window } from '../domain/time.ts';
import { yieldIfLong } from '../engine/runtime.ts';
import { askableFeeds } from '../engine/scopes.ts';
import type { Coverage } from '../engine/store/coverage.ts';
import { taskChanges } from './changes.ts';
import { feedKeyOf, feedNameOf, listenedFeeds } from './feeds.ts';
import type { DatabaseHistory } from './history.ts';
import { rangesOf, since } from './load.ts';
import { observedTasks } from './observed-tasks.ts';
import { firstRowQuery, openTasksQuery, stateRowsQuery } from './figure-queries.ts';
import { ownerOf } from './rows.ts';
import { statisticsOf, unfinished, type StateRows } from './statistics.ts';
import { statisticsCoverage, type AskedFeed } from './statistics-coverage.ts';
import { conditionsOf } from './stored-filter.ts';
import { fellBehind, TaskStream } from './task-stream.ts';

type KnownFeed = AskedFeed & { readonly id: number };

const isRecorded = (asked: AskedFeed): asked is KnownFeed => asked.id !== undefined;

/** Answers from the history, for the configured providers. */
export class HistoryQueries implements TaskHistory {
  readonly #history: DatabaseHistory;
  readonly #sources: readonly TaskSource[];

  constructor(history: DatabaseHistory, sources: readonly TaskSource[]) {
    this.#history = history;
    this.#sources = sources;
  }

  get keepFor(): Milliseconds {
    return this.#history.settings.keepFor;
  }

  reachOf(name: string, now: Instant): HistoryReach {
    const reaches = this.#sources
      .filter(({ provider }) => provider.name === name)
      .flatMap(({ provider, feeds }) => feeds.map((feed) => this.#history.reachOf(provider, feed)));
    const known = reaches.filter((reach) => reach !== undefined);
    if (known.length === 0 || known.length < reaches.length) return {};
    return {
      since: Math.max(...known.map(({ from }) => from)),
      lag: Math.max(0, now - Math.min(...known.map(({ to }) => to))),
    };
  }

  /** Tasks with URLs in progress. Those that the vendor has forgotten since are left out, because they will never end. */
  async openTasks(now: Instant): Promise<readonly OpenTasks[]> {
    const open: OpenTasks[] = [];
    for (const { source, feed, id } of await this.#feedsOf({})) {
      const oldest = now - Math.min(feed.capabilities.retention, 30 * DAY);
      const kinds = await openTasksQuery(this.#history.connection.database, id, oldest).execute();
      for (const { kind, tasks } of kinds) open.push({ provider: source.provider.name, kind, tasks });
    }
    return open;
  }

  async changesOf({ provider, kind, taskId }: TaskKey): Promise<readonly StateChange[]> {
    const feeds = await this.#feedsOf({ providers: [provider] });
    if (feeds.length === 0) return [];
    const changes = await this.#history.connection.database
      .selectFrom('state_changes')
      .select(['feed', 'created_at', 'url', 'area', 'state', 'vendor_status', 'not_before', 'seen_at'])
      .where(
        'feed',
        'in',
        feeds.map(({ id }) => id),
      )
      .where('task_id', '=', taskId)
      .where('kind', '=', kind)
      .orderBy('id')
      .execute();
    return taskChanges(
      changes.map((change) => ({
        row: [change.feed, change.created_at, change.url, change.area].join('\n'),
        state: change.state,
        vendorStatus: change.vendor_status ?? undefined,
        notBefore: change.not_before ?? undefined,
        seenAt: change.seen_at,
      })),
    );
  }

  observedTasks(tasks: readonly TaskKey[]): Promise<readonly ObservedTask[]> {
    return observedTasks(this.#history.connection.database, tasks, async (provider) =>
      (await this.#feedsOf({ providers: [provider] })).map(({ id }) => id),
    );
  }

  async statistics(
    query: TaskQuery,
    by: readonly StatisticsKey[],
    now: Instant,
    signal?: AbortSignal,
  ): Promise<StatisticsReport> {
    const to = query.to ?? now;
    const window = { from: query.from ?? to - DAY, to };
    // A range that ends now ends with the last reading, if that is as young as it should be.
    const youngest = query.to === undefined ? to - 3 * this.#history.settings.interval : to;
    const parts: StateRows[] = [];
    const coverage: FeedCoverage[] = [];
    for (const known of await this.#askedFeeds(query)) {
      if (!isRecorded(known)) {
        coverage.push(statisticsCoverage(known, window, youngest, []));
        continue;
      }
      // A range that is recorded meanwhile is missing before the rows are read; one that is forgotten is missing afterwards.
      const ranges = await this.#rangesOf(known, window);
      for await (const rows of this.#stateRows(known, window, query, by.includes('DOMAIN'))) {
        for (const row of rows) parts.push(row);
        await yieldIfLong();
        if (signal?.aborted === true) throw unfinished(known.source.provider.name, known.feed.action);
      }
      const [oldest] = await this.#rangesOf(known, window);
      const kept = oldest === undefined ? [] : since(oldest.from, ranges);
      coverage.push(statisticsCoverage(known, window, youngest, kept));
    }
    return {
      groups: statisticsOf(
        parts,
        by,
        ({ state, createdAt }) =>
          (query.states?.includes(state) ?? true) && createdAt >= window.from && createdAt < window.to,
      ),
      coverage,
    };
  }

  async taskChanges(
    query: TaskQuery,
    now: Instant,
    signal?: AbortSignal,
  ): Promise<AsyncIterableIterator<Task>> {
    const { kinds, urls, domains, area, states, from = now - DAY, to = Infinity } = query;
    // URLs may be stored without their query strings.
    const spelled = urls?.flatMap((url) => [url, this.#history.urlOf(url)]);
    const filter = { kinds, urls: spelled, domains, area };
    const endings: (() => void)[] = [];
    const stream = new TaskStream({
      onEnd: () => {
        for (const end of endings) end();
      },
    });
    const notify = (task: Task): void => {
      const isWanted =
        task.createdAt >= from &&
        task.createdAt < to &&
        (states?.includes(task.state) ?? true) &&
        (task.details?.some((row) => matches(row, filter)) ?? false);
      if (isWanted) stream.add(task);
    };
    for (const source of this.#sourcesOf(query)) {
      const listener = {
        // Scopes that are discovered later belong to it too.
        get feeds() {
          return listenedFeeds([source]);
        },
        from,
        notify,
        onLoss: () => stream.end(fellBehind('Too many tasks have changed at once.')),
        end: () => stream.end(),
      };
      endings.push(
        await this.#history.changes.listen(listener).catch((error: unknown) => {
          stream.end();
          throw error;
        }),
      );
    }
    if (signal?.aborted === true) stream.cancel();
    if (stream.isOver) for (const each of endings) each();
    return stream;
  }

  #sourcesOf({ providers, vendors }: TaskQuery): readonly TaskSource[] {
    return this.#sources.filter(
      ({ provider }) =>
        (providers?.includes(provider.name) ?? true) && (vendors?.includes(provider.vendor) ?? true),
    );
  }

  /** The feeds of the providers of a query that were ever recorded. */
  async #feedsOf(query: TaskQuery): Promise<KnownFeed[]> {
    return (await this.#askedFeeds(query)).filter(isRecorded);
  }

  /** The feeds of the providers of a query. */
  async #askedFeeds({ kinds, ...query }: TaskQuery): Promise<AskedFeed[]> {
    const stored = await this.#history.connection.database.selectFrom('feeds').selectAll().execute();
    const ids = new Map(stored.map((row) => [feedKeyOf(row), row.id]));
    return this.#sourcesOf(query).flatMap((source) => {
      const { feeds, refusal } = askableFeeds(source);
      return feeds
        .filter((feed) => kinds === undefined || feed.kinds.some((kind) => kinds.includes(kind)))
        .map((feed) => ({
          source,
          feed,
          id: refusal === undefined ? ids.get(feedKeyOf(feedNameOf(source.provider, feed))) : undefined,
          refusal,
        }));
    });
  }

  #rangesOf({ id }: KnownFeed, window: Window): Promise<Coverage[]> {
    return rangesOf(this.#history.connection.database, id, window);
  }

  /** The rows around a window, a day at a time, so that an embedded database does not block other requests for long. */
  async *#stateRows(
    { source: { provider }, feed, id }: KnownFeed,
    { from, to }: Window,
    query: TaskQuery,
    isByDomain: boolean,
  ): AsyncGenerator<StateRows[], undefined> {
    const { database } = this.#history.connection;
    const { taskSpan } = feed.capabilities;
    // The state of a task is that of all its rows.
    const { urls, domains, area, kinds } = query;
    const filter = { urls, domains, area, kinds };
    const conditions = conditionsOf(filter, ownerOf(provider, feed), (url) => this.#history.urlOf(url));
    const end = to + taskSpan;
    for (let reached = from - taskSpan; ;) {
      // Days without rows are skipped.
      const next = await firstRowQuery(database, id, { from: reached, to: end }).executeTakeFirst();
      if (next === undefined) return;
      reached = Math.min(next.created_at + DAY, end);
      const day = { from: next.created_at, to: reached };
      const rows = await stateRowsQuery(database, id, day, conditions, isByDomain).execute();
      yield rows.map((row) => ({
        provider: provider.name,
        vendor: provider.vendor,
        kind: row.kind,
        taskId: row.task_id,
        domain: isByDomain ? row.domain_of_group : undefined,
        state: row.state,
        rows: row.rows,
        createdAt: row.created_at,
        finishedAt: row.finished_at ?? undefined,
        withoutEnd: row.without_end,
        seenFinalAt: row.seen_final_at ?? undefined,
        seenOpen: row.seen_open,
      }));
    }
  }
}

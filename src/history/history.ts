import type { HistorySettings } from '../domain/history.ts';
import type { Feed, Provider, TaskSource } from '../domain/source.ts';
import {
  SECOND,
  secondOf,
  type Clock,
  type Instant,
  type Milliseconds,
  type Window,
} from '../domain/time.ts';
import type { History, HistoryRequest, KeptFacts, NewFacts } from '../engine/store/history.ts';
import type { Schedule } from '../engine/runtime.ts';
import { ChangeFeed } from './change-feed.ts';
import { connect, type DatabaseConnection } from './connect.ts';
import { FeedIds, feedKeyOf, feedNameOf } from './feeds.ts';
import { load } from './load.ts';
import { prune } from './prune.ts';
import { Recorder } from './recorder.ts';
import { ownerOf, type RowSettings } from './rows.ts';
import { write } from './write.ts';

export interface HistoryParts {
  readonly clock: Clock;
  readonly schedule: Schedule;
  /** A short text that differs for different texts. */
  readonly fingerprint: (text: string) => string;
  /** Called once when the history fails, and once when it works again. */
  readonly onState: (state: HistoryState) => void;
}

/** Whether the history can be used, and why not. */
export interface HistoryState {
  readonly isAvailable: boolean;
  /** The reason, without a password. */
  readonly reason?: string | undefined;
}

/** How long nothing is loaded after a failure, so that no request waits for a database that is down. */
const LOAD_RETRY: Milliseconds = 5 * SECOND;

/** The history in a database. */
export class DatabaseHistory implements History {
  readonly connection: DatabaseConnection;
  readonly settings: HistorySettings;
  /** The feed of changes of tasks. */
  readonly changes: ChangeFeed;
  readonly #parts: HistoryParts;
  readonly #recorder: Recorder;
  readonly #rowSettings: RowSettings;
  readonly #ids: FeedIds;
  /** The time range of each feed, from the start of its oldest range to the end of its newest one. */
  readonly #reach = new Map<string, Window>();
  /** The current failures of reading and of recording, which may fail separately. */
  readonly #failures = new Map<'reading' | 'recording', string>();
  #loadsAgainAt: Instant = -Infinity;

  private constructor(connection: DatabaseConnection, settings: HistorySettings, parts: HistoryParts) {
    this.connection = connection;
    this.settings = settings;
    this.#parts = parts;
    this.#ids = new FeedIds(() => connection.database);
    this.#rowSettings = {
      raw: settings.raw,
      urlOf: settings.queryStrings ? (url) => url : (url) => withoutQuery(url, parts.fingerprint),
    };
    this.changes = new ChangeFeed({
      database: () => connection.database,
      schedule: parts.schedule,
      onLook: (failure) => this.#note('reading', failure),
    });
    this.#recorder = new Recorder({
      clock: parts.clock,
      schedule: parts.schedule,
      onState: (failure) => this.#note('recording', failure),
      store: async (name, facts) => {
        try {
          await write(connection.database, await this.#ids.of(name), facts, this.#rowSettings);
        } catch (error) {
          await connection.recover();
          throw error;
        }
        void this.changes.look();
        if (facts.some(({ ranges }) => ranges.length > 0)) await this.refresh();
      },
    });
  }

  /** Opens the database and brings its tables up to date. Rejects with `HistoryError`. */
  static async open(settings: HistorySettings, parts: HistoryParts): Promise<DatabaseHistory> {
    const history = new DatabaseHistory(await connect(settings.url), settings, parts);
    await history.refresh();
    return history;
  }

  /** A URL as it is stored. */
  urlOf(url: string): string {
    return this.#rowSettings.urlOf(url);
  }

  since({ provider }: TaskSource, feed: Feed): Instant | undefined {
    return this.reachOf(provider, feed)?.from;
  }

  /** The time range in which readings of a feed are kept, with or without gaps; undefined if there is none. */
  reachOf(provider: Provider, feed: Feed): Window | undefined {
    return this.#reach.get(feedKeyOf(feedNameOf(provider, feed)));
  }

  async load({ provider }: TaskSource, feed: Feed, request: HistoryRequest): Promise<KeptFacts | undefined> {
    const { clock } = this.#parts;
    if (clock() < this.#loadsAgainAt) return undefined;
    try {
      const id = await this.#ids.of(feedNameOf(provider, feed));
      const kept = await load(
        this.connection.database,
        id,
        ownerOf(provider, feed),
        this.#usable(feed, request),
        this.#rowSettings,
      );
      this.#note('reading', undefined);
      return kept;
    } catch (error) {
      this.#loadsAgainAt = clock() + LOAD_RETRY;
      this.#note('reading', error);
      return undefined;
    }
  }

  /**
   * Rows without query strings would be listed together with the vendor's own for as long as the vendor keeps those.
   */
  #usable({ capabilities }: Feed, request: HistoryRequest): HistoryRequest {
    if (this.settings.queryStrings) return request;
    const { from, to } = request.window;
    const forgotten = secondOf(this.#parts.clock() - capabilities.retention);
    return { ...request, window: { from, to: Math.max(from, Math.min(to, forgotten)) } };
  }

  record({ provider }: TaskSource, feed: Feed, facts: NewFacts): void {
    if (facts.rows.length > 0 || facts.ranges.length > 0)
      this.#recorder.add(feedNameOf(provider, feed), facts);
  }

  /** Resolves when everything that was recorded is stored, or when storing fails. */
  flush(): Promise<void> {
    return this.#recorder.flush();
  }

  /** Loads the ranges that other instances have recorded. */
  async refresh(): Promise<void> {
    const rows = await this.connection.database
      .selectFrom('feeds')
      .innerJoin('read_ranges', 'read_ranges.feed', 'feeds.id')
      .select(['vendor', 'account', 'action', 'scope', 'list'])
      .select(({ fn }) => [fn.min('from_at').as('from'), fn.max('to_at').as('to')])
      .groupBy(['vendor', 'account', 'action', 'scope', 'list'])
      .execute();
    this.#reach.clear();
    for (const { from, to, ...name } of rows) this.#reach.set(feedKeyOf(name), { from, to });
  }

  /** Forgets what was created before an instant. */
  async prune(before: Instant): Promise<void> {
    await prune(this.connection.database, before);
    await this.refresh();
  }

  async close(): Promise<void> {
    await this.#recorder.close();
    await this.changes.close();
    await this.connection.close();
  }

  /** Reports once that the history fails, and once that all of it works again. */
  #note(what: 'reading' | 'recording', failure: unknown): void {
    const wasAvailable = this.#failures.size === 0;
    if (failure === undefined) this.#failures.delete(what);
    else this.#failures.set(what, failure instanceof Error ? failure.message : 'unknown failure');
    const isAvailable = this.#failures.size === 0;
    const [reason] = this.#failures.values();
    if (isAvailable !== wasAvailable) this.#parts.onState({ isAvailable, reason });
  }
}

/** Replaces the query string by its fingerprint, so that two URLs that differ only there stay distinct. */
function withoutQuery(url: string, fingerprint: (text: string) => string): string {
  const start = url.indexOf('?');
  return start === -1 ? url : `${url.slice(0, start)}?${fingerprint(url.slice(start + 1))}`;
}

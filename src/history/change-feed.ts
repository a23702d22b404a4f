import type { Kysely, Transaction } from 'kysely';
import { VendorError } from '../domain/errors.ts';
import type { Task, TaskKind, TaskState } from '../domain/task.ts';
import { SECOND, secondOf, type Instant, type Milliseconds } from '../domain/time.ts';
import { yieldIfLong, type Schedule } from '../engine/runtime.ts';
import { taskOf } from '../engine/list/group.ts';
import { stateOf } from './changes.ts';
import { chunks } from './chunks.ts';
import { feedKeyOf, type ListenedFeed } from './feeds.ts';
import { rangesOf } from './load.ts';
import { decodeRow, ownerOf, type StoredRow } from './rows.ts';
import { isWhole, newestOfRows, storedKeyOf, storedTasks, type StoredTask } from './stored-tasks.ts';
import type { Tables } from './tables.ts';

/** A listener to changes of tasks. */
export interface ChangeListener {
  /** The configured providers and feeds, by the key of the feed. Absent feeds do not concern it. */
  readonly feeds: ReadonlyMap<string, ListenedFeed>;
  /** Tasks created before this instant do not concern it. */
  readonly from: Instant;
  /** Called with a task and its previous state, which is absent if the task was not known. Must not throw. */
  readonly notify: (task: Task, before: TaskState | undefined) => void;
  /** Called when changes may have been missed: tasks that may concern it have changed and will not be reported. */
  readonly onLoss: () => void;
  /** Called when the history is closed, or when clients must subscribe again. */
  readonly end: () => void;
}

export interface ChangeFeedParts {
  readonly database: () => Kysely<Tables>;
  readonly schedule: Schedule;
  /** Called after each poll of the table, with the reason of its failure or undefined. */
  readonly onLook: (failure: unknown) => void;
}

/** How often the table is polled while there are listeners. Changes that this instance records are read at once. */
const LOOK_INTERVAL: Milliseconds = SECOND;

/** How many changes one query reads, and of how many tasks the rows. */
const CHANGES_PER_LOOK = 1_000;
const TASKS_PER_QUERY = 20;
/** The most tasks that wait until the seconds around them are read. If there are more, none waits any longer. */
const MAX_WAITING = 10_000;

/** A task of which rows have changed. */
interface ChangedTask {
  readonly feed: number;
  readonly kind: TaskKind;
  readonly taskId: string;
  /** The last change that was reported. */
  readonly after: number;
  /** A row that has changed. */
  readonly createdAt: Instant;
}

/** A task to report. */
interface ToldTask {
  readonly feedKey: string;
  readonly rows: readonly StoredRow[];
  readonly before: TaskState | undefined;
}

/** The tasks that need not wait any longer, and those of them whose state has changed. */
interface KnownTasks {
  readonly keys: string[];
  readonly told: ToldTask[];
}

/** A listener and its filter at the start of a poll. */
type Listening = Pick<ChangeListener, 'feeds' | 'from'> & { readonly listener: ChangeListener };

/**
 * Reports each task when it appears in the history and each time its state changes, whichever instance recorded it.
 * Polls the table of changes while there are listeners, and makes no vendor calls.
 */
export class ChangeFeed {
  readonly #parts: ChangeFeedParts;
  readonly #listeners = new Set<ChangeListener>();
  /** The listeners that clients started. */
  readonly #subscribers = new Set<ChangeListener>();
  readonly #feedKeys = new Map<number, string>();
  /** The last change that was read. */
  #position: number | undefined;
  #waiting = new Map<string, ChangedTask>();
  #looking: Promise<void> | undefined;
  #isAskedAgain = false;
  #cancel: (() => void) | undefined;

  constructor(parts: ChangeFeedParts) {
    this.#parts = parts;
  }

  get listenerCount(): number {
    return this.#listeners.size;
  }

  /**
   * Adds a listener, which is called for everything that is recorded after the next successful poll. Returns a function
   * that removes it.
   */
  add(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    void this.look();
    return () => this.#remove(listener);
  }

  /**
   * Adds a listener and resolves when no later change can be missed. Returns a function that removes it. Rejects with a
   * `VendorError` of the kind `UNAVAILABLE` if the table cannot be read.
   */
  async listen(listener: ChangeListener): Promise<() => void> {
    this.#listeners.add(listener);
    this.#subscribers.add(listener);
    await this.look();
    if (this.#position === undefined && this.#listeners.has(listener)) {
      this.#remove(listener);
      throw new VendorError({
        kind: 'UNAVAILABLE',
        message: 'The history cannot be read at the moment. Subscribe again later.',
        retryable: true,
      });
    }
    return () => this.#remove(listener);
  }

  /** Ends the listeners that clients started, so that they subscribe again and their access is checked anew. */
  endSubscribers(): void {
    for (const listener of this.#subscribers) {
      this.#remove(listener);
      listener.end();
    }
  }

  #remove(listener: ChangeListener): void {
    this.#listeners.delete(listener);
    this.#subscribers.delete(listener);
    if (this.#listeners.size === 0) this.#rest();
  }

  /** Polls the table now, or once more if a poll is running. Never rejects. */
  look(): Promise<void> {
    if (this.#listeners.size === 0) return Promise.resolve();
    if (this.#looking !== undefined) {
      this.#isAskedAgain = true;
      return this.#looking;
    }
    this.#cancel?.();
    this.#looking = this.#lookOften().finally(() => {
      this.#looking = undefined;
      if (this.#listeners.size === 0) return;
      this.#cancel = this.#parts.schedule(LOOK_INTERVAL, () => void this.look());
    });
    return this.#looking;
  }

  /** Ends all listeners. Resolves when no poll is running. */
  async close(): Promise<void> {
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    this.#subscribers.clear();
    this.#rest();
    for (const { end } of listeners) end();
    await this.#looking;
  }

  #rest(): void {
    this.#cancel?.();
    this.#waiting.clear();
    this.#position = undefined;
  }

  async #lookOften(): Promise<void> {
    do {
      this.#isAskedAgain = false;
      try {
        // One snapshot: changes that are recorded meanwhile belong to the next poll.
        await this.#parts
          .database()
          .transaction()
          .setIsolationLevel('repeatable read')
          .execute((transaction) => this.#lookAt(transaction));
        this.#parts.onLook(undefined);
      } catch (error) {
        this.#parts.onLook(error);
        return;
      }
    } while (this.#isAskedAgain && this.#listeners.size > 0);
  }

  async #lookAt(transaction: Transaction<Tables>): Promise<void> {
    if (this.#position === undefined) {
      const { last } = await transaction
        .selectFrom('state_changes')
        .select(({ fn }) => fn.max('id').as('last'))
        .executeTakeFirstOrThrow();
      this.#position = last ?? 0;
      return;
    }
    const changes = await transaction
      .selectFrom('state_changes')
      .select(['id', 'feed', 'kind', 'task_id', 'created_at'])
      .where('id', '>', this.#position)
      .orderBy('id')
      .limit(CHANGES_PER_LOOK)
      .execute();
    const listeners = [...this.#listeners].map((listener): Listening => ({
      listener,
      feeds: listener.feeds,
      from: listener.from,
    }));
    const from = Math.min(...listeners.map((listening) => listening.from));
    for (const { id, feed, kind, task_id: taskId, created_at: createdAt } of changes) {
      if (createdAt < from) continue;
      const key = storedKeyOf(feed, kind, taskId);
      if (!this.#waiting.has(key)) this.#waiting.set(key, { feed, kind, taskId, after: id - 1, createdAt });
    }
    if (changes.length === CHANGES_PER_LOOK) this.#isAskedAgain = true;
    // After a failure the same changes are read again, and the same tasks wait.
    const known: KnownTasks = { keys: [], told: [] };
    for (const feed of new Set([...this.#waiting.values()].map((task) => task.feed)))
      await this.#addKnown(known, transaction, feed, listeners);
    this.#position = changes.at(-1)?.id ?? this.#position;
    for (const key of known.keys) this.#waiting.delete(key);
    for (const task of known.told) this.#notify(task, listeners);
    if (this.#waiting.size <= MAX_WAITING) return;
    this.#waiting.clear();
    for (const { listener } of listeners) listener.onLoss();
  }

  /** Adds the tasks of a feed that need not wait any longer. */
  async #addKnown(
    { keys, told }: KnownTasks,
    transaction: Transaction<Tables>,
    feed: number,
    listeners: readonly Listening[],
  ): Promise<void> {
    const feedKey = await this.#feedKey(transaction, feed);
    const listened = listeners.find(({ feeds }) => feeds.has(feedKey))?.feeds.get(feedKey);
    const waiting = [...this.#waiting].filter(([, task]) => task.feed === feed);
    const span = listened?.feed.capabilities.taskSpan ?? 0;
    const times = waiting.map(([, { createdAt }]) => createdAt);
    const part = { from: secondOf(Math.min(...times) - span), to: Math.max(...times) + span + SECOND };
    const ranges = listened === undefined ? [] : await rangesOf(transaction, feed, part);
    const isRead = ({ createdAt }: ChangedTask): boolean =>
      ranges.some(({ from, to }) => from <= createdAt && createdAt < to);
    const known = waiting.filter(([, task]) => listened === undefined || isRead(task));
    for (const some of chunks(known, TASKS_PER_QUERY)) {
      const stored =
        listened === undefined
          ? new Map<string, StoredTask>()
          : await storedTasks(transaction, feed, idsOf(some));
      for (const [key, { after }] of some) {
        const { rows, changes } = stored.get(key) ?? { rows: [], changes: [] };
        if (rows.length > 0 && !isWhole(rows, ranges, span)) continue;
        keys.push(key);
        const before = stateOf(newestOfRows(changes.filter(({ id }) => id <= after)));
        if (rows.length > 0 && before !== stateOf(rows)) told.push({ feedKey, rows, before });
      }
      // An embedded database blocks other requests while it reads.
      await yieldIfLong();
    }
  }

  #notify({ feedKey, rows, before }: ToldTask, listeners: readonly Listening[]): void {
    // Providers of one account share the feed, and have names of their own.
    const byName = new Map<string, Task>();
    for (const { listener, feeds, from } of listeners) {
      const listened = feeds.get(feedKey);
      if (listened === undefined || !this.#listeners.has(listener)) continue;
      const { provider, feed } = listened;
      let task = byName.get(provider.name);
      if (task === undefined) {
        const [first, ...others] = rows.map((row) => decodeRow(ownerOf(provider, feed), row).row);
        if (first === undefined) return;
        task = taskOf([first, ...others]);
        byName.set(provider.name, task);
      }
      if (task.createdAt >= from) listener.notify(task, before);
    }
  }

  async #feedKey(transaction: Transaction<Tables>, id: number): Promise<string> {
    const known = this.#feedKeys.get(id);
    if (known !== undefined) return known;
    const feed = await transaction
      .selectFrom('feeds')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const key = feedKeyOf(feed);
    this.#feedKeys.set(id, key);
    return key;
  }
}

const idsOf = (tasks: readonly (readonly [string, ChangedTask])[]): string[] => [
  ...new Set(tasks.map(([, { taskId }]) => taskId)),
];

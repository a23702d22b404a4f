import type { Row } from './row.ts';
import { TimeIndex } from './time-index.ts';

/** The rows of one list of an account, indexed by time and by task. */
export class Feed {
  readonly byTime = new TimeIndex();
  /** One row of each task, with its creation time in milliseconds, for vendors that list tasks. */
  readonly tasksByTime = new TimeIndex();
  readonly #tasks = new Map<string, Row[]>();
  /** Built when a task is first looked up. */
  readonly #taskIndexes = new Map<string, TimeIndex>();

  add(rows: readonly Row[]): void {
    this.byTime.add(rows);
    const tasks = new Map<string, Row>();
    for (const row of rows) {
      if (!this.#tasks.has(row.taskId)) tasks.set(row.taskId, { ...row, createdAt: row.arrivedAt });
      append(this.#tasks, row.taskId, row);
      this.#taskIndexes.delete(row.taskId);
    }
    this.tasksByTime.add([...tasks.values()]);
  }

  /** Drops the rows created before `instant`, epoch ms. */
  forget(instant: number): void {
    this.tasksByTime.removeBefore(instant);
    const taskIds = new Set(this.byTime.removeBefore(instant).map((row) => row.taskId));
    for (const taskId of taskIds) {
      const left = this.task(taskId).filter((row) => row.createdAt >= instant);
      this.#taskIndexes.delete(taskId);
      if (left.length === 0) this.#tasks.delete(taskId);
      else this.#tasks.set(taskId, left);
    }
  }

  /** The rows of a task by time. */
  taskByTime(taskId: string): TimeIndex {
    const known = this.#taskIndexes.get(taskId);
    if (known !== undefined) return known;
    const index = new TimeIndex(this.task(taskId));
    if (this.#tasks.has(taskId)) this.#taskIndexes.set(taskId, index);
    return index;
  }

  /** All rows of a task, including those that are not visible yet or no longer. */
  task(taskId: string): readonly Row[] {
    return this.#tasks.get(taskId) ?? [];
  }

  /** The rows of every task, task by task. */
  tasks(): Iterable<readonly Row[]> {
    return this.#tasks.values();
  }
}

/** The rows of an account by feed. */
export class History {
  readonly #feeds = new Map<string, Feed>();
  readonly #feedOf: (row: Row) => string;

  constructor(feedOf: (row: Row) => string) {
    this.#feedOf = feedOf;
  }

  add(rows: readonly Row[]): void {
    const byFeed = new Map<string, Row[]>();
    for (const row of rows) append(byFeed, this.#feedOf(row), row);
    for (const [name, feedRows] of byFeed) this.feed(name).add(feedRows);
  }

  /** The feed with this name; empty if nothing was submitted to it. */
  feed(name: string): Feed {
    const known = this.#feeds.get(name);
    if (known !== undefined) return known;
    const feed = new Feed();
    this.#feeds.set(name, feed);
    return feed;
  }

  /** Drops the rows of every feed created before `instant`, epoch ms. */
  forget(instant: number): void {
    for (const feed of this.#feeds.values()) feed.forget(instant);
  }

  /** Every row of every feed. */
  *rows(): Iterable<Row> {
    for (const feed of this.#feeds.values()) for (const task of feed.tasks()) yield* task;
  }
}

function append(groups: Map<string, Row[]>, key: string, row: Row): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [row]);
  else group.push(row);
}

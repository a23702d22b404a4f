import { FellBehindError } from '../domain/errors.ts';
import type { Task } from '../domain/task.ts';
import { taskIdentity } from '../engine/list/group.ts';

/** What may wait for one reader. */
const MAX_TASKS = 1_000;
const MAX_ROWS = 50_000;

export const fellBehind = (reason: string): FellBehindError =>
  new FellBehindError(`${reason} List the tasks, then subscribe again.`);

/**
 * Changed tasks for one reader, in the order of their changes. Of a task that changes again before it is read, only the newest waits. A
 * reader for whom too much waits gets a `FellBehindError`. Written by hand: a generator that waits cannot be ended before what it waits
 * for comes.
 */
export class TaskStream implements AsyncIterableIterator<Task> {
  readonly #onEnd: () => void;
  readonly #unread = new Map<string, Task>();
  #rows = 0;
  #isOver = false;
  #error: Error | undefined;
  #wake: () => void = () => {};

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  add(task: Task): void {
    if (this.#isOver) return;
    const key = taskIdentity(task);
    this.#take(key);
    this.#unread.set(key, task);
    this.#rows += task.urlCount;
    if (this.#unread.size > MAX_TASKS || this.#rows > MAX_ROWS) {
      const count = this.#unread.size;
      this.#unread.clear();
      this.end(fellBehind(`${count} changed tasks waited to be read, which is too many.`));
    }
    this.#wake();
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** Ends the stream after what waits, with an error if one is given. */
  end(error?: Error): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#error = error;
    this.#onEnd();
    this.#wake();
  }

  async next(): Promise<IteratorResult<Task, undefined>> {
    while (this.#unread.size === 0 && !this.#isOver) {
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    const [key] = this.#unread.keys();
    const value = key === undefined ? undefined : this.#take(key);
    if (value !== undefined) return { done: false, value };
    const error = this.#error;
    this.#error = undefined;
    if (error !== undefined) throw error;
    return { done: true, value: undefined };
  }

  return(): Promise<IteratorResult<Task, undefined>> {
    this.#unread.clear();
    this.#error = undefined;
    this.end();
    return Promise.resolve({ done: true, value: undefined });
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  #take(key: string): Task | undefined {
    const task = this.#unread.get(key);
    this.#unread.delete(key);
    this.#rows -= task?.urlCount ?? 0;
    return task;
  }
}
